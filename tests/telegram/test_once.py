"""Every message that is for the bot gets exactly one answer, and nothing else gets any."""

from collections.abc import Callable

import pytest

from bot.conversation.speech import Speech
from bot.terminal import plain
from tests.actors import House, TelegramActor, TelegramDoor
from tests.telegram_server import Content
from tests.telegram_server.objects import (
    Chat,
    Contact,
    Document,
    ForumTopicClosed,
    Location,
    Message,
    MessageEntity,
    PhotoSize,
    Sticker,
    User,
    Video,
    Voice,
)
from tests.telegram_server.objects.messages import MessageOriginUser

NAMED = (MessageEntity(type="mention", offset=0, length=16),)
QUESTION = "@motcua_test_bot khai sinh"
ANONYMOUS = User(id=1087968824, is_bot=True, first_name="Group", username="GroupAnonymousBot")

UNREAD = {
    "photo": Content(photo=(PhotoSize(file_id="f", file_unique_id="f", width=9, height=9),)),
    "voice": Content(voice=Voice(file_id="f", file_unique_id="f", duration=3)),
    "video": Content(video=Video(file_id="f", file_unique_id="f", width=9, height=9, duration=3)),
    "sticker": Content(
        sticker=Sticker(file_id="f", file_unique_id="f", width=9, height=9, is_animated=False, is_video=False)
    ),
    "file": Content(document=Document(file_id="f", file_unique_id="f", file_name="cccd.pdf")),
    "contact": Content(contact=Contact(phone_number="0905123456", first_name="An")),
}


def posts(telegram: TelegramDoor, actor: TelegramActor, author: User, content: Content) -> Message:
    """Something comes from somebody whom the server does not play."""
    message = telegram.server.chats.post(actor.person.room, author, content)
    telegram.server.updates.push_message(message)
    return message


@pytest.mark.parametrize("content", UNREAD.values(), ids=UNREAD.keys())
async def test_what_is_not_read_gets_one_kind_sentence_and_is_not_fetched(
    telegram: TelegramDoor, content: Content
) -> None:
    an = telegram.person("An")
    await an.opens()
    place = telegram.begin()
    an.person.sends(content)
    (answer,) = await telegram.reaction(place, an.person)
    assert answer.text == plain(Speech("vi").say("sent"))
    assert telegram.server.calls_of("getFile") == []


async def test_a_place_gets_one_sentence(telegram: TelegramDoor) -> None:
    an = telegram.person("An")
    await an.opens()
    place = telegram.begin()
    an.person.sends(Content(location=Location(latitude=15.5, longitude=108.4)))
    assert len(await telegram.reaction(place, an.person)) == 1


async def test_what_is_passed_on_is_answered_once(telegram: TelegramDoor) -> None:
    an, binh = telegram.person("An"), telegram.person("Bình")
    await an.opens()
    place = telegram.begin()
    an.person.sends(Content(text="khai sinh", forward_origin=MessageOriginUser(date=0, sender_user=binh.person.user)))
    (answer,) = await telegram.reaction(place, an.person)
    assert "Đăng ký khai sinh" in answer.words


async def test_what_is_changed_later_is_not_answered_again(telegram: TelegramDoor) -> None:
    an = telegram.person("An")
    await an.opens()
    place = telegram.begin()
    asked = an.person.writes("khai sinh")
    assert len(await telegram.reaction(place, an.person)) == 1
    an.person.edits(asked, "kết hôn")
    # Telegram is not asked for changes; should it tell of one all the same, nothing is said.
    place = telegram.begin()
    telegram.server.updates.allowed = None
    an.person.edits(asked, "tạm trú")
    assert await telegram.reaction(place, an.person) == []


async def test_what_was_sent_by_the_bots_own_offers_is_not_answered(telegram: TelegramDoor) -> None:
    an = telegram.person("An")
    await an.opens()
    place = telegram.begin()
    an.person.sends(Content(text="khai sinh", via_bot=telegram.server.bot))
    assert await telegram.reaction(place, an.person) == []
    place = telegram.begin()
    another = User(id=77, is_bot=True, first_name="GIF", username="gif")
    an.person.sends(Content(text="khai sinh", via_bot=another))
    assert len(await telegram.reaction(place, an.person)) == 1


async def test_who_writes_in_the_name_of_the_group_is_answered_once(telegram: TelegramDoor, house: House) -> None:
    (an,) = telegram.group("Tổ 3", telegram.person("An"))
    place = telegram.begin()
    group = Chat(id=an.person.room.chat.id, type="group", title="Tổ 3")
    posts(telegram, an, ANONYMOUS, Content(text=QUESTION, entities=NAMED, sender_chat=group))
    (answer,) = await telegram.reaction(place, an.person)
    assert "Đăng ký khai sinh" in answer.words


SILENT: dict[str, Callable[[TelegramActor], Content]] = {
    "a channel's post in its group": lambda an: Content(text=QUESTION, entities=NAMED, is_automatic_forward=True),
    "somebody came": lambda an: Content(new_chat_members=(an.person.user,)),
    "somebody left": lambda an: Content(left_chat_member=an.person.user),
    "a topic was closed": lambda an: Content(forum_topic_closed=ForumTopicClosed()),
    "the group moved": lambda an: Content(migrate_from_chat_id=-1),
}


@pytest.mark.parametrize("content", SILENT.values(), ids=SILENT.keys())
async def test_what_telegram_tells_of_the_group_is_not_answered(
    telegram: TelegramDoor, content: Callable[[TelegramActor], Content]
) -> None:
    (an,) = telegram.group("Tổ 3", telegram.person("An"))
    place = telegram.begin()
    posts(telegram, an, an.person.user, content(an))
    assert await telegram.reaction(place, an.person) == []
