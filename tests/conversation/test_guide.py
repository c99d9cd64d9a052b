"""Whatever fails, somebody is answered; what was said is only true once it was stored."""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.catalog.catalog import Catalog
from bot.conversation.actions import Rate, ShowPage
from bot.conversation.events import Event, Left, Said, Tapped, Where, Who
from bot.conversation.guide import Guide
from bot.conversation.reminder_actions import AgreeReminder, StopReminder
from bot.conversation.replies import Attach, Notice, Reply, Say
from bot.conversation.turn import Knowledge
from bot.matching import Matcher
from bot.records import AnswerUnknown, Book, Entry, GrantedRole, Loaded, RecordsUnavailable, Reminder
from bot.records.board import Board
from bot.records.outreach import Gathering, OutreachTold, Serving
from bot.records.queue import Grouping, Queue
from bot.records.told import Told

WHERE = Where("terminal", "chat")
AN = Who("an", "vi")
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


class Broken:
    """Records that fail in the way they are told to."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def loaded(self, key: str, today: date) -> Loaded:
        raise RecordsUnavailable(key)

    async def board(self, today: date) -> Board:
        raise RecordsUnavailable("board")

    async def role_of(self, person: str) -> GrantedRole | None:
        raise RecordsUnavailable(person)

    async def store(self, key: str, person: str, conversation: str | None, entries: Sequence[Entry] = ()) -> None:
        raise self.error

    async def held_about(self, person: str) -> Mapping[str, object]:
        raise RecordsUnavailable(person)

    async def reminders_of(self, person: str) -> Sequence[Reminder]:
        raise RecordsUnavailable(person)

    async def book(self) -> Book:
        raise RecordsUnavailable("book")

    async def serving(self, person: str, first: date, last: date) -> Sequence[Serving]:
        raise RecordsUnavailable(person)

    async def outreach_told(self, key: str) -> OutreachTold | None:
        raise RecordsUnavailable(key)

    async def gatherings(self, first: date, last: date) -> Sequence[Gathering]:
        raise RecordsUnavailable("gatherings")

    async def most_helped(self, key: str, most: int) -> Sequence[str]:
        raise RecordsUnavailable(key)

    async def queue(self, today: date, grouping: Grouping) -> Queue:
        raise RecordsUnavailable("queue")

    async def week(self, monday: date) -> Told:
        raise RecordsUnavailable("week")

    async def wants_digest(self, person: str) -> bool:
        raise RecordsUnavailable(person)


class Time:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


def guide(catalog: Catalog, time: Time, error: Exception) -> Guide:
    knowledge = Knowledge(catalog, Matcher(catalog))
    return Guide(lambda: knowledge, Broken(error), time, lambda: "abcdEFGH")


async def said(of: Guide, event: Event) -> Reply:
    first, *_ = await of.answer(event)
    return first


async def test_a_question_is_answered_while_the_records_are_gone(catalog: Catalog, time: Time) -> None:
    reply = await said(guide(catalog, time, RecordsUnavailable("gone")), Said(WHERE, AN, "lam giay khai sinh"))
    assert isinstance(reply, Say)
    assert "Đăng ký khai sinh" in reply.text


async def test_there_are_suggestions_while_the_records_are_gone(catalog: Catalog, time: Time) -> None:
    suggestions = await guide(catalog, time, RecordsUnavailable("gone")).suggest("khai si", "", None)
    assert suggestions.items[0].title == "Đăng ký khai sinh"


async def test_who_types_english_is_suggested_english(catalog: Catalog, time: Time) -> None:
    suggestions = await guide(catalog, time, RecordsUnavailable("gone")).suggest("how do i get married", "", None)
    assert "marriage" in suggestions.items[0].title


async def test_a_question_that_found_nothing_does_not_claim_to_be_noted(catalog: Catalog, time: Time) -> None:
    question = Said(WHERE, AN, "xin phóng tên lửa")
    reply = await said(guide(catalog, time, RecordsUnavailable("gone")), question)
    assert isinstance(reply, Say)
    assert "chưa tìm được" in reply.text
    assert "đã được ghi lại" not in reply.text


async def test_a_rating_that_was_not_stored_is_not_thanked_for(catalog: Catalog, time: Time) -> None:
    rating = Tapped(WHERE, AN, Rate("abcdEFGH", "up"))
    reply = await said(guide(catalog, time, RecordsUnavailable("locked")), rating)
    assert reply == Notice("Mình chưa ghi được, bạn bấm lại sau giúp nhé.")


async def test_a_rating_of_an_answer_that_is_gone_says_so_kindly(catalog: Catalog, time: Time) -> None:
    reply = await said(guide(catalog, time, AnswerUnknown("abcdEFGH")), Tapped(WHERE, AN, Rate("abcdEFGH", "up")))
    assert reply == Notice("Nút này đã cũ. Bạn hỏi lại giúp mình nhé.")


async def test_own_data_that_cannot_be_read_is_not_shown_as_empty(catalog: Catalog, time: Time) -> None:
    replies = await guide(catalog, time, RecordsUnavailable("gone")).answer(Tapped(WHERE, AN, ShowPage("data")))
    assert not any(isinstance(reply, Attach) for reply in replies)
    assert isinstance(replies[0], Say)
    assert "chưa đọc được dữ liệu" in replies[0].text


async def test_a_reminder_that_could_not_be_kept_is_not_promised(catalog: Catalog, time: Time) -> None:
    agreed = Tapped(Where("telegram", "chat", address="1001"), AN, AgreeReminder("ket-hon", "result", "2026-11-26"))
    reply = await said(guide(catalog, time, RecordsUnavailable("locked")), agreed)
    assert reply == Notice("Mình chưa ghi được, bạn bấm lại sau giúp nhé.")


async def test_while_reminders_cannot_be_read_nobody_is_told_that_there_are_none(catalog: Catalog, time: Time) -> None:
    broken = guide(catalog, time, RecordsUnavailable("locked"))
    listed = await said(broken, Said(WHERE, AN, "/nhac"))
    assert isinstance(listed, Say)
    assert "chưa đọc được dữ liệu" in listed.text
    assert await said(broken, Tapped(WHERE, AN, StopReminder(""))) == Notice(
        "Mình chưa ghi được, bạn bấm lại sau giúp nhé."
    )


async def test_the_operator_is_told_once_an_hour(
    catalog: Catalog, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    asked = guide(catalog, time, RecordsUnavailable("the disk is full"))
    with caplog.at_level(logging.ERROR):
        for minutes in (0, 1, 59, 60, 61):
            time.now = NOON + timedelta(minutes=minutes)
            await asked.answer(Said(WHERE, AN, "khai sinh"))
    assert len(caplog.records) == 2


async def test_an_error_of_ours_is_a_sentence_for_the_person_and_a_line_without_their_words(
    catalog: Catalog, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    broken = guide(catalog, time, ValueError("khai sinh cho bé Na"))
    with caplog.at_level(logging.ERROR):
        reply = await said(broken, Said(WHERE, AN, "khai sinh cho bé Na"))
    assert isinstance(reply, Say)
    assert "trục trặc" in reply.text
    assert "ValueError" in caplog.text
    assert "bé Na" not in caplog.text


async def test_whoever_left_is_not_answered(catalog: Catalog, time: Time) -> None:
    assert await guide(catalog, time, RecordsUnavailable("gone")).answer(Left(WHERE, AN)) == ()
