"""What a reviewer is shown of a fact fits one message, however much is said against it."""

from datetime import UTC, datetime
from typing import Final

import pytest

from bot.catalog.model import Procedure
from bot.conversation.events import Tapped, Where, Who
from bot.conversation.fitting import visible_length
from bot.conversation.official_actions import ReviewFact
from bot.conversation.replies import MAX_VISIBLE, Replace
from bot.conversation.speech import Speech
from bot.conversation.state import Conversation
from bot.conversation.topics.reviewing import review_fact
from bot.conversation.turn import Turn
from bot.desk.people import Person
from bot.language import LANGUAGES, Language
from bot.records import Book, Doubt, Reported
from bot.records.book import Fact
from bot.records.entries import MAX_COMMENT
from tests.actors.house import knowledge
from tests.conversation.conftest import TODAY

NOW: Final = datetime(2026, 11, 23, 2, tzinfo=UTC)
WHERE, WHO = Where("terminal", "chat", private=True), Who("an", "vi")


def page(procedure: Procedure, fact: Fact, language: Language, book: Book) -> str:
    action = ReviewFact(procedure.id, fact)
    speech, reviewer = Speech(language), Person("an", "reviewer")
    event = Tapped(WHERE, WHO, action)
    turn = Turn(event, Conversation(), NOW, knowledge(), "answer01", "question", speech, person=reviewer, book=book)
    (reply,) = review_fact(turn, action).replies
    assert isinstance(reply, Replace)
    return reply.text


def much_said_against(procedure: Procedure, fact: Fact) -> Book:
    doubts = tuple(Doubt(f"doubt00{n}", procedure.id, fact, "0" * 8, TODAY, "x" * MAX_COMMENT) for n in range(2))
    return Book((), doubts, (Reported(procedure.id, fact, None, TODAY, 12, ("y" * MAX_COMMENT,) * 5),))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", ["documents", "time"])
def test_it_fits_one_message(fact: Fact, language: Language) -> None:
    said = {
        each.id: page(each, fact, language, much_said_against(each, fact)) for each in knowledge().catalog.procedures
    }
    assert {name: visible_length(text) for name, text in said.items() if visible_length(text) > MAX_VISIBLE} == {}
    assert all("14" in text or "x" * MAX_COMMENT in text for text in said.values())


def test_what_was_written_is_shown_as_text_and_not_as_markup() -> None:
    birth = knowledge().catalog.procedure("khai-sinh")
    assert birth
    doubt = Doubt("doubt001", birth.id, "cost", "0" * 8, TODAY, "<a href='x'>bấm</a>")
    assert "&lt;a href=" in page(birth, "cost", "vi", Book(doubts=(doubt,)))
