"""A helper's shift as values: every step made twice is one, and what this shift did not give out it does not take."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.desk.shifts import EARLY, LATE, MOST_COUNTED, MOST_OPEN, Helping, NotNow, Shift, begun, not_now, ready
from bot.records.outreach import Outreach, Serving

SATURDAY = date(2026, 7, 25)
EVENT = Outreach("event-01", "Nhà văn hóa thôn 2", "tam-ky", SATURDAY, time(7, 30), time(11, 0), "j", counts_frail=True)
NEXT = replace(EVENT, id="event-02", day=SATURDAY + timedelta(days=7))
NINE = datetime(2026, 7, 25, 2, 0, tzinfo=UTC)
SHIFT = begun(EVENT, None, "person01", "frail001")


def serving(*events: Outreach) -> tuple[Serving, ...]:
    return tuple(Serving(each, "helper") for each in events)


def counted() -> Shift:
    return SHIFT.told("person01", "papers_missing", "khai-sinh", {"noi-sinh": "nha"}, "person02")


def test_a_shift_begins_an_hour_before_the_event_and_never_after_its_end() -> None:
    opens, end = EVENT.beginning - EARLY, EVENT.end
    second = timedelta(seconds=1)
    moments = [opens - second, opens, end - second, end]
    assert [ready(serving(EVENT), moment) for moment in moments] == [(), (EVENT,), (EVENT,), ()]
    assert not_now(serving(EVENT), opens - second).opens == opens


@pytest.mark.parametrize(
    ("events", "moment", "told"),
    [
        ((), NINE, NotNow("none")),
        ((NEXT,), NINE, NotNow("early", NEXT)),
        ((EVENT,), EVENT.end, NotNow("over", EVENT)),
        ((EVENT, NEXT), EVENT.end, NotNow("early", NEXT)),
        ((replace(EVENT, cancelled=True), NEXT), NINE, NotNow("cancelled", replace(EVENT, cancelled=True))),
        ((replace(EVENT, cancelled=True),), EVENT.end, NotNow("cancelled", replace(EVENT, cancelled=True))),
    ],
)
def test_why_no_shift_begins(events: tuple[Outreach, ...], moment: datetime, told: NotNow) -> None:
    assert ready(serving(*events), moment) == ()
    assert not_now(serving(*events), moment) == told


def test_somebody_is_counted_once_however_often_it_is_told() -> None:
    once = counted()
    assert once.told("person01", "papers_missing", "khai-sinh", {}, "person09") == once
    assert (once.people, once.helping) == (1, Helping("person02"))


def test_another_outcome_takes_the_place_of_the_first_and_keeps_the_thumb() -> None:
    told = counted().lacking("person01", "to-khai", lacks=True).judged("person01", "up")
    after = told.told("person01", "filed_online", "khai-sinh", {}, "person09")
    found = after.found("person01")
    assert found is not None
    assert (found.outcome, found.lacked, found.verdict) == ("filed_online", (), "up")
    assert (after.people, after.helping.id) == (1, "person02")


def test_a_paper_is_marked_once_and_the_mark_is_taken_away() -> None:
    marked = counted().lacking("person01", "to-khai", lacks=True)
    assert marked.lacking("person01", "to-khai", lacks=True) == marked
    found = marked.lacking("person01", "can-cuoc", lacks=True).lacking("person01", "to-khai", lacks=False)
    assert [each.lacked for each in found.counted] == [("can-cuoc",)]


def test_who_was_begun_with_before_may_still_be_told_of_and_is_somebody_else() -> None:
    both = SHIFT.helping_with("khai-sinh", "answer01").beginning("person02").helping_with("ket-hon", "answer02")
    late = both.told("person01", "filed_online", "khai-sinh", {}, "person09")
    assert (late.people, late.helping) == (1, both.helping)
    after = late.told("person02", "other", "ket-hon", {}, "person03")
    assert [each.answer for each in after.counted] == [None, "answer02"]
    assert (after.people, after.helping.id, after.open) == (2, "person03", ())


def test_of_people_begun_with_in_vain_the_oldest_are_forgotten() -> None:
    shift = SHIFT
    for number in range(MOST_OPEN + 1):
        shift = shift.beginning(f"begun{number:03}")
    assert len(shift.open) == MOST_OPEN
    assert (shift.may_tell_of("person01"), shift.may_tell_of("begun000")) == (False, True)


def test_however_many_were_helped_they_are_counted_and_the_first_are_not_told_of_anew() -> None:
    shift = SHIFT.counting_frail("frail001", "frail002")
    for number in range(MOST_COUNTED + 5):
        shift = shift.told(shift.helping.id, "other", None, {}, f"next{number:04}")
    assert (shift.people, shift.frail_people, len(shift.counted)) == (MOST_COUNTED + 5, 1, MOST_COUNTED)
    assert (shift.may_tell_of("person01"), shift.may_count_frail("frail001")) == (False, False)


def test_only_the_last_is_undone_and_once() -> None:
    both = counted().told("person02", "other", None, {}, "person03")
    assert both.without("person01") == both
    undone = both.without("person02")
    assert undone.without("person02") == undone
    assert (undone.people, undone.last) == (1, both.counted[0])
    assert undone.without("person01").last is None


def test_who_was_undone_is_counted_again_when_it_is_told_again_without_the_old_thumb() -> None:
    undone = counted().judged("person01", "down").without("person01")
    assert undone.found("person01") is None
    again = undone.told("person01", "papers_missing", "khai-sinh", {}, "person09")
    found = again.found("person01")
    assert found is not None
    assert (found.verdict, again.people) == (None, 1)


def test_what_was_told_of_a_case_is_forgotten_with_the_next_person() -> None:
    before = counted()
    after = before.told("person02", "other", None, {}, "person03")
    assert [each.case for each in before.counted] == [{"noi-sinh": "nha"}]
    assert [each.case for each in after.counted] == [{}, {}]


def test_the_thumb_is_about_the_answer_that_was_given_for_what_was_told() -> None:
    shown = SHIFT.helping_with("khai-sinh", "answer01")
    told = shown.told("person01", "other", "khai-sinh", {}, "person02").found("person01")
    other = shown.told("person01", "other", "ket-hon", {}, "person02").found("person01")
    assert [each and each.answer for each in (told, other)] == ["answer01", None]


def test_an_id_that_this_shift_did_not_give_out_is_not_known() -> None:
    shift = counted()
    assert [shift.may_tell_of(each) for each in ("person01", "person02", "person99", "frail001")] == [
        True,
        True,
        False,
        False,
    ]
    assert [shift.may_count_frail(each) for each in ("frail001", "frail099", "person01")] == [True, False, False]


def test_older_people_are_counted_apart_and_only_where_the_event_wants_it() -> None:
    one = SHIFT.counting_frail("frail001", "frail002")
    assert one.counting_frail("frail001", "frail009") == one
    assert (one.frail_people, one.people, one.frail) == (1, 0, "frail002")
    assert one.without("frail001").frail_people == 0
    without = begun(replace(EVENT, counts_frail=False), None, "person01", "frail001")
    assert (without.frail, without.may_count_frail("frail001")) == (None, False)


def test_a_shift_ends_with_its_event_and_takes_what_was_not_acknowledged_for_an_hour() -> None:
    last = EVENT.end + LATE
    assert [SHIFT.runs(each) for each in (NINE, EVENT.end)] == [True, False]
    assert [SHIFT.takes(each) for each in (EVENT.end, last - timedelta(seconds=1), last)] == [True, True, False]
    assert SHIFT.ended(last).until == EVENT.end


def test_who_comes_back_to_the_event_goes_on_counting_and_at_another_event_begins_anew() -> None:
    ended = counted().ended(NINE)
    again = begun(EVENT, ended, "person09", "frail009")
    assert (again.people, again.helping.id, again.until) == (1, "person02", EVENT.end)
    assert begun(NEXT, ended, "person09", "frail009").people == 0
