"""What a person reads when a request cannot be served: a sentence, as a page or as a message in the chat."""

from dataclasses import asdict
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.conversation.addresses import home_path
from bot.language import Language
from bot.web.guard import HEADERS
from bot.web.outgoing import Shown, safe
from bot.web.pages import Pages
from bot.web.visitors import language_of
from bot.web.words import Words, words_in

_SENTENCES: Final = {
    400: "unreadable",
    403: "refused",
    404: "not_found",
    405: "not_found",
    413: "too_large",
    429: "too_many",
}


def wants_json(request: Request) -> bool:
    """Whether the page's script asks, rather than the browser itself."""
    return "application/json" in request.headers.get("accept", "")


class Failures:
    """Answers in place of a request that failed."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def refuse(self, request: Request, error: Exception) -> Response:
        """The sentence for an `HTTPException`, with its status."""
        assert isinstance(error, HTTPException)
        response = self._say(request, _SENTENCES.get(error.status_code, "unreadable"), error.status_code)
        response.headers.update(error.headers or {})
        return response

    async def break_down(self, request: Request, error: Exception) -> Response:
        """The sentence for an error of ours."""
        response = self._say(request, "fault", 500)
        # Starlette answers such an error outside all middleware.
        response.headers.update(HEADERS)
        return response

    def _say(self, request: Request, sentence: str, status: int) -> Response:
        language = _language(request)
        heading, text = _words(words_in(language), sentence)
        headers = {"Cache-Control": "no-store"}
        if wants_json(request):
            shown = Shown("add", self._pages.answer(language, text=safe(text)))
            return JSONResponse({"shown": [asdict(shown)]}, status, headers)
        return HTMLResponse(self._pages.sentence(language, heading, text, sentence == "not_found"), status, headers)


def _language(request: Request) -> Language:
    """The language of the address, where it names one, or of the browser."""
    home = home_path("en")
    if request.url.path == home or request.url.path.startswith(f"{home}/"):
        return "en"
    return language_of(request) or "vi"


def _words(words: Words, sentence: str) -> tuple[str, str]:
    return getattr(words, f"{sentence}_heading"), getattr(words, sentence)
