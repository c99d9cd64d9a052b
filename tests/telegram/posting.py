"""A Telegram whose updates are posted by the test itself, as and as often as it likes."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpx
from starlette.applications import Starlette

from bot.conversation.answers import Answers, Suggests
from bot.telegram.application import TelegramApplication, build
from bot.telegram.manners import Manners
from bot.telegram.webhook import SECRET_HEADER, Address, Ledger, Webhook, run
from tests.telegram.scripted import PSEUDONYMS
from tests.telegram_server import InProcessRequest, TelegramServer
from tests.telegram_server.calls import Wire
from tests.telegram_server.people import PATIENCE
from tests.telegram_server.server import Answer

ADDRESS: Final = Address("https://motcua.example/telegram", "s" * 40)
RIGHT: Final = {SECRET_HEADER: ADDRESS.secret}


class WebhookServer(TelegramServer):
    """Notes what it is told about the webhook, and holds messages back while `let_through` is not set."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, Any] = {}
        self.set = asyncio.Event()
        self.sending = asyncio.Event()
        self.let_through = asyncio.Event()
        self.let_through.set()

    async def call(self, token: str, method: str, parameters: Wire) -> Answer:
        if method == "sendMessage":
            self.sending.set()
            await self.let_through.wait()
        if method != "setWebhook" or token != self.token:
            return await super().call(token, method, parameters)
        self.told = dict(parameters)
        self.set.set()
        return Answer(200, b'{"ok": true, "result": true}')

    async def pending(self) -> list[dict[str, Any]]:
        """The updates that were not posted yet, as they go on the wire."""
        result: list[dict[str, Any]] = json.loads((await super().call(self.token, "getUpdates", {})).body)["result"]
        if result:
            await super().call(self.token, "getUpdates", {"offset": str(result[-1]["update_id"] + 1)})
        return result


@dataclass
class Post:
    """The way by which Telegram, or somebody who says so, gets to the webhook."""

    server: WebhookServer
    client: httpx.AsyncClient
    application: TelegramApplication

    async def sends(self, update: Any, headers: Mapping[str, str] | None = None) -> int:
        """Posts an update, or any bytes; the status of the answer."""
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        response = await self.client.post("/telegram", content=body, headers=RIGHT if headers is None else headers)
        assert response.content == b""
        return response.status_code

    async def question(self, text: str = "khai sinh") -> dict[str, Any]:
        """Somebody writes; the update that is to be posted."""
        self.server.person("An").writes(text)
        (update,) = await self.server.pending()
        return update

    def sent(self) -> int:
        """How many messages the bot sent, or tried to."""
        return len(self.server.calls_of("sendMessage"))


@asynccontextmanager
async def posting(
    guide: Answers, ledger: Ledger, manners: Manners | None = None, suggests: Suggests | None = None
) -> AsyncIterator[Post]:
    """The bot takes updates by webhook while the block lasts."""
    server, stop = WebhookServer(), asyncio.Event()
    request = InProcessRequest(server)
    application = build(server.token, guide, PSEUDONYMS, request=request, manners=manners, suggests=suggests)
    webhook = Webhook(application, ADDRESS, ledger)
    running = asyncio.create_task(run(webhook, stop))
    transport = httpx.ASGITransport(app=Starlette(routes=[webhook.route()]))
    try:
        async with asyncio.timeout(PATIENCE), httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            await server.set.wait()
            yield Post(server, client, application)
    finally:
        stop.set()
        await running
    assert server.problems() == []
