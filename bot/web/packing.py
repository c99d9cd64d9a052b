"""Answers that carry a file are packed for a bad line: a handbook is 1.7 MB as JSON, packed a fifth of that.

Only those: who can have their own words sent along with a secret, and sees how long the packed answer is, could guess
the secret (BREACH). No answer in JSON holds one, and those without a file have nothing to gain.
"""

import asyncio
import gzip
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse

WORTH_PACKING: Final = 50_000
"""Bytes of an answer; without a file it has a few thousand."""


async def packed(response: JSONResponse, request: Request) -> JSONResponse:
    """The response, packed (RFC 9110, 8.4.1.3) where it is long and the browser can unpack it."""
    if len(response.body) < WORTH_PACKING:
        return response
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("accept-encoding", ""):
        response.body = await asyncio.to_thread(gzip.compress, bytes(response.body), 6)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.body))
    return response
