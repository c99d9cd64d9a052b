"""A Telegram for tests, offline: people, chats and the Bot API with its limits.

It behaves as https://core.telegram.org/bots/api says and as the public Bot API server is seen to behave. Known to
be simpler: control characters are not cleaned, adjoining entities are not joined, addresses in text are not
found, nobody is an administrator, time does not age a query (`server.callbacks.grow_old()` does), and a button
without a label is refused where Telegram would leave it out.
"""

from tests.telegram_server.journal import Acted, Answered, Edited, Happening, Posted
from tests.telegram_server.objects import Content, Message
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.transports import InProcessRequest, serving

__all__ = [
    "Acted",
    "Answered",
    "Content",
    "Edited",
    "Happening",
    "InProcessRequest",
    "Message",
    "Person",
    "Posted",
    "TelegramServer",
    "serving",
]
