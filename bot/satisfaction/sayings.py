"""What people wrote, as a table that points at nobody."""

from collections import Counter

from bot.records.told import Told
from bot.satisfaction.disclosure import SMALL
from bot.satisfaction.tables import Table, table
from bot.satisfaction.words import Names


def sentence_table(told: Told, names: Names) -> Table:
    """Each sentence beside its procedure; beside its office only where enough people spoke of that office."""
    spoke: Counter[str] = Counter()
    for each in told.now.surveyed:
        spoke[each.labels.office or ""] += each.count
    rows = [
        (
            names.of("procedure", each.procedure or ""),
            names.office(each.office) if each.office and spoke[each.office] >= SMALL else None,
            each.text,
        )
        for each in told.sentences
    ]
    return table("sentences", ("procedure", "office", "text"), rows, text=True)
