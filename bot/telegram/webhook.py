"""Updates as Telegram posts them: each answered once, a failed one delivered again, a poisoned one set aside."""

import hmac
import json
import logging
from asyncio import Event
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import CallbackContext

from bot.catalog.model import Words
from bot.records import Delivery, RecordsError
from bot.telegram.application import TelegramApplication
from bot.telegram.polling import ALLOWED_UPDATES, PAUSES, publish_or_tell, started

_log = logging.getLogger(__name__)
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MAX_BODY: Final = 1024 * 1024
"""Bytes of an update; Telegram's longest message with all its entities is far shorter."""

ATTEMPTS: Final = 3
"""How often an update may fail before it is set aside."""

_HIGHEST_ID: Final = 2**63 - 1
_FIRST: Final = Delivery(attempt=1, handled=False)


class Ledger(Protocol):
    """What the webhook needs of `bot.records.Updates`."""

    async def received(self, update_id: int) -> Delivery:
        """Counts a delivery."""

    async def handled(self, update_id: int) -> None:
        """No further delivery is needed."""


@dataclass(frozen=True)
class Address:
    """Where Telegram posts updates, and the secret by which we know that it is Telegram."""

    url: str
    secret: str = field(repr=False)

    def admits(self, secret: str) -> bool:
        """Whether `secret` is ours; takes equally long however much of it is right."""
        return hmac.compare_digest(secret.encode(), self.secret.encode())


class Webhook:
    """Takes updates for an application; closed (503) until `run` has told Telegram the address."""

    def __init__(self, application: TelegramApplication, address: Address, ledger: Ledger) -> None:
        self.application = application
        self.address = address
        self.open = False
        self._ledger = ledger
        self._failed: dict[int, str] = {}
        application.add_error_handler(self._note)

    def route(self) -> Route:
        """What the web server serves."""
        return Route(urlsplit(self.address.url).path, self._receive, methods=["POST"])

    async def _receive(self, request: Request) -> Response:
        if not self.address.admits(request.headers.get(SECRET_HEADER, "")):
            return Response(status_code=403)
        if not self.open:
            return Response(status_code=503)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        update = self._read(body)
        settled = update is None or await self._in_turn(update)
        return Response(status_code=200 if settled else 500)

    def _read(self, body: bytes) -> Update | None:
        """The update; None, and a line in the log, for what would be as unreadable the next time."""
        try:
            update = Update.de_json(json.loads(body), self.application.bot)
            if type(update.update_id) is not int or not 0 <= update.update_id <= _HIGHEST_ID:
                raise ValueError("an update without a number")
        except Exception as error:
            _log.error("What was posted is no update and is set aside: %s", type(error).__name__)
            return None
        return update

    async def _in_turn(self, update: Update) -> bool:
        """Whether Telegram need not deliver the update again."""
        settled: list[bool] = []

        async def settle() -> None:
            settled.append(await self._settle(update))

        # Behind what the same chat sent before, also behind an earlier delivery that is still under way.
        await self.application.update_processor.process_update(update, settle())
        return all(settled)

    async def _settle(self, update: Update) -> bool:
        if update.inline_query:
            # The next letter makes it worthless: it is not counted, and one that failed is not brought again.
            await self.application.process_update(update)
            self._failed.pop(update.update_id, None)
            return True
        delivery = await self._received(update.update_id)
        if delivery.handled:
            return True
        if delivery.attempt > ATTEMPTS:
            _log.error("An update that ended the program %d times is set aside.", ATTEMPTS)
            return True
        await self.application.process_update(update)
        failure = self._failed.pop(update.update_id, None)
        if failure is None:
            await self._handled(update.update_id)
        elif delivery.attempt >= ATTEMPTS:
            _log.error("An update that failed %d times is set aside: %s", ATTEMPTS, failure)
            return True
        return failure is None

    async def _received(self, update_id: int) -> Delivery:
        try:
            return await self._ledger.received(update_id)
        except RecordsError as error:
            # Better answered twice than not at all; the conversation tells the operator of the trouble.
            _log.debug("A delivery could not be counted: %s", error)
            return _FIRST

    async def _handled(self, update_id: int) -> None:
        try:
            await self._ledger.handled(update_id)
        except RecordsError as error:
            _log.debug("An update could not be noted as handled: %s", error)

    async def _note(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        if isinstance(update, Update):
            self._failed[update.update_id] = type(context.error).__name__


async def run(
    webhook: Webhook,
    stop: Event,
    agency: Words | None = None,
    named: Callable[[str], None] = lambda username: None,
    pauses: Iterable[float] = PAUSES,
) -> None:
    """Has Telegram post updates to `webhook` until `stop`; where it cannot be reached it is tried again.

    The address stays set at the end: Telegram keeps what comes until the next start. `named` is told the bot's
    username. Raises `TokenRefused`.
    """
    application = webhook.application

    async def start() -> None:
        await application.initialize()
        webhook.open = True
        await application.bot.set_webhook(
            webhook.address.url, allowed_updates=ALLOWED_UPDATES, secret_token=webhook.address.secret
        )

    try:
        if await started(start, stop, pauses):
            named(application.bot.username)
            await publish_or_tell(application, agency)
            await stop.wait()
    finally:
        webhook.open = False
        await application.shutdown()
        # An application that never got as far as its start leaves its bot's connections open.
        await application.bot.shutdown()


async def _body(request: Request) -> bytes | None:
    """The whole body, None where it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)
