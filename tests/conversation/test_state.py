"""What is remembered, and for how long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.conversation.state import Checklist, Conversation, Visiting, Writing, from_json, remaining, to_json

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
FULL = Conversation(
    language="en",
    commune="ban-thach",
    place_said="tam ky",
    noticed=True,
    seen_at=NOON,
    procedure="khai-sinh",
    shown_at=NOON,
    missed_at=NOON,
    place_asked_at=NOON,
    question="làm giấy",
    facts={"khai-sinh": {"noi-sinh": "ngoai"}},
    dialogue=Writing("abcdEFGH", NOON),
)


def test_a_stored_conversation_comes_back_whole() -> None:
    assert from_json(to_json(FULL)) == FULL


def test_after_a_day_only_language_and_commune_are_left() -> None:
    assert FULL.on(NOON + timedelta(hours=23, minutes=59)) == FULL
    left = FULL.on(NOON + timedelta(hours=24))
    assert left == Conversation(language="en", commune="ban-thach", noticed=True)


def test_where_somebody_lives_is_not_kept_longer_than_it_can_be_sent() -> None:
    asked = replace(FULL, language=None, commune=None, dialogue=Visiting("event-01", NOON, "Gọi 0905 000 123"))
    assert asked.on(NOON + timedelta(minutes=10)) == asked
    late = remaining(to_json(asked), NOON + timedelta(minutes=11))
    assert from_json(late) == replace(asked, dialogue=None)
    assert late is not None
    assert "0905" not in late


def test_one_place_is_kept_and_several_leave_open_which() -> None:
    here = Conversation().hearing("xa tam thang", ["ban-thach"])
    assert (here.commune, here.unsettled) == ("ban-thach", False)
    near = here.hearing("tam ky", ["ban-thach", "tam-ky"])
    assert (near.commune, near.place_said, near.unsettled) == ("ban-thach", "tam ky", False)
    away = near.hearing("hoi an", ["hoi-an", "hoi-an-tay"])
    assert (away.commune, away.unsettled) == (None, True)
    assert not away.living("hoi-an").unsettled
    assert not away.hearing("xa tam thang", ["ban-thach"]).unsettled


def test_a_place_is_expected_for_ten_minutes_or_until_it_is_told() -> None:
    asked = FULL.asking_for_a_place(NOON)
    assert asked.dialogue is None
    assert asked.expects_a_place(NOON + timedelta(minutes=10))
    assert not asked.expects_a_place(NOON + timedelta(minutes=10, seconds=1))
    assert not asked.living("ban-thach").expects_a_place(NOON)
    assert not asked.hearing("xa tam thang", ["ban-thach"]).expects_a_place(NOON)
    assert asked.hearing("tam ky", ["ban-thach", "tam-ky"]).expects_a_place(NOON)
    assert Conversation().living("tam-ky").nowhere() == Conversation()


def test_what_cannot_be_read_is_a_new_conversation() -> None:
    for stored in (None, "", "{", '{"facts": 3}', '{"a_field_of_a_later_version": 1, "noticed": "maybe"}'):
        assert from_json(stored) == Conversation()


def test_purging_keeps_language_and_commune_and_drops_the_rest() -> None:
    later = NOON + timedelta(days=2)
    assert from_json(remaining(to_json(FULL), later)) == Conversation(language="en", commune="ban-thach", noticed=True)
    assert remaining(to_json(Conversation(seen_at=NOON, procedure="khai-sinh")), later) is None
    assert remaining(to_json(FULL), NOON) == to_json(FULL)


def test_a_follow_up_is_about_the_procedure_for_a_quarter_of_an_hour() -> None:
    assert FULL.recent_procedure(NOON + timedelta(minutes=15)) == "khai-sinh"
    assert FULL.recent_procedure(NOON + timedelta(minutes=15, seconds=1)) is None


def test_a_second_miss_counts_within_ten_minutes() -> None:
    assert FULL.just_missed(NOON + timedelta(minutes=10))
    assert not FULL.just_missed(NOON + timedelta(minutes=11))
    assert not Conversation().just_missed(NOON)


def test_an_open_dialogue_closes_by_itself() -> None:
    assert FULL.writing(NOON + timedelta(minutes=10)) == FULL.dialogue
    assert FULL.writing(NOON + timedelta(minutes=11)) is None


LISTED = Conversation(
    noticed=True,
    seen_at=NOON,
    question="làm giấy",
    facts={"khai-sinh": {"noi-sinh": "ngoai"}, "ket-hon": {"noi": "khac"}},
    checklists={"khai-sinh": Checklist(NOON, ("to-khai",), ("to-khai", "can-cuoc"))},
)


def test_a_list_and_its_case_outlive_the_rest() -> None:
    assert from_json(to_json(LISTED)) == LISTED
    left = LISTED.on(NOON + timedelta(days=29, hours=23))
    assert (left.question, left.seen_at, dict(left.checklists)) == (None, None, dict(LISTED.checklists))
    assert left.facts == {"khai-sinh": {"noi-sinh": "ngoai"}}


def test_a_purge_keeps_a_list_for_thirty_days_and_no_longer() -> None:
    """Also where an earlier purge trimmed the state already; the case goes with its list."""
    trimmed = remaining(to_json(LISTED), NOON + timedelta(days=2))
    assert trimmed
    assert from_json(trimmed) == LISTED.on(NOON + timedelta(days=2))
    assert remaining(trimmed, NOON + timedelta(days=29)) == trimmed
    assert remaining(trimmed, NOON + timedelta(days=30)) is None
    assert remaining(to_json(LISTED), NOON + timedelta(days=30)) is None


def test_a_list_goes_on_its_day_while_the_talk_goes_on() -> None:
    later = NOON + timedelta(days=30)
    talking = Conversation(seen_at=later, question="làm giấy", checklists=LISTED.checklists)
    assert talking.on(later) == Conversation(seen_at=later, question="làm giấy")


def test_the_list_that_was_ticked_last_stays_when_there_are_too_many() -> None:
    moments = [NOON + timedelta(minutes=minute) for minute in range(4)]
    conversation = Conversation()
    for name, moment in zip(("khai-sinh", "ket-hon", "khai-tu"), moments, strict=False):
        conversation = conversation.listing(name, ("a", "b"), moment)
    conversation = conversation.ticking("khai-sinh", ["a"], ["b"], moments[3])
    assert set(conversation.listing("cu-tru", (), moments[3]).checklists) == {"khai-sinh", "khai-tu", "cu-tru"}
