"""A Telegram for tests, offline: people, chats and the Bot API with its limits.

It behaves as https://core.telegram.org/bots/api says and as the public Bot API server is seen to behave. Known to
be simpler: control characters are not cleaned, adjoining entities are not joined, addresses in text are not
found, no person is an administrator, a pin writes no notice, time does not age a query
(`server.callbacks.grow_old()` does), a button without a label is refused where Telegram would leave it out, and
an update that its webhook refuses is never given up. What Telegram tells of memberships when a group becomes a
supergroup is not documented and not told here.
"""

from tests.telegram_server.delivery import delivering, delivering_in_process
from tests.telegram_server.faults import Trouble
from tests.telegram_server.journal import Acted, Answered, Deleted, Edited, Happening, Offered, Posted
from tests.telegram_server.objects import Content, Message
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.transports import InProcessRequest, serving

__all__ = [
    "Acted",
    "Answered",
    "Content",
    "Deleted",
    "Edited",
    "Happening",
    "InProcessRequest",
    "Message",
    "Offered",
    "Person",
    "Posted",
    "TelegramServer",
    "Trouble",
    "delivering",
    "delivering_in_process",
    "serving",
]
