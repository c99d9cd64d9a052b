"""A Telegram whose updates are posted by the test itself, as and as often as it likes."""

import asyncio
import json
from typing import Any, Final

from bot.telegram.webhook import SECRET_HEADER, Address
from tests.telegram_server import TelegramServer
from tests.telegram_server.calls import Wire
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
