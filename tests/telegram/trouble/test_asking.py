"""Telegram that cannot be asked what happened: nothing is lost, nothing is answered twice."""

import asyncio

import pytest

from bot.telegram.application import build
from bot.telegram.polling import TokenRefused, run
from tests.actors import TelegramDoor
from tests.telegram.scripted import PSEUDONYMS
from tests.telegram.trouble.troubled import WORDS, Log, after, echo, reached, read_by
from tests.telegram_server import InProcessRequest, TelegramServer, Trouble

REFUSALS = {
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after 20",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


async def asked(door: TelegramDoor, log: Log, lines: int) -> None:
    """Two people write while Telegram cannot be asked; both are answered once."""
    an, binh = door.person("An"), door.person("Bình")
    await after(door, lambda: an.person.writes(WORDS), lambda: binh.person.writes("khai tử"))
    assert (read_by(an), read_by(binh)) == ([WORDS], ["khai tử"])
    await after(door, lambda: an.person.writes("khai sinh"))
    assert read_by(an) == [WORDS, "khai sinh"]
    assert len(door.server.updates) == 0
    assert len(log.lines) == lines, log.lines
    log.is_sober(door.server.token)


@pytest.mark.parametrize("trouble", Trouble)
@pytest.mark.parametrize("carried_out", [False, True])
async def test_questions_whose_delivery_is_lost_are_asked_for_again(
    trouble: Trouble, carried_out: bool, log: Log
) -> None:
    async with reached("polling", echo()) as door:
        lose = door.server.lose_next_answer if carried_out else door.server.lose_next
        lose("getUpdates", trouble, times=3)
        # A poll that times out is the usual end of a quiet minute.
        await asked(door, log, lines=0 if trouble is Trouble.TIMED_OUT else 3)


@pytest.mark.parametrize(("code", "refusal"), REFUSALS.items())
async def test_questions_are_asked_for_again_after_a_refusal(code: int, refusal: str, log: Log) -> None:
    async with reached("polling", echo()) as door:
        parameters = {"retry_after": 20} if code == 429 else {}
        door.server.fail_next("getUpdates", code, refusal, times=3, **parameters)
        await asked(door, log, lines=0 if code == 429 else 3)


async def test_what_was_asked_while_telegram_was_gone_for_an_hour_is_answered(log: Log) -> None:
    async with reached("polling", echo()) as door:
        door.server.fail_next("getUpdates", 502, "Bad Gateway", times=100)
        await asked(door, log, lines=100)


@pytest.mark.parametrize(("code", "refusal"), [(404, "Not Found"), (401, "Unauthorized")])
async def test_a_refusal_of_the_token_that_passes_leaves_nobody_unanswered(code: int, refusal: str, log: Log) -> None:
    async with reached("polling", echo()) as door:
        door.server.fail_next("getUpdates", code, refusal, times=2)
        await asked(door, log, lines=2)


async def test_a_bot_whose_token_is_refused_for_good_ends_and_says_so() -> None:
    server = TelegramServer()
    application = build(server.token, echo(), PSEUDONYMS, request=InProcessRequest(server))
    running = asyncio.create_task(run(application, asyncio.Event()))
    await server.updates.polled.wait()
    server.fail_next("getUpdates", 401, "Unauthorized", times=100)
    server.person("An").writes("khai sinh")
    # An hour passes at once here; who is never told would wait for ever.
    with pytest.raises(TokenRefused, match=r"telegram\.token"):
        async with asyncio.timeout(3600):
            await running
