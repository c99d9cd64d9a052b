"""Replies → what the page shows: safe HTML, made with the same templates for both kinds of browser."""

import base64
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

import nh3
from markupsafe import Markup

from bot.conversation.actions import write
from bot.conversation.replies import AskLocation, Attach, Button, EndLocation, Link, Notice, Replace, Reply, Row, Say
from bot.language import Language
from bot.web.pages import Pages

_TAGS: Final = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}
_SCHEMES: Final = {"https", "http", "tel", "mailto"}


@dataclass(frozen=True)
class Shown:
    """One reply on the page: HTML to add or to put in the tapped message's place, or a notice's plain text."""

    how: Literal["add", "replace", "notice"]
    content: str


def safe(text: str) -> Markup:
    """The conversation's small HTML with everything else removed, links opening beside the chat."""
    return Markup(  # noqa: S704 - the sanitiser's output is what may be trusted
        nh3.clean(
            text,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes=_SCHEMES,
            set_tag_attribute_values={"a": {"target": "_blank"}},
        )
    )


def show(replies: Iterable[Reply], pages: Pages, language: Language) -> list[Shown]:
    """The replies in their order."""
    return [shown for reply in replies if (shown := _shown(reply, pages, language))]


def _shown(reply: Reply, pages: Pages, language: Language) -> Shown | None:
    match reply:
        case Notice(text):
            return Shown("notice", text)
        case Replace(text, buttons):
            return Shown("replace", pages.answer(language, text=safe(text), rows=_rows(buttons)))
        case Say(text, buttons):
            return Shown("add", pages.answer(language, text=safe(text), rows=_rows(buttons)))
        case AskLocation(text):
            return Shown("add", pages.answer(language, text=safe(text), locate=True))
        case EndLocation():
            return None  # the button stays where it is, and does no harm
        case Attach(name, content, caption):
            file = {"name": name, "address": _data_address(name, content), "picture": reply.is_picture}
            return Shown("add", pages.answer(language, text=safe(caption), file=file))


def _rows(rows: tuple[Row, ...]) -> list[list[dict[str, str]]]:
    return [[_control(control) for control in row] for row in rows]


def _control(control: Button | Link) -> dict[str, str]:
    match control:
        case Button(label, action):
            return {"label": label, "wire": write(action)}
        case Link(label, url):
            # An address with a script in it becomes a label without a link.
            parts = urlsplit(url)
            here = not parts.scheme and not parts.netloc and url.startswith("/")
            return {"label": label, "url": url if here or parts.scheme in _SCHEMES else ""}


def _data_address(name: str, content: bytes) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
