"""The words of the domain: what a procedure is (CPSV-AP 3.2, HSDS and XZuFi terms; see docs/architecture.md).

Everything here is a frozen value. None means that no source says it; a card then says so.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticKnownError

from bot.language import Language

STRICT = ConfigDict(extra="forbid", defer_build=True)


class Strict:
    """What pydantic reads a value with: a key that the value does not have is an error.

    The values are plain dataclasses: pydantic's own take twice as long to define, which every start would pay, and
    look at each value again whenever one is made from another (`Procedure.on`).
    """

    __pydantic_config__ = STRICT


Identifier = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]
ProcedureId = Annotated[str, Field(pattern=r"^[a-z0-9-]{3,40}$")]
NationalCode = Annotated[str, Field(pattern=r"^[0-9]\.[0-9]{6}$")]
Level = Literal["commune", "district", "province"]
Aspect = Literal["documents", "time", "cost", "place", "online", "form", "steps", "legal"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
Channel = Literal["in_person", "online", "postal"]
Unit = Literal["working_day", "calendar_day", "calendar_day_except_holidays", "hour", "same_day"]


_WHOLE = re.compile(r"-?\d+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _text(given: object) -> object:
    return {"vi": given} if isinstance(given, str) else given


def _whole(given: object) -> object:
    """Refuses `22.000`, which would quietly become 22."""
    if isinstance(given, str) and not _WHOLE.fullmatch(given):
        raise PydanticKnownError("int_parsing")
    return given


def _day(given: object) -> object:
    """Refuses `2025`, which would quietly become a day of 1970."""
    if isinstance(given, str) and not _DAY.fullmatch(given):
        raise PydanticKnownError("date_parsing", {"error": "not a day"})
    return given


Number = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Keyword = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True)
class Words(Strict):
    """A text in Vietnamese and, where somebody wrote it, in English."""

    vi: Annotated[str, Field(min_length=1)]
    en: str | None = None

    def said_in(self, language: Language) -> str:
        """The text in `language`, Vietnamese where there is no English."""
        return self.en if language == "en" and self.en else self.vi


Text = Annotated[Words, BeforeValidator(_text, json_schema_input_type=str | Words)]
"""In YAML a plain string is Vietnamese; `{vi: …, en: …}` gives both."""

Condition = Mapping[Identifier, tuple[Identifier, ...]]
"""Case fact → the options under which something applies; all facts must hold, one option each suffices."""


@dataclass(frozen=True)
class LegalResource(Strict):
    """A law or decision (ELI): its number is what people can look up."""

    number: str
    title: Text | None = None
    article: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Option(Strict):
    """One answer to a case fact; `label` fits a button."""

    id: Identifier
    label: Text


@dataclass(frozen=True)
class CaseFact(Strict):
    """A question whose answer decides which evidence applies."""

    id: Identifier
    question: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


@dataclass(frozen=True)
class Evidence(Strict):
    """A required paper (cv:Evidence) and what to do with it.

    `handling`: the office keeps it (`submitted`), only looks at it (`presented`), or the sources do not say
    (None). `originals`/`copies`: how many; None where unsaid. `when_text` says the condition in words, `note` what
    else to know of the paper.
    """

    id: Identifier
    name: Text
    handling: Literal["submitted", "presented"] | None = None
    originals: Number | None = None
    copies: Number | None = None
    form: Text | None = None
    when: Condition = dataclasses.field(default_factory=dict)
    when_text: Text | None = None
    note: Text | None = None
    if_missing: Text | None = None


@dataclass(frozen=True)
class EvidenceGroup(Strict):
    """Papers of which all, or any one, are needed; exactly one of the two lists is filled."""

    all_of: tuple[Evidence, ...] = ()
    one_of: tuple[Evidence, ...] = ()
    label: Text | None = None
    when: Condition = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class ProcessingTime(Strict):
    """How long the office may take: `value` in `unit`, for one case and one channel (None: any).

    `same_day` has no value but may have a `cut_off`: filed later, the result comes the next working day. One that is
    `unverified` is what is usual as far as anybody remembers; no source says it. One that `starts_later` runs from
    something that comes after filing, so that the day of filing tells no date.
    """

    unit: Unit
    value: Annotated[Number, Field(gt=0)] | None = None
    cut_off: time | None = None
    case: Text | None = None
    when: Condition = dataclasses.field(default_factory=dict)
    channel: Channel | None = None
    starts: Text | None = None
    starts_later: bool = False
    pauses: tuple[Text, ...] = ()
    legal_resource: str | None = None
    unverified: bool = False


@dataclass(frozen=True)
class ProcessingTimes(Strict):
    """What the law allows and what the office promised (with its decision); empty where no source says."""

    statutory: tuple[ProcessingTime, ...] = ()
    committed: tuple[ProcessingTime, ...] = ()


@dataclass(frozen=True)
class Cost(Strict):
    """A fee in VND (0: free; None: owed, but no source gives the sum) and who need not pay it.

    One that is `unverified` is what is usual as far as anybody remembers; no source says it.
    """

    amount: Annotated[Number, Field(ge=0)] | None = None
    case: Text | None = None
    when: Condition = dataclasses.field(default_factory=dict)
    channel: Channel | None = None
    per: Text | None = None
    exemptions: tuple[Text, ...] = ()
    valid_from: Day | None = None
    valid_until: Day | None = None
    legal_resource: str | None = None
    set_by: Text | None = None
    unverified: bool = False


@dataclass(frozen=True)
class Filing(Strict):
    """The ways to file (cv:hasChannel); None where no source says whether the way exists."""

    in_person: bool | None = None
    postal: bool | None = None
    online: Literal["full", "partial", "no", "yes"] | None = None
    online_at: Text | None = None
    online_url: str | None = None


@dataclass(frozen=True)
class CitizenDeadline(Strict):
    """A deadline on the citizen (XZuFi modulFrist), `late` says what lateness means."""

    value: Annotated[Number, Field(gt=0)]
    unit: Unit
    starts: Text
    late: Text | None = None
    legal_resource: str | None = None


@dataclass(frozen=True)
class Redress(Strict):
    """Where, and until when, to complain (XZuFi rechtsbehelf)."""

    text: Text
    legal_resource: str | None = None


@dataclass(frozen=True)
class Provenance(Strict):
    """Where a file's facts come from."""

    source: str
    retrieved_on: Day
    code: NationalCode | None = None
    decision: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Review(Strict):
    """Who last vouched for the file, and when it is due again (HSDS assured_date)."""

    assured_on: Day | None = None
    assured_by: str | None = None
    next_review_on: Day | None = None


@dataclass(frozen=True)
class State(Strict):
    """What of a procedure held, or will hold, at another time; None: as in the next newer state."""

    competent_authority: Identifier | None = None
    file_at: tuple[Identifier, ...] | None = None
    result_at: tuple[Identifier, ...] | None = None
    code: NationalCode | None = None
    processing_time: ProcessingTimes | None = None
    cost: tuple[Cost, ...] | None = None
    evidence: tuple[EvidenceGroup, ...] | None = None
    legal_resources: tuple[LegalResource, ...] | None = None

    def replaced(self) -> dict[str, Any]:
        """The fields this state names, by name."""
        return {name: getattr(self, name) for name in _STATE_FIELDS if getattr(self, name) is not None}


_STATE_FIELDS = tuple(each.name for each in dataclasses.fields(State))


@dataclass(frozen=True, kw_only=True)
class Before(State):
    """What held until a day (exclusive), by which law it changed."""

    until: Day
    legal_resource: str | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Ahead(State):
    """What is already decided to hold from a day on."""

    __pydantic_config__ = STRICT | ConfigDict(validate_by_alias=True)

    from_day: Annotated[Day, Field(alias="from")]
    legal_resource: str | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Ended(Strict):
    """A procedure that is no more: since when, by which law, and what to do instead."""

    on: Day
    by: str
    successors: tuple[ProcedureId, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Procedure(Strict):
    """One administrative procedure (cpsv:PublicService) as its sources say it is on a day."""

    id: ProcedureId
    level: Level
    field: Identifier
    name: Text
    short_name: Text | None = None
    code: NationalCode | None = None
    valid_from: Day | None = None
    life_events: tuple[Identifier, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    confusable_with: tuple[ProcedureId, ...] = ()
    differs: Text | None = None
    competent_authority: Identifier | None = None
    file_at: tuple[Identifier, ...] = ()
    result_at: tuple[Identifier, ...] = ()
    case_facts: tuple[CaseFact, ...] = ()
    evidence: tuple[EvidenceGroup, ...] | None = None
    processing_time: ProcessingTimes = dataclasses.field(default_factory=ProcessingTimes)
    cost: tuple[Cost, ...] | None = None
    channel: Filing = dataclasses.field(default_factory=Filing)
    output: Text | None = None
    steps: tuple[Text, ...] = ()
    mistakes: tuple[Text, ...] = ()
    citizen_deadline: CitizenDeadline | None = None
    redress: Redress | None = None
    legal_resources: tuple[LegalResource, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    review: Review = dataclasses.field(default_factory=Review)
    before: tuple[Before, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    ended: Ended | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The national codes it is known by: its own first, then earlier ones and those its sources use."""
        states = (self.code, *(each.code for each in (*self.before, *self.ahead)))
        return tuple(dict.fromkeys(filter(None, (*states, *(each.code for each in self.provenance)))))

    def on(self, day: date) -> "Procedure | Ended":
        """The procedure as it was, is or will be on `day`, or how it ended by then."""
        if self.ended and day >= self.ended.on:
            return self.ended
        state = self
        for later in sorted(self.ahead, key=lambda change: change.from_day):
            if later.from_day <= day:
                state = replace(state, **later.replaced(), valid_from=later.from_day)
        began = max((each.until for each in self.before if each.until <= day), default=None)
        for earlier in sorted(self.before, key=lambda change: change.until, reverse=True):
            if day < earlier.until:
                state = replace(state, **earlier.replaced(), valid_from=began)
        return state
