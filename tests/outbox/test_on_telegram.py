"""A reminder on its way to a phone: what Telegram answers, and what becomes of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta

import pytest

from bot.conversation.actions import ShowPage
from bot.conversation.replies import Button, Say
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM
from bot.outbox.outcomes import Delivered, Gone, Later, Outcome, Unsure
from bot.outbox.sending import Outbox
from bot.records import Address, Outgoing
from bot.telegram.writing_first import writing_first
from tests.actors import House, TelegramActor, TelegramDoor
from tests.actors.house import SECRETS, knowledge
from tests.telegram_server import InProcessRequest, TelegramServer, Trouble, serving

LABEL = Speech("vi").label
MESSAGE = Say("<b>Khai sinh</b>", ((Button("Thủ tục", ShowPage("help")),),))


async def delivered(server: TelegramServer, chat: str, request: InProcessRequest | None = None) -> Outcome:
    async with writing_first(server.token, request=request or InProcessRequest(server)) as deliver:
        return await deliver(Address("telegram", chat), MESSAGE)


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


async def test_a_message_arrives_with_its_marks_and_buttons(server: TelegramServer) -> None:
    an = server.person("An")
    an.presses_start()
    assert await delivered(server, str(an.user.id)) == Delivered()
    message = an.screen[-1]
    assert message.words == "Khai sinh"
    assert [button.text for button in message.buttons] == ["Thủ tục"]
    assert server.problems() == []


async def test_it_arrives_over_http_too(server: TelegramServer) -> None:
    an = server.person("An")
    an.presses_start()
    async with serving(server) as root, writing_first(server.token, f"{root}/bot") as deliver:
        assert await deliver(Address("telegram", str(an.user.id)), MESSAGE) == Delivered()
    assert an.screen[-1].words == "Khai sinh"


async def test_whoever_blocked_the_bot_or_never_was_is_gone(server: TelegramServer) -> None:
    an = server.person("An")
    an.presses_start()
    an.blocks_bot()
    assert await delivered(server, str(an.user.id)) == Gone()
    assert await delivered(server, "424242") == Gone()


async def test_telegram_asks_to_wait(server: TelegramServer) -> None:
    an = server.person("An")
    an.presses_start()
    server.fail_next("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
    outcome = await delivered(server, str(an.user.id))
    assert isinstance(outcome, Later)
    assert outcome.wait.total_seconds() == 7


@pytest.mark.parametrize("refusal", [(400, "Bad Request: can't parse entities"), (401, "Unauthorized")])
async def test_what_telegram_refuses_was_not_sent_and_is_told(
    server: TelegramServer, refusal: tuple[int, str], caplog: pytest.LogCaptureFixture
) -> None:
    an = server.person("An")
    an.presses_start()
    server.fail_next("sendMessage", *refusal)
    assert await delivered(server, str(an.user.id)) == Later()
    assert len(caplog.records) == 1
    assert "Khai sinh" not in caplog.text


async def test_without_a_connection_nothing_was_sent(server: TelegramServer) -> None:
    request = InProcessRequest(server)
    request.unreachable["sendMessage"] = 1
    assert await delivered(server, "1001", request) == Later()


@pytest.mark.parametrize("trouble", [Trouble.CUT, Trouble.WRONG_JSON])
async def test_where_the_line_breaks_nobody_knows(server: TelegramServer, trouble: Trouble) -> None:
    an = server.person("An")
    an.presses_start()
    server.lose_next_answer("sendMessage", trouble)
    assert await delivered(server, str(an.user.id)) == Unsure()
    server.fail_next("sendMessage", 502, "Bad Gateway")
    assert await delivered(server, str(an.user.id)) == Unsure()


@asynccontextmanager
async def carrying(house: House, telegram: TelegramDoor) -> AsyncIterator[Outbox]:
    due = Outgoing(house.database, SECRETS, house.clock)
    async with writing_first(telegram.server.token, request=InProcessRequest(telegram.server)) as deliver:
        yield Outbox(due, lambda: knowledge().catalog, {"telegram": deliver}, house.clock)


async def reminded(telegram: TelegramDoor) -> TelegramActor:
    """Somebody who agreed to be reminded of a result."""
    an = telegram.person("An")
    await an.opens("cap-lai-giay-khuyet-tat")
    for label in ("section_time", "remind_me", "agree_reminder"):
        await an.taps(LABEL(label))
    return an


def day(house: House) -> date:
    """The one day on which a result is expected."""
    ((found,),) = set(house.rows("SELECT day FROM reminders"))
    return date.fromisoformat(found)


async def test_somebody_asks_to_be_reminded_and_is_and_stops_it_by_a_tap(house: House, telegram: TelegramDoor) -> None:
    an, stop = await reminded(telegram), asyncio.Event()
    async with carrying(house, telegram) as outbox:
        before = len(an.person.screen)
        await outbox.look(stop)
        assert len(an.person.screen) == before
        house.clock.now = datetime.combine(day(house) - timedelta(days=1), time(8), VIETNAM)
        await outbox.look(stop)
        reminder = an.person.screen[-1]
        assert reminder.words.startswith("Ngày mai, ")
        assert len(an.person.screen) == before + 1
        place = telegram.begin()
        answered = await an.person.taps_for_notice(LABEL("stop_reminding"))
        (changed,) = await telegram.reaction(place, an.person)
        assert answered.text == ""
        assert "thôi nhắc" in changed.words
        assert house.rows("SELECT * FROM reminders") == house.rows("SELECT * FROM contacts") == []
        house.clock.passes(days=1)
        await outbox.look(stop)
        assert an.person.screen[-1] == changed


async def test_whoever_blocked_the_bot_since_is_forgotten(house: House, telegram: TelegramDoor) -> None:
    await reminded(telegram)
    telegram.server.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    async with carrying(house, telegram) as outbox:
        house.clock.now = datetime.combine(day(house), time(9), VIETNAM)
        await outbox.look(asyncio.Event())
    assert telegram.server.problems() == []
    assert house.rows("SELECT * FROM reminders") == house.rows("SELECT * FROM contacts") == []
