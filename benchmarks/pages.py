"""A procedure's page, beside a bare Starlette application that renders a template of the same size."""

import asyncio
from collections.abc import Iterator, MutableMapping, Sequence
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any, Final

from jinja2 import DictLoader, Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from benchmarks.result import Bound, Result
from benchmarks.stock import CATALOG
from bot.catalog import load
from bot.conversation.events import Channel, Event
from bot.conversation.replies import Reply
from bot.conversation.turn import Knowledge
from bot.matching import Matcher
from bot.web.application import build
from bot.web.library import Library

BOUND: Final = Bound("at most", 2)
OPENED: Final = ("khai-sinh", "sang-ten-so-do", "tam-tru", "ket-hon")
OPENINGS: Final = 50
"""Of each page in a round."""

_NAME: Final = "{{ name }}"


class _NoGuide:
    async def answer(self, event: Event) -> tuple[Reply, ...]:
        """Nobody asks anything here."""
        return ()


class _NoPseudonyms:
    def person(self, channel: Channel, identity: str) -> str:
        """Nobody is known here."""
        return identity

    def chat(self, channel: Channel, person_identity: str, chat_identity: str) -> str:
        """No chat either."""
        return chat_identity


def measure(rounds: int) -> Iterator[Result]:
    """Both in this process without a server between, in turn within each round; each page was opened once before.

    What a page costs when nobody opened it yet on that day is told beside it.
    """
    catalog = load(CATALOG)
    knowledge = Knowledge(catalog, Matcher(catalog))
    ours = build(_NoGuide(), _NoPseudonyms(), Library(lambda: knowledge, lambda: datetime.now(UTC)))
    first, kept, bare = asyncio.run(_taken(ours, [each.id for each in catalog.procedures], rounds))
    yield Result(
        "pages: a page, beside a bare Starlette template response of its size",
        f"{kept * 1_000:.2f} ms",
        f"{bare * 1_000:.2f} ms",
        kept / bare,
        BOUND,
    )
    yield Result(
        "pages: a page that nobody opened yet today, beside the same",
        f"{first * 1_000:.2f} ms",
        f"{bare * 1_000:.2f} ms",
        first / bare,
    )


async def _taken(ours: Starlette, names: Sequence[str], rounds: int) -> tuple[float, float, float]:
    """Median seconds: of the first opening of each page, of a later one of some, of the same ones bare."""
    await _seconds(ours, "/t/khai-tu")
    first = [await _seconds(ours, f"/t/{name}") for name in names]
    sizes = {name: len(await _body(ours, f"/t/{name}")) for name in OPENED}
    bare = _bare({name: await _body(ours, f"/t/{name}") for name in OPENED})
    assert all([len(await _body(bare, f"/t/{name}")) == size for name, size in sizes.items()])
    kept: list[float] = []
    plain: list[float] = []
    for _ in range(rounds * OPENINGS):
        for name in OPENED:
            kept.append(await _seconds(ours, f"/t/{name}"))
            plain.append(await _seconds(bare, f"/t/{name}"))
    return median(first), median(kept), median(plain)


def _bare(pages: dict[str, str]) -> Starlette:
    """An application as Starlette's own documentation shows it, its templates our pages with the name as a value."""
    sources = {f"{name}.html": page.replace(name, _NAME) for name, page in pages.items()}
    templates = Jinja2Templates(env=Environment(loader=DictLoader(sources), autoescape=True))

    async def page(request: Request) -> Response:
        name = request.path_params["name"]
        return templates.TemplateResponse(request, f"{name}.html", {"name": name})

    return Starlette(routes=[Route("/t/{name}", page)])


async def _seconds(application: Starlette, path: str) -> float:
    began = perf_counter()
    await _body(application, path)
    return perf_counter() - began


async def _body(application: Starlette, path: str) -> str:
    """What a browser gets; raises `RuntimeError` for anything but a page."""
    parts: list[bytes] = []
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        statuses.append(message.get("status", 200))
        parts.append(message.get("body", b""))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"accept", b"text/html")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await application(scope, receive, send)
    if statuses[0] != 200:
        raise RuntimeError(f"{path} was answered with {statuses[0]}; the catalog must hold the procedure")
    return b"".join(parts).decode()
