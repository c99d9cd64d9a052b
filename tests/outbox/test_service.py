"""The service as it runs carries reminders, notes and digests, whoever opened the chat before."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta

import pytest

from bot.config import Config
from bot.conversation.turn import VIETNAM
from bot.records import (
    Address,
    DigestWanted,
    Entry,
    InvitationAccepted,
    ItemTaken,
    Learned,
    NoteWanted,
    Official,
    PhraseLearned,
    QuestionAsked,
    ReminderWanted,
)
from bot.records.decisions import OutreachPlanned
from bot.records.outreach import Outreach, OutreachJoined, VisitWanted
from bot.records.people import KeptInvitation
from bot.service import clock, demo_config, opened, serve
from tests.telegram_server import TelegramServer, serving
from tests.telegram_server.people import PATIENCE

TODAY = date(2026, 11, 25)
TUESDAY = date(2026, 11, 24)


def on(config: Config, server: TelegramServer, root: str) -> Config:
    telegram = {"telegram": {"token": server.token, "base_url": f"{root}/bot"}}
    return Config.model_validate(config.model_dump() | telegram)


async def agreed(config: Config, chat: int) -> None:
    """Somebody agreed, in a process that is no more."""
    due = datetime(2026, 11, 25, 8, 0, tzinfo=VIETNAM)
    async with opened(config, clock(TODAY)) as house:
        person = house.pseudonyms.person("telegram", str(chat))
        address = Address("telegram", str(chat))
        wanted = ReminderWanted(person, address, "ket-hon", "result", TODAY + timedelta(days=1), (due,), "vi", 1)
        await house.records.store("chat", person, None, [wanted])


async def taught(config: Config, chat: int) -> None:
    """Somebody wanted a note, and a reviewer taught what was missing, in a process that is no more."""
    by, phrase = Official("somebody", "reviewer", TODAY), "làm thẻ lên sao hỏa"
    async with opened(config, clock(TODAY)) as house:
        person, records = house.pseudonyms.person("telegram", str(chat)), house.records
        asked = QuestionAsked("question", TODAY, "telegram", "vi", "not_found", None, None, phrase)
        await records.store("chat", person, None, [asked])
        await records.queue(TODAY, lambda texts, _: {each.id: "item0001" for each in texts})
        until = TODAY + timedelta(days=90)
        entries: list[Entry] = [
            NoteWanted(person, "telegram", str(chat), "item0001", "vi", 1, until),
            ItemTaken("item0001", TODAY, by),
            PhraseLearned(Learned("phrase01", phrase, "khai-sinh", TODAY, "item0001"), by),
        ]
        await records.store("chat", person, None, entries)


async def subscribed(config: Config, chat: int) -> None:
    """A reviewer wanted the digest, two weeks ago, in a process that is no more."""
    monday = TUESDAY - timedelta(days=15)
    async with opened(config, clock(monday)) as house:
        person, to = house.pseudonyms.person("telegram", str(chat)), Address("telegram", str(chat))
        await house.records.keep_invitation(KeptInvitation("digest", "reviewer", TUESDAY))
        wanted = DigestWanted(person, to, "vi", 1, monday, monday + timedelta(weeks=52))
        await house.records.store("chat", person, None, [InvitationAccepted(person, "digest", monday), wanted])


async def visited(config: Config, chat: int) -> None:
    """Somebody asked the co-ordinator of an event for a visit at home, in a process that is no more."""
    by, day = Official("somebody", "admin", TODAY), TODAY + timedelta(days=3)
    event = Outreach("event-01", "Nhà văn hóa thôn 2", "tam-ky", day, time(7, 30), time(11), "joined", "led")
    async with opened(config, clock(TODAY)) as house:
        person = house.pseudonyms.person("telegram", str(chat))
        wanted = VisitWanted("another", event.id, "Nhà ông Bảy", "web", None, "vi", 1, day)
        joined = OutreachJoined(person, "led", clock(TODAY)(), Address("telegram", str(chat)))
        await house.records.store("chat", person, None, [OutreachPlanned(event, by), joined, wanted])


@pytest.mark.parametrize(
    ("before", "today", "words"),
    [
        (agreed, TODAY, "Ngày mai"),
        (taught, TODAY, "chúng tôi đã bổ sung"),
        (subscribed, TUESDAY, "không có câu hỏi hay phản hồi nào"),
        (visited, TODAY, "Nhà ông Bảy"),
    ],
    ids=["a reminder", "a note", "a digest", "a visit at home"],
)
async def test_what_came_due_while_nobody_ran_arrives_after_the_start(
    caplog: pytest.LogCaptureFixture, before: Callable[[Config, int], Awaitable[None]], today: date, words: str
) -> None:
    server = TelegramServer()
    an = server.person("An")
    with demo_config(None, 0) as config:
        async with serving(server) as root, asyncio.timeout(6 * PATIENCE):
            told = on(config, server, root)
            await before(told, an.user.id)
            an.presses_start()
            running = asyncio.create_task(serve(told, clock(today), lambda address: None))
            while not (calls := [call for call in server.calls_of("sendMessage") if words in str(call.parameters)]):
                await an.receives()
            os.kill(os.getpid(), signal.SIGTERM)
            await running
    assert len(calls) == 1
    assert server.problems() == []
    assert str(an.user.id) not in caplog.text
