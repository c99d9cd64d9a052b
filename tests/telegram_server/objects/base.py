"""What every object is, and the two who talk: users and chats."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Object(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class User(Object):
    id: int
    is_bot: bool
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    can_join_groups: bool | None = None
    can_read_all_group_messages: bool | None = None
    supports_inline_queries: bool | None = None


class Chat(Object):
    id: int
    type: Literal["private", "group", "supergroup"]
    title: str | None = None
    first_name: str | None = None
    username: str | None = None
    is_forum: Literal[True] | None = None
