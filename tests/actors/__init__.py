"""People who talk with the whole assistant, the same way in a terminal, on the web and on Telegram.

Behind the door everything is real: the catalog, the matcher, the guide, the records in a database file. Only the
clock is set, and Telegram is the project's own (`tests.telegram_server`).
"""

from tests.actors.actor import Actor
from tests.actors.house import Door, House
from tests.actors.in_terminal import TerminalDoor
from tests.actors.on_telegram import TelegramActor, TelegramDoor
from tests.actors.on_web import WebDoor

__all__ = ["Actor", "Door", "House", "TelegramActor", "TelegramDoor", "TerminalDoor", "WebDoor"]
