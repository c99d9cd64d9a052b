"""What things are called in a report."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.catalog.catalog import Catalog
from bot.catalog.model import Words
from bot.satisfaction.voices import UNKNOWN, Criterion, Dimension


@cache
def words() -> Mapping[str, Any]:
    """All of `words.yaml`."""
    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return read


def criterion_name(criterion: Criterion) -> str:
    """A criterion as a heading."""
    return str(words()["criteria"][criterion]["name"])


def criterion_words(criterion: Criterion) -> Words:
    """What a criterion is called in a sentence, in both languages."""
    said = words()["criteria"][criterion]
    return Words(said["short"], said["en"])


class Names:
    """What the names of dimensions mean to an official."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._fields = {each.id: each.name.vi for each in catalog.fields}

    def of(self, dimension: Dimension, name: str) -> str:
        """A name in full, or as it is kept where the catalog does not know it any more."""
        if name == UNKNOWN:
            return str(words()["unknown"])
        match dimension:
            case "procedure":
                return self.procedure(name)
            case "field":
                return self._fields.get(name, name)
            case "office":
                return self.office(name)
        return str(words()["names"][dimension].get(name, name))

    def procedure(self, name: str) -> str:
        """A procedure, by its short name where it has one."""
        found = self._catalog.procedure(name)
        return (found.short_name or found.name).vi if found else name

    def office(self, name: str) -> str:
        """An office."""
        found = self._catalog.counter_name(name)
        return found.vi if found else name

    def paper(self, procedure: str, paper: str | None) -> str | None:
        """A paper that a procedure asks for; None where none of the list is meant."""
        found = self._catalog.procedure(procedure)
        groups = (found.evidence or ()) if found else ()
        papers = [each for group in groups for each in (*group.all_of, *group.one_of)]
        return next((each.name.vi for each in papers if each.id == paper), None)

    def responsible(self, dimension: Dimension, name: str) -> str | None:
        """The unit that can mend something: the office itself, or who decides on the procedure; never a person."""
        if dimension == "office":
            return self.office(name)
        found = self._catalog.procedure(name) if dimension == "procedure" else None
        authority = self._catalog.authority(found.competent_authority) if found else None
        return authority.name.vi if authority else None
