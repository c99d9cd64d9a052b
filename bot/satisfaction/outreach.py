"""What came of an event in the field, as it may be told: nothing in it is about so few that it could point at somebody.

Whoever reads the report may know everybody who came. Parts of a whole that are under 5 are told together, hours with
the next hour. How many helpers there were, and what any of them did, is not in it.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bot.records.outreach import EarlierOutreach, Helped, HelpOutcome, Outreach, OutreachTold
from bot.satisfaction.disclosure import SMALL, Hidden, Shown, shown
from bot.satisfaction.metrics import Counted

ONLINE: Final[HelpOutcome] = "filed_online"
"""The outcome by which events are compared."""

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Tally(Generic[Name]):
    """Parts of one whole, the largest first; those that may not be told apart are `rest`, together `left`."""

    told: tuple[tuple[Name, int], ...] = ()
    rest: tuple[Name, ...] = ()
    left: int = 0


@dataclass(frozen=True)
class Hours:
    """How many people were helped from the hour `first` to the hour `last` (of Vietnam's clock), both included."""

    first: int
    last: int
    count: int


@dataclass(frozen=True)
class Lacking:
    """A paper of a procedure that was missing so many times."""

    procedure: str | None
    paper: str
    count: int


@dataclass(frozen=True)
class Before:
    """An earlier event beside this one; `people` None: under 5."""

    outreach: Outreach
    people: int | None
    online: Shown | None


@dataclass(frozen=True)
class OutreachReport:
    """What may be told of an event, in ids and counts.

    `people` None: under 5, and then nothing else is told, not even what was asked in vain. `online`: how many filed
    online, of all. `more_lacked`: other papers were missing, each under 5 times. `verdicts`: how many citizens were
    content, of those who said so, None where those were under 5. `frail` None: not counted, or under 5. `unanswered`:
    redacted texts, the most asked first.
    """

    outreach: Outreach
    people: int | None
    online: Shown | None = None
    outcomes: Tally[HelpOutcome] = Tally()
    procedures: Tally[str | None] = Tally()
    lacking: tuple[Lacking, ...] = ()
    more_lacked: bool = False
    hours: tuple[Hours, ...] = ()
    verdicts: Shown | None = None
    frail: int | None = None
    unanswered: tuple[str, ...] = ()
    earlier: tuple[Before, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether nobody was helped, as far as anybody noted."""
        return self.people == 0


def compiled(told: OutreachTold) -> OutreachReport:
    """The report on an event; it depends on nothing else."""
    counts, earlier = told.counts, tuple(map(_before, told.earlier))
    people = _unless_few(counts.people)
    if not people:
        return OutreachReport(counts.outreach, people, earlier=earlier)
    outcomes = _summed(counts.helped, lambda each: each.outcome)
    up, down = (counts.verdicts.get(verdict, 0) for verdict in ("up", "down"))
    lacking = sorted(counts.lacked.items(), key=lambda each: (-each[1], str(each[0])))
    frail = counts.frail if counts.outreach.counts_frail and counts.frail >= SMALL else None
    return OutreachReport(
        counts.outreach,
        people,
        online=_share(outcomes, ONLINE),
        outcomes=tally(outcomes),
        procedures=tally(_summed(counts.helped, lambda each: each.procedure)),
        lacking=tuple(Lacking(*paper, count) for paper, count in lacking if count >= SMALL),
        more_lacked=any(count < SMALL for _, count in lacking),
        hours=hours(_summed(counts.helped, lambda each: each.hour)),
        verdicts=_share({"up": up, "down": down}, "up") if up + down >= SMALL else None,
        frail=frail,
        unanswered=tuple(text for text, _ in counts.unanswered),
        earlier=earlier,
    )


def tally(cells: Mapping[Name, int]) -> Tally[Name]:
    """The parts, those under 5 together; the next smallest join them where their sum would still tell each of them.

    Equal ones join together, for which of them would have joined is told by nothing but the names. Where none is left
    to join them, nothing is told.
    """
    ordered = sorted((name for name, count in cells.items() if count), key=lambda name: (cells[name], str(name)))
    few = [name for name in ordered if cells[name] < SMALL]
    told = ordered[len(few) :]
    if few and _tells([cells[name] for name in few]):
        if not told:
            return Tally()
        least = cells[told[0]]
        few += [name for name in told if cells[name] == least]
        told = [name for name in told if cells[name] > least]
    largest_first = sorted(told, key=lambda name: (-cells[name], str(name)))
    return Tally(
        tuple((name, cells[name]) for name in largest_first),
        tuple(sorted(few, key=str)),
        sum(cells[name] for name in few),
    )


def _tells(few: Sequence[int]) -> bool:
    """Whether the sum of counts from 1 to 4 is itself one, or leaves each of them one value only."""
    whole = sum(few)
    return whole < SMALL or len(few) == 1 or whole in (len(few), len(few) * (SMALL - 1))


def hours(cells: Mapping[int, int]) -> tuple[Hours, ...]:
    """The hours from the first to the last, those with few people together with the next (at the end: the one before).

    Hours without anybody in between are told as such.
    """
    found: list[Hours] = []
    for hour in range(min(cells), max(cells) + 1) if cells else ():
        each = Hours(hour, hour, cells.get(hour, 0))
        found.append(_with(found.pop(), each) if found and _few(found[-1]) else each)
    while len(found) > 1 and _few(found[-1]):
        last = found.pop()
        found.append(_with(found.pop(), last))
    return tuple(found)


def _few(hours: Hours) -> bool:
    return 0 < hours.count < SMALL


def _with(one: Hours, other: Hours) -> Hours:
    return Hours(one.first, other.last, one.count + other.count)


def _before(earlier: EarlierOutreach) -> Before:
    people = _unless_few(sum(earlier.outcomes.values()))
    return Before(earlier.outreach, people, _share(earlier.outcomes, ONLINE) if people else None)


def _share(parts: Mapping[Name, int], name: Name) -> Shown:
    """The share of one part, unless it may not be told apart from the others."""
    whole, known = sum(parts.values()), tally(parts)
    apart = known.told and name not in known.rest
    return shown(Counted(parts.get(name, 0), whole)) if apart else Hidden(whole)


def _unless_few(count: int) -> int | None:
    return None if 0 < count < SMALL else count


def _summed(helped: Iterable[Helped], key: Callable[[Helped], Name]) -> Mapping[Name, int]:
    sums: Counter[Name] = Counter()
    for each in helped:
        sums[key(each)] += each.count
    return sums
