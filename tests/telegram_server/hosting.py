"""What a person does with the chat itself: they let the bot in or out, found a supergroup, open and close topics."""

from typing import Final, Self

from tests.telegram_server.chats import Standing
from tests.telegram_server.objects import (
    ChatMember,
    ChatMemberUpdated,
    Content,
    ForumTopicClosed,
    ForumTopicCreated,
    Message,
)
from tests.telegram_server.reading import Reader

_STATUS: Final[dict[Standing, str]] = {
    "stranger": "left",
    "member": "member",
    "administrator": "administrator",
    "kicked": "kicked",
}
_RIGHTS: Final = dict.fromkeys(("can_manage_chat", "can_delete_messages", "can_pin_messages"), True) | dict.fromkeys(
    (
        "can_be_edited", "is_anonymous", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
        "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
        "can_send_welcome_messages",
    ),
    False,
)  # fmt: skip


class Host(Reader):
    """A person who may do anything with the chat."""

    def blocks_bot(self) -> None:
        """Block the bot, or throw it out of the group."""
        self._bot_becomes("kicked")

    def unblocks_bot(self) -> None:
        """Let the bot in again."""
        self._bot_becomes("member")

    def adds_bot(self) -> None:
        """Add the bot to a group, of which it is told twice: by its standing and by a notice in the chat."""
        self._bot_becomes("member")
        self._notes(Content(new_chat_members=(self._server.bot,)))

    def removes_bot(self) -> None:
        """Throw the bot out of a group; it does not see the notice in the chat any more."""
        self._bot_becomes("kicked")
        self._notes(Content(left_chat_member=self._server.bot))

    def promotes_bot(self) -> None:
        """Make the bot an administrator: it now sees everything, and may pin and delete."""
        self._bot_becomes("administrator")

    def upgrades_group(self) -> None:
        """Make a supergroup of the group; everybody in it goes along, and it has another id."""
        old = self.room
        assert old.chat.type == "group", f"{old.chat.title} is a {old.chat.type}; only a group can be upgraded"
        new = self._server.chats.add_supergroup(old.chat.title or "", old.standing)
        self._notes(Content(migrate_to_chat_id=new.chat.id))
        old.successor = new
        self._notes(Content(migrate_from_chat_id=old.chat.id))

    def opens_topic(self, title: str) -> Self:
        """Open a topic of the forum; gives the same person as they act in it."""
        assert self.room.chat.is_forum, f"{self.room.chat.title} is no forum"
        content = Content(forum_topic_created=ForumTopicCreated(name=title))
        first = self._server.chats.post(self.room, self.user, content)
        place = {"message_thread_id": first.message_id, "is_topic_message": True}
        first = self.room.messages[first.message_id] = first.model_copy(update=place)
        self._tell(first)
        return self.in_topic(first.message_id)

    def closes_topic(self) -> None:
        """Close this topic: only administrators may write in it."""
        assert self.thread is not None, "the general topic stays open"
        self._notes(self.room.in_thread(Content(forum_topic_closed=ForumTopicClosed()), self.thread))
        self.room.closed_topics.add(self.thread)

    def in_topic(self, thread: int | None) -> Self:
        """The same person in a topic that somebody opened, or with None in the general one."""
        return type(self)(self._server, self.user, self.room, thread)

    def _bot_becomes(self, standing: Standing) -> None:
        before, self.room.standing = self.room.standing, standing
        self._server.updates.push_standing(
            ChatMemberUpdated(
                chat=self.room.chat,
                from_=self.user,
                date=self._server.chats.timestamp(),
                old_chat_member=self._membership(before),
                new_chat_member=self._membership(standing),
            )
        )

    def _membership(self, standing: Standing) -> ChatMember:
        rights: dict[str, object] = {}
        if standing == "administrator":
            rights |= _RIGHTS
        if standing == "kicked":
            rights["until_date"] = 0
        return ChatMember.model_validate({"status": _STATUS[standing], "user": self._server.bot, **rights})

    def _notes(self, content: Content) -> None:
        """Telegram writes into the chat what this person did."""
        self._tell(self._server.chats.post(self.room, self.user, content))

    def _tell(self, message: Message) -> None:
        if self.room.hosts_bot:
            self._server.updates.push_message(message)
