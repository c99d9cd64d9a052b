"""Updates by webhook: only Telegram may post them, each is answered once, none is lost and none blocks the others."""

import asyncio
import json
import logging

import httpx
import pytest
from starlette.applications import Starlette

from bot.conversation.events import Event, Said
from bot.conversation.replies import Reply, Say
from bot.records import Delivery, RecordsUnavailable, Updates
from bot.telegram.application import build
from bot.telegram.polling import TokenRefused
from bot.telegram.webhook import MAX_BODY, SECRET_HEADER, Webhook, run
from tests.telegram.posting import ADDRESS, Post, WebhookServer, posting
from tests.telegram.scripted import PSEUDONYMS, Scripted, always
from tests.telegram_server import InProcessRequest
from tests.telegram_server.people import PATIENCE

ANSWER = always(Say("Khai sinh"))


async def test_telegram_is_told_where_to_post_what_and_with_which_secret(ledger: Updates) -> None:
    async with posting(ANSWER, ledger) as post:
        assert post.server.told["url"] == ADDRESS.url
        assert post.server.told["secret_token"] == ADDRESS.secret
        told = json.loads(post.server.told["allowed_updates"])
        assert told == ["message", "callback_query", "inline_query", "my_chat_member"]
    assert post.server.calls_of("deleteWebhook") == []


async def test_it_is_taken_when_it_was_answered(ledger: Updates) -> None:
    async with posting(ANSWER, ledger) as post:
        assert await post.sends(await post.question()) == 200
        assert post.sent() == 1


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "s" * 39}, {SECRET_HEADER: "ß" * 40}])
async def test_nobody_else_may_post(ledger: Updates, headers: dict[str, str]) -> None:
    guide = always(Say("Khai sinh"))
    async with posting(guide, ledger) as post:
        raw = {name: value.encode("latin-1") for name, value in headers.items()}
        response = await post.client.post("/telegram", json=await post.question(), headers=raw)  # type: ignore[arg-type]  # httpx takes bytes for both
    assert (response.status_code, response.content) == (403, b"")
    assert guide.events == []


async def test_what_was_handled_is_not_answered_again(ledger: Updates) -> None:
    async with posting(ANSWER, ledger) as post:
        update = await post.question()
        assert [await post.sends(update) for _ in range(3)] == [200, 200, 200]
        assert post.sent() == 1


async def test_a_delivery_behind_one_that_is_under_way_waits_for_it(ledger: Updates) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def respond(event: Event) -> tuple[Reply, ...]:
        asked.set()
        await go_on.wait()
        return (Say("Khai sinh"),)

    async with posting(Scripted(respond), ledger) as post:
        update = await post.question()
        both = asyncio.gather(post.sends(update), post.sends(update))
        await asked.wait()
        go_on.set()
        assert list(await both) == [200, 200]
        assert post.sent() == 1


async def test_one_that_failed_is_taken_when_it_comes_again(ledger: Updates) -> None:
    async with posting(ANSWER, ledger) as post:
        post.server.fail_next("sendMessage", 502, "Bad Gateway")
        update = await post.question()
        assert [await post.sends(update) for _ in range(3)] == [500, 200, 200]
        assert post.sent() == 2


async def test_one_that_fails_three_times_is_set_aside_and_the_next_is_answered(
    ledger: Updates, caplog: pytest.LogCaptureFixture
) -> None:
    async with posting(ANSWER, ledger) as post:
        for _ in range(3):
            post.server.fail_next("sendMessage", 400, "Bad Request: message is too long")
        poisoned = await post.question("CCCD 049123456789")
        assert [await post.sends(poisoned) for _ in range(4)] == [500, 500, 200, 200]
        assert post.sent() == 3
        assert await post.sends(await post.question()) == 200
    assert "An update that failed 3 times is set aside: BadRequest" in caplog.text
    assert "049123456789" not in caplog.text


async def test_one_that_ended_the_program_three_times_is_set_aside(ledger: Updates) -> None:
    async with posting(ANSWER, ledger) as post:
        update = await post.question()
        for _ in range(3):
            await ledger.received(update["update_id"])
        assert await post.sends(update) == 200
        assert post.sent() == 0


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"null", b"[]", b"{}", b'{"update_id": "1"}', b'{"update_id": 1e400}', b"[" * 100_000]
    + [b'{"update_id": %d}' % number for number in (-1, 2**63)]
    + [b'{"update_id": 7, "message": {"text": "049123456789"}}'],
)
async def test_what_is_no_update_is_told_by_type_and_not_asked_for_again(
    ledger: Updates, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with posting(ANSWER, ledger) as post:
        assert await post.sends(body) == 200
    assert "What was posted is no update and is set aside: " in caplog.text
    assert "049123456789" not in caplog.text


async def test_a_body_beyond_measure_is_refused(ledger: Updates) -> None:
    async with posting(ANSWER, ledger) as post:
        update = await post.question()
        room = MAX_BODY - len(json.dumps(update))
        assert await post.sends(json.dumps(update).encode() + b" " * (room + 1)) == 413
        assert await post.sends(json.dumps(update).encode() + b" " * room) == 200


class Broken:
    """A database that is gone."""

    async def received(self, update_id: int) -> Delivery:
        raise RecordsUnavailable("gone")

    async def handled(self, update_id: int) -> None:
        raise RecordsUnavailable("gone")


async def test_people_are_answered_without_a_database() -> None:
    async with posting(ANSWER, Broken()) as post:
        assert await post.sends(await post.question()) == 200
        assert post.sent() == 1


async def test_one_chat_is_answered_in_order_and_others_beside_it(ledger: Updates) -> None:
    waiting, go_on = asyncio.Event(), asyncio.Event()

    async def respond(event: Event) -> tuple[Reply, ...]:
        assert isinstance(event, Said)
        if event.text == "An 1":
            waiting.set()
            await go_on.wait()
        return (Say(event.text),)

    async with posting(Scripted(respond), ledger) as post:
        an = post.server.person("An")
        an.writes("An 1")
        an.writes("An 2")
        first, second = await post.server.pending()
        behind = [asyncio.create_task(post.sends(first))]
        await waiting.wait()
        behind.append(asyncio.create_task(post.sends(second)))
        assert await post.sends(await post.question("Bình 1")) == 200
        assert [message.text for message in an.screen] == ["An 1", "An 2"]
        go_on.set()
        await asyncio.gather(*behind)
        assert [message.text for message in an.screen] == ["An 1", "An 2", "An 1", "An 2"]


async def test_before_the_start_and_after_the_end_telegram_is_asked_to_wait(ledger: Updates) -> None:
    server, stop, names = WebhookServer(), asyncio.Event(), list[str]()
    webhook = Webhook(build(server.token, ANSWER, PSEUDONYMS, request=InProcessRequest(server)), ADDRESS, ledger)
    transport = httpx.ASGITransport(app=Starlette(routes=[webhook.route()]))
    server.fail_next("getMe", 502, "Bad Gateway")
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        post = Post(server, client, webhook.application)
        assert await post.sends({"update_id": 1}) == 503
        assert await post.sends({"update_id": 1}, {}) == 403
        running = asyncio.create_task(run(webhook, stop, named=names.append, pauses=(0.0,)))
        async with asyncio.timeout(PATIENCE):
            await server.set.wait()
        assert await post.sends(await post.question()) == 200
        stop.set()
        await running
        assert await post.sends({"update_id": 1}) == 503
    assert names == ["motcua_test_bot"]


async def test_a_token_that_is_refused_ends_it(ledger: Updates) -> None:
    server = WebhookServer()
    webhook = Webhook(build("9:other", ANSWER, PSEUDONYMS, request=InProcessRequest(server)), ADDRESS, ledger)
    with pytest.raises(TokenRefused):
        await run(webhook, asyncio.Event(), pauses=(0.0,))


def test_the_secret_is_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("bot").error("%s", ADDRESS)
    assert ADDRESS.secret not in caplog.text
