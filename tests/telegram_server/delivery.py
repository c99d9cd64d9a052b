"""Delivery of updates to a webhook.

The updates of one chat go one after the other, those of different chats side by side, as many at once as the bot
allows. What is refused, or not answered in time, comes again before anything later from the same chat. Telegram waits
60 seconds for an answer and longer and longer before it tries again; here both are short.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import httpx
from pydantic_core import to_json

from tests.telegram_server.objects import Update
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.transports import texts
from tests.telegram_server.webhook import Failure, Subscription

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE: Final = 5.0
"""Seconds that an answer may take, where a test does not say otherwise."""


@asynccontextmanager
async def delivering(server: TelegramServer, receiver: str, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Deliver over HTTP while the block lasts; `receiver` is the root address behind the bot's public one."""
    async with _delivering(server, _Proxy(receiver), patience):
        yield


@asynccontextmanager
async def delivering_in_process(
    server: TelegramServer, receiver: Callable[..., Any], patience: float = PATIENCE
) -> AsyncIterator[None]:
    """Deliver to an ASGI application without a socket."""
    async with _delivering(server, httpx.ASGITransport(receiver, raise_app_exceptions=False), patience):
        yield


@asynccontextmanager
async def _delivering(
    server: TelegramServer, transport: httpx.AsyncBaseTransport, patience: float
) -> AsyncIterator[None]:
    async with httpx.AsyncClient(transport=transport, timeout=None) as client:
        # Not a TaskGroup: pytest opens and closes a fixture in different tasks.
        running = asyncio.create_task(_Delivery(server, client, patience).run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait([running])
    if not running.cancelled():
        running.result()


class _Delivery:
    """Everything that is on its way."""

    def __init__(self, server: TelegramServer, client: httpx.AsyncClient, patience: float) -> None:
        self._server = server
        self._client = client
        self._patience = patience
        self._busy: set[int] = set()
        self._failed: Counter[int] = Counter()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            freed = asyncio.Event()
            while True:
                changed = self._server.updates.changed
                freed.clear()
                for update, subscription in self._ready():
                    self._busy.add(update.line)
                    tasks.create_task(self._carry(update, subscription, freed))
                await _first(changed, freed)

    def _ready(self) -> list[tuple[Update, Subscription]]:
        """The oldest update of each chat that has none on its way."""
        subscription = self._server.webhook.subscription
        if subscription is None:
            return []
        oldest: dict[int, Update] = {}
        for update in self._server.updates.pending:
            oldest.setdefault(update.line, update)
        free = [update for line, update in oldest.items() if line not in self._busy]
        return [(update, subscription) for update in free[: subscription.connections - len(self._busy)]]

    async def _carry(self, update: Update, subscription: Subscription, freed: asyncio.Event) -> None:
        trouble = await self._attempt(update, subscription)
        if trouble is None:
            self._server.updates.confirm(update.update_id)
        else:
            self._server.webhook.failure = Failure(self._server.chats.timestamp(), trouble)
            self._failed[update.update_id] += 1
            self._server.updates.stir()
            await asyncio.sleep(min(0.002 * 2 ** self._failed[update.update_id], 0.5))
        self._busy.discard(update.line)
        freed.set()

    async def _attempt(self, update: Update, subscription: Subscription) -> str | None:
        """Why it was not taken, in Telegram's words, or None where it was."""
        headers = {"Content-Type": "application/json"}
        if subscription.secret_token:
            headers[SECRET_HEADER] = subscription.secret_token
        body = to_json(update, by_alias=True, exclude_none=True)
        try:
            async with asyncio.timeout(self._patience):
                response = await self._client.post(subscription.url, content=body, headers=headers)
        except TimeoutError:
            return "Read timeout expired"
        except httpx.ConnectError:
            return "Connection refused"
        except httpx.TransportError:
            return "Connection reset by peer"
        if not response.is_success:
            return f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
        await self._obey(response)
        return None

    async def _obey(self, response: httpx.Response) -> None:
        """Carry out the call that the bot put into its answer; it is never told the result."""
        if not response.headers.get("content-type", "").startswith("application/json"):
            return
        answered = response.json()
        if isinstance(answered, dict) and isinstance(answered.get("method"), str):
            parameters = texts(answered)
            await self._server.call(self._server.token, parameters.pop("method"), parameters)


class _Proxy(httpx.AsyncBaseTransport):
    """What stands between the bot's public address and the port on which it listens."""

    def __init__(self, root: str) -> None:
        self._root = httpx.URL(root)
        self._onward = httpx.AsyncHTTPTransport(verify=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme=self._root.scheme, host=self._root.host, port=self._root.port)
        return await self._onward.handle_async_request(request)

    async def aclose(self) -> None:
        await self._onward.aclose()


async def _first(*events: asyncio.Event) -> None:
    """Wait until one of them is set."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
