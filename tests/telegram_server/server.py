"""The server itself: it puts the parts together and answers calls, whichever way they come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Final

from pydantic_core import to_json

from tests.telegram_server.calls import Call, Method, Wire
from tests.telegram_server.chats import Chats, Room
from tests.telegram_server.errors import ApiError, UnmodelledError
from tests.telegram_server.faults import Broken, Faults, Trouble
from tests.telegram_server.files import Files
from tests.telegram_server.flood import COUNTED, FloodControl
from tests.telegram_server.journal import Journal
from tests.telegram_server.methods.callbacks import Callbacks
from tests.telegram_server.methods.chat import ChatDetails
from tests.telegram_server.methods.editing import Editing
from tests.telegram_server.methods.inline import InlineQueries
from tests.telegram_server.methods.profile import Profile
from tests.telegram_server.methods.receiving import Receiving
from tests.telegram_server.methods.sending import Sending
from tests.telegram_server.objects import Chat, User
from tests.telegram_server.people import Person
from tests.telegram_server.updates import UpdateQueue
from tests.telegram_server.webhook import Webhook

MORNING: Final = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=7)))
"""The moment at which every test begins, in Vietnam; a test moves `TelegramServer.now` on its own."""
WRONG_JSON: Final = b'{"ok": true, "result": <html>'
NO_CODE: Final = 0
"""The code of a call that did not arrive."""


@dataclass(frozen=True)
class Answer:
    """What goes back on the wire."""

    code: int
    body: bytes
    lost: Trouble | None = None
    """What happens to it on its way."""


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
            supports_inline_queries=True,
        )
        self.now = MORNING
        self.unmodelled: list[str] = []
        self.calls: list[Call] = []
        self.faults = Faults()
        self.files = Files()
        self.journal = Journal()
        self.updates = UpdateQueue()
        self.webhook = Webhook()
        self.chats = Chats(lambda: self.now)
        self.callbacks = Callbacks(self.journal)
        self.inline_queries = InlineQueries(self.journal)
        self.profile = Profile(self.bot, self.chats)
        self._people = count(1001)
        self._flood: FloodControl | None = None
        parts = (
            Receiving(self.updates, self.webhook),
            Sending(self.bot, self.chats, self.files, self.journal),
            Editing(self.bot, self.chats, self.journal),
            ChatDetails(self.chats),
            self.callbacks,
            self.inline_queries,
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
        return self._inside(self.chats.add_group(title), people)

    def supergroup(self, title: str, *people: Person) -> tuple[Person, ...]:
        """A new supergroup in which the bot is a member: each of the people, as they act there."""
        return self._inside(self.chats.add_supergroup(title), people)

    def forum(self, title: str, *people: Person) -> tuple[Person, ...]:
        """A new supergroup with topics: each of the people, in its general topic."""
        return self._inside(self.chats.add_forum(title), people)

    def group_without_bot(self, title: str, *people: Person) -> tuple[Person, ...]:
        """A new group to which nobody has added the bot yet."""
        return self._inside(self.chats.add_group(title, "stranger"), people)

    def passes(self, seconds: float) -> None:
        """Time goes by, for the stamps of messages and for flood control."""
        self.now += timedelta(seconds=seconds)

    def limit_floods(self, clock: Callable[[], float] | None = None) -> None:
        """Count messages from now on, by the server's own moment or by another clock that tells seconds."""
        self._flood = FloodControl(clock or (lambda: self.now.timestamp()))

    def fail_next(self, method: str, code: int, description: str, times: int = 1, **parameters: int) -> None:
        """Refuse the next calls of a method, as `fail_next("sendMessage", 429, "…", retry_after=1)`."""
        self.faults.add(method, ApiError(code, description, **parameters), times)

    def lose_next(self, method: str, trouble: Trouble, times: int = 1) -> None:
        """The next calls of a method do not arrive; their callers learn no more than that something broke."""
        self.faults.add(method, Broken(trouble, carried_out=False), times)

    def lose_next_answer(self, method: str, trouble: Trouble, times: int = 1) -> None:
        """The next calls of a method are carried out, but their callers do not learn it."""
        self.faults.add(method, Broken(trouble, carried_out=True), times)

    @property
    def methods(self) -> frozenset[str]:
        """The names of the methods that are modelled."""
        return frozenset(self._methods)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def problems(self) -> list[str]:
        """What makes a test fail although the bot did not notice."""
        return [*self.unmodelled, *(f"the fault of {method} was never met" for method in self.faults.unmet)]

    async def call(self, token: str, method: str, parameters: Wire) -> Answer:
        """Answer one call, as api.telegram.org/bot<token>/<method> would."""
        fault = self.faults.next(method) if token == self.token else None
        if isinstance(fault, Broken) and not fault.carried_out:
            self.calls.append(Call(method, parameters, NO_CODE, None))
            return Answer(200, WRONG_JSON, fault.trouble)
        answer = await self._answer(token, method, parameters, fault if isinstance(fault, ApiError) else None)
        return Answer(200, WRONG_JSON, fault.trouble) if isinstance(fault, Broken) else answer

    async def _answer(self, token: str, method: str, parameters: Wire, refusal: ApiError | None) -> Answer:
        code: int
        body: dict[str, object]
        result: object = None
        try:
            self._check_token(token)
            if refusal:
                raise refusal
            known = self._method(method)
            self._count(method, parameters)
            result = await known(parameters)
            code, body = 200, {"ok": True, "result": result}
        except ApiError as error:
            code, body = error.code, _refused(error)
        except UnmodelledError as error:
            self.unmodelled.append(str(error))
            code, body = 501, _refused(ApiError(501, f"Not Implemented: unmodelled {error}"))
        self.calls.append(Call(method, parameters, code, result))
        return Answer(code, to_json(body, by_alias=True, exclude_none=True))

    def _count(self, method: str, parameters: Wire) -> None:
        chat_id = parameters.get("chat_id")
        room = self.chats.find(chat_id) if isinstance(chat_id, str) else None
        if self._flood and method in COUNTED and room:
            self._flood.take(room.chat.id, room.private)

    def _inside(self, room: Room, people: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(Person(self, person.user, room) for person in people)

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
