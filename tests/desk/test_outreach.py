"""Who plans events in the field, what cannot be planned, and what their links are worth. Places are invented."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import pytest

from bot.conversation.turn import VIETNAM
from bot.desk.outreach import Pass, Passes, cancel, count_frail, outreach_of, plan, read_pass, relink
from bot.desk.people import ROLES, NotAllowed, Person, Role
from bot.desk.refusals import (
    CommuneUnknown,
    EventFarAhead,
    EventPast,
    HoursReversed,
    HoursTooLong,
    PlaceMissing,
    PlacePersonal,
    PlaceTooLong,
    Refused,
)
from bot.records import Official
from bot.records.decisions import FrailCounting, OutreachCancelled, OutreachPlanned, OutreachRelinked
from tests.actors.house import knowledge

CATALOG: Final = knowledge().catalog
NOW: Final = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
TODAY: Final = NOW.date()
ADMIN: Final = Person("an", "admin")
BY: Final = Official("an", "admin", TODAY)
PASSES: Final = Passes.of(("h" * 22, "c" * 22))
HELPERS, COORDINATOR = PASSES.helpers, PASSES.coordinator
EVENT: Final = outreach_of(
    "event001", " Nhà văn hóa  thôn 2 ", "tam-ky", date(2026, 11, 28), (time(7, 30), time(11)), PASSES
)
DEEDS: Final[Mapping[str, Callable[[Person], object]]] = {
    "plan": lambda person: plan(person, EVENT, CATALOG, NOW),
    "cancel": lambda person: cancel(person, EVENT.id, TODAY),
    "relink": lambda person: relink(person, EVENT.id, PASSES, TODAY),
    "count": lambda person: count_frail(person, EVENT.id, True, TODAY),
}
DONE: Final[Mapping[str, object]] = {
    "plan": OutreachPlanned(EVENT, BY),
    "cancel": OutreachCancelled(EVENT.id, BY),
    "relink": OutreachRelinked(EVENT.id, HELPERS.digest, COORDINATOR.digest, BY),
    "count": FrailCounting(EVENT.id, True, BY),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", DEEDS)
def test_only_an_admin_runs_events(deed: str, role: Role) -> None:
    if role == "admin":
        assert DEEDS[deed](ADMIN) == DONE[deed]
    else:
        with pytest.raises(NotAllowed):
            DEEDS[deed](Person("an", role))


def test_of_its_links_an_event_has_the_hashes_only() -> None:
    assert EVENT.place == "Nhà văn hóa thôn 2"
    assert (EVENT.joined_by, EVENT.coordinated_by) == (HELPERS.digest, COORDINATOR.digest)
    assert "hhhh" not in f"{EVENT}{PASSES}"
    assert Pass("coordinator", "h" * 22).digest != HELPERS.digest


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"place": "  "}, PlaceMissing),
        ({"place": "x" * 81}, PlaceTooLong),
        ({"place": "nhà bà Tư (ví dụ) 0912 345 678"}, PlacePersonal),
        ({"place": "căn cước 049085001234"}, PlacePersonal),
        ({"place": "hỏi hoa@example.vn"}, PlacePersonal),
        ({"commune": "tren-troi"}, CommuneUnknown),
        ({"ends": time(7, 30)}, HoursReversed),
        ({"ends": time(7)}, HoursReversed),
        ({"begins": time(6), "ends": time(20, 1)}, HoursTooLong),
        ({"day": TODAY - timedelta(days=1)}, EventPast),
        ({"day": TODAY, "ends": time(9)}, EventPast),
        ({"day": TODAY + timedelta(days=367)}, EventFarAhead),
    ],
)
def test_what_cannot_be_planned_is_refused_with_its_reason(wrong: Mapping[str, Any], refusal: type[Refused]) -> None:
    with pytest.raises(refusal) as refused:
        plan(ADMIN, replace(EVENT, **wrong), CATALOG, NOW)

    assert refused.value.reason in str(refused.value)


@pytest.mark.parametrize(
    "right",
    [
        {"place": "x" * 80},
        {"place": "Nhà sinh hoạt thôn 2, số 12/5 đường 24/3, quốc lộ 14E"},
        {"begins": time(6), "ends": time(20)},
        {"day": TODAY, "ends": time(9, 1)},
        {"day": TODAY + timedelta(days=366)},
    ],
)
def test_what_is_just_right_is_planned(right: Mapping[str, Any]) -> None:
    planned = replace(EVENT, **right)
    assert plan(ADMIN, planned, CATALOG, NOW) == OutreachPlanned(planned, BY)


@pytest.mark.parametrize("given", [HELPERS, COORDINATOR])
def test_a_link_is_read_as_what_it_was_made_for(given: Pass) -> None:
    web, telegram = given.links("motcua_bot", "https://motcua.example.vn/")
    assert web == f"https://motcua.example.vn/chat?p={given.payload}"
    assert telegram == f"https://t.me/motcua_bot?start={given.payload}"
    assert read_pass(given.payload) == given
    assert given.links(None, None) == ()


@pytest.mark.parametrize(
    "payload", ["", "khai-sinh", "ev-h-", "ev-x-" + "h" * 22, "ev-h-" + "h" * 23, "ev-h-" + "ữ" * 22]
)
def test_what_is_no_link_to_an_event_is_none(payload: str) -> None:
    assert read_pass(payload) is None
