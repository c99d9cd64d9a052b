"""A visit to an office as somebody tells of it, one tap at a time; it counts for nothing before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Literal, get_args

from bot.language import Language
from bot.records.entries import FACTORS, Factor, Satisfaction, VisitSurveyed

Step = Literal[
    "procedure",
    "office",
    "access",
    "formalities",
    "staff",
    "result",
    "feedback",
    "on_time",
    "asked_for_more",
    "paid_extra",
    "trips",
    "comment",
]
STEPS: Final[tuple[Step, ...]] = get_args(Step)
"""What is asked, in this order: what the visit was for and where, five factors, three facts, trips, a sentence."""

QUESTIONS: Final = STEPS[STEPS.index("access") : STEPS.index("comment")]
"""The steps that are counted for the person: one tap each."""

Tap = Literal["", "1", "2", "3", "4", "5", "yes", "no"]
"""What one tap answers; "" skips."""

_LEVELS: Final[Mapping[str, Satisfaction]] = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_TRIPS: Final[Mapping[str, int]] = {"1": 1, "2": 2, "3": 3, "4": 4}
"""The last stands for that many or more, which are counted together (`bot.records.counts.MANY_TRIPS`)."""

_YES_OR_NO: Final[Mapping[str, bool]] = {"yes": True, "no": False}
_GRIEVANCES: Final[Mapping[Step, tuple[str, ...]]] = {
    **dict.fromkeys(FACTORS, ("1", "2")),
    "on_time": ("no",),
    "asked_for_more": ("yes",),
    "paid_extra": ("yes",),
}


def choices(step: Step) -> tuple[Tap, ...]:
    """The answers that a step takes by a tap, besides none; nothing where it takes an id or a sentence."""
    if step in FACTORS:
        return ("1", "2", "3", "4", "5")
    if step == "trips":
        return ("1", "2", "3", "4")
    return ("yes", "no") if step in QUESTIONS else ()


@dataclass(frozen=True)
class Visit:
    """What was told so far: by step the id, the choice or the sentence, "" where the step was skipped.

    `id` is on the buttons of its questions, so that those of another visit change nothing here.
    """

    id: str
    since: datetime
    said: Mapping[Step, str] = field(default_factory=dict)

    @property
    def next_step(self) -> Step | None:
        """The first step that was neither answered nor skipped; None where only sending is left."""
        return next((step for step in STEPS if step not in self.said), None)

    def telling(self, step: Step, said: str) -> "Visit":
        """The visit after a step was answered or skipped; another procedure leaves open where the person went."""
        told = {**self.said, step: said}
        if step == "procedure" and said != self.said.get("procedure"):
            told.pop("office", None)
        return replace(self, said=told)

    def closing(self) -> "Visit":
        """The visit of which nothing more is asked: what is open is skipped."""
        return replace(self, said={**dict.fromkeys(STEPS, ""), **self.said})

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of how it was."""
        return not any(self.said.get(step) for step in (*QUESTIONS, "comment"))

    @property
    def is_grievance(self) -> bool:
        """Whether something went badly, as the person tells it."""
        return any(self.said.get(step) in bad for step, bad in _GRIEVANCES.items())

    def entry(self, person: str, day: date, channel: str, language: Language, *, invited: bool) -> VisitSurveyed:
        """What is kept once it is sent."""
        return VisitSurveyed(
            *(person, day, channel, language, self._text("procedure"), self._text("office")),
            access=self._level("access"),
            formalities=self._level("formalities"),
            staff=self._level("staff"),
            result=self._level("result"),
            feedback=self._level("feedback"),
            on_time=_YES_OR_NO.get(self.said.get("on_time", "")),
            asked_for_more=_YES_OR_NO.get(self.said.get("asked_for_more", "")),
            paid_extra=_YES_OR_NO.get(self.said.get("paid_extra", "")),
            trips=_TRIPS.get(self.said.get("trips", "")),
            comment=self._text("comment"),
            invited=invited,
        )

    def _text(self, step: Step) -> str | None:
        return self.said.get(step) or None

    def _level(self, factor: Factor) -> Satisfaction | None:
        return _LEVELS.get(self.said.get(factor, ""))
