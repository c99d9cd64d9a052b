"""Faults on demand, as python-telegram-bot meets them, once or several times."""

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut

from tests.telegram_server import Person, TelegramServer, Trouble
from tests.telegram_server.conftest import Bot


@pytest.fixture
def an(server: TelegramServer) -> Person:
    person = server.person("An")
    person.presses_start()
    return person


async def hello(bot: Bot, an: Person) -> None:
    await bot.send_message(an.user.id, "Chào bạn", read_timeout=0.05)


def meets(trouble: Trouble, error: TelegramError) -> bool:
    match trouble:
        case Trouble.TIMED_OUT:
            return isinstance(error, TimedOut)
        case Trouble.CUT:
            return isinstance(error, NetworkError) and "RemoteProtocolError" in str(error)
        case Trouble.WRONG_JSON:
            return "Invalid server response" in str(error)


@pytest.mark.parametrize("trouble", Trouble)
async def test_a_call_that_does_not_arrive_does_nothing(
    server: TelegramServer, bot: Bot, an: Person, trouble: Trouble
) -> None:
    server.lose_next("sendMessage", trouble, times=2)
    for _ in range(2):
        with pytest.raises(TelegramError) as broken:
            await hello(bot, an)
        assert meets(trouble, broken.value), broken.value
    assert [message.text for message in an.screen] == ["/start"]
    await hello(bot, an)
    assert [message.text for message in an.screen] == ["/start", "Chào bạn"]
    assert [call.code for call in server.calls_of("sendMessage")] == [0, 0, 200]


@pytest.mark.parametrize("trouble", Trouble)
async def test_an_answer_that_is_lost_leaves_what_was_done(
    server: TelegramServer, bot: Bot, an: Person, trouble: Trouble
) -> None:
    server.lose_next_answer("sendMessage", trouble)
    with pytest.raises(TelegramError) as broken:
        await hello(bot, an)
    assert meets(trouble, broken.value), broken.value
    assert [message.text for message in an.screen] == ["/start", "Chào bạn"]


async def test_a_refusal_can_come_several_times(server: TelegramServer, bot: Bot, an: Person) -> None:
    server.fail_next("sendMessage", 403, "Forbidden: user is deactivated", times=2)
    server.fail_next("sendMessage", 500, "Internal Server Error")
    for _ in range(2):
        with pytest.raises(Forbidden, match="user is deactivated"):
            await hello(bot, an)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await hello(bot, an)
    await hello(bot, an)
    assert len(an.screen) == 2


async def test_faults_that_nobody_met_are_told(server: TelegramServer, bot: Bot, an: Person) -> None:
    server.lose_next("sendMessage", Trouble.CUT, times=2)
    with pytest.raises(NetworkError):
        await hello(bot, an)
    assert server.problems() == ["the fault of sendMessage was never met"]
    server.faults.clear()
    with pytest.raises(BadRequest, match="hat not found"):
        await bot.send_message(4242, "Chào bạn")
