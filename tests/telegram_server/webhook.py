"""What the bot said about its webhook, and how the last delivery went (https://core.telegram.org/bots/api#setwebhook)."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from tests.telegram_server.errors import bad_request

DEFAULT_CONNECTIONS: Final = 40
MAX_CONNECTIONS: Final = 100
PORTS: Final = (80, 88, 443, 8443)

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True)
class Subscription:
    """Where updates go, and what shows that they come from Telegram."""

    url: str
    secret_token: str
    connections: int
    ip_address: str | None


@dataclass(frozen=True)
class Failure:
    """The last delivery that did not succeed; `moment` in seconds since 1970."""

    moment: int
    message: str


class Webhook:
    """The one webhook of the bot, or none."""

    def __init__(self) -> None:
        self.subscription: Subscription | None = None
        self.failure: Failure | None = None

    def subscribe(self, subscription: Subscription) -> None:
        """Raises `ApiError` where Telegram would not deliver there."""
        _check_address(subscription.url)
        if subscription.secret_token and not _SECRET.fullmatch(subscription.secret_token):
            raise bad_request("secret token is too long or contains unallowed characters")
        if not 1 <= subscription.connections <= MAX_CONNECTIONS:
            raise bad_request("max_connections must be from 1 to 100")
        self.subscription, self.failure = subscription, None

    def end(self) -> None:
        self.subscription = self.failure = None


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
