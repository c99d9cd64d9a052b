"""Any update at all through the real application: one answer where one is due, and none where it is not."""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from telegram import Update

from bot.conversation.speech import Speech
from bot.telegram.application import TelegramApplication, build
from tests.actors import House
from tests.fuzz.anything import payloads, texts, wires
from tests.telegram_server import InProcessRequest, Person, TelegramServer
from tests.telegram_server.calls import Call

Json = dict[str, Any]
one_house = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
FAULTS: Final = {Speech("vi").say("fault"), Speech("en").say("fault")}
SPEAKING: Final = {"sendMessage", "editMessageText", "sendDocument"}
_NUMBERS: Final = count(1)
_numbers = st.integers(-(2**53), 2**53)
_file: Final[Json] = {"file_id": "f", "file_unique_id": "f"}

scalars = st.none() | st.booleans() | _numbers | st.floats(allow_nan=False) | st.text(max_size=10)
json_values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2)
)
unknown = st.dictionaries(st.from_regex(r"new_field_[a-z]{1,8}", fullmatch=True), json_values, max_size=2)
"""Fields that a later Bot API may bring."""

entities = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["bot_command", "mention", "bold", "url", "text_mention", "of_tomorrow"]),
            "offset": st.integers(0, 40),
            "length": st.integers(1, 40),
        }
    ),
    max_size=2,
)
contents = st.one_of(
    st.fixed_dictionaries({"text": texts.filter(bool)}, optional={"entities": entities}),
    payloads.map(lambda payload: {"text": f"/start {payload}"}),
    st.fixed_dictionaries({"caption": texts, "photo": st.just([_file | {"width": 9, "height": 9}])}),
    st.sampled_from(
        [
            {"voice": _file | {"duration": 3}},
            {"document": _file},
            {"audio": _file | {"duration": 3}},
            {"video_note": _file | {"length": 9, "duration": 3}},
            {"contact": {"phone_number": "0905123456", "first_name": "An"}},
            {"dice": {"emoji": "🎲", "value": 3}},
            {"location": {"latitude": 15.5, "longitude": 108.4}},
            {"story": {"id": 1, "chat": {"id": 5, "type": "private"}}},
        ]
    ),
)
services = st.sampled_from(
    [
        {},
        {"new_chat_title": "Tên mới"},
        {"delete_chat_photo": True},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 5}},
        {"left_chat_member": {"id": 7, "is_bot": False, "first_name": "B"}},
        {"pinned_message": {"chat": {"id": 7, "type": "private"}, "message_id": 2, "date": 0}},
    ]
)
"""What Telegram itself says in a chat: nobody waits for an answer."""

kinds_of_chat = st.sampled_from(["private", "group", "supergroup", "channel"])
silent_kinds = st.sampled_from(["edited_message", "channel_post", "edited_channel_post", "business_message"])


class Chat:
    """Somebody new in a chat that the server knows, and what the bot does there."""

    def __init__(self, server: TelegramServer, application: TelegramApplication) -> None:
        self._server = server
        self._application = application
        self._person: Person = server.person("An")
        self._person.room.standing = "member"

    def message(self, kind: str, content: Json, extra: Json) -> Json:
        user = {"id": self._person.user.id, "is_bot": False, "first_name": "An", "language_code": "vi"}
        chat = {"id": self._person.room.chat.id, "type": kind}
        return {"message_id": 1, "date": 1_795_399_240, "chat": chat, "from": user} | content | extra

    async def gets(self, update: Json) -> list[Call]:
        """What the bot does when this update comes: the calls it makes."""
        before = len(self._server.calls)
        number = next(_NUMBERS)
        parsed = Update.de_json({"update_id": number} | update, self._application.bot)
        await self._application.process_update(parsed)
        return self._server.calls[before:]


def judge(calls: list[Call], house: House, answers: int) -> None:
    complaints = house.complaints.copy()
    house.complaints.clear()
    assert complaints == []
    spoken = [call for call in calls if call.method in SPEAKING and call.code == 200]
    assert len(spoken) == answers
    assert all(str(call.parameters.get("text")) not in FAULTS for call in spoken)
    assert not [call for call in calls if "can't parse" in str(call) or "too long" in str(call)]


@pytest.fixture
async def server() -> TelegramServer:
    return TelegramServer()


@pytest.fixture
async def application(house: House, server: TelegramServer) -> AsyncIterator[TelegramApplication]:
    built = build(server.token, house.guide, house.pseudonyms, request=InProcessRequest(server))
    async with built:
        yield built


@given(content=contents, extra=unknown)
@example(content={"text": "\ud800"}, extra={})
@one_house
async def test_any_private_message_is_answered_once(
    house: House, server: TelegramServer, application: TelegramApplication, content: Json, extra: Json
) -> None:
    chat = Chat(server, application)
    judge(await chat.gets({"message": chat.message("private", content, extra)}), house, answers=1)


@given(
    update=st.one_of(
        st.tuples(st.just("message"), st.sampled_from(["group", "supergroup"]), texts.filter(lambda t: "/" not in t)),
        st.tuples(silent_kinds, kinds_of_chat, texts),
    ),
    service=services,
    extra=unknown,
)
@one_house
async def test_what_is_not_for_the_bot_is_not_answered(
    house: House,
    server: TelegramServer,
    application: TelegramApplication,
    update: tuple[str, str, str],
    service: Json,
    extra: Json,
) -> None:
    chat = Chat(server, application)
    kind, where, text = update
    judge(await chat.gets({kind: chat.message(where, {"text": text}, extra)}), house, answers=0)
    judge(await chat.gets({"message": chat.message("private", service, extra)}), house, answers=0)


@given(wire=wires, where=kinds_of_chat, extra=unknown, reachable=st.booleans())
@one_house
async def test_any_tap_is_answered_once_and_ends_its_waiting(
    house: House,
    server: TelegramServer,
    application: TelegramApplication,
    wire: str,
    where: str,
    extra: Json,
    reachable: bool,
) -> None:
    chat = Chat(server, application)
    message = chat.message(where, {"text": "cũ"}, {})
    if not reachable:
        message |= {"date": 0}
    query = {"id": "77", "from": message["from"], "chat_instance": "1", "data": wire, "message": message} | extra
    calls = await chat.gets({"callback_query": query})
    assert [call.method for call in calls].count("answerCallbackQuery") == 1
    # The server knows nothing of this tap, so that its toast is said as a message instead.
    judge(calls, house, answers=1)
