"""Receiving updates by long polling."""

from pydantic import Json

from tests.telegram_server.calls import Handler
from tests.telegram_server.objects import Update, WebhookInfo
from tests.telegram_server.updates import UpdateQueue


class Polling:
    """getUpdates, and the part of the webhook methods that a polling bot needs."""

    def __init__(self, updates: UpdateQueue) -> None:
        self._updates = updates

    def offered(self) -> tuple[Handler, ...]:
        return (self.get_updates, self.delete_webhook, self.get_webhook_info)

    async def get_updates(
        self,
        *,
        offset: int = 0,
        limit: int = 100,
        timeout: int = 0,  # noqa: ASYNC109 - the Bot API's own name of the parameter
        allowed_updates: Json[tuple[str, ...]] | None = None,
    ) -> list[Update]:
        if allowed_updates is not None:
            self._updates.allowed = allowed_updates or None
        return await self._updates.get(offset, limit, timeout)

    async def delete_webhook(self, *, drop_pending_updates: bool = False) -> bool:
        if drop_pending_updates:
            self._updates.forget()
        return True

    async def get_webhook_info(self) -> WebhookInfo:
        return WebhookInfo(
            url="",
            has_custom_certificate=False,
            pending_update_count=len(self._updates),
            allowed_updates=self._updates.allowed,
        )
