"""How often posters led somebody here, as a table; nothing joins a use to what was asked or said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from bot.records.entries import PosterUse
from bot.satisfaction.tables import Cell, Table, table
from bot.satisfaction.words import Names, words

WAYS: Final = ("page", "telegram", "web")
"""Where a poster leads: to a procedure's page, and from there into a chat. One person may come by two of them."""


def poster_table(uses: Iterable[PosterUse], names: Names) -> Table:
    """A row for each place where posters hang, the most used first. Anybody can invent a place."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(WAYS, 0))
    for use in uses:
        sums[use.origin][use.channel] = sums[use.origin].get(use.channel, 0) + use.count
    ordered = sorted(sums, key=lambda origin: (-sum(sums[origin].values()), origin))
    rows: list[Sequence[Cell]] = [(_called(origin, names), *(sums[origin][way] for way in WAYS)) for origin in ordered]
    return table("posters", ("origin", *WAYS), rows, text=True)


def _called(origin: str, names: Names) -> str:
    """The office where it hangs and the counter, where its name begins with an office's; else the origin as it is."""
    words_of_origin = origin.split("-")
    for at in range(len(words_of_origin), 0, -1):
        office, counter = "-".join(words_of_origin[:at]), "-".join(words_of_origin[at:])
        if names.office(office) != office:
            return f"{names.office(office)} ({counter})" if counter else names.office(office)
    return origin or str(words()["no_origin"])
