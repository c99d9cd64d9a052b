"""Serves an application on an address of this machine, until it is no longer needed."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final

import uvicorn
from starlette.applications import Starlette

LAST_WORDS: Final = 10
"""Seconds that requests may take to be answered once the end was asked for."""


class _Server(uvicorn.Server):
    """Tells when it answers, and leaves the signals to the service, which stops all channels together."""

    def __init__(self, application: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                access_log=False,  # it would tell who asked what
                log_config=None,
                proxy_headers=False,  # by itself uvicorn believes X-Forwarded-For of every program on this machine
                timeout_graceful_shutdown=LAST_WORDS,
            )
        )
        self.answering = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answering.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def on_web(application: Starlette, host: str, port: int) -> AsyncIterator[str]:
    """Serves `application` and gives its address; raises `OSError` where the port cannot be had."""
    server = _Server(application)
    with _listener(host, port) as listener:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve([listener]))
            await server.answering.wait()
            try:
                yield f"http://{host}:{listener.getsockname()[1]}"
            finally:
                server.should_exit = True


def _listener(host: str, port: int) -> socket.socket:
    """A listening socket; its protocol is named because asyncio sends without delay only on such a one."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise OSError(f"{host}:{port} cannot be served ({error.strerror}); choose another port with --port") from error
    listener.listen()
    return listener
