"""The HTTP side takes calls in every form that Telegram documents, and leaves nothing behind."""

import json
import logging
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.telegram_server import Person, TelegramServer, serving

KEYBOARD = {"inline_keyboard": [[{"text": "Lệ phí", "callback_data": "fee"}]]}


@pytest.fixture
def an(server: TelegramServer) -> Person:
    person = server.person("An")
    person.presses_start()
    return person


@pytest.fixture
async def client(server: TelegramServer) -> AsyncIterator[httpx.AsyncClient]:
    base = f"/bot{server.token}/"
    async with serving(server) as root, httpx.AsyncClient(base_url=root + base, verify=False) as client:
        yield client


async def test_a_call_is_understood_as_address_form_json_or_multipart(client: httpx.AsyncClient, an: Person) -> None:
    plain = {"chat_id": str(an.user.id), "text": "Chọn", "reply_markup": json.dumps(KEYBOARD)}
    native = {"chat_id": an.user.id, "text": "Chọn", "reply_markup": KEYBOARD}
    answers = [
        await client.get("sendMessage", params=plain),
        await client.post("sendMessage", data=plain),
        await client.post("sendMessage", json=native),
        await client.post("sendMessage", files={name: (None, value) for name, value in plain.items()}),
    ]
    results = [answer.json()["result"] for answer in answers]
    assert [result["text"] for result in results] == ["Chọn"] * 4
    assert [result["reply_markup"] for result in results] == [KEYBOARD] * 4


async def test_a_refusal_has_the_form_that_telegram_gives_it(server: TelegramServer, client: httpx.AsyncClient) -> None:
    missing = await client.post("sendMessage", data={"text": "Chọn"})
    assert (missing.status_code, missing.json()) == (
        400,
        {"ok": False, "error_code": 400, "description": "Bad Request: chat_id is empty"},
    )
    server.fail_next("getMe", 429, "Too Many Requests: retry after 3", retry_after=3)
    assert (await client.get("getMe")).json()["parameters"] == {"retry_after": 3}
    garbled = await client.post("setMyCommands", data={"commands": "[{"})
    assert garbled.json()["description"].startswith("Bad Request: can't parse commands")


async def test_the_server_writes_no_token_to_the_log(
    server: TelegramServer, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "uvicorn")
    assert (await client.get("getMe")).is_success
    assert server.token not in "".join(r.getMessage() for r in caplog.records if r.name.startswith("uvicorn"))
