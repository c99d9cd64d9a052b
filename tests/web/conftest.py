from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.web.application import build
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import library
from tests.web.visiting import Visit


@pytest.fixture
def guide() -> EchoGuide:
    return EchoGuide()


@pytest.fixture
def application(guide: EchoGuide) -> Starlette:
    return build(guide, PlainPseudonyms(), library())


@pytest.fixture
async def browse(application: Starlette) -> AsyncIterator[Callable[..., Visit]]:
    """Opens a browser of its own each time it is called."""
    async with AsyncExitStack() as stack:

        def start(app: Starlette = application, host: str = "http://127.0.0.1:8080", **options: Any) -> Visit:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url=host, **options)
            stack.push_async_callback(client.aclose)
            return Visit(client)

        yield start


@pytest.fixture
async def visit(browse: Callable[..., Visit]) -> Visit:
    """A browser that has the page open."""
    visit = browse()
    await visit.opens()
    return visit
