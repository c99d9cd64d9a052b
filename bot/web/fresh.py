"""How long a public page may be kept, and how a browser that kept one learns that it still holds."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

LASTING: Final = "public, max-age=300"
"""Five minutes in browsers and proxies: a notice is not seen later than that, and a counter's Wi-Fi is spared."""

ASKED_ANEW: Final = "private, no-cache"


@dataclass(frozen=True)
class Page:
    """A page as it is sent, and the tag by which a browser that kept it asks whether it changed."""

    html: str

    @cached_property
    def body(self) -> bytes:
        """What is sent."""
        return self.html.encode()

    @cached_property
    def tag(self) -> str:
        """The same for the same page, another for any other."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    def answer(self, request: Request, lasting: bool = True) -> Response:
        """The page; 304 without it for whoever holds the same one (RFC 9110, 13.1.2).

        One that is not `lasting` is asked for anew each time.
        """
        headers = {"ETag": self.tag, "Cache-Control": LASTING if lasting else ASKED_ANEW}
        held = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
        return (
            Response(status_code=304, headers=headers) if self.tag in held else HTMLResponse(self.body, headers=headers)
        )
