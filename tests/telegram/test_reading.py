"""Updates as Telegram writes them, and what they are to the conversation."""

from collections.abc import Mapping
from typing import Any

import pytest
from telegram import Update, User

from bot.conversation.actions import Expired, ShowPage
from bot.conversation.events import Event, Left, Located, Opened, Said, Sent, Tapped
from bot.telegram.reading import Reader
from bot.telegram.sending import Place, place_of
from tests.telegram.scripted import PSEUDONYMS

BOT = User(1, "Một Cửa", is_bot=True, username="motcua_test_bot")
READER = Reader(PSEUDONYMS)
AN = {"id": 1001, "is_bot": False, "first_name": "An", "language_code": "vi"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "An"}
GROUP = {"id": -5001, "type": "supergroup", "title": "Tổ dân phố 3"}
FILE = {"file_id": "1", "file_unique_id": "1"}
PICTURE = {**FILE, "width": 9, "height": 9}


def update(**content: Any) -> Update:
    found = Update.de_json({"update_id": 1, **content}, None)
    assert found
    return found


def message(chat: Mapping[str, Any] = PRIVATE, sender: Mapping[str, Any] | None = AN, **content: Any) -> dict[str, Any]:
    author = {"from": dict(sender)} if sender else {}
    return {"message_id": 7, "date": 0, "chat": dict(chat), **author, **content}


def read(**content: Any) -> Event | None:
    return READER.event(update(**content), BOT)


def commanded(chat: Mapping[str, Any], **content: Any) -> Event | None:
    entities = [{"type": "bot_command", "offset": 0, "length": 4}]
    return read(message=message(chat, text="/goi", entities=entities, **content))


def said(**content: Any) -> Event | None:
    return read(message=message(**content))


def test_words_are_said_and_start_opens() -> None:
    match said(text="  khai sinh "):
        case Said(where=where, who=who, text="  khai sinh "):
            assert where.private
            assert where.channel == "telegram"
            assert who.language == "vi"
        case other:
            pytest.fail(f"{other}")
    for text, payload in (("/start", ""), ("/start khai-sinh", "khai-sinh"), ("/START x", "x")):
        match said(text=text):
            case Opened(payload=found):
                assert found == payload
            case other:
                pytest.fail(f"{text}: {other}")
    assert isinstance(said(text="/help"), Said)


def test_only_a_private_chat_can_be_written_to_later_and_its_number_is_printed_nowhere() -> None:
    alone, inside = said(text="khai sinh"), commanded(GROUP)
    assert alone
    assert inside
    assert alone.where.address == "1001"
    assert inside.where.address is None
    assert "1001" not in repr(alone)


@pytest.mark.parametrize(("code", "language"), [("vi", "vi"), ("en-GB", "en"), ("fr", None), (None, None)])
def test_the_language_is_that_of_the_app(code: str | None, language: str | None) -> None:
    event = said(sender={**AN, "language_code": code}, text="khai sinh")
    assert event
    assert event.who.language == language


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"photo": [PICTURE], "caption": "khai sinh"}, "photo"),
        ({"voice": {**FILE, "duration": 1}}, "voice"),
        ({"video": {**PICTURE, "duration": 1}}, "video"),
        ({"video_note": {**FILE, "length": 9, "duration": 1}}, "video"),
        ({"animation": {**PICTURE, "duration": 1}, "document": FILE}, "video"),
        ({"sticker": {**PICTURE, "type": "regular", "is_animated": False, "is_video": False}}, "sticker"),
        ({"document": FILE}, "file"),
        ({"audio": {**FILE, "duration": 1}}, "file"),
        ({"contact": {"phone_number": "0905123456", "first_name": "An"}}, "contact"),
        ({"dice": {"emoji": "🎲", "value": 6}}, "other"),
    ],
)
def test_what_is_no_text_is_known_by_its_kind_alone(content: dict[str, Any], kind: str) -> None:
    event = said(**content)
    assert isinstance(event, Sent)
    assert event.kind == kind
    assert "0905123456" not in str(event)


def test_a_place_comes_alone_or_with_a_name() -> None:
    position = {"latitude": 15.573, "longitude": 108.474}
    for content in ({"location": position}, {"venue": {"location": position, "title": "Chợ", "address": ""}}):
        event = said(**{"location": position, **content})
        assert isinstance(event, Located)
        assert (event.latitude, event.longitude) == (15.573, 108.474)


@pytest.mark.parametrize(
    "content",
    [
        {"edited_message": message(text="khai sinh", edit_date=1)},
        {"channel_post": message({"id": -9, "type": "channel", "title": "Kênh"}, None, text="khai sinh")},
        {"message": message(pinned_message=message(text="khai sinh"))},
        {"message": message(GROUP, new_chat_members=[AN])},
        {"message": message(sender=None, text="khai sinh")},
    ],
    ids=["an edit", "a channel", "a pin", "somebody came", "nobody wrote it"],
)
def test_what_is_not_for_the_bot_is_nothing(content: dict[str, Any]) -> None:
    assert read(**content) is None


def test_a_tap_is_read_and_one_that_cannot_be_read_has_expired() -> None:
    tap = {"id": "9", "from": AN, "chat_instance": "1", "message": message(text="Thẻ", sender={**AN, "is_bot": True})}
    for data, action in (("1p:help", ShowPage("help")), ("9p:help", Expired()), ("", Expired())):
        event = read(callback_query={**tap, **({"data": data} if data else {})})
        assert isinstance(event, Tapped)
        assert event.action == action


def test_a_tap_under_a_message_that_telegram_no_longer_shows_has_a_place() -> None:
    gone = {"message_id": 7, "date": 0, "chat": PRIVATE}
    tapped = update(callback_query={"id": "9", "from": AN, "chat_instance": "1", "message": gone, "data": "1p:help"})
    assert isinstance(READER.event(tapped, BOT), Tapped)
    assert place_of(tapped, None) == Place(1001, tapped=7, query="9")


def test_in_a_forum_the_answer_stays_in_its_topic() -> None:
    asked = update(message=message(GROUP, text="/goi", message_thread_id=3, is_topic_message=True))
    assert place_of(asked, "en") == Place(-5001, private=False, topic=3, question=7, language="en")
    # Outside a forum Telegram gives a thread of replies a number too, which nothing can be sent to.
    assert place_of(update(message=message(GROUP, text="/goi", message_thread_id=3)), None) == Place(
        -5001, private=False, question=7
    )


@pytest.mark.parametrize(("status", "gone"), [("kicked", True), ("left", True), ("member", False)])
def test_a_block_is_a_leaving(status: str, gone: bool) -> None:
    member = {"user": {"id": 1, "is_bot": True, "first_name": "Một Cửa"}, "status": status}
    event = read(
        my_chat_member={
            "chat": PRIVATE,
            "from": AN,
            "date": 0,
            "old_chat_member": {**member, "status": "member"},
            "new_chat_member": {**member, **({"until_date": 0} if status == "kicked" else {})},
        }
    )
    assert isinstance(event, Left) is gone
    assert gone or event is None


def test_people_and_chats_leave_as_keys() -> None:
    here, there = said(text="a"), commanded(GROUP)
    other = said(chat={**PRIVATE, "id": 1002}, sender={**AN, "id": 1002}, text="a")
    assert here
    assert there
    assert other
    assert "1001" not in str(here)
    assert here.who.key == there.who.key != other.who.key
    assert len({here.where.chat, there.where.chat, other.where.chat}) == 3


def test_who_writes_in_the_name_of_a_group_is_not_everybody_who_does() -> None:
    stand_in = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    there = {**GROUP, "id": -6002}
    keys = [event.who.key for chat in (GROUP, there) if (event := commanded(chat, sender=stand_in, sender_chat=chat))]
    assert len(set(keys)) == 2
