"""Whole talks of two and three turns: after each, the procedure that was meant is on the screen.

A line of dialogues.jsonl is `{"turns": [{"says", "procedure", "section"}, …], "why"}`; without `procedure` no card may
be shown, without `section` any part of it may.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from bot.terminal import plain
from tests.actors import House, TerminalDoor
from tests.actors.fixtures import house

__all__ = ["house"]

FILE: Final = Path(__file__).parent / "dialogues.jsonl"
FLOOR: Final = 0.9
"""The least share of turns that shows what was meant."""


@dataclass(frozen=True)
class Turn:
    """What is said, and what is to be shown."""

    says: str
    procedure: str | None
    section: str | None


@dataclass(frozen=True)
class Dialogue:
    turns: tuple[Turn, ...]
    why: str = ""


def dialogues() -> list[Dialogue]:
    reader = TypeAdapter(Dialogue)
    return [reader.validate_json(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip()]


async def failures(house: House, number: int, dialogue: Dialogue) -> AsyncIterator[str]:
    """The turns that show something else, each with what it shows."""
    person = TerminalDoor(house).person(f"An {number}")
    for at, turn in enumerate(dialogue.turns, 1):
        before = house.rows("SELECT count(*) FROM questions")[0][0]
        await person.says(turn.says)
        rows = house.rows("SELECT kind, procedure, aspect FROM questions ORDER BY id")[before:]
        kind, procedure, aspect = rows[-1] if rows else ("nothing", None, None)
        shown = procedure if kind == "procedure" else None
        if not _is_meant(house, turn, shown, aspect, person.text):
            got = f"{kind} {shown or ''} {aspect or ''}".strip()
            wanted = f"{turn.procedure or 'no card'} {turn.section or ''}".strip()
            yield f"{dialogue.why or number}, turn {at}: {turn.says!r} shows {got}, not {wanted}"


def _is_meant(house: House, turn: Turn, shown: str | None, aspect: str | None, screen: str) -> bool:
    if shown != turn.procedure:
        return False
    procedure = house.guide.knowledge().catalog.procedure(turn.procedure) if turn.procedure else None
    named = procedure is None or plain(procedure.name.vi) in screen
    return named and turn.section in (None, aspect)


async def test_nine_of_ten_turns_show_what_was_meant(house: House) -> None:
    talks = dialogues()
    missed = [each for number, talk in enumerate(talks) async for each in failures(house, number, talk)]
    turns = sum(len(talk.turns) for talk in talks)
    told = f"{len(missed)} of {turns} turns show something else:\n" + "\n".join(missed)
    assert len(missed) / turns <= 1 - FLOOR, told


async def test_a_turn_that_shows_something_else_is_told(house: House) -> None:
    talk = Dialogue((Turn("lam ho chieu", "ho-chieu", None), Turn("bao nhiêu tiền", "ho-chieu", "cost")))
    assert [each async for each in failures(house, 1, talk)] == []
    astray = Dialogue(
        (Turn("lam ho chieu", "ho-chieu", "cost"), Turn("cảm ơn", "ho-chieu", None), Turn("xin chào", None, None))
    )
    told = [each async for each in failures(house, 2, astray)]
    assert told == [
        "2, turn 1: 'lam ho chieu' shows procedure ho-chieu, not ho-chieu cost",
        "2, turn 2: 'cảm ơn' shows small_talk, not ho-chieu",
    ]
