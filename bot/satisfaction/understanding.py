"""How well questions are understood, told in shares: for a table, for a program and as a page to print."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.matching.evaluation import ALL, CONTEXT_FREE, HELD_OUT, Evaluation
from bot.matching.tallies import Tally
from bot.satisfaction.metrics import wilson

FIRST_GROUPS: Final = (ALL, HELD_OUT, CONTEXT_FREE)


@dataclass(frozen=True)
class Share:
    """`part` of `whole` questions."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """From 0 to 1; 0 of nothing is 0."""
        return self.part / self.whole if self.whole else 0.0

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Where the share of all such questions lies, with 95 % certainty."""
        return wilson(self.part, self.whole)


SHARES: Final[Mapping[str, Callable[[Tally], Share]]] = {
    "first": lambda tally: Share(tally.first, tally.held),
    "third": lambda tally: Share(tally.third, tally.held),
    "answered": lambda tally: Share(tally.answered, tally.held),
    "wrong": lambda tally: Share(tally.wrong, tally.answered),
    "none": lambda tally: Share(tally.none, tally.held),
    "beside": lambda tally: Share(tally.beside, tally.held),
    "foreign_answered": lambda tally: Share(tally.foreign_answered, tally.foreign),
    "foreign_choices": lambda tally: Share(tally.foreign_choices, tally.foreign),
}
"""The shares of a tally; `wrong` is of those answered, the last two of the questions that the catalog does not hold."""


def shares(tally: Tally) -> dict[str, Share]:
    """Each share of a tally that is of something."""
    found = {name: share(tally) for name, share in SHARES.items()}
    return {name: share for name, share in found.items() if share.whole}


def mean_choice(tally: Tally) -> float:
    """How many procedures a list has; 0 where there was none."""
    return tally.choosable / tally.choices if tally.choices else 0.0


def in_order(evaluation: Evaluation) -> list[tuple[str, Tally]]:
    """The groups: all together, held out, context-free, then each kind by name."""
    rank = {name: at for at, name in enumerate(FIRST_GROUPS)}
    return sorted(evaluation.groups.items(), key=lambda each: (rank.get(each[0], len(rank)), each[0]))


def row(tally: Tally) -> dict[str, Any]:
    """A tally for a program: its counts, the mean length of its lists, and its shares with intervals."""
    told = {
        name: {"share": round(share.value, 4), "of": share.whole, "interval": [round(end, 4) for end in share.interval]}
        for name, share in shares(tally).items()
    }
    return asdict(tally) | {"mean_choice": round(mean_choice(tally), 2), "shares": told}


def page(evaluation: Evaluation, catalog: Catalog, title: str) -> str:
    """The evaluation as one page that needs nothing beside it, in Vietnamese, for officials."""
    environment = Environment(
        loader=PackageLoader("bot.satisfaction"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: f"{100 * share:.1f}".replace(".", ",")
    names = {each.id: _called(each.name.vi, each.id) for each in catalog.elsewhere}
    names |= {each.id: _called(_short(each), each.id) for each in catalog.procedures}
    return environment.get_template("understanding.html").render(
        title=title,
        groups=[(name, tally, shares(tally), mean_choice(tally)) for name, tally in in_order(evaluation)],
        confusions=evaluation.confusions(),
        failures=evaluation.failures,
        called=lambda name: names.get(name, name),
    )


def _short(procedure: Procedure) -> str:
    return (procedure.short_name or procedure.name).vi


def _called(name: str, identifier: str) -> str:
    return f"{name} ({identifier})"
