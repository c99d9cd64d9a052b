"""The web application: the chat, the public pages, their static files, and whatever else is served beside them."""

import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount

from bot.conversation.answers import Answers
from bot.web.chat import Chat
from bot.web.failures import Failures
from bot.web.guard import BodyLimit, SecureHeaders
from bot.web.home import Home
from bot.web.library import Library
from bot.web.limits import Limits
from bot.web.pages import Assets, Pages
from bot.web.procedures import ProcedurePages
from bot.web.sitemap import Signposts
from bot.web.visitors import Identify, Visitors


def build(
    guide: Answers,
    pseudonyms: Identify,
    library: Library,
    public_url: str | None = None,
    routes: Sequence[BaseRoute] = (),
    trusted_proxy: str | None = None,
    limits: Limits | None = None,
) -> Starlette:
    """The application that serves `guide` on the web, and pages that everybody may read from `library`.

    `public_url` is the address people use, where it is known; with https, cookies are kept to https. `routes`
    are served beside the chat, under the same headers, size limit and kind failures. `trusted_proxy` is the IP address
    of the proxy before it, where there is one; without `limits` there are those of `Limits.a_minute`.
    """
    pages = Pages()
    failures = Failures(pages)
    limits = limits or Limits.a_minute(time.monotonic_ns)
    visitors = Visitors(pseudonyms, secure=urlsplit(public_url or "").scheme == "https")
    return Starlette(
        routes=[
            *Chat(guide, visitors, pages, limits, public_url, trusted_proxy).routes(),
            *Home(library, pages, visitors, limits, trusted_proxy).routes(),
            *ProcedurePages(library, pages).routes(),
            *Signposts(library).routes(),
            Mount("/static", Assets()),
            *routes,
        ],
        middleware=[Middleware(SecureHeaders), Middleware(BodyLimit)],
        exception_handlers={HTTPException: failures.refuse, Exception: failures.break_down},
    )


def front(machines: Sequence[BaseRoute], people: Starlette | None) -> Starlette:
    """All that is served at one address: what other programs call, and before the rest of it what people see."""
    pages = [Mount("/", people)] if people else []
    return Starlette(routes=[*machines, *pages], middleware=[Middleware(SecureHeaders)])
