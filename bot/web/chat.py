"""The chat page: one form, one event, its replies."""

import logging
from dataclasses import asdict
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.conversation.answers import Answers
from bot.conversation.events import Event, Opened, Said
from bot.conversation.replies import Say
from bot.logs import described
from bot.web.failures import wants_json
from bot.web.guard import MAX_BODY, from_our_page
from bot.web.incoming import MAX_FIELDS, UnreadableForm, event
from bot.web.limits import Limits, address_of
from bot.web.outgoing import Shown, safe, show
from bot.web.packing import packed
from bot.web.pages import Pages
from bot.web.visitors import Visitor, Visitors
from bot.web.words import words_in

_log = logging.getLogger(__name__)
LONGEST: Final = 300
"""Characters of a question that a link may bring along."""


class Chat:
    """Serves the conversation to browsers, with JavaScript as it flows, without as a page an exchange."""

    def __init__(
        self,
        guide: Answers,
        visitors: Visitors,
        pages: Pages,
        limits: Limits,
        public_url: str | None,
        trusted_proxy: str | None,
    ) -> None:
        self._guide = guide
        self._visitors = visitors
        self._pages = pages
        self._limits = limits
        self._public_url = public_url
        self._trusted_proxy = trusted_proxy

    def routes(self) -> list[Route]:
        """Where the chat lives."""
        return [
            Route("/chat", self.open, methods=["GET"]),
            Route("/chat", self.exchange, methods=["POST"]),
        ]

    async def open(self, request: Request) -> Response:
        """The page as it greets; `?p=` carries what a link wants opened, `?q=` a question that waits to be sent."""
        visitor = self._visitors.welcome(request)
        self._admit(request, visitor)
        where, who = self._visitors.where(visitor), self._visitors.who(visitor)
        shown = await self._answer(Opened(where, who, request.query_params.get("p", "")), visitor)
        return self._page(visitor, shown, draft=request.query_params.get("q", "")[:LONGEST])

    async def exchange(self, request: Request) -> Response:
        """One event and its replies."""
        visitor = self._visitors.known(request)
        if visitor is None or not from_our_page(request, self._public_url):
            raise HTTPException(403)
        self._admit(request, visitor)
        form = await request.form(max_files=0, max_fields=MAX_FIELDS, max_part_size=MAX_BODY)
        if not visitor.made(str(form.get("token", ""))):
            raise HTTPException(403)
        try:
            happened = event(form, self._visitors.where(visitor), self._visitors.who(visitor))
        except UnreadableForm as error:
            raise HTTPException(400) from error
        shown = await self._answer(happened, visitor)
        if wants_json(request):
            said = {"shown": [asdict(each) for each in shown]}
            return await packed(JSONResponse(said, headers={"Cache-Control": "no-store"}), request)
        return self._page(visitor, shown, question=happened.text if isinstance(happened, Said) else "")

    def _admit(self, request: Request, visitor: Visitor) -> None:
        """Raises `HTTPException` 429 for one event too many."""
        address = address_of(request, self._trusted_proxy)
        wait = self._limits.wait(address, self._visitors.who(visitor).key)
        if wait:
            raise HTTPException(429, headers={"Retry-After": str(wait)})

    async def _answer(self, event: Event, visitor: Visitor) -> list[Shown]:
        language = visitor.language or "vi"
        try:
            return show(await self._guide.answer(event), self._pages, language)
        except Exception as error:
            _log.error("No answer to %s: %s", type(event).__name__, described(error))
            return show([Say(safe(words_in(language).fault))], self._pages, language)

    def _page(self, visitor: Visitor, shown: list[Shown], question: str = "", draft: str = "") -> Response:
        html = self._pages.chat(
            visitor.language or "vi",
            token=visitor.token,
            question=question,
            draft=draft,
            messages=[each.content for each in shown if each.how != "notice"],
            notice=" ".join(each.content for each in shown if each.how == "notice"),
        )
        # "no-store" would cost people who press Back their conversation.
        headers = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie"}
        response = HTMLResponse(html, headers=headers)
        self._visitors.remember(visitor, response)
        return response
