"""What a channel hands over: somebody did something, somewhere."""

from dataclasses import dataclass, field
from typing import Literal

from bot.conversation.actions import Action
from bot.language import Language

Channel = Literal["telegram", "web", "terminal"]


@dataclass(frozen=True)
class Where:
    """The chat an event came from; `chat` is a keyed hash, not the channel's own number."""

    channel: Channel
    chat: str
    private: bool = True
    addressed: bool = True
    """In a group: the bot was commanded, named or replied to."""

    address: str | None = field(default=None, repr=False)
    """The channel's own number of a private chat, where it can be written to later: used for nothing but to be sealed
    in a contact, by the consent of whoever wants to be written to."""

    group: str | None = field(default=None, repr=False)
    """The channel's own number of a group, where it can be written to later: used for nothing but to be sealed with the
    numbers of an event that its co-ordinator wants to be shown there."""


@dataclass(frozen=True)
class Who:
    """The person who acted; `key` is a keyed hash, `language` what the channel says of them."""

    key: str
    language: Language | None = None


@dataclass(frozen=True)
class Said:
    """A person wrote `text` (a question or a command)."""

    where: Where
    who: Who
    text: str


@dataclass(frozen=True)
class Tapped:
    """A person tapped a button under an earlier message."""

    where: Where
    who: Who
    action: Action


@dataclass(frozen=True)
class Opened:
    """A person opened the chat, by a link that may carry a payload (`khai-sinh`) or none ("")."""

    where: Where
    who: Who
    payload: str = ""


@dataclass(frozen=True)
class Located:
    """A person shared where they are, in degrees; it is used once and not kept."""

    where: Where
    who: Who
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Sent:
    """A person sent something other than text; its content is not fetched."""

    where: Where
    who: Who
    kind: Literal["photo", "voice", "video", "sticker", "file", "contact", "other"]


@dataclass(frozen=True)
class Left:
    """A person blocked the bot or left; nobody is there to answer."""

    where: Where
    who: Who


Event = Said | Tapped | Opened | Located | Sent | Left
