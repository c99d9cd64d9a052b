"""What every request and answer must keep to: headers, size, and that our own page sent it."""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY: Final = 64 * 1024
"""Bytes of a request: 10 000 characters of any script fit, with room for the form around them."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What keeps other sites, and smuggled scripts, out."""


class SecureHeaders:
    """Gives every answer the `HEADERS` it does not have yet."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class BodyLimit:
    """Stops reading a request at `MAX_BODY`; the reader gets an `HTTPException` 413.

    Starlette's own limit answers in plain English before a page can say it in the person's language.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        read = 0

        async def receive_within_limit() -> Message:
            nonlocal read
            if announced.isdecimal() and int(announced) > MAX_BODY:
                raise HTTPException(413)
            message = await receive()
            read += len(message.get("body", b""))
            if read > MAX_BODY:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_within_limit, send)


def from_our_page(request: Request, public_url: str | None) -> bool:
    """Whether the browser says that one of our pages sent this (Fetch Metadata; Origin, RFC 6454).

    A browser that says nothing passes: the form's token decides then. `null` says nothing either: under
    `Referrer-Policy: no-referrer` browsers send it for our own forms.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin", "null")
    # Behind a proxy the host of the request may be an inner name; then the public address counts.
    ours = (request.headers.get("host"), urlsplit(public_url or "").netloc)
    try:
        return origin == "null" or urlsplit(origin).netloc in ours
    except ValueError:  # such as "http://[": no browser sends it
        return False
