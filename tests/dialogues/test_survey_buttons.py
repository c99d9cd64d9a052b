"""The buttons of a survey, tapped twice, too late, by others, or made by hand."""

import asyncio

import pytest

from bot.conversation.events import Tapped, Where, Who
from bot.conversation.replies import Button, Notice, Replace, Say
from bot.conversation.survey_actions import AskVisit, BeginSurvey, SendSurvey, SurveyAction, TellVisit
from tests.actors import House
from tests.desk.forged import of_a_visit
from tests.dialogues.officials import said

HERE, SOMEBODY = Where("web", "a-chat"), Who("somebody", "vi")


async def test_who_taps_send_twice_is_counted_once_and_told(house: House) -> None:
    """Both taps at the same moment, and a third one when all is over."""
    (begun,) = await house.guide.answer(Tapped(HERE, SOMEBODY, BeginSurvey("khai-sinh")))
    visit = _visit_of(begun)
    await house.guide.answer(Tapped(HERE, SOMEBODY, TellVisit(visit, "staff", "4")))
    send = Tapped(HERE, SOMEBODY, SendSurvey(visit))
    await asyncio.gather(house.guide.answer(send), house.guide.answer(send))
    assert await house.guide.answer(send) == (Notice(said("survey_gone")),)
    assert house.rows("SELECT staff FROM surveys") == [(4,)]
    house.complaints.clear()


async def test_a_button_of_another_visit_changes_nothing(house: House) -> None:
    (first,) = await house.guide.answer(Tapped(HERE, SOMEBODY, BeginSurvey("khai-sinh")))
    (second,) = await house.guide.answer(Tapped(HERE, SOMEBODY, BeginSurvey("ket-hon")))
    old, new = _visit_of(first), _visit_of(second)
    assert old != new
    for action in (TellVisit(old, "staff", "1"), AskVisit(old, "review"), SendSurvey(old)):
        assert await house.guide.answer(Tapped(HERE, SOMEBODY, action)) == (Notice(said("survey_gone")),)
    await house.guide.answer(Tapped(HERE, SOMEBODY, TellVisit(new, "staff", "4")))
    await house.guide.answer(Tapped(HERE, SOMEBODY, SendSurvey(new)))
    assert house.rows("SELECT procedure, staff FROM surveys") == [("ket-hon", 4)]


async def test_with_the_buttons_of_another_nobody_changes_or_sends_what_they_told(house: House) -> None:
    (begun,) = await house.guide.answer(Tapped(HERE, SOMEBODY, BeginSurvey("khai-sinh")))
    visit = _visit_of(begun)
    await house.guide.answer(Tapped(HERE, SOMEBODY, TellVisit(visit, "staff", "4")))
    there, somebody_else = Where("web", "another-chat"), Who("somebody else", "vi")
    for action in of_a_visit(visit)[1:-1]:
        assert await house.guide.answer(Tapped(there, somebody_else, action)) == (Notice(said("survey_gone")),)
    assert house.rows("SELECT 1 FROM surveys") == []
    await house.guide.answer(Tapped(HERE, SOMEBODY, SendSurvey(visit)))
    assert house.rows("SELECT procedure, staff FROM surveys") == [("khai-sinh", 4)]


@pytest.mark.parametrize("action", [TellVisit("00000001", "staff", "yes"), TellVisit("00000001", "trips", "5")])
async def test_an_answer_that_a_question_does_not_have_is_none(house: House, action: SurveyAction) -> None:
    (begun,) = await house.guide.answer(Tapped(HERE, SOMEBODY, BeginSurvey("khai-sinh")))
    assert _visit_of(begun) == "00000001"
    assert await house.guide.answer(Tapped(HERE, SOMEBODY, action)) == (Notice(said("expired")),)


async def test_who_could_not_be_noted_is_told_and_can_send_again(house: House) -> None:
    (begun,) = await house.guide.answer(Tapped(HERE, SOMEBODY, BeginSurvey("khai-sinh")))
    visit = _visit_of(begun)
    await house.guide.answer(Tapped(HERE, SOMEBODY, TellVisit(visit, "staff", "4")))
    send = Tapped(HERE, SOMEBODY, SendSurvey(visit))
    async with house.database.write():
        assert await house.guide.answer(send) == (Notice(said("unsaved")),)
    house.complaints.clear()
    (sent,) = await house.guide.answer(send)
    assert isinstance(sent, Replace)
    assert house.rows("SELECT staff FROM surveys") == [(4,)]


def _visit_of(reply: object) -> str:
    """The id of the visit that a question's buttons carry."""
    assert isinstance(reply, Say | Replace)
    buttons = [each.action for row in reply.buttons for each in row if isinstance(each, Button)]
    return next(each.visit for each in buttons if isinstance(each, TellVisit | AskVisit))
