"""Which events are told of, in what order, and that what is said of them fits a message. All events are invented."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.surroundings import Place
from bot.conversation import group_board
from bot.conversation.fitting import visible_length
from bot.conversation.replies import MAX_VISIBLE
from bot.conversation.saturdays import MOST, Saturday, nearest_first, to_come, told
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM, Operator
from bot.language import LANGUAGES, Language
from bot.records.outreach import HELP_OUTCOMES, MAX_PLACE, Gathering, Helped, Outreach, OutreachCounts

SATURDAY = date(2026, 11, 28)
EVENT = Outreach("event-01", "Nhà văn hóa thôn 2", "tam-ky", SATURDAY, time(7, 30), time(11, 0), "joined", "led", True)
MORNING = datetime(2026, 11, 28, 9, 0, tzinfo=VIETNAM)


def test_the_seats_of_communes_decide_and_the_day_among_equals(catalog: Catalog) -> None:
    communes = ("ben-giang", "hoi-an", "ban-thach", "tam-ky", "unknown")
    events = [told(replace(EVENT, id=f"event-{each}", commune=each), catalog) for each in communes]
    later = told(replace(EVENT, id="later"), catalog)
    found = nearest_first([*events, later], catalog.place("tam-ky"))
    order = [each.outreach.commune for each in found]
    assert order == ["tam-ky", "tam-ky", "ban-thach", "hoi-an", "ben-giang", "unknown"]
    assert [each.outreach.id for each in found[:2]] == ["event-tam-ky", "later"]
    assert nearest_first(events, None) == tuple(events)
    home = Place("nowhere", "Xã Chưa Rõ")
    own, far = Saturday(EVENT, home), told(EVENT, catalog)
    assert nearest_first([far, own], home) == (own, far)


def test_what_is_under_way_is_told_and_what_is_over_or_cancelled_is_not(catalog: Catalog) -> None:
    over, cancelled = replace(EVENT, id="event-02", ends=time(9, 0)), replace(EVENT, id="event-03", cancelled=True)
    found = to_come([Gathering(each) for each in (EVENT, over, cancelled)], catalog, MORNING)
    assert [each.outreach for each in found] == [EVENT]


def test_a_map_is_searched_by_the_words_of_the_organiser(catalog: Catalog) -> None:
    address = told(replace(EVENT, place="Nhà văn hóa & chợ"), catalog).map
    assert address.startswith("https://www.google.com/maps/search/?api=1&query=Nh%C3%A0%20v%C4%83n")
    assert "%26" in address
    assert address.count("&") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_list_and_the_longest_request_fit_a_message(catalog: Catalog, language: Language) -> None:
    say = Speech(language).say
    long = told(replace(EVENT, place="M" * MAX_PLACE), catalog, reachable=True)
    operator = Operator("Trung tâm Phục vụ hành chính công phường", "0235 000 0000")
    events = say("saturday", events=[long] * MOST, place=None, today=SATURDAY, private=True)
    asking = say("visit_ask", event=long, today=SATURDAY, operator=operator, reachable=True, most=300)
    privacy = say("privacy", keeps=True, days=90, rating_months=24)
    assert max(map(visible_length, (events, asking, privacy))) <= MAX_VISIBLE


def test_the_numbers_of_every_procedure_and_hour_fit_a_message(catalog: Catalog) -> None:
    procedures = sorted(catalog.procedures, key=lambda each: -len((each.short_name or each.name).vi))
    helped = tuple(
        Helped(hour, procedure.id, outcome, 1000)
        for procedure in procedures[:10]
        for hour in range(24)
        for outcome in HELP_OUTCOMES
    )
    counts = OutreachCounts(replace(EVENT, place="M" * MAX_PLACE), helped, frail=10_000)
    assert visible_length(group_board.words(counts, catalog, MORNING)) <= MAX_VISIBLE


def test_a_payload_of_something_else_is_no_board() -> None:
    assert group_board.read(group_board.payload("event-01")) == "event-01"
    for other in ("", "khai-sinh", "ev-b-", "ev-b-short", "ev-b-event-012", "ev-h-event-01"):
        assert group_board.read(other) is None
