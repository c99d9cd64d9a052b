"""Buttons: what is written can be read, what was not written by us reads as expired."""

from datetime import date
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.actions import (
    MAX_BYTES,
    Action,
    ActionTooLong,
    AskPlace,
    Browse,
    Choose,
    Erase,
    Expired,
    GiveDetail,
    GiveReason,
    Rate,
    SetFact,
    SetPlace,
    ShowCard,
    ShowPage,
    ShowSection,
    read,
    write,
)
from bot.conversation.filing_actions import AskFilingDay, SetFilingDay
from bot.conversation.list_actions import GiveUpChecklist, PrintChecklist, ShowChecklist, TickPaper
from bot.conversation.queue_actions import (
    MoveItem,
    NameProcedure,
    ShowItem,
    TeachPhrase,
    TryPhrase,
    UnteachPhrase,
    WantNote,
)
from bot.conversation.reminder_actions import AgreeReminder, AskReminder, OpenCard, SaveToCalendar, StopReminder
from bot.conversation.shift_actions import (
    BeginShift,
    CountFrail,
    EndShift,
    HelpPerson,
    HelpWith,
    TellLacking,
    TellOutcome,
    TellVerdict,
    UndoCounted,
)
from bot.conversation.survey_actions import (
    AskVisit,
    BeginSurvey,
    DropSurvey,
    NameOffice,
    NameVisited,
    RefuseSurveys,
    SendSurvey,
    TellVisit,
    TypeVisited,
)

IDENTIFIERS = st.from_regex(r"[a-z0-9_-]{1,40}", fullmatch=True)
DIGESTS = st.from_regex(r"[0-9a-f]{8}", fullmatch=True)
PLACES = st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)
ANSWERS = st.from_regex(r"[A-Za-z0-9_-]{8}", fullmatch=True)
TOKENS = st.from_regex(r"[A-Za-z0-9_-]{22}", fullmatch=True)

DAYS = st.dates().map(date.isoformat)
VISITS = st.from_regex(r"[A-Za-z0-9_-]{22}", fullmatch=True)
REMINDERS = st.from_regex(r"[A-Za-z0-9_-]{24}", fullmatch=True)

PATTERNS = {
    "answer": ANSWERS,
    "notice": ANSWERS,
    "place": PLACES,
    "digest": DIGESTS,
    "day": DAYS,
    "reminder": REMINDERS,
    "queued": ANSWERS,
    "phrase": ANSWERS,
    "visit": ANSWERS,
    "wanted": VISITS,
    "outreach": ANSWERS,
    "token": TOKENS,
    "helped": ANSWERS,
    "counted": ANSWERS,
}


def actions(kind: type[Action]) -> st.SearchStrategy[Action]:
    """Every action of a kind that a program could make."""
    values: dict[str, st.SearchStrategy[str]] = {}
    for name, type_ in get_type_hints(kind).items():
        if type_ is str:
            values[name] = PATTERNS.get(name, IDENTIFIERS)
        elif str in get_args(type_):
            fixed = [value for part in get_args(type_) for value in get_args(part)]
            values[name] = st.one_of(st.sampled_from(fixed), PATTERNS.get(name, IDENTIFIERS))
        else:
            values[name] = st.from_type(type_)
    return st.builds(kind, **values)


@given(st.one_of(*map(actions, get_args(Action))))
def test_an_action_comes_back_as_it_was_or_is_too_long_to_be_written(action: Action) -> None:
    try:
        wire = write(action)
    except ActionTooLong:
        return
    assert len(wire.encode()) <= MAX_BYTES
    assert read(wire) == action


@given(st.text())
def test_any_text_at_all_reads_as_an_action(wire: str) -> None:
    assert isinstance(read(wire), get_args(Action))


@pytest.mark.parametrize(
    "wire",
    [
        "",
        "1",
        "0c:khai-sinh:abcdEFGH",
        "2c:khai-sinh:abcdEFGH",
        "1?:khai-sinh:abcdEFGH",
        "1c:khai-sinh",
        "1c:khai-sinh:abcdEFGH:more",
        "1c:Khai Sinh:abcdEFGH",
        "1c:khai-sinh:short",
        "1s:khai-sinh:everything:abcdEFGH",
        "1r:abcdEFGH:sideways:",
        "1p:../../etc/passwd",
        "1l:fr",
        "1M:khai-sinh:2026-02-30:abcdEFGH",
        "1C:khai-sinh:wedding:2026-11-26",
        "1Q:short",
        "1H:khai-sinh",
        "1Hc:abcdEFGH:staff:6",
        "1Hc:abcdEFGH:beauty:3",
        "fb:khai-sinh:1",
    ],
)
def test_an_old_foreign_or_forged_button_reads_as_expired(wire: str) -> None:
    assert read(wire) == Expired()


@pytest.mark.parametrize(
    ("action", "wire"),
    [
        (ShowCard("khai-sinh", "abcdEFGH"), "1c:khai-sinh:abcdEFGH"),
        (ShowSection("khai-sinh", "time", "abcdEFGH"), "1s:khai-sinh:time:abcdEFGH"),
        (SetFact("khai-sinh", "noi-sinh", "nha", "abcdEFGH"), "1f:khai-sinh:noi-sinh:nha:abcdEFGH"),
        (Choose("ket-hon", "abcdEFGH"), "1o:ket-hon:abcdEFGH"),
        (Browse("start"), "1b:start:"),
        (ShowPage("privacy"), "1p:privacy"),
        (Erase(), "1x"),
        (Rate("abcdEFGH", "up", "khai-sinh"), "1r:abcdEFGH:up:khai-sinh"),
        (GiveReason("abcdEFGH", "other"), "1y:abcdEFGH:other:"),
        (GiveDetail("abcdEFGH", "differs", "cost"), "1d:abcdEFGH:differs:cost"),
        (AskPlace("khai-sinh", "abcdEFGH"), "1u:khai-sinh:abcdEFGH"),
        (SetPlace("ban-thach", "khai-sinh"), "1h:ban-thach:khai-sinh"),
        (SetPlace("ban-thach"), "1h:ban-thach:"),
        (AskFilingDay("khai-sinh", "abcdEFGH"), "1F:khai-sinh:abcdEFGH"),
        (SetFilingDay("khai-sinh", date(2026, 11, 25), "abcdEFGH"), "1S:khai-sinh:2026-11-25:abcdEFGH"),
        (ShowChecklist("khai-sinh", "abcdEFGH"), "1K:khai-sinh:abcdEFGH"),
        (ShowChecklist(), "1K::"),
        (TickPaper("khai-sinh", "to-khai", "y", "abcdEFGH"), "1T:khai-sinh:to-khai:y:abcdEFGH"),
        (PrintChecklist("khai-sinh", "abcdEFGH"), "1P:khai-sinh:abcdEFGH"),
        (GiveUpChecklist("khai-sinh", "abcdEFGH"), "1G:khai-sinh:abcdEFGH"),
        (AskReminder("sang-ten-xe", "2026-11-26", "abcdEFGH"), "1M:sang-ten-xe:2026-11-26:abcdEFGH"),
        (AskReminder("khai-sinh", "", "abcdEFGH"), "1M:khai-sinh::abcdEFGH"),
        (AgreeReminder("khai-sinh", "deadline", "2027-01-19"), "1C:khai-sinh:deadline:2027-01-19"),
        (SaveToCalendar("sang-ten-xe", "result", "2026-11-26"), "1I:sang-ten-xe:result:2026-11-26"),
        (StopReminder("abcdEFGHabcdEFGHabcdEFGH"), "1Q:abcdEFGHabcdEFGHabcdEFGH"),
        (StopReminder(""), "1Q:"),
        (OpenCard("khai-sinh"), "1E:khai-sinh"),
        (ShowItem(), "1B:"),
        (MoveItem("abcdEFGH", "assigned"), "1U:abcdEFGH:assigned"),
        (NameProcedure("abcdEFGH"), "1V:abcdEFGH"),
        (BeginShift("event-01"), "1Oh:event-01"),
        (HelpPerson(), "1Oi"),
        (HelpWith("abcdEFGH", "khai-sinh"), "1Oj:abcdEFGH:khai-sinh"),
        (TellOutcome("abcdEFGH", "m", "khai-sinh"), "1Ok:abcdEFGH:m:khai-sinh"),
        (TellLacking("abcdEFGH", "to-khai", "y"), "1Ol:abcdEFGH:to-khai:y"),
        (TellVerdict("abcdEFGH", "up"), "1Om:abcdEFGH:up"),
        (UndoCounted("abcdEFGH"), "1On:abcdEFGH"),
        (CountFrail("abcdEFGH"), "1Oo:abcdEFGH"),
        (EndShift(), "1Op"),
        (TryPhrase("abcdEFGH", "khai-sinh"), "1W:abcdEFGH:khai-sinh"),
        (TeachPhrase("abcdEFGH", "khai-sinh", "0123abcd"), "1X:abcdEFGH:khai-sinh:0123abcd"),
        (UnteachPhrase("abcdEFGH"), "1Y:abcdEFGH"),
        (WantNote("0123abcd"), "1Z:0123abcd"),
        (BeginSurvey("khai-sinh"), "1Ha:khai-sinh"),
        (BeginSurvey(""), "1Ha:"),
        (AskVisit("abcdEFGH", "review"), "1Hb:abcdEFGH:review"),
        (TellVisit("abcdEFGH", "staff", "2"), "1Hc:abcdEFGH:staff:2"),
        (TellVisit("abcdEFGH", "asked_for_more", "no"), "1Hc:abcdEFGH:asked_for_more:no"),
        (TellVisit("abcdEFGH", "comment", ""), "1Hc:abcdEFGH:comment:"),
        (NameVisited("abcdEFGH", "khai-sinh"), "1Hd:abcdEFGH:khai-sinh"),
        (NameOffice("abcdEFGH", "trung-tam-hcc-xa"), "1He:abcdEFGH:trung-tam-hcc-xa"),
        (TypeVisited("abcdEFGH"), "1Hf:abcdEFGH"),
        (SendSurvey("abcdEFGH"), "1Hg:abcdEFGH"),
        (DropSurvey("abcdEFGH"), "1Hh:abcdEFGH"),
        (RefuseSurveys(), "1Hi"),
    ],
)
def test_the_wire_of_a_button_never_changes_within_a_version(action: Action, wire: str) -> None:
    """People keep old messages: a button sent a year ago must still work."""
    assert write(action) == wire
    assert read(wire) == action


@pytest.mark.parametrize(
    "action",
    [
        AskPlace("p" * 40, "abcdEFGH"),
        SetPlace("p" * 20, "p" * 40),
        AskReminder("p" * 40, "2026-11-26", "abcdEFGH"),
        AgreeReminder("p" * 40, "deadline", "2026-11-26"),
        SaveToCalendar("p" * 40, "deadline", "2026-11-26"),
        TeachPhrase("abcdEFGH", "p" * 40, "0123abcd"),
        BeginSurvey("p" * 40),
        NameVisited("abcdEFGH", "p" * 40),
        NameOffice("abcdEFGH", "p" * 40),
    ],
)
def test_a_button_has_room_for_the_longest_procedure_that_the_catalog_takes(action: Action) -> None:
    assert read(write(action)) == action
