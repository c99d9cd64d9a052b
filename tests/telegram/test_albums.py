"""Photos that were sent together get one reply."""

import pytest

from bot.conversation.events import Sent
from bot.conversation.replies import Say
from bot.telegram.manners import Manners
from tests.telegram.mannered import polling
from tests.telegram.scripted import always
from tests.telegram_server import Content, Person, TelegramServer
from tests.telegram_server.objects import PhotoSize

PHOTO = PhotoSize(file_id="photo", file_unique_id="photo", width=90, height=60)


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


def sends_album(person: Person, name: str, photos: int) -> None:
    for _ in range(photos):
        person.sends(Content(photo=(PHOTO,), media_group_id=name))


def replies(person: Person) -> int:
    return sum(message.from_.is_bot for message in person.screen)


async def test_an_album_gets_one_reply_and_no_file_is_fetched(server: TelegramServer) -> None:
    an, binh = server.person("An"), server.person("Bình")
    guide = always(Say("Mình chỉ đọc được chữ."))
    async with polling(guide, Manners(), server) as door:
        door.begin()
        sends_album(an, "một", 10)
        sends_album(binh, "một", 2)
        an.sends(Content(photo=(PHOTO,)))
        sends_album(an, "hai", 3)
        await door.all_done()
    assert (replies(an), replies(binh)) == (3, 1)
    assert all(isinstance(event, Sent) for event in guide.events)
    assert server.calls_of("getFile") == []
