"""The two ways to the server: inside the process, and over HTTP on 127.0.0.1."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final

import httpx
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from uvicorn import Config, Server

from tests.telegram_server.calls import Wire
from tests.telegram_server.faults import Trouble
from tests.telegram_server.files import MAX_UPLOAD, Upload
from tests.telegram_server.server import TelegramServer

_ADDRESS: Final = re.compile(r"/bot(?P<token>[^/]*)/(?P<method>[^/]+)$")


class InProcessRequest(BaseRequest):
    """python-telegram-bot's way out, ending at the server without a socket.

    For `ApplicationBuilder.request` and `.get_updates_request`.
    """

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self.unreachable: Counter[str] = Counter()
        """How many of the next calls of a method find no connection."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        address = _ADDRESS.search(url)
        assert address, f"the server has nothing at {url}"
        if self.unreachable[address["method"]]:
            self.unreachable[address["method"]] -= 1
            raise NetworkError("httpx.ConnectError: All connection attempts failed") from httpx.ConnectError("")
        answer = await self._server.call(address["token"], address["method"], _sent(request_data))
        if answer.lost is Trouble.TIMED_OUT:
            raise TimedOut
        if answer.lost is Trouble.CUT:
            raise NetworkError("httpx.RemoteProtocolError: Server disconnected without sending a response.")
        return answer.code, answer.body


@asynccontextmanager
async def serving(server: TelegramServer) -> AsyncIterator[str]:
    """Serve over HTTP at a port that is free; gives the root address, such as http://127.0.0.1:40001.

    A bot's base address is `<root>/bot`.
    """
    async with serving_application(_application(server), server.updates.close) as root:
        yield root


@asynccontextmanager
async def serving_application(
    application: ASGIApp, going_down: Callable[[], None] = lambda: None
) -> AsyncIterator[str]:
    """Serve any ASGI application at a port of loopback that is free; gives its root address."""
    config = Config(
        application,
        host="127.0.0.1",
        port=0,
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    config.load()
    http = Server(config)
    http.lifespan = config.lifespan_class(config)
    # Not `Server.serve`: it takes over the signal handlers and looks only ten times a second whether to stop.
    await http.startup()
    try:
        host, port = http.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}"
    finally:
        going_down()
        await _stop(http)


async def _stop(http: Server) -> None:
    """Go down at once where every connection is idle; `Server.shutdown` sleeps a tenth of a second in any case."""
    for listener in http.servers:
        listener.close()
    for connection in tuple(http.server_state.connections):
        connection.shutdown()
    await asyncio.sleep(0)
    if http.server_state.connections:
        await http.shutdown()


def _application(server: TelegramServer) -> Starlette:
    async def answer(request: Request) -> Response:
        parameters = await _received(request)
        path = request.path_params
        answered = await server.call(path["token"], path["method"], parameters)
        if answered.lost is Trouble.TIMED_OUT:
            await _gone(request)
        if answered.lost is Trouble.CUT:
            return _CutResponse(headers={"Content-Length": "100"})
        return Response(answered.body, answered.code, media_type="application/json")

    return Starlette(routes=[Route("/bot{token}/{method}", answer, methods=["GET", "POST"])])


async def _gone(request: Request) -> None:
    """Returns when the caller has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


class _CutResponse(Response):
    """Begins, and ends before its body; uvicorn then closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})


async def _received(request: Request) -> dict[str, str | Upload]:
    """The parameters from the address and the body, in any of the forms that Telegram takes."""
    parameters: dict[str, str | Upload] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return parameters | texts(await request.json())
    async with request.form(max_part_size=MAX_UPLOAD) as form:
        for name, value in form.items():
            parameters[name] = await _uploaded(value) if isinstance(value, UploadFile) else value
    return parameters


def texts(values: Mapping[str, object]) -> dict[str, str]:
    """A call in JSON with its parameters as the text that they are in other forms."""
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}


async def _uploaded(file: UploadFile) -> Upload:
    return Upload(file.filename or "", await file.read(), file.content_type or "application/octet-stream")


def _sent(data: RequestData | None) -> Wire:
    """What python-telegram-bot is about to send, in the form in which it would arrive."""
    if data is None:
        return {}
    parameters: dict[str, str | Upload] = dict(data.json_parameters)
    for name, (file_name, content, media_type) in (data.multipart_data or {}).items():
        content = content if isinstance(content, bytes) else content.read()
        parameters[name] = Upload(file_name, content, media_type)
    return parameters
