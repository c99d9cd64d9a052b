"""A python-telegram-bot of its own for each of the two ways to the server."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import HTTPXRequest

from tests.telegram_server import InProcessRequest, TelegramServer, serving
from tests.telegram_server.fixtures import server

__all__ = ["server"]

Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]
Bot = ExtBot[None]
Transport = Callable[[TelegramServer], AbstractAsyncContextManager[Builder]]
Running = Application[Any, Any, Any, Any, Any, Any]


@asynccontextmanager
async def in_process(server: TelegramServer) -> AsyncIterator[Builder]:
    builder: Builder = Application.builder().token(server.token)
    yield builder.request(InProcessRequest(server)).get_updates_request(InProcessRequest(server))


@asynccontextmanager
async def over_http(server: TelegramServer) -> AsyncIterator[Builder]:
    async with serving(server) as root:
        builder: Builder = Application.builder().token(server.token)
        yield builder.base_url(f"{root}/bot").request(_plain()).get_updates_request(_plain())


def _plain() -> HTTPXRequest:
    """The usual client; certificates, which take it long to read, are of no use on loopback."""
    return HTTPXRequest(httpx_kwargs={"verify": False})


@pytest.fixture(params=[in_process, over_http], ids=["in-process", "http"])
def transport(request: pytest.FixtureRequest) -> Transport:
    chosen: Transport = request.param
    return chosen


@pytest.fixture
async def bot(server: TelegramServer, transport: Transport) -> AsyncIterator[Bot]:
    """A bot that calls, and is told of updates only when it asks for them."""
    async with transport(server) as builder:
        application = builder.build()
        async with application.bot:
            yield application.bot


@pytest.fixture
async def application(server: TelegramServer, transport: Transport) -> AsyncIterator[Running]:
    """An application without handlers that polls; what its handlers raise fails the test."""
    raised: list[object] = []

    async def note(update: object, context: Any) -> None:
        raised.append(context.error)

    async with transport(server) as builder:
        application = builder.build()
        application.add_error_handler(note)
        async with application:
            await application.start()
            assert application.updater
            await application.updater.start_polling(poll_interval=0, timeout=10)
            yield application
            await application.updater.stop()
            await application.stop()
    assert raised == []
