"""The server itself: it puts the parts together and answers calls, whichever way they come."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Final

from pydantic_core import to_json

from tests.telegram_server.calls import Call, Method, Wire
from tests.telegram_server.chats import Chats
from tests.telegram_server.errors import ApiError, UnmodelledError
from tests.telegram_server.faults import Faults
from tests.telegram_server.files import Files
from tests.telegram_server.journal import Journal
from tests.telegram_server.methods.callbacks import Callbacks
from tests.telegram_server.methods.messages import Messages
from tests.telegram_server.methods.polling import Polling
from tests.telegram_server.methods.profile import Profile
from tests.telegram_server.objects import Chat, User
from tests.telegram_server.people import Person
from tests.telegram_server.updates import UpdateQueue

MORNING: Final = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=7)))
"""The moment at which every test begins, in Vietnam; a test moves `TelegramServer.now` on its own."""


@dataclass(frozen=True)
class Answer:
    """What goes back on the wire."""

    code: int
    body: bytes


class TelegramServer:
    """A Telegram of one bot, some people and some groups, in memory.

    Whatever the server does not know how to answer stands in `unmodelled` at the end; a test that leaves
    anything there has failed.
    """

    def __init__(self, token: str = "123456:stand-in", username: str = "motcua_test_bot") -> None:
        self.token = token
        self.bot = User(
            id=int(token.split(":")[0]),
            is_bot=True,
            first_name="Một Cửa",
            username=username,
            can_join_groups=True,
            can_read_all_group_messages=False,
            supports_inline_queries=False,
        )
        self.now = MORNING
        self.unmodelled: list[str] = []
        self.calls: list[Call] = []
        self.faults = Faults()
        self.files = Files()
        self.journal = Journal()
        self.updates = UpdateQueue()
        self.chats = Chats(lambda: self.now)
        self.callbacks = Callbacks(self.journal)
        self.profile = Profile(self.bot, self.chats)
        self._people = count(1001)
        self._groups = count(-5001, -1)
        parts = (
            Polling(self.updates),
            Messages(self.bot, self.chats, self.files, self.journal),
            self.callbacks,
            self.profile,
        )
        self._methods = {method.name: method for part in parts for method in map(Method, part.offered())}

    def person(self, first_name: str = "An", language_code: str | None = "vi") -> Person:
        """Somebody new, who has not opened the bot yet."""
        number = next(self._people)
        user = User(id=number, is_bot=False, first_name=first_name, language_code=language_code)
        chat = Chat(id=number, type="private", first_name=first_name)
        return Person(self, user, self.chats.add(chat, "stranger"))

    def group(self, title: str, *people: Person) -> tuple[Person, ...]:
        """A new group in which the bot is a member: each of the people, as they act there."""
        room = self.chats.add(Chat(id=next(self._groups), type="group", title=title), "member")
        return tuple(Person(self, person.user, room) for person in people)

    def fail_next(self, method: str, code: int, description: str, **parameters: int) -> None:
        """Refuse the next call of a method, as `fail_next("sendMessage", 429, "…", retry_after=1)`."""
        self.faults.add(method, ApiError(code, description, **parameters))

    @property
    def methods(self) -> frozenset[str]:
        """The names of the methods that are modelled."""
        return frozenset(self._methods)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def problems(self) -> list[str]:
        """What makes a test fail although the bot did not notice."""
        return [*self.unmodelled, *(f"fail_next({method}) was never met" for method in self.faults.unmet)]

    async def call(self, token: str, method: str, parameters: Wire) -> Answer:
        """Answer one call, as api.telegram.org/bot<token>/<method> would."""
        code: int
        body: dict[str, object]
        result: object = None
        try:
            self._check_token(token)
            self.faults.strike(method)
            result = await self._method(method)(parameters)
            code, body = 200, {"ok": True, "result": result}
        except ApiError as error:
            code, body = error.code, _refused(error)
        except UnmodelledError as error:
            self.unmodelled.append(str(error))
            code, body = 501, _refused(ApiError(501, f"Not Implemented: unmodelled {error}"))
        self.calls.append(Call(method, parameters, code, result))
        return Answer(code, to_json(body, by_alias=True, exclude_none=True))

    def _check_token(self, token: str) -> None:
        if not token.partition(":")[0].isdecimal() or not token.partition(":")[2]:
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    def _method(self, name: str) -> Method:
        if name not in self._methods:
            raise UnmodelledError(name)
        return self._methods[name]


def _refused(error: ApiError) -> dict[str, object]:
    body: dict[str, object] = {"ok": False, "error_code": error.code, "description": error.description}
    return body | ({"parameters": error.parameters} if error.parameters else {})
