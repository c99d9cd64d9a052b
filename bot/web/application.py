"""The web application: the chat, its static files, a health check, and whatever else is mounted beside them."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.conversation.answers import Answers
from bot.web.chat import Chat
from bot.web.failures import Failures
from bot.web.guard import BodyLimit, SecureHeaders
from bot.web.pages import Assets, Pages
from bot.web.visitors import Identify, Visitors


def build(
    guide: Answers, pseudonyms: Identify, public_url: str | None = None, routes: Sequence[BaseRoute] = ()
) -> Starlette:
    """The application that serves `guide` on the web.

    `public_url` is the address people use, where it is known; with https, cookies are kept to https. `routes`
    are served beside the chat, under the same headers, size limit and kind failures.
    """
    pages = Pages()
    failures = Failures(pages)
    visitors = Visitors(pseudonyms, secure=urlsplit(public_url or "").scheme == "https")
    return Starlette(
        routes=[
            *Chat(guide, visitors, pages, public_url).routes(),
            Route("/healthz", _healthy, methods=["GET"]),
            Mount("/static", Assets()),
            *routes,
        ],
        middleware=[Middleware(SecureHeaders), Middleware(BodyLimit)],
        exception_handlers={HTTPException: failures.refuse, Exception: failures.break_down},
    )


async def _healthy(request: Request) -> Response:
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})
