"""Any dialogue at all: each event gets exactly one answer, in small balanced HTML that a message holds."""

from itertools import count
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.conversation.actions import read
from bot.conversation.events import Event, Located, Opened, Said, Sent, Tapped, Where, Who
from bot.conversation.replies import MAX_NOTICE, AskLocation, Attach, Notice, Replace, Reply, Say
from bot.conversation.speech import Speech
from bot.telegram.sending import keyboard
from tests.actors import House
from tests.fuzz.anything import payloads, texts, wires
from tests.telegram_server.errors import ApiError
from tests.telegram_server.formatting import message_text

_NUMBERS: Final = count(1)
FAULTS: Final = {Speech("vi").say("fault"), Speech("en").say("fault")}
# The house stays the same over all cases; each case has a person of its own.
one_house = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

Step = tuple[str, object]
steps: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("says"), texts),
    st.tuples(st.just("taps"), wires),
    st.tuples(st.just("opens"), payloads),
    st.tuples(st.just("sends"), st.sampled_from(["photo", "voice", "video", "sticker", "file", "contact", "other"])),
    st.tuples(st.just("is at"), st.floats(-90, 90)),
    st.tuples(st.just("waits"), st.integers(0, 100_000)),
)


def _event(step: Step, where: Where, who: Who) -> Event | None:
    match step:
        case ("says", str(text)):
            return Said(where, who, text)
        case ("taps", str(wire)):
            return Tapped(where, who, read(wire))
        case ("opens", str(payload)):
            return Opened(where, who, payload)
        case ("sends", kind):
            return Sent(where, who, kind)  # type: ignore[arg-type]  # one of the kinds, by the strategy above
        case ("is at", float(latitude)):
            return Located(where, who, latitude, latitude * 2)
    return None


def is_one_answer(replies: tuple[Reply, ...]) -> None:
    """What `bot.conversation.replies` promises, and what Telegram takes."""
    shown = [reply for reply in replies if isinstance(reply, Say | Replace | AskLocation)]
    toasts = [reply for reply in replies if isinstance(reply, Notice)]
    assert len(shown) <= 1
    assert len(toasts) <= 1
    assert shown or toasts or any(isinstance(reply, Attach) for reply in replies)
    for message in shown:
        message_text(message.text, "HTML", None)
        assert message.text not in FAULTS
    for toast in toasts:
        assert 0 < len(toast.text) <= MAX_NOTICE
    for reply in replies:
        if isinstance(reply, Say | Replace):
            keyboard(reply.buttons)  # raises where a button is too long for Telegram
        assert not isinstance(reply, Attach) or reply.content


async def _play(house: House, script: list[Step], channel: str) -> None:
    name = f"{channel} {next(_NUMBERS)}"
    where, who = Where(channel, name, address=name), Who(name)  # type: ignore[arg-type]  # a channel, by the strategy below
    for step in script:
        event = _event(step, where, who)
        if event is None:
            assert isinstance(step[1], int)
            house.clock.passes(seconds=step[1])
            continue
        replies = await house.guide.answer(event)
        complaints = house.complaints.copy()
        house.complaints.clear()  # the next case starts without them
        assert complaints == []
        is_one_answer(replies)


@given(script=st.lists(steps, min_size=1, max_size=5), channel=st.sampled_from(["telegram", "web", "terminal"]))
@example(script=[("says", "\ud800")], channel="telegram")
@example(script=[("says", "làm thẻ lên sao hỏa \udfff"), ("says", "/goi")], channel="web")
@example(script=[("says", "khai sinh"), ("taps", "1w:00000001"), ("says", "\ud800")], channel="telegram")
@one_house
async def test_any_dialogue_is_answered(house: House, script: list[Step], channel: str) -> None:
    await _play(house, script, channel)


@given(text=texts)
@one_house
async def test_any_text_is_answered(house: House, text: str) -> None:
    await _play(house, [("says", text)], "telegram")


@given(wire=wires)
@example(wire="1p:language")
@example(wire="1s:khai-sinh:form:00000001")
@one_house
async def test_any_button_is_answered(house: House, wire: str) -> None:
    await _play(house, [("says", "khai sinh"), ("taps", wire)], "telegram")


@given(payload=payloads)
@one_house
async def test_any_link_is_answered(house: House, payload: str) -> None:
    await _play(house, [("opens", payload), ("says", f"/start {payload}")], "telegram")


def test_the_judge_notices_what_is_wrong() -> None:
    fine = Say("<b>a</b>")
    is_one_answer((fine,))
    for wrong in ((), (fine, fine), (Notice(""),), (Say(Speech("vi").say("fault")),)):
        with pytest.raises(AssertionError):
            is_one_answer(wrong)
    for text in ("<b>a", "a" * 5_000, ""):
        with pytest.raises(ApiError):
            is_one_answer((Say(text),))
