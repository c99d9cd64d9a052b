"""Receiving updates: by long polling, or at a webhook."""

from pydantic import Json

from tests.telegram_server.calls import Handler
from tests.telegram_server.errors import conflict
from tests.telegram_server.objects import Update, WebhookInfo
from tests.telegram_server.updates import UpdateQueue
from tests.telegram_server.webhook import DEFAULT_CONNECTIONS, Subscription, Webhook


class Receiving:
    """getUpdates, and the methods of the webhook."""

    def __init__(self, updates: UpdateQueue, webhook: Webhook) -> None:
        self._updates = updates
        self._webhook = webhook

    def offered(self) -> tuple[Handler, ...]:
        return (self.get_updates, self.set_webhook, self.delete_webhook, self.get_webhook_info)

    async def get_updates(
        self,
        *,
        offset: int = 0,
        limit: int = 100,
        timeout: int = 0,  # noqa: ASYNC109 - the Bot API's own name of the parameter
        allowed_updates: Json[tuple[str, ...]] | None = None,
    ) -> list[Update]:
        if self._webhook.subscription:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self._allow(allowed_updates)
        return await self._updates.get(offset, limit, timeout)

    async def set_webhook(
        self,
        *,
        url: str = "",
        secret_token: str = "",
        max_connections: int = DEFAULT_CONNECTIONS,
        allowed_updates: Json[tuple[str, ...]] | None = None,
        drop_pending_updates: bool = False,
        ip_address: str | None = None,
    ) -> bool:
        if not url:
            return await self.delete_webhook(drop_pending_updates=drop_pending_updates)
        self._webhook.subscribe(Subscription(url, secret_token, max_connections, ip_address))
        self._allow(allowed_updates)
        self._updates.end_poll("terminated by setWebhook request")
        if drop_pending_updates:
            self._updates.forget()
        self._updates.stir()
        return True

    async def delete_webhook(self, *, drop_pending_updates: bool = False) -> bool:
        self._webhook.end()
        if drop_pending_updates:
            self._updates.forget()
        return True

    async def get_webhook_info(self) -> WebhookInfo:
        subscription, failure = self._webhook.subscription, self._webhook.failure
        return WebhookInfo(
            url=subscription.url if subscription else "",
            has_custom_certificate=False,
            pending_update_count=len(self._updates),
            ip_address=subscription.ip_address if subscription else None,
            last_error_date=failure.moment if failure else None,
            last_error_message=failure.message if failure else None,
            max_connections=subscription.connections if subscription else None,
            allowed_updates=self._updates.allowed,
        )

    def _allow(self, kinds: tuple[str, ...] | None) -> None:
        """No list keeps the last wish; an empty one stands for the usual kinds."""
        if kinds is not None:
            self._updates.allowed = kinds or None
