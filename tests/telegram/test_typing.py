"""“typing…” is shown to who has to wait, where they wait, and to nobody else."""

import asyncio
from datetime import timedelta

import pytest

from bot.conversation.events import Event
from bot.conversation.replies import Reply, Say
from bot.telegram import typing
from bot.telegram.manners import Manners
from tests.telegram.mannered import polling
from tests.telegram.scripted import Scripted
from tests.telegram_server import TelegramServer
from tests.telegram_server.calls import Wire
from tests.telegram_server.journal import Acted, Happening, Posted
from tests.telegram_server.server import Answer

AT_ONCE = Manners(typing_after=timedelta(0))


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


def slow(server: TelegramServer, actions: int) -> Scripted:
    """Answers once the server was told so often that an answer is on its way."""

    def acted(happening: Happening) -> Acted | None:
        return happening if isinstance(happening, Acted) else None

    async def respond(event: Event) -> tuple[Reply, ...]:
        place = 0
        for _ in range(actions):
            place, _ = await server.journal.find(place, acted)
        return (Say("Khai sinh"),)

    return Scripted(respond)


async def test_who_waits_sees_it_before_the_answer_and_not_after(
    server: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing, "AGAIN", timedelta(0))
    an = server.person("An")
    async with polling(slow(server, actions=3), AT_ONCE, server) as door:
        assert (await an.says("khai sinh")).text == "Khai sinh"
        await door.application.update_queue.join()
        happened = server.journal.since(0)
    assert len(happened) >= 4
    assert all(happening == Acted(an.room.chat.id, "typing") for happening in happened[:-1])
    assert isinstance(happened[-1], Posted)


async def test_in_a_forum_it_is_shown_in_the_topic(server: TelegramServer) -> None:
    (an,) = server.forum("Tổ 3", server.person("An"))
    births = an.opens_topic("Khai sinh")
    async with polling(slow(server, actions=1), AT_ONCE, server):
        await births.says("/goi")
        assert server.journal.since(0)[0] == Acted(an.room.chat.id, "typing", births.thread)


async def test_a_quick_answer_shows_nothing(server: TelegramServer) -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        for _ in range(5):
            await asyncio.sleep(0)
        return (Say("Khai sinh"),)

    an = server.person("An")
    async with polling(Scripted(respond), Manners(), server):
        await an.says("khai sinh")
    assert server.calls_of("sendChatAction") == []


async def test_an_answer_comes_although_it_could_not_be_shown(server: TelegramServer) -> None:
    tried = asyncio.Event()

    class Listening(TelegramServer):
        async def call(self, token: str, method: str, parameters: Wire) -> Answer:
            if method == "sendChatAction":
                tried.set()
            return await super().call(token, method, parameters)

    async def respond(event: Event) -> tuple[Reply, ...]:
        await tried.wait()
        return (Say("Khai sinh"),)

    listening = Listening()
    listening.fail_next("sendChatAction", 400, "Bad Request: TOPIC_CLOSED")
    an = listening.person("An")
    async with polling(Scripted(respond), AT_ONCE, listening):
        assert (await an.says("khai sinh")).text == "Khai sinh"
