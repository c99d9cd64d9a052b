"""In a forum everything stays in the topic in which it was asked."""

from collections.abc import Callable

import pytest

from bot.conversation.actions import ShowPage
from bot.conversation.events import Event, Tapped
from bot.conversation.replies import Attach, Button, Replace, Reply, Say
from bot.telegram.manners import Manners
from tests.telegram.mannered import polling
from tests.telegram.scripted import Scripted
from tests.telegram_server import Person, TelegramServer

BUTTONS = ((Button("Tệp", ShowPage("help")),),)


def files() -> Scripted:
    """A card with a button; who taps it gets the card changed and a file."""

    async def respond(event: Event) -> tuple[Reply, ...]:
        if isinstance(event, Tapped):
            return (Replace("Đây là tệp", BUTTONS), Attach("to-khai.txt", b"to khai"))
        return (Say("Thẻ", BUTTONS),)

    return Scripted(respond)


@pytest.mark.parametrize("place", [lambda an: an.opens_topic("Khai sinh"), lambda an: an], ids=["topic", "general"])
async def test_answers_changes_and_files_stay_in_the_topic(place: Callable[[Person], Person]) -> None:
    server = TelegramServer()
    (an,) = server.forum("Tổ 3", server.person("An"))
    other = an.opens_topic("Đất đai")
    here = place(an)
    async with polling(files(), Manners(), server) as door:
        assert (await here.says("/goi")).text == "Thẻ"
        await here.taps("Tệp")
        file = await here.receives()
        assert file.document
        answered = here.screen[-2]
        assert answered.text == "Đây là tệp"
        door.begin()
        here.writes("còn lệ phí?", reply_to=answered)
        await door.all_done()
    spoken = [message for message in here.screen if message.from_.is_bot]
    assert [message.text for message in spoken] == ["Đây là tệp", None, "Thẻ"]
    assert {message.message_thread_id for message in spoken} == {here.thread}
    assert [message.text for message in other.screen if message.from_.is_bot] == []
