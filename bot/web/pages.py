"""The HTML of the pages, from `bot/web/templates`."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from bot.conversation.addresses import home_path
from bot.conversation.turn import Service
from bot.language import Language
from bot.web.words import page_words_in, words_in

STATIC: Final = Path(__file__).parent / "static"


class Pages:
    """Renders pages and parts of them."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("bot.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["asset"] = _asset
        self._environment.filters["spoken"] = _spoken
        self._environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}

    def answer(self, language: Language, **values: Any) -> str:
        """One message of the assistant: `text`, and where given `rows` of buttons, `file`, `locate`."""
        return self._render("answer.html", language, **values)

    def chat(self, language: Language, **values: Any) -> str:
        """The chat page: `token`, `question`, `draft`, `messages`, `notice`."""
        return self._render("chat.html", language, **values)

    def sentence(self, language: Language, heading: str, text: str, searching: bool = False) -> str:
        """A page that says one sentence and leads home; `searching`, with the search box."""
        given = {"heading": heading, "text": text, "searching": searching}
        return self._render("sentence.html", language, said=page_words_in(language), home=home_path(language), **given)

    def public(self, template: str, language: Language, service: Service, **values: Any) -> str:
        """A page that everybody may read."""
        given = {"said": page_words_in(language), "home": home_path(language), "service": service}
        return self._render(template, language, **given | values)

    def _render(self, name: str, language: Language, **values: Any) -> str:
        return self._environment.get_template(name).render(language=language, words=words_in(language), **values)


@cache
def _asset(name: str) -> str:
    """The address of a static file; it changes with the content, so that browsers may keep it for good."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def _spoken(title: str) -> Markup:
    """A heading with the sign before its words kept from screen readers, who would say its name."""
    sign, _, words = title.partition(" ")
    if sign.isalnum():
        return escape(title)
    return Markup('<span aria-hidden="true">{} </span>{}').format(sign, words)


class Assets(StaticFiles):
    """The static files, kept by browsers for a year."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """One file."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
