"""Delivery to a webhook: who may receive, in what order, and what comes again."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import MessageHandler, filters

from tests.telegram_server import TelegramServer, delivering, delivering_in_process
from tests.telegram_server.conftest import Bot, Transport
from tests.telegram_server.transports import serving_application

URL = "https://bot.example/telegram"
SECRET = "bi-mat_1"


class Receiver:
    """A bot's side of a webhook: it notes what comes, and answers as a test says (at first always 200)."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.arrivals: asyncio.Queue[str] = asyncio.Queue()
        self.open = asyncio.Event()
        """Nothing is answered before it is set."""
        self.open.set()
        self.secrets: set[str | None] = set()
        self.answers: list[Response | None] = []
        """The next answers; None never comes."""
        self.application = Starlette(routes=[Route("/telegram", self._receive, methods=["POST"])])

    async def _receive(self, request: Request) -> Response:
        update = Update.de_json(await request.json())
        message = update.message or update.edited_message
        self.seen.append(message.text or "" if message else next(iter(update.to_dict().keys() - {"update_id"})))
        self.arrivals.put_nowait(self.seen[-1])
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await self.open.wait()
        answer = self.answers.pop(0) if self.answers else Response()
        if answer is None:
            await asyncio.Event().wait()
        assert answer
        return answer


Delivery = Callable[[TelegramServer, Receiver], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def over_http(server: TelegramServer, receiver: Receiver) -> AsyncIterator[None]:
    async with serving_application(receiver.application) as root, delivering(server, root, patience=0.1):
        yield


@asynccontextmanager
async def in_process(server: TelegramServer, receiver: Receiver) -> AsyncIterator[None]:
    async with delivering_in_process(server, receiver.application, patience=0.1):
        yield


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture(params=[in_process, over_http], ids=["in-process", "http"])
async def delivery(request: pytest.FixtureRequest, server: TelegramServer, receiver: Receiver) -> AsyncIterator[None]:
    way: Delivery = request.param
    async with way(server, receiver):
        yield


async def changed(server: TelegramServer, so: Callable[[], bool]) -> None:
    """Returns once it is so, by something that came, was taken or was refused."""
    async with asyncio.timeout(3):
        while not so():
            await server.updates.changed.wait()


async def settled(server: TelegramServer) -> None:
    async with asyncio.timeout(3):
        await server.updates.emptied()


async def subscribe(server: TelegramServer, **parameters: str) -> None:
    """As the bot does it; the tests below look at what follows."""
    answer = await server.call(server.token, "setWebhook", {"url": URL, "secret_token": SECRET, **parameters})
    assert answer.code == 200, answer.body


@pytest.mark.usefixtures("delivery")
async def test_updates_arrive_with_the_secret_and_only_of_the_kinds_asked_for(
    server: TelegramServer, receiver: Receiver
) -> None:
    an = server.person("An")
    an.writes("trước")
    await subscribe(server, allowed_updates='["edited_message", "my_chat_member"]')
    an.edits(an.writes("không ai đọc"), "sửa")
    an.blocks_bot()
    await settled(server)
    assert receiver.seen == ["trước", "sửa", "my_chat_member"]
    assert receiver.secrets == {SECRET}


@pytest.mark.usefixtures("delivery")
async def test_what_is_refused_or_not_answered_comes_again_before_anything_later_of_that_chat(
    server: TelegramServer, receiver: Receiver
) -> None:
    receiver.answers = [Response(status_code=500), None, Response(status_code=403)]
    await subscribe(server)
    an = server.person("An")
    for text in ("một", "hai", "ba"):
        an.writes(text)
    await settled(server)
    assert receiver.seen == ["một"] * 4 + ["hai", "ba"]


@pytest.mark.usefixtures("delivery")
async def test_one_chat_does_not_wait_for_another(server: TelegramServer, receiver: Receiver) -> None:
    receiver.answers = [None]
    await subscribe(server)
    server.person("An").writes("một")
    server.person("Bình").writes("hai")
    await settled(server)
    assert receiver.seen == ["một", "hai", "một"]


async def test_while_one_is_under_way_nothing_else_of_that_chat_comes(
    server: TelegramServer, receiver: Receiver
) -> None:
    await subscribe(server)
    an, binh = server.person("An"), server.person("Bình")
    receiver.open.clear()
    async with delivering_in_process(server, receiver.application), asyncio.timeout(3):
        an.writes("một")
        assert await receiver.arrivals.get() == "một"
        an.writes("hai")
        binh.writes("ba")
        assert await receiver.arrivals.get() == "ba"
        receiver.open.set()
        assert await receiver.arrivals.get() == "hai"
        await server.updates.emptied()
    assert receiver.seen == ["một", "ba", "hai"]


@pytest.mark.usefixtures("delivery")
async def test_with_one_connection_everybody_waits_for_their_turn(server: TelegramServer, receiver: Receiver) -> None:
    receiver.answers = [None]
    await subscribe(server, max_connections="1")
    server.person("An").writes("một")
    server.person("Bình").writes("hai")
    await changed(server, lambda: len(server.updates) == 1)
    assert receiver.seen[0] == "một"
    assert server.webhook.failure
    await settled(server)
    assert sorted(receiver.seen) == ["hai", "một", "một"]


@pytest.mark.usefixtures("delivery")
async def test_a_call_in_the_answer_is_carried_out(server: TelegramServer, receiver: Receiver) -> None:
    an = server.person("An")
    receiver.answers = [JSONResponse({"method": "sendMessage", "chat_id": an.user.id, "text": "Chào bạn"})]
    await subscribe(server)
    assert (await an.says("xin chào")).text == "Chào bạn"
    await settled(server)
    assert receiver.seen == ["xin chào"]


async def test_the_bot_can_ask_how_its_webhook_does(server: TelegramServer, bot: Bot, receiver: Receiver) -> None:
    await bot.set_webhook(URL, secret_token=SECRET, allowed_updates=["message"], max_connections=3)
    server.person("An").writes("một")
    waiting = await bot.get_webhook_info()
    assert (waiting.url, waiting.pending_update_count, waiting.max_connections) == (URL, 1, 3)
    assert (waiting.allowed_updates, waiting.last_error_message) == (("message",), None)
    receiver.answers = [Response(status_code=503)]
    async with in_process(server, receiver):
        await settled(server)
    done = await bot.get_webhook_info()
    assert (done.pending_update_count, done.last_error_date) == (0, server.now)
    assert done.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert SECRET not in str(done.to_dict())


async def test_a_bot_that_is_down_gets_its_updates_when_it_is_back(server: TelegramServer, receiver: Receiver) -> None:
    await subscribe(server)
    async with serving_application(receiver.application) as root:
        gone = root
    server.person("An").writes("một")
    async with delivering(server, gone):
        await changed(server, lambda: server.webhook.failure is not None)
    assert server.webhook.failure
    assert server.webhook.failure.message == "Connection refused"
    async with over_http(server, receiver):
        await settled(server)
    assert receiver.seen == ["một"]


async def test_a_person_is_answered_by_an_application_behind_a_webhook(
    server: TelegramServer, transport: Transport
) -> None:
    async def echo(update: Update, context: object) -> None:
        assert update.message
        await update.message.reply_text(f"Bạn nói: {update.message.text}")

    async with transport(server) as builder:
        application = builder.updater(None).build()
        application.add_handler(MessageHandler(filters.TEXT, echo))

        async def receive(request: Request) -> Response:
            await application.process_update(Update.de_json(await request.json(), application.bot))
            return Response()

        door = Starlette(routes=[Route("/telegram", receive, methods=["POST"])])
        async with application, delivering_in_process(server, door):
            await application.bot.set_webhook(URL)
            an = server.person("An")
            assert (await an.says("xin chào")).text == "Bạn nói: xin chào"
            await settled(server)


async def test_what_is_never_taken_is_not_given_up(server: TelegramServer, receiver: Receiver) -> None:
    receiver.answers = [Response(status_code=500) for _ in range(1_000)]
    await subscribe(server)
    async with in_process(server, receiver):
        server.person("An").writes("một")
        await changed(server, lambda: len(receiver.seen) == 3)
    assert [update.message.text for update in server.updates.pending if update.message] == ["một"]
