"""A group or a person that asks without end is told so once, and slows nobody else."""

from dataclasses import replace

import pytest
from prometheus_client import CollectorRegistry

from bot.conversation.actions import ShowPage
from bot.conversation.replies import MAX_NOTICE, Button, Say
from bot.conversation.speech import Speech
from bot.telegram.limits import GROUP
from bot.telegram.manners import Manners
from bot.web.metrics import Metrics
from tests.telegram.mannered import Stopwatch, polling
from tests.telegram.scripted import always
from tests.telegram_server import Person, TelegramServer

ANSWER = always(Say("Thẻ", ((Button("Giúp", ShowPage("help")),),)))
TOO_MANY = Speech("vi").say("too_many")
TOO_MANY_IN_GROUP = Speech("vi").say("too_many_in_group")


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


@pytest.fixture
def clock() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def manners(clock: Stopwatch) -> Manners:
    return Manners(clock=clock)


def heard(person: Person) -> list[str]:
    """What the bot said in a chat."""
    return [message.words for message in person.screen if message.from_.is_bot]


async def test_a_group_gets_so_many_answers_and_is_then_told_once(server: TelegramServer, manners: Manners) -> None:
    an, binh = server.person("An"), server.person("Bình")
    here, there = server.group("Tổ 3", an, binh), server.group("Tổ 4", an)
    async with polling(ANSWER, manners, server) as door:
        door.begin()
        for number in range(GROUP + 5):
            here[number % 2].writes("/goi")
        there[0].writes("/goi")
        an.writes("khai sinh")
        await door.all_done()
        assert heard(here[0]) == ["Thẻ"] * GROUP + [TOO_MANY_IN_GROUP]
        assert heard(there[0]) == heard(an) == ["Thẻ"]


async def test_a_group_never_makes_telegram_refuse(server: TelegramServer, clock: Stopwatch, manners: Manners) -> None:
    server.limit_floods()
    (an,) = server.supergroup("Tổ 3", server.person("An"))
    async with polling(ANSWER, manners, server) as door:
        for _ in range(60):
            door.begin()
            an.writes("/goi")
            await door.all_done()
            server.passes(1)
            clock.passes(1)
    codes = [call.code for call in server.calls_of("sendMessage")]
    assert set(codes) == {200}
    assert heard(an) == ["Thẻ"] * GROUP + [TOO_MANY_IN_GROUP]


async def test_a_group_is_answered_again_when_a_minute_is_over(
    server: TelegramServer, clock: Stopwatch, manners: Manners
) -> None:
    (an,) = server.group("Tổ 3", server.person("An"))
    async with polling(ANSWER, replace(manners, group=2), server):
        for text in ("Thẻ", "Thẻ", TOO_MANY_IN_GROUP):
            assert (await an.says("/goi")).text == text
            clock.passes(20)
        assert (await an.says("/goi")).text == "Thẻ"


async def test_a_tap_too_many_is_told_each_time_and_says_nothing_in_the_chat(
    server: TelegramServer, manners: Manners
) -> None:
    (an,) = server.group("Tổ 3", server.person("An"))
    async with polling(ANSWER, replace(manners, group=2), server):
        await an.says("/goi")
        await an.taps("Giúp")
        said = len(heard(an))
        for _ in range(3):
            assert (await an.taps_for_notice("Giúp")).text == TOO_MANY_IN_GROUP
        assert len(heard(an)) == said


async def test_one_person_is_told_once_until_there_is_room_and_nobody_else_notices(
    server: TelegramServer, clock: Stopwatch, manners: Manners
) -> None:
    an, binh = server.person("An"), server.person("Bình")
    async with polling(ANSWER, replace(manners, person=6), server) as door:
        door.begin()
        for _ in range(20):
            an.writes("khai sinh")
        binh.writes("khai sinh")
        await door.all_done()
        assert heard(an) == ["Thẻ"] * 6 + [TOO_MANY]
        assert heard(binh) == ["Thẻ"]
        clock.passes(10)
        assert (await an.says("khai sinh")).text == "Thẻ"


async def test_what_was_too_much_is_counted(server: TelegramServer, manners: Manners) -> None:
    metrics = Metrics(CollectorRegistry())
    counting = replace(manners, person=2, limited=metrics.limited.labels("telegram").inc)
    an = server.person("An")
    async with polling(ANSWER, counting, server) as door:
        door.begin()
        for _ in range(6):
            an.writes("khai sinh")
        await door.all_done()
    assert metrics.registry.get_sample_value("motcua_limited_total", {"channel": "telegram"}) == 4


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sentences_fit_into_a_toast(language: str) -> None:
    speech = Speech("vi") if language == "vi" else Speech("en")
    for sentence in (speech.say("too_many"), speech.say("too_many_in_group")):
        assert 0 < len(sentence) <= MAX_NOTICE
        assert not set(sentence) & set("<>&")
