"""Dialogues as plain text, a line a step.

    opens  khai-sinh            opens the chat by a link (or by none)
    says   lam giay khai sinh   writes
    taps   @section_place       taps a button
    sees   15:00 | =thanks      reads all of these in what came back
    hides  miễn phí             reads none of these
    begins ⏱                    reads this first
    offers @browse | 1          has all of these buttons
    lacks  Kết hôn              has none of these buttons
    toast  =thanks              sees this pass by, and nothing else change
    shares 15.57 108.47         shares a position, in degrees
    waits  16                   lets minutes pass
    speaks en                   takes the words below from this language

`@name` is the label of that name, `=name` the template of that name: words may be polished without a test changing.
"""

from typing import Final

from bot.conversation.speech import Speech
from bot.language import spoken
from bot.terminal import plain
from tests.actors import Actor, House

_SEPARATOR: Final = " | "


class Script:
    """One dialogue under way."""

    def __init__(self, actor: Actor, house: House) -> None:
        self._actor = actor
        self._house = house
        self._speech = Speech("vi")

    async def play(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        rest = rest.strip()
        match verb:
            case "opens":
                await self._actor.opens(rest)
            case "says":
                await self._actor.says(rest)
            case "taps":
                await self._actor.taps(self._words(rest))
            case "shares":
                await self._actor.shares(*map(float, rest.split()))
            case "waits":
                self._house.clock.passes(minutes=int(rest))
            case "speaks":
                self._speech = Speech(spoken(rest) or "vi")
            case _:
                self._look(verb, [self._words(each) for each in rest.split(_SEPARATOR)])

    def _look(self, verb: str, words: list[str]) -> None:
        actor = self._actor
        match verb:
            case "sees":
                actor.sees(*words)
            case "hides":
                actor.does_not_see(*words)
            case "begins":
                assert actor.text.startswith(words[0]), f"{actor.name} sees first: {actor.text[:80]!r}"
            case "offers":
                actor.sees_buttons(*words)
            case "lacks":
                actor.sees_no_button(*words)
            case "toast":
                actor.sees_notice(words[0])
            case _:
                raise ValueError(f"No step begins with {verb!r}; see the top of {__name__}.")

    def _words(self, written: str) -> str:
        match written[:1]:
            case "@":
                return self._speech.label(written[1:])
            case "=":
                return plain(self._speech.say(written[1:]))
        return written


async def play(dialogue: str, actor: Actor, house: House) -> None:
    """Plays a dialogue; a failure tells the line."""
    script = Script(actor, house)
    lines = [line.strip() for line in dialogue.splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        try:
            await script.play(line)
        except AssertionError as error:
            error.add_note(f"in line {number} of the dialogue: {line}")
            raise
