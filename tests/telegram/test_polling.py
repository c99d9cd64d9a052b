"""The bot starts when Telegram can be reached, says why it cannot, and stops when it is told to."""

import asyncio
import logging
import traceback
from datetime import timedelta

import pytest

from bot.conversation.events import Event, Said
from bot.conversation.replies import Reply, Say
from bot.telegram.application import TelegramApplication, build
from bot.telegram.polling import TokenRefused, run
from tests.telegram.scripted import PSEUDONYMS, Scripted, always
from tests.telegram_server import InProcessRequest, TelegramServer, serving
from tests.telegram_server.faults import Trouble

AT_ONCE = (0.0,)


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


def application(server: TelegramServer, guide: Scripted, token: str | None = None) -> TelegramApplication:
    return build(token or server.token, guide, PSEUDONYMS, request=InProcessRequest(server))


async def until_stopped(server: TelegramServer, app: TelegramApplication, stop: asyncio.Event) -> None:
    """Runs until the bot has answered An."""
    an = server.person("An")
    an.writes("khai sinh")
    running = asyncio.create_task(run(app, stop, pauses=AT_ONCE))
    assert (await an.receives()).text == "Khai sinh"
    stop.set()
    await running


async def test_what_was_written_before_the_start_is_answered(server: TelegramServer) -> None:
    await until_stopped(server, application(server, always(Say("Khai sinh"))), asyncio.Event())
    assert len(server.updates) == 0
    allowed = server.updates.allowed
    assert allowed == ("message", "callback_query", "inline_query", "my_chat_member")


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_it_waits_for_telegram(server: TelegramServer, caplog: pytest.LogCaptureFixture, method: str) -> None:
    for _ in range(3):
        server.fail_next(method, 502, "Bad Gateway")
    await until_stopped(server, application(server, always(Say("Khai sinh"))), asyncio.Event())
    told = [record.getMessage() for record in caplog.records if record.name == "bot.telegram.polling"]
    assert told == ["Telegram cannot be reached and is tried again: Bad Gateway"] * 3
    assert server.problems() == []


async def test_it_stops_while_it_waits(server: TelegramServer) -> None:
    server.fail_next("getMe", 502, "Bad Gateway")
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(1):
        await run(application(server, always()), stop, pauses=(3600.0,))


async def test_a_poll_that_fails_is_tried_again(server: TelegramServer, caplog: pytest.LogCaptureFixture) -> None:
    stop, an = asyncio.Event(), server.person("An")
    running = asyncio.create_task(run(application(server, always(Say("Khai sinh"))), stop))
    await server.updates.polled.wait()
    server.fail_next("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    for _ in range(2):
        await an.says("khai sinh")
    stop.set()
    await running
    assert server.problems() == []
    assert "Telegram cannot be asked for updates and is tried again: Conflict: terminated" in caplog.text


async def test_another_program_that_polls_at_the_start_is_waited_for(server: TelegramServer) -> None:
    server.fail_next("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    await until_stopped(server, application(server, always(Say("Khai sinh"))), asyncio.Event())
    assert server.problems() == []


async def test_what_waited_before_the_start_is_answered_once_although_fetching_it_failed(
    server: TelegramServer,
) -> None:
    for number in range(150):
        server.person(f"Người {number}").writes(f"câu {number}")
    stop, guide = asyncio.Event(), always()
    server.lose_next_answer("getUpdates", Trouble.CUT)
    running = asyncio.create_task(run(application(server, guide), stop, pauses=AT_ONCE))
    await server.updates.polled.wait()
    stop.set()
    await running
    asked = [event.text for event in guide.events if isinstance(event, Said)]
    assert asked == [f"câu {number}" for number in range(150)]


async def test_a_menu_that_cannot_be_set_keeps_nobody_waiting(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.fail_next("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
    await until_stopped(server, application(server, always(Say("Khai sinh"))), asyncio.Event())
    assert "The bot's menu and descriptions stay as they were: BadRequest" in caplog.text


async def test_what_is_under_way_is_ended_before_the_stop(server: TelegramServer) -> None:
    asked, stop = asyncio.Event(), asyncio.Event()

    async def respond(event: Event) -> tuple[Reply, ...]:
        asked.set()
        await stop.wait()
        return (Say("Khai sinh"),)

    running = asyncio.create_task(run(application(server, Scripted(respond)), stop))
    an = server.person("An")
    an.writes("khai sinh")
    await asked.wait()
    stop.set()
    await running
    assert an.screen[-1].text == "Khai sinh"


async def test_who_cannot_be_answered_in_time_does_not_hold_up_the_end(
    server: TelegramServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.polling.LAST_WORDS", timedelta(0))
    asked, stop, later = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def respond(event: Event) -> tuple[Reply, ...]:
        asked.set()
        await later.wait()
        return ()

    running = asyncio.create_task(run(application(server, Scripted(respond)), stop))
    server.person("An").writes("khai sinh")
    await asked.wait()
    stop.set()
    async with asyncio.timeout(5):
        await running
    later.set()
    assert "Some people were not answered before the end" in caplog.text


async def test_it_tells_its_name(server: TelegramServer) -> None:
    stop, names = asyncio.Event(), list[str]()

    def named(username: str) -> None:
        names.append(username)
        stop.set()

    await run(application(server, always()), stop, named=named)
    assert names == [server.bot.username]


@pytest.mark.parametrize("token", ["999999:somebody-elses-secret", "not-a-token"])
@pytest.mark.parametrize("http", [False, True])
async def test_a_token_that_telegram_does_not_know_ends_it_and_is_told_nowhere(
    server: TelegramServer, caplog: pytest.LogCaptureFixture, token: str, http: bool
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    async with serving(server) as root:
        refused = (
            build(token, always(), PSEUDONYMS, base_url=f"{root}/bot") if http else application(server, always(), token)
        )
        with pytest.raises(TokenRefused, match=r"check telegram\.token and telegram\.base_url") as told:
            await run(refused, asyncio.Event(), pauses=AT_ONCE)
    assert token not in "".join(traceback.format_exception(told.value))
    assert told.value.__context__ is None
