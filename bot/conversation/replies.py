"""What the conversation hands back: values that any channel can show.

One event gives at most one `Say`, `Replace` or `AskLocation`, one `Notice`, and attachments; an `EndLocation` may come
before them. `text` is the small HTML that Telegram knows (b, i, u, s, a, code, pre, blockquote); a channel shows it or
strips it.
"""

from dataclasses import dataclass

from bot.conversation.actions import Action

MAX_VISIBLE = 1_200
"""Characters a person sees in one message; what does not fit stands behind a button."""

MAX_NOTICE = 200
"""Characters of a toast (Telegram's limit for answerCallbackQuery)."""

MAX_LABEL = 22
"""Characters of a button (VOICE, 8)."""


@dataclass(frozen=True)
class Button:
    """A label that, tapped, comes back as its action."""

    label: str
    action: Action


@dataclass(frozen=True)
class Link:
    """A label that opens an address outside the chat."""

    label: str
    url: str


Row = tuple[Button | Link, ...]


@dataclass(frozen=True)
class Say:
    """A new message."""

    text: str
    buttons: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Replace:
    """The message that was tapped, changed in place; a channel that cannot do so says it anew."""

    text: str
    buttons: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Notice:
    """A short line that passes: a toast, without formatting."""

    text: str


@dataclass(frozen=True)
class Attach:
    """A file made in memory for this person."""

    name: str
    content: bytes
    caption: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether a channel that can do so shows it at once, instead of offering it to be opened."""
        return self.name.endswith(".png")


@dataclass(frozen=True)
class AskLocation:
    """A request for the place where the person is; they may ignore it."""

    text: str


@dataclass(frozen=True)
class EndLocation:
    """The request for a place is over: a channel that still shows something for it takes it away, with these words."""

    text: str


Reply = Say | Replace | Notice | Attach | AskLocation | EndLocation
