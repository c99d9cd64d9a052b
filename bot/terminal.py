"""The conversation in a terminal: a line in, the replies as plain text out, buttons by number."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import TYPE_CHECKING, Final

from bot.conversation.actions import Expired
from bot.conversation.answers import Answers
from bot.conversation.events import Event, Located, Opened, Said, Tapped, Where, Who
from bot.conversation.replies import AskLocation, Attach, Button, EndLocation, Link, Notice, Replace, Reply, Row, Say

if TYPE_CHECKING:
    from bot.records import Pseudonyms

_TAG: Final = re.compile(r"<[^>]*>")
_TAP: Final = re.compile(r"#(\d{1,3})")
_POSITION: Final = re.compile(r"(-?\d{1,2}\.\d{1,9}),? (-?\d{1,3}\.\d{1,9})")
_USER: Final = "local"
"""Whoever sits here: a terminal has one person and one chat."""


def plain(text: str) -> str:
    """The conversation's small HTML as a person reads it, without its marks."""
    return unescape(_TAG.sub("", text))


def render(reply: Reply) -> str:
    """A reply as lines of text; buttons are numbered from 1, each message anew."""
    match reply:
        case Say(text, rows) | Replace(text, rows):
            return "\n\n".join(part for part in (plain(text), _controls(rows)) if part)
        case Notice(text):
            return f"({text})"
        case Attach(name, content, caption):
            return "\n".join(part for part in (plain(caption), f"[{name}, {len(content)} byte]") if part)
        case AskLocation(text):
            return plain(text)
        case EndLocation():
            return ""


def buttons_of(reply: Reply) -> tuple[Button, ...] | None:
    """The buttons of a message in the order of their numbers; None where the reply is no message."""
    match reply:
        case Say(_, rows) | Replace(_, rows):
            return tuple(control for row in rows for control in row if isinstance(control, Button))
    return None


def event_of(line: str, buttons: tuple[Button, ...], where: Where, who: Who) -> Said | Tapped | Located:
    """What a line says: `#2` taps the second button of the last message, `15.57 108.47` shares a position."""
    position = _POSITION.fullmatch(line.strip())
    if position:
        return Located(where, who, float(position[1]), float(position[2]))
    tap = _TAP.fullmatch(line.strip())
    if tap is None:
        return Said(where, who, line)
    number = int(tap[1])
    return Tapped(where, who, buttons[number - 1].action if 0 < number <= len(buttons) else Expired())


class Terminal:
    """One person at a terminal, and the buttons under the last message they see."""

    def __init__(self, guide: Answers, pseudonyms: "Pseudonyms", user: str = _USER) -> None:
        self._guide = guide
        self._where = Where("terminal", pseudonyms.chat("terminal", user, user))
        self._who = Who(pseudonyms.person("terminal", user))
        self._buttons: tuple[Button, ...] = ()

    async def opens(self, payload: str = "") -> str:
        """What stands there before anything is typed."""
        return await self._exchange(Opened(self._where, self._who, payload))

    async def enters(self, line: str) -> str:
        """What comes back to a line."""
        return await self._exchange(event_of(line, self._buttons, self._where, self._who))

    async def _exchange(self, event: Event) -> str:
        replies = await self._guide.answer(event)
        for reply in replies:
            shown = buttons_of(reply)
            self._buttons = self._buttons if shown is None else shown
        return "\n\n".join(filter(None, map(render, replies)))


async def chat(guide: Answers, pseudonyms: "Pseudonyms", lines: Iterable[str], show: Callable[[str], None]) -> None:
    """Greets, then answers every line until there is none left."""
    terminal = Terminal(guide, pseudonyms)
    show(await terminal.opens())
    for line in lines:
        show(await terminal.enters(line))


def _controls(rows: tuple[Row, ...]) -> str:
    """A line for each row of buttons and links."""
    numbers = iter(range(1, sum(map(len, rows)) + 1))
    return "\n".join("  ".join(_control(control, numbers) for control in row) for row in rows)


def _control(control: Button | Link, numbers: Iterable[int]) -> str:
    match control:
        case Button(label):
            return f"[{next(iter(numbers))}] {label}"
        case Link(label, url):
            return f"{label}: {url}"
