"""Who blocks the bot has left: the guide hears of it, however it becomes known, and it is counted without names."""

import pytest
from prometheus_client import CollectorRegistry

from bot.conversation.events import Event, Left, Said
from bot.conversation.replies import Reply, Say
from bot.telegram.manners import Manners
from bot.web.metrics import Counted, Metrics
from tests.telegram.mannered import polling
from tests.telegram.scripted import Scripted, always
from tests.telegram_server import TelegramServer


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


async def test_a_block_is_told_to_the_guide_and_answered_with_nothing(server: TelegramServer) -> None:
    an, guide = server.person("An"), always()
    async with polling(guide, Manners(), server) as door:
        an.writes("khai sinh")
        an.blocks_bot()
        await door.all_done()
    said, left = guide.events
    assert isinstance(said, Said)
    assert left == Left(said.where, said.who)
    assert server.calls_of("sendMessage") == []


async def test_who_blocked_the_bot_before_the_answer_came_has_left_too(server: TelegramServer) -> None:
    an, metrics = server.person("An"), Metrics(CollectorRegistry())

    async def respond(event: Event) -> tuple[Reply, ...]:
        # What Telegram tells of a block may have been lost.
        an.room.standing = "kicked"
        return () if isinstance(event, Left) else (Say("Khai sinh"),)

    guide = Scripted(respond)
    async with polling(Counted(guide, metrics), Manners(), server) as door:
        door.begin()
        an.writes("khai sinh")
        await door.all_done()
    said, left = guide.events
    assert left == Left(said.where, said.who)
    assert [call.code for call in server.calls_of("sendMessage")] == [403]
    assert metrics.registry.get_sample_value("motcua_departures_total", {"channel": "telegram"}) == 1


async def test_who_lets_the_bot_in_again_is_answered(server: TelegramServer) -> None:
    an = server.person("An")
    async with polling(always(Say("Khai sinh")), Manners(), server):
        await an.says("khai sinh")
        an.blocks_bot()
        an.unblocks_bot()
        assert (await an.opens()).text == "Khai sinh"
