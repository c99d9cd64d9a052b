"""Groups: how the bot comes and goes, supergroups, topics, and what people change afterwards."""

import pytest
from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.telegram_server import Person, TelegramServer
from tests.telegram_server.conftest import Bot


@pytest.fixture
def an(server: TelegramServer) -> Person:
    return server.person("An")


async def news(server: TelegramServer, bot: Bot) -> tuple[Update, ...]:
    """What has happened since it was asked last."""
    updates = await bot.get_updates()
    server.updates.forget()
    return updates


async def test_a_group_becomes_a_supergroup_with_another_id(server: TelegramServer, bot: Bot, an: Person) -> None:
    member, other = server.group("Tổ dân phố 3", an, server.person("Bình"))
    old = member.room.chat.id
    member.upgrades_group()
    new = member.room.chat.id
    gone, come = await news(server, bot)
    assert gone.message
    assert come.message
    assert (gone.message.chat.id, gone.message.migrate_to_chat_id) == (old, new)
    assert (come.message.chat.id, come.message.migrate_from_chat_id) == (new, old)
    assert (come.message.chat.type, come.message.chat.title) == ("supergroup", "Tổ dân phố 3")
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old, "Chào")
    assert moved.value.new_chat_id == new
    await bot.send_message(new, "Chào")
    assert (await other.receives()).text == "Chào"


async def test_a_supergroup_counts_its_messages_for_itself(server: TelegramServer, bot: Bot, an: Person) -> None:
    an.presses_start()
    (member,) = server.supergroup("Phường", an)
    assert (await bot.send_message(member.room.chat.id, "Chào")).message_id == 2


async def test_the_bot_is_told_that_it_was_added_made_administrator_and_removed(
    server: TelegramServer, bot: Bot, an: Person
) -> None:
    (member,) = server.group_without_bot("Tổ dân phố 3", an)
    chat = member.room.chat.id
    with pytest.raises(BadRequest, match="hat not found"):
        await bot.send_message(chat, "Chào")
    member.writes("/hoi khai sinh")
    member.adds_bot()
    member.promotes_bot()
    member.removes_bot()
    changes, notices = [], []
    for update in await news(server, bot):
        if change := update.my_chat_member:
            changes.append((change.old_chat_member.status, change.new_chat_member.status))
        if update.message:
            notices += [user.id for user in update.message.new_chat_members]
    assert changes == [("left", "member"), ("member", "administrator"), ("administrator", "kicked")]
    assert notices == [bot.id]
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(chat, "Chào")


async def test_an_administrator_hears_everything(server: TelegramServer, bot: Bot, an: Person) -> None:
    (member,) = server.supergroup("Phường", an)
    member.writes("mai họp nhé")
    assert await news(server, bot) == ()
    member.promotes_bot()
    member.writes("mai họp nhé")
    assert [update.message.text for update in await news(server, bot) if update.message] == ["mai họp nhé"]


async def test_what_a_person_changes_is_told_as_an_edit(server: TelegramServer, bot: Bot, an: Person) -> None:
    (member,) = server.group("Tổ dân phố 3", an)
    written = an.writes("khai sin")
    an.edits(written, "khai sinh")
    member.edits(member.writes("chào"), "chào cả nhà")
    first, edit = await news(server, bot)
    assert first.message
    assert edit.edited_message
    assert (edit.message, edit.edited_message.message_id) == (None, first.message.message_id)
    assert (edit.edited_message.text, bool(edit.edited_message.edit_date)) == ("khai sinh", True)
    with pytest.raises(AssertionError, match="Bình cannot edit what An wrote"):
        server.person("Bình").edits(written, "khai tử")


async def test_a_topic_is_told_with_each_message_and_answered_in_it(
    server: TelegramServer, bot: Bot, an: Person
) -> None:
    host, other = server.forum("Xã Tam Xuân", an, server.person("Bình"))
    chat = host.room.chat.id
    land = host.opens_topic("Đất đai")
    births = host.opens_topic("Khai sinh")
    asked = births.writes("/hoi khai sinh")
    general = host.writes("/hoi")
    updates = [update.message for update in await news(server, bot) if update.message]
    opened, _, told, told_general = updates
    assert opened.forum_topic_created
    assert opened.forum_topic_created.name == "Đất đai"
    assert (told.message_thread_id, told.is_topic_message, told.chat.is_forum) == (births.thread, True, True)
    # Who replies to nobody in a topic is told as replying to its first message.
    assert told.reply_to_message
    assert told.reply_to_message.forum_topic_created
    assert (told_general.message_thread_id, told_general.reply_to_message) == (None, None)
    answer = await bot.send_message(chat, "Khai sinh", message_thread_id=told.message_thread_id)
    by_reply = await bot.send_message(chat, "Khai sinh", reply_to_message_id=asked.message_id)
    to_general = await bot.send_message(chat, "Hỏi gì?", reply_to_message_id=general.message_id)
    places = [(sent.message_thread_id, sent.is_topic_message) for sent in (answer, by_reply, to_general)]
    assert places == [(births.thread, True), (births.thread, True), (None, None)]
    assert (await other.in_topic(births.thread).receives()).text == "Khai sinh"
    assert (await other.receives()).text == "Hỏi gì?"
    assert len(land.screen) == 1


async def test_a_topic_that_is_not_there_or_closed_takes_nothing(server: TelegramServer, bot: Bot, an: Person) -> None:
    (host,) = server.forum("Xã Tam Xuân", an)
    topic = host.opens_topic("Đất đai")
    chat = host.room.chat.id
    asked = host.writes("/hoi")
    for thread in (1, 404, asked.message_id):
        with pytest.raises(BadRequest, match="essage thread not found"):
            await bot.send_message(chat, "Chào", message_thread_id=thread)
    assert await bot.send_chat_action(chat, "typing", message_thread_id=1)
    with pytest.raises(BadRequest, match="essage thread not found"):
        await bot.send_chat_action(chat, "typing", message_thread_id=404)
    topic.closes_topic()
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(chat, "Chào", message_thread_id=topic.thread)
    host.promotes_bot()
    assert await bot.send_message(chat, "Chào", message_thread_id=topic.thread)


async def test_a_reply_in_a_supergroup_has_a_thread_that_is_no_topic(
    server: TelegramServer, bot: Bot, an: Person
) -> None:
    (member,) = server.supergroup("Phường", an)
    chat = member.room.chat.id
    asked = member.writes("/hoi khai sinh")
    answer = await bot.send_message(chat, "Khai sinh", reply_to_message_id=asked.message_id)
    assert (answer.message_thread_id, answer.is_topic_message) == (asked.message_id, None)
    assert await bot.send_message(chat, "Lệ phí", message_thread_id=asked.message_id)
    with pytest.raises(BadRequest, match="essage thread not found"):
        await bot.send_message(chat, "Lệ phí", message_thread_id=404)
