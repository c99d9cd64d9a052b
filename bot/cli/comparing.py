"""Two catalogs as citizens read them, before | after, for a terminal."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, zip_longest
from textwrap import wrap
from typing import Final

from bot.catalog import Catalog
from bot.conversation.comparing import Difference, differences, flips
from bot.conversation.speech import Speech
from bot.matching import Matcher
from bot.terminal import plain

_BETWEEN: Final = " | "


def compared(old: Catalog, new: Catalog, today: date, questions: Sequence[str]) -> Iterator[str]:
    """Lines that tell what reads differently, by procedure, and which of the questions end elsewhere."""
    changed = 0
    for name, passages in groupby(differences(old, new, today), lambda each: each.procedure):
        procedure = new.procedure(name) or old.procedure(name)
        yield f"{name}: {procedure.name.vi}" if procedure else name
        for passage in passages:
            yield from _side_by_side(passage)
        yield ""
        changed += 1
    flipped = list(flips(Matcher(old), Matcher(new), questions))
    for flip in flipped:
        yield f"“{flip.question}”: {flip.before} | {flip.after}"
    yield f"{changed} procedures read differently; {len(flipped)} of {len(questions)} questions end elsewhere."


def _side_by_side(passage: Difference) -> Iterator[str]:
    if passage.place != "card":
        yield f"  {Speech('vi').label(f'section_{passage.place}')}"
    half = (shutil.get_terminal_size().columns - len(_BETWEEN)) // 2
    for left, right in zip_longest(_lines(passage.before, half), _lines(passage.after, half), fillvalue=""):
        yield f"{left:{half}}{_BETWEEN}{right}".rstrip()


def _lines(text: str, width: int) -> list[str]:
    return [piece for line in plain(text).splitlines() for piece in wrap(line, width) or [""]]
