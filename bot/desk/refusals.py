"""What an official typed that cannot be done, and why: each has a sentence of its own (`refused.html`)."""

from typing import ClassVar, Literal

Reason = Literal[
    "days_missing",
    "day_unknown",
    "days_reversed",
    "too_long",
    "all_past",
    "scope_unknown",
    "text_missing",
    "text_too_long",
    "identity_number",
    "procedure_unknown",
    "review_unknown",
    "phrase_general",
    "phrase_long",
    "phrase_personal",
    "phrase_claims",
    "nothing_like_it",
    "event_incomplete",
    "event_day_unclear",
    "event_past",
    "event_far_ahead",
    "hours_unclear",
    "hours_reversed",
    "hours_too_long",
    "commune_unknown",
    "place_missing",
    "place_too_long",
    "place_personal",
]


class Refused(Exception):
    """Something typed cannot be done: `given` is the value it fails on, `reason` chooses the sentence."""

    reason: ClassVar[Reason]

    def __init__(self, given: str = "") -> None:
        self.given = given
        super().__init__(f"{self.reason}: {given!r}; {self.__doc__}")


class DaysRefused(Refused):
    """The days of a notice cannot be used."""


class DaysMissing(DaysRefused):
    """A notice begins with two days; write the first and the last one."""

    reason = "days_missing"


class DayUnknown(DaysRefused):
    """This is no day of the calendar; write dd/mm or dd/mm/yyyy."""

    reason = "day_unknown"


class DaysReversed(DaysRefused):
    """The last day comes before the first; write both with their year."""

    reason = "days_reversed"


class TooLongInForce(DaysRefused):
    """A notice holds for a year at most; write an earlier last day."""

    reason = "too_long"


class AllPast(DaysRefused):
    """The last day is past, so nobody would see the notice; write a later one."""

    reason = "all_past"


class TextRefused(Refused):
    """The text of a notice or of a pause cannot be used."""


class TextMissing(TextRefused):
    """There is nothing to say to people; write a sentence."""

    reason = "text_missing"


class TextTooLong(TextRefused):
    """The text does not fit beside an answer; shorten it."""

    reason = "text_too_long"


class IdentityNumber(TextRefused):
    """Everybody would read an identity number; take it out."""

    reason = "identity_number"


class ScopeUnknown(Refused):
    """No field, office or commune is called so; write one of those there are."""

    reason = "scope_unknown"


class ProcedureUnknown(Refused):
    """No procedure has this id; write the id that stands in its link."""

    reason = "procedure_unknown"


class ReviewUnknown(Refused):
    """No procedure has this id, code or name; write one of those, or only the command for what is due."""

    reason = "review_unknown"


class PhraseRefused(Refused):
    """A phrase cannot be learned."""


class PhraseGeneral(PhraseRefused):
    """The phrase is one word, or has none of its own, so it would fit anything; write more of what people say."""

    reason = "phrase_general"


class PhraseLong(PhraseRefused):
    """Nobody will say so long a phrase again; write only what it is about."""

    reason = "phrase_long"


class PhrasePersonal(PhraseRefused):
    """Numbers of somebody were taken out of the phrase; write it without them."""

    reason = "phrase_personal"


class PhraseClaims(PhraseRefused):
    """Too many other questions would go where the phrase goes; write a phrase that says more."""

    reason = "phrase_claims"


class NothingLikeIt(Refused):
    """No other item is like this one; take another step."""

    reason = "nothing_like_it"


class EventRefused(Refused):
    """An event in the field cannot be planned so."""


class EventIncomplete(EventRefused):
    """Something is missing of an event (`given` names it: day, hours, commune, place); write that too."""

    reason = "event_incomplete"


class EventDayUnclear(EventRefused):
    """The day is none of the calendar, or its weekday is another one; write the date with its year."""

    reason = "event_day_unclear"


class EventPast(EventRefused):
    """The event would be over already; write a day, or hours, that lie ahead."""

    reason = "event_past"


class EventFarAhead(EventRefused):
    """An event is planned for a year ahead at most; write an earlier day."""

    reason = "event_far_ahead"


class HoursUnclear(EventRefused):
    """The hours may be those of the night or of the afternoon, or are none of a clock; write them as 7:30-11:00."""

    reason = "hours_unclear"


class HoursReversed(EventRefused):
    """The event ends before it begins; write the earlier hour first."""

    reason = "hours_reversed"


class HoursTooLong(EventRefused):
    """An event lasts 14 hours at most; write when it ends, or plan one for each day."""

    reason = "hours_too_long"


class CommuneUnknown(EventRefused):
    """No commune or ward is called so, today or before 1 July 2025; write its name with its kind."""

    reason = "commune_unknown"


class PlaceMissing(EventRefused):
    """Nobody could find the event; write where it is held."""

    reason = "place_missing"


class PlaceTooLong(EventRefused):
    """The place does not fit a line; shorten it."""

    reason = "place_too_long"


class PlacePersonal(EventRefused):
    """Everybody would read a number of somebody, or an e-mail address, in the place; take it out."""

    reason = "place_personal"
