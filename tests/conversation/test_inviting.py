"""When somebody may be invited to tell of a visit."""

from datetime import UTC, date, datetime, timedelta

from bot.conversation.inviting import Inviting
from bot.conversation.state import Conversation, Telling, from_json, remaining, to_json
from bot.conversation.visits import Visit

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
LOOKED = Inviting().looking(MONDAY)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_only_whoever_looked_at_a_procedure_on_an_earlier_day_of_the_week_is_invited() -> None:
    assert [LOOKED.may_invite(MONDAY + days(n)) for n in range(9)] == [False, *[True] * 6, False, False]
    assert not Inviting().may_invite(MONDAY)


def test_looking_again_does_not_put_the_invitation_off() -> None:
    assert LOOKED.looking(MONDAY + days(1)).may_invite(MONDAY + days(1))


def test_seven_days_lie_between_two_invitations() -> None:
    invited = LOOKED.inviting(MONDAY + days(1))
    possible = []
    for n in range(1, 18):
        today = MONDAY + days(n)
        invited = invited.on(today).looking(today)
        if invited.may_invite(today):
            possible.append(n)
            invited = invited.inviting(today)
    assert possible == [8, 15]


def test_who_told_of_a_visit_is_not_asked_about_what_was_looked_at_before() -> None:
    assert not LOOKED.telling().may_invite(MONDAY + days(1))


def test_who_does_not_want_to_be_asked_never_is_and_no_day_is_kept() -> None:
    refused = LOOKED.inviting(MONDAY).refusing()
    assert refused == Inviting(never=True)
    assert refused.looking(MONDAY) == refused
    assert not Inviting(looked_on=MONDAY, never=True).may_invite(MONDAY + days(1))
    assert not refused.on(MONDAY + days(1000)).may_invite(MONDAY + days(1000))


def test_a_survey_comes_of_an_invitation_of_today_or_yesterday() -> None:
    invited = LOOKED.inviting(MONDAY)
    assert [invited.comes_of_it(MONDAY + days(n)) for n in range(3)] == [True, True, False]
    assert not LOOKED.comes_of_it(MONDAY)


def test_days_are_kept_for_a_week_and_a_refusal_for_good() -> None:
    """Also where an earlier purge trimmed the state already."""
    trimmed = remaining(to_json(Conversation(noticed=True, seen_at=NOON, inviting=LOOKED)), NOON + days(2))
    assert trimmed is not None
    assert from_json(trimmed) == Conversation(noticed=True, inviting=LOOKED)
    assert remaining(trimmed, NOON + days(6)) == trimmed
    assert remaining(trimmed, NOON + days(7)) is None
    refused = Conversation(seen_at=NOON, inviting=LOOKED.refusing())
    kept = remaining(to_json(refused), NOON + days(400))
    assert kept is not None
    assert from_json(kept).inviting.never


def test_a_visit_that_is_not_sent_goes_after_a_day_even_while_the_talk_goes_on() -> None:
    visit = Visit("abcdEFGH", NOON, {"procedure": "khai-sinh", "staff": "2", "comment": "Đông"})
    talking = Conversation(seen_at=NOON, visit=visit, dialogue=Telling("comment", NOON))
    assert from_json(to_json(talking)) == talking
    assert talking.on(NOON + timedelta(hours=23)).visit == visit
    assert Conversation(seen_at=NOON + days(1), visit=visit).on(NOON + days(1)).visit is None
    assert remaining(to_json(talking), NOON + days(1)) is None


def test_whoever_was_away_for_half_an_hour_has_only_just_come() -> None:
    here = Conversation().coming(NOON)
    later = here.coming(NOON + timedelta(minutes=29))
    assert later.came_at == NOON
    back = later.coming(NOON + timedelta(minutes=59))
    assert back.came_at == NOON + timedelta(minutes=59)
