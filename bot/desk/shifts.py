"""A helper's shift at an event, as a small machine of values: nothing of it is kept but in their own conversation.

Whoever is helped has an id before anything is told of them, and so has the next older or disabled person. The id stands
on every button about them, so a tap that arrives twice, or late, changes nothing twice: each step below gives the same
shift when it is made again. An id that this shift never gave out is not known here, and no step takes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from bot.records.outreach import HelpOutcome, Outreach, Serving

EARLY: Final = timedelta(minutes=60)
"""How long before an event begins a shift may begin: helpers set their tables up."""

LATE: Final = timedelta(minutes=60)
"""How long after the end what was not acknowledged may be tapped again."""

MOST_OPEN: Final = 40
"""People whose outcome may still be on its way out of a dead spot."""

MOST_COUNTED: Final = 30
"""People who may still be told of anew or undone; of those before only how many there were is kept."""


@dataclass(frozen=True)
class Helping:
    """Whom a helper helps next or now: an id, the procedure it is about, and the answer a thumb would be about."""

    id: str
    procedure: str | None = None
    answer: str | None = None


@dataclass(frozen=True)
class Counted:
    """Somebody who was counted, as it may have to be told again or undone; nothing says who it was.

    `outcome` None: an older or disabled person, counted apart from whom was helped with what. `case` is what was told
    of the case, by which its papers are listed; only of whom was helped last.
    """

    id: str
    outcome: HelpOutcome | None = None
    procedure: str | None = None
    lacked: tuple[str, ...] = ()
    verdict: Literal["up", "down"] | None = None
    answer: str | None = None
    case: Mapping[str, str] = field(default_factory=dict)
    undone: bool = False

    @property
    def is_helped(self) -> bool:
        """Whether it counts as somebody who was helped."""
        return self.outcome is not None and not self.undone

    @property
    def is_frail(self) -> bool:
        """Whether it counts as an older or disabled person."""
        return self.outcome is None and not self.undone


@dataclass(frozen=True)
class Shift:
    """A shift under way, or one that ended a moment ago.

    `until` is the end of the event, or when the helper ended it; `frail` is the id of the next older or disabled
    person, None where the event does not count them; `open` are the ids of people of whom no outcome was told yet.
    `earlier` and `earlier_frail` are how many were counted before those in `counted`.
    """

    outreach: str
    place: str
    commune: str
    until: datetime
    helping: Helping
    frail: str | None = None
    open: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()
    earlier: int = 0
    earlier_frail: int = 0

    def runs(self, now: datetime) -> bool:
        """Whether the helper is at work."""
        return now < self.until

    def takes(self, now: datetime) -> bool:
        """Whether what was begun may still be told."""
        return now < self.until + LATE

    @property
    def people(self) -> int:
        """How many people the helper helped."""
        return self.earlier + sum(each.is_helped for each in self.counted)

    @property
    def frail_people(self) -> int:
        """How many older or disabled people the helper counted."""
        return self.earlier_frail + sum(each.is_frail for each in self.counted)

    @property
    def last(self) -> Counted | None:
        """What was counted last, and is what can be undone."""
        return next((each for each in reversed(self.counted) if not each.undone), None)

    def found(self, key: str) -> Counted | None:
        """What was counted under a key and not undone."""
        return next((each for each in self.counted if each.id == key and not each.undone), None)

    def may_tell_of(self, key: str) -> bool:
        """Whether an outcome may be told under this key: somebody was begun with, or counted (or undone), under it."""
        counted = (each.id for each in self.counted if each.outcome is not None)
        return key in (self.helping.id, *self.open, *counted)

    def may_count_frail(self, key: str) -> bool:
        """Whether an older or disabled person may be counted under this key."""
        return self.frail is not None and (
            key == self.frail or any(each.id == key and each.outcome is None for each in self.counted)
        )

    def helping_with(self, procedure: str | None, answer: str | None) -> "Shift":
        """The shift after the person was answered, with a procedure or none; `answer` None leaves the one given."""
        return replace(self, helping=replace(self.helping, procedure=procedure, answer=answer or self.helping.answer))

    def starting_over(self) -> "Shift":
        """The shift with nothing known yet of the person who is helped."""
        return replace(self, helping=Helping(self.helping.id))

    def beginning(self, key: str) -> "Shift":
        """The shift with another person to help; who was begun with before may still be told of."""
        others = [each for each in (*self.open, self.helping.id) if each != key]
        return replace(self, helping=Helping(key), open=tuple(others[-MOST_OPEN:]))

    def told(
        self, key: str, outcome: HelpOutcome, procedure: str | None, case: Mapping[str, str], following: str
    ) -> "Shift":
        """The shift after the outcome was told; the person after gets the key `following` once this one is counted.

        Told again, another outcome takes the place of the first, and what the citizen thought of it stays.
        """
        before = next((each for each in self.counted if each.id == key), None)
        if before is None:
            mine = self.helping if self.helping.id == key else Helping(key)
            answer = mine.answer if mine.procedure == procedure else None
            next_one = Helping(following) if mine is self.helping else self.helping
            left = tuple(each for each in self.open if each != key)
            told = Counted(key, outcome, procedure, answer=answer, case=case)
            return replace(self, helping=next_one, open=left)._and(told)
        if (before.outcome, before.procedure) == (outcome, procedure):
            return self._with(replace(before, undone=False))
        same = before if before.procedure == procedure else Counted(key)
        return self._with(Counted(key, outcome, procedure, (), before.verdict, same.answer, same.case))

    def lacking(self, key: str, paper: str, *, lacks: bool) -> "Shift":
        """The shift after it was said whether a paper was missing."""
        told = self.found(key)
        if told is None:
            return self
        others = tuple(each for each in told.lacked if each != paper)
        return self._with(replace(told, lacked=(*others, paper) if lacks else others))

    def judged(self, key: str, verdict: Literal["up", "down"]) -> "Shift":
        """The shift after the citizen's thumb."""
        told = self.found(key)
        return self if told is None else self._with(replace(told, verdict=verdict))

    def counting_frail(self, key: str, following: str) -> "Shift":
        """The shift after an older or disabled person was counted; the next gets the key `following`."""
        if key == self.frail:
            return replace(self, frail=following)._and(Counted(key))
        before = next((each for each in self.counted if each.id == key), None)
        return self if before is None else self._with(replace(before, undone=False))

    def without(self, key: str) -> "Shift":
        """The shift after what was counted last was undone; anything but the last stays."""
        if self.last is None or self.last.id != key:
            return self
        return self._with(replace(self.last, lacked=(), verdict=None, undone=True))

    def ended(self, now: datetime) -> "Shift":
        """The shift after the helper ended it, or after it ended with its event."""
        return replace(self, until=min(now, self.until))

    def _and(self, told: Counted) -> "Shift":
        """The shift with somebody more; what was told of the case of others is forgotten."""
        counted = (*(replace(each, case={}) for each in self.counted), told)
        gone = counted[:-MOST_COUNTED]
        return replace(
            self,
            counted=counted[-MOST_COUNTED:],
            earlier=self.earlier + sum(each.is_helped for each in gone),
            earlier_frail=self.earlier_frail + sum(each.is_frail for each in gone),
        )

    def _with(self, told: Counted) -> "Shift":
        return replace(self, counted=tuple(told if each.id == told.id else each for each in self.counted))


def begun(outreach: Outreach, before: Shift | None, person: str, frail: str) -> Shift:
    """A shift at an event; what the helper counted there before goes on. `person` and `frail` are fresh ids."""
    if before is not None and before.outreach == outreach.id:
        return replace(before, until=outreach.end)
    next_frail = frail if outreach.counts_frail else None
    return Shift(outreach.id, outreach.place, outreach.commune, outreach.end, Helping(person), next_frail)


def ready(serving: Sequence[Serving], now: datetime) -> tuple[Outreach, ...]:
    """The events of somebody's at which a shift may begin now, the first to begin first."""
    held = (each.outreach for each in serving if not each.outreach.cancelled)
    return tuple(each for each in held if each.beginning - EARLY <= now < each.end)


@dataclass(frozen=True)
class NotNow:
    """Why no shift can begin: there is no event, or one that is still ahead, over or cancelled."""

    why: Literal["none", "early", "over", "cancelled"]
    outreach: Outreach | None = None

    @property
    def opens(self) -> datetime | None:
        """From when a shift can begin."""
        return self.outreach.beginning - EARLY if self.outreach else None


def not_now(serving: Sequence[Serving], now: datetime) -> NotNow:
    """Why none of somebody's events is `ready`: the next one tells, else the last."""
    ordered = sorted((each.outreach for each in serving), key=lambda each: each.beginning)
    ahead = [each for each in ordered if now < each.end]
    if ahead:
        return NotNow("cancelled" if ahead[0].cancelled else "early", ahead[0])
    if ordered:
        return NotNow("cancelled" if ordered[-1].cancelled else "over", ordered[-1])
    return NotNow("none")
