"""Who is on the page: a random session in a cookie, which the conversation only ever sees as keyed hashes."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final, Protocol

from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.events import Channel, Where, Who
from bot.language import Language, spoken

YEAR: Final = 365 * 24 * 60 * 60
"""Seconds for which a browser keeps its session after the last visit."""

_SESSION: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class Identify(Protocol):
    """Turns a channel's own names of people and chats into keyed hashes."""

    def person(self, channel: Channel, identity: str) -> str:
        """The key of a person."""
        ...

    def chat(self, channel: Channel, person_identity: str, chat_identity: str) -> str:
        """The key of a person's chat."""
        ...


@dataclass(frozen=True)
class Visitor:
    """A browser: its secret session and the language it prefers of those we speak."""

    session: str = field(repr=False)
    language: Language | None = None

    @property
    def token(self) -> str:
        """What a form must carry to show that our page made it; nobody without the cookie can work it out."""
        return hmac.digest(self.session.encode(), b"form", hashlib.sha256).hex()

    def made(self, token: str) -> bool:
        """Whether a form with `token` is from this visitor's page."""
        return hmac.compare_digest(token.encode(), self.token.encode())


@dataclass(frozen=True)
class Visitors:
    """Knows browsers again by their cookie; `secure` where people reach the page by https."""

    pseudonyms: Identify
    secure: bool

    @property
    def cookie(self) -> str:
        """The cookie's name; the prefix keeps neighbouring hosts from setting it (RFC 6265bis, 4.1.3.2)."""
        return "__Host-motcua" if self.secure else "motcua"

    def known(self, request: Request) -> Visitor | None:
        """The visitor whose cookie came with the request, None where there is none or it is not one of ours."""
        session = request.cookies.get(self.cookie, "")
        return Visitor(session, language_of(request)) if _SESSION.fullmatch(session) else None

    def welcome(self, request: Request) -> Visitor:
        """The known visitor, or a new one."""
        return self.known(request) or Visitor(secrets.token_urlsafe(32), language_of(request))

    def remember(self, visitor: Visitor, response: Response) -> None:
        """Have the browser keep the session for a year from now."""
        response.set_cookie(
            self.cookie, visitor.session, max_age=YEAR, secure=self.secure, httponly=True, samesite="lax"
        )

    def who(self, visitor: Visitor) -> Who:
        """The visitor as the conversation knows them."""
        return Who(self.pseudonyms.person("web", visitor.session), visitor.language)

    def where(self, visitor: Visitor) -> Where:
        """The visitor's only chat."""
        return Where("web", self.pseudonyms.chat("web", visitor.session, visitor.session))


def language_of(request: Request) -> Language | None:
    """The language the browser likes best of those we speak (Accept-Language, RFC 9110, 12.5.4)."""
    accepted = []
    for part in request.headers.get("accept-language", "").split(","):
        code, _, weight = part.partition(";q=")
        accepted.append((_number(weight or "1"), code.strip()))
    accepted.sort(key=lambda choice: choice[0], reverse=True)
    return next((found for weight, code in accepted if weight > 0 and (found := spoken(code))), None)


def _number(weight: str) -> float:
    try:
        return float(weight)
    except ValueError:
        return 0.0
