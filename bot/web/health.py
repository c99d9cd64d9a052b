"""How the service is, for whoever watches over it: does it live, can it answer, what has it counted."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from ipaddress import ip_address
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_log = logging.getLogger(__name__)
Check = Callable[[], Awaitable[bool]]
"""Whether something can be used; an error counts as no."""

_PRIVATE: Final = {"Cache-Control": "no-store"}
_FORWARDED: Final = frozenset({"forwarded", "x-forwarded-for", "x-real-ip"})


class Health:
    """The pages `/healthz`, `/readyz` and `/metrics`.

    `checks` by name say whether the service is ready. `metrics_for_all` shows the counts to everybody who gets
    here, and not only to this machine.
    """

    def __init__(self, checks: Mapping[str, Check], registry: CollectorRegistry, metrics_for_all: bool) -> None:
        self._checks = checks
        self._registry = registry
        self._metrics_for_all = metrics_for_all

    def routes(self) -> list[Route]:
        """What an application serves."""
        return [
            Route("/healthz", self._alive, methods=["GET"]),
            Route("/readyz", self._ready, methods=["GET"]),
            Route("/metrics", self._metrics, methods=["GET"]),
        ]

    async def _alive(self, request: Request) -> Response:
        return PlainTextResponse("ok\n", headers=_PRIVATE)

    async def _ready(self, request: Request) -> Response:
        """One line a check: its name and one word."""
        passed = await asyncio.gather(*(_passes(check) for check in self._checks.values()))
        lines = (f"{name} {'ok' if fine else 'unavailable'}\n" for name, fine in zip(self._checks, passed, strict=True))
        return PlainTextResponse("".join(lines), 200 if all(passed) else 503, _PRIVATE)

    async def _metrics(self, request: Request) -> Response:
        if not self._metrics_for_all and not _from_this_machine(request):
            raise HTTPException(404)
        return Response(generate_latest(self._registry), headers=_PRIVATE | {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


async def _passes(check: Check) -> bool:
    try:
        return await check()
    except Exception as error:
        _log.warning("A readiness check failed: %s", type(error).__name__)
        return False


def _from_this_machine(request: Request) -> bool:
    """Whether the request began here; one that a proxy passes on began elsewhere, whatever it says."""
    if request.client is None or _FORWARDED & {name.lower() for name in request.headers}:
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
