"""What people wrote while the bot was away is answered once, and they are told so."""

import asyncio
from datetime import timedelta

import pytest

from bot.buckets import SECOND
from bot.conversation.actions import ShowPage
from bot.conversation.events import Event, Opened, Said, Sent, Tapped
from bot.conversation.replies import Button, Reply, Say
from bot.conversation.speech import Speech
from bot.records import Updates
from bot.telegram.absence import AT_ONCE
from bot.telegram.manners import Manners
from tests.telegram.mannered import Stopwatch, polling
from tests.telegram.posting import posting
from tests.telegram.scripted import Scripted
from tests.telegram_server import Content, Person, TelegramServer
from tests.telegram_server.calls import Wire
from tests.telegram_server.objects import PhotoSize
from tests.telegram_server.server import MORNING, Answer

BUTTONS = ((Button("Giúp", ShowPage("help")),),)
HOUR = timedelta(hours=1)


def echo() -> Scripted:
    async def respond(event: Event) -> tuple[Reply, ...]:
        match event:
            case Said(text=text):
                return (Say(text, BUTTONS),)
            case Opened() | Tapped() | Sent():
                return (Say(type(event).__name__),)
        return ()

    return Scripted(respond)


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


def after(away: timedelta = HOUR, clock: Stopwatch | None = None) -> Manners:
    """The bot is back so long after people wrote; until the test says otherwise no time goes by."""
    return Manners(now=lambda: MORNING + away, clock=clock or Stopwatch())


def away(messages: int, answer: str, language: str = "vi") -> str:
    return f"{Speech('vi' if language == 'vi' else 'en').say('away', messages=messages)}\n\n{answer}"


def heard(person: Person) -> list[str]:
    return [message.words for message in person.screen if message.from_.is_bot]


class Distant(TelegramServer):
    """Each batch of updates takes its time."""

    async def call(self, token: str, method: str, parameters: Wire) -> Answer:
        for _ in range(50 if method == "getUpdates" else 0):
            await asyncio.sleep(0)
        return await super().call(token, method, parameters)


async def test_twenty_messages_of_one_person_among_those_of_others_get_one_answer() -> None:
    """More than fit into one batch of updates."""
    server, guide = Distant(), echo()
    an = server.person("An")
    others = [server.person(f"Người {number}", "en") for number in range(7)]
    for number in range(1, 21):
        an.writes(f"câu {number}")
        for other in others:
            other.writes(f"question {number}")
    async with polling(guide, after(), server):
        assert heard(an) == [away(20, "câu 20")]
        assert [heard(other) for other in others] == [[away(20, "question 20", "en")]] * 7
    assert len(guide.events) == 8


async def test_who_wrote_once_is_answered_and_told_why_it_took_so_long(server: TelegramServer) -> None:
    an = server.person("An")
    an.writes("khai sinh")
    async with polling(echo(), after(), server):
        assert heard(an) == [away(1, "khai sinh")]


async def test_in_each_group_each_person_is_answered_once(server: TelegramServer) -> None:
    an, binh = server.person("An"), server.person("Bình")
    (an_here, binh_here), (an_there,) = server.group("Tổ 3", an, binh), server.group("Tổ 4", an)
    for number in range(1, 4):
        for each, name in ((an_here, "An"), (binh_here, "Bình"), (an_there, "An")):
            each.writes(f"@motcua_test_bot {name} {number}")
    async with polling(echo(), after(), server):
        assert heard(an_here) == [away(3, "An 3"), away(3, "Bình 3")]
        assert heard(an_there) == [away(3, "An 3")]


async def test_what_a_group_talks_of_among_itself_stands_for_no_question(server: TelegramServer) -> None:
    (an,) = server.group("Tổ 3", server.person("An"))
    an.promotes_bot()
    an.writes("@motcua_test_bot khai sinh")
    an.writes("mai họp nhé")
    async with polling(echo(), after(), server):
        assert heard(an) == [away(1, "khai sinh")]


async def test_commands_links_and_taps_always_count(server: TelegramServer) -> None:
    an = server.person("An")
    async with polling(echo(), Manners(), server) as door:
        await an.says("khai sinh")
        door.begin()
    card = an.screen[-1]
    an.writes("/goi")
    an.presses_start("khai-sinh")
    an.writes("kết hôn")
    server.updates.push_query(server.callbacks.tapped(an.user, card, card.buttons[0].callback_data or ""))
    an.writes("/goi")
    async with polling(echo(), after(), server):
        assert heard(an)[1:] == ["/goi", "Opened", away(1, "kết hôn"), "Tapped", "/goi"]


async def test_media_is_passed_over_too(server: TelegramServer) -> None:
    an = server.person("An")
    for _ in range(4):
        an.sends(Content(photo=(PhotoSize(file_id="1", file_unique_id="1", width=9, height=9),), media_group_id="1"))
    async with polling(echo(), after(), server):
        assert heard(an) == [away(4, "Sent")]


async def test_who_writes_while_the_bot_is_there_gets_every_answer(server: TelegramServer) -> None:
    an = server.person("An")
    for number in range(3):
        an.writes(f"câu {number}")
    async with polling(echo(), after(timedelta(minutes=1)), server):
        assert heard(an) == ["câu 0", "câu 1", "câu 2"]


async def test_once_it_has_caught_up_everything_is_as_always(server: TelegramServer) -> None:
    an, moments = server.person("An"), [MORNING + HOUR]
    an.writes("một")
    an.writes("hai")
    async with polling(echo(), Manners(now=lambda: moments[0], clock=Stopwatch()), server):
        assert heard(an) == [away(2, "hai")]
        server.now = moments[0]
        assert (await an.says("ba")).text == "ba"


async def test_by_webhook_those_that_wait_for_their_turn_are_passed_over_and_not_brought_again(ledger: Updates) -> None:
    go_on, guide = asyncio.Event(), echo()

    async def respond(event: Event) -> tuple[Reply, ...]:
        if isinstance(event, Opened):
            await go_on.wait()
        return await guide.answer(event)

    async with posting(Scripted(respond), ledger, after()) as post:
        an, binh = post.server.person("An"), post.server.person("Bình")
        an.presses_start()
        for number in range(1, 21):
            an.writes(f"câu {number}")
            binh.writes(f"câu {number}")
        updates = await post.server.pending()
        deliveries = [asyncio.create_task(post.sends(update)) for update in updates]
        while post.application.update_processor.current_concurrent_updates < 21:  # noqa: ASYNC110 - tells nobody
            await asyncio.sleep(0)
        go_on.set()
        assert set(await asyncio.gather(*deliveries)) == {200}
        assert heard(an) == ["Opened", away(20, "câu 20")]
        handled = [(await ledger.received(update["update_id"])).handled for update in updates]
        assert handled == [True] * 41


async def test_by_webhook_where_one_comes_after_the_other_the_first_is_answered_and_tells(ledger: Updates) -> None:
    clock = Stopwatch()
    async with posting(echo(), ledger, after(clock=clock)) as post:
        an = post.server.person("An")
        for number in range(1, 21):
            an.writes(f"câu {number}")
        for update in await post.server.pending():
            assert await post.sends(update) == 200
            clock.passes(1)
        assert heard(an) == [away(1, "câu 1")]
        clock.passes(AT_ONCE / SECOND)
        assert await post.sends(await post.question("câu 21")) == 200
        assert len(post.server.calls_of("sendMessage")) == 2


async def test_by_webhook_what_could_not_be_sent_is_answered_when_it_comes_again(ledger: Updates) -> None:
    async with posting(echo(), ledger, after()) as post:
        post.server.fail_next("sendMessage", 502, "Bad Gateway")
        update = await post.question()
        assert [await post.sends(update) for _ in range(2)] == [500, 200]
        assert [call.code for call in post.server.calls_of("sendMessage")] == [502, 200]
