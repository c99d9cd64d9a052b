"""What is seen of a survey: one question at a time, and everything before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.catalog.offices import counter_of
from bot.conversation.destinations import Destinations
from bot.conversation.replies import MAX_LABEL, Button, Row
from bot.conversation.rows import in_pairs, numbered_label
from bot.conversation.speech import Speech
from bot.conversation.survey_actions import (
    AskVisit,
    DropSurvey,
    NameOffice,
    NameVisited,
    SendSurvey,
    TellVisit,
    TypeVisited,
)
from bot.conversation.visits import QUESTIONS, STEPS, Step, Tap, Visit, choices
from bot.records.entries import FACTORS, MAX_COMMENT

Screen = tuple[str, tuple[Row, ...]]
NUMBER: Final = {step: number for number, step in enumerate(QUESTIONS, 1)}


@dataclass(frozen=True)
class SurveyScreens:
    """The screens of one visit in one language; `recent` are the procedures it may well have been for.

    `begins`: what a survey is has to be said before the first question. `days`: how long a sentence is kept.
    """

    visit: Visit
    catalog: Catalog
    destinations: Destinations
    speech: Speech
    recent: Sequence[Procedure] = ()
    days: int = 90
    begins: bool = False

    def screen(self, step: Step) -> Screen:
        """The question of a step, with what was answered to it so far."""
        match step:
            case "procedure":
                return self._asking_procedure() if self.recent else self.typing()
            case "office":
                return self._asking_office()
            case "comment":
                return self._say("survey_comment", said=self._said(step), most=MAX_COMMENT, days=self.days), self._ways(
                    step
                )
        text = self._say(
            "survey_question",
            step=step,
            number=NUMBER[step],
            office=self._office if step == QUESTIONS[0] else None,
            said=self._said(step),
        )
        return text, (*self._choices(step), *self._ways(step))

    def review(self) -> Screen:
        """Everything that was answered, each to be changed by a tap, and the button that sends it."""
        lines = [(step, NUMBER[step], self._said(step)) for step in QUESTIONS]
        text = self._say("survey_review", office=self._office, lines=lines, comment=self.visit.said.get("comment"))
        label, visit = self.speech.label, self.visit.id
        changes = [Button(label(f"visit_{step}"), AskVisit(visit, step)) for step in STEPS if step not in QUESTIONS]
        numbers = [Button(str(number), AskVisit(visit, step)) for step, number in NUMBER.items()]
        send, drop = Button(label("send_survey"), SendSurvey(visit)), Button(label("drop_survey"), DropSurvey(visit))
        return text, ((send,), *in_pairs([*numbers, *changes]), (drop,))

    def typing(self, found: Sequence[Procedure] | None = None) -> Screen:
        """The request to type what the visit was for; after something unclear was typed, what it may mean."""
        text = self._say("survey_typing", found=found)
        return text, (*in_pairs(self._naming(found or ())), *self._ways("procedure"))

    def _asking_procedure(self) -> Screen:
        another = Button(self.speech.label("another_visit"), TypeVisited(self.visit.id))
        text = self._say("survey_procedure", procedures=self.recent)
        return text, (*in_pairs([*self._naming(self.recent), another]), *self._ways("procedure"))

    def _asking_office(self) -> Screen:
        offices = self.destinations.likely(self._procedure)
        names = [self._named(counter_of(each, self.destinations.place)) for each in offices]
        text = self._say("survey_office", offices=names, said=self._said("office"))
        ways = [Button(str(number), NameOffice(self.visit.id, each.id)) for number, each in enumerate(offices, 1)]
        return text, (*in_pairs(ways), *self._ways("office"))

    def _naming(self, procedures: Sequence[Procedure]) -> list[Button]:
        return [
            Button(numbered_label(self.speech, number, each, MAX_LABEL), NameVisited(self.visit.id, each.id))
            for number, each in enumerate(procedures, 1)
        ]

    def _choices(self, step: Step) -> tuple[Row, ...]:
        """The answers, one below the other where they are words, all alike."""
        buttons = [Button(self._answer(step, each), TellVisit(self.visit.id, step, each)) for each in choices(step)]
        return tuple((each,) for each in buttons) if step in FACTORS else in_pairs(buttons)

    def _ways(self, step: Step) -> tuple[Row, ...]:
        """Skipping, the end, and the way back, always last."""
        label, visit = self.speech.label, self.visit
        skip = Button(label("skip"), TellVisit(visit.id, step, ""))
        if visit.next_step is None:
            return (skip,), (Button(label("back"), self._asking("review")),)
        at = STEPS.index(step)
        if at == 0:
            return (skip,), (Button(label("stop_writing"), DropSurvey(visit.id)),)
        back = Button(label("back"), self._asking(STEPS[at - 1]))
        if visit.is_empty or step == STEPS[-1]:
            return (skip,), (back,)
        return (skip, Button(label("end_survey"), self._asking("review"))), (back,)

    def _asking(self, step: Step | Literal["review"]) -> AskVisit:
        return AskVisit(self.visit.id, step)

    def _answer(self, step: Step, said: Tap) -> str:
        """An answer as a button: levels with their number, so that somebody who reads aloud can name it."""
        words = self.speech.label(_label(step, said))
        return f"{said}. {words[:1].upper()}{words[1:]}" if step in FACTORS else words

    def _said(self, step: Step) -> str | None:
        """What was answered, in words; None where nothing was."""
        said = self.visit.said.get(step)
        if not said:
            return None
        if step == "comment":
            return said
        if step == "office":
            return self._office
        return self.speech.label(_label(step, said))

    @cached_property
    def _procedure(self) -> Procedure | None:
        return self.catalog.procedure(self.visit.said.get("procedure", ""))

    @cached_property
    def _office(self) -> str | None:
        return self._named(self.visit.said.get("office", ""))

    def _named(self, counter: str) -> str | None:
        name = self.catalog.counter_name(counter)
        return self.speech.text(name) if name else None

    def _say(self, template: str, **values: object) -> str:
        return self.speech.say(template, p=self._procedure, begins=self.begins, total=len(QUESTIONS), **values)


def _label(step: Step, said: str) -> str:
    """The label of an answer."""
    kind = "satisfaction" if step in FACTORS else "trips" if step == "trips" else "said"
    return f"{kind}_{said}"
