"""What is put together: the catalog taken anew when it changes, the clock, the channels, their end."""

import asyncio
import json
import logging
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.catalog import CatalogBroken
from bot.config import Config, write_new
from bot.conversation.events import Said, Where, Who
from bot.conversation.speech import Speech
from bot.conversation.state import Conversation, to_json
from bot.conversation.turn import VIETNAM, Service, day_of
from bot.records import AnswerGiven, CommentGiven, QuestionAsked, Rated
from bot.records.schema import ASKED_TEXTS
from bot.service import clock, demo_config, opened, serve
from bot.shelf import Shelf
from bot.telegram.polling import TokenRefused
from bot.terminal import plain
from bot.web.serving import on_web
from tests.telegram.posting import ADDRESS, RIGHT, WebhookServer
from tests.telegram_server import serving
from tests.telegram_server.people import PATIENCE

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(PROJECT / "catalog", tmp_path / "catalog")


def break_it(folder: Path) -> None:
    (folder / "commune/ho-tich/khai-sinh.yaml").write_text("id: khai-sinh\nlevel: comune\n", encoding="utf-8")


def test_a_catalog_with_an_error_does_not_start(folder: Path) -> None:
    break_it(folder)
    with pytest.raises(CatalogBroken, match=r"khai-sinh\.yaml:2: “comune”"):
        Shelf(folder, Service())


def test_a_catalog_that_breaks_leaves_the_last_good_one(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    shelf = Shelf(folder, Service())
    break_it(folder)
    with caplog.at_level(logging.ERROR):
        shelf.reload()
    assert shelf.knowledge.catalog.procedure("khai-sinh")
    assert "khai-sinh.yaml:2" in caplog.text


async def test_an_edit_is_taken_while_the_service_runs(folder: Path) -> None:
    shelf, stop = Shelf(folder, Service()), asyncio.Event()
    before = shelf.knowledge
    watching = asyncio.create_task(shelf.watch(stop))
    file = folder / "commune/ho-tich/khai-sinh.yaml"
    async with asyncio.timeout(20):
        while shelf.knowledge is before:
            # Written again until the watch, which starts in a thread of its own, has seen it.
            text = file.read_text(encoding="utf-8").replace("vi: Đăng ký khai sinh", "vi: Khai sinh mới")
            await asyncio.to_thread(file.write_text, text, "utf-8")
            await asyncio.sleep(0.1)
    stop.set()
    await watching
    khai_sinh = shelf.knowledge.catalog.procedure("khai-sinh")
    assert khai_sinh
    assert khai_sinh.name.vi == "Khai sinh mới"


def test_a_given_day_begins_on_its_morning_in_vietnam_and_goes_on() -> None:
    now = clock(date(2026, 11, 24))
    first, second = now(), now()
    assert first.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M") == "2026-11-24 09:00"
    assert first <= second


async def test_the_web_answers_at_the_address_it_tells_and_ends() -> None:
    async def hello(_: object) -> PlainTextResponse:
        return PlainTextResponse("chào")

    async with on_web(Starlette(routes=[Route("/", hello)]), "127.0.0.1", 0) as address, httpx.AsyncClient() as client:
        assert (await client.get(address)).text == "chào"


async def test_the_web_server_s_log_does_not_tell_who_opened_what(caplog: pytest.LogCaptureFixture) -> None:
    """The address of a page carries what was asked for, and an invitation the whole way to a role."""

    async def hello(_: object) -> PlainTextResponse:
        return PlainTextResponse("chào")

    with caplog.at_level(logging.INFO, "uvicorn"):
        async with (
            on_web(Starlette(routes=[Route("/", hello)]), "127.0.0.1", 0) as address,
            httpx.AsyncClient() as client,
        ):
            await client.get(f"{address}/?p=inv-admin-xxxxx")
    written = [each.getMessage() for each in caplog.records if each.name.startswith("uvicorn")]
    assert written, "the server tells when it starts and ends"
    assert "inv-admin" not in str(written)


async def test_a_port_that_is_taken_is_named_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"127.0.0.1:{port} cannot be served .*--port"):
            async with on_web(Starlette(), "127.0.0.1", port):
                pass


def test_the_bots_name_makes_links_also_after_an_edit_but_not_against_the_config(folder: Path) -> None:
    shelf = Shelf(folder, Service(text_days=30))
    shelf.is_named("motcua_bot")
    shelf.is_named("another_bot")
    shelf.reload()
    assert shelf.knowledge.service == Service(text_days=30, telegram_username="motcua_bot")


@asynccontextmanager
async def started(config: Config) -> AsyncIterator[str]:
    """The address of a running service; at the end it is told to end, and ends. Whatever fails in it fails the test."""
    addresses = asyncio.Queue[str]()
    async with asyncio.timeout(6 * PATIENCE), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(serve(config, clock(None), addresses.put_nowait))
        yield await addresses.get()
        if not running.done():
            os.kill(os.getpid(), signal.SIGTERM)


async def until_refused(address: str) -> None:
    """Waits until nobody new is let in."""
    host, port = address.removeprefix("http://").split(":")
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection(host, int(port))
            except ConnectionError:
                return
            writer.close()


def on_telegram(config: Config, server: WebhookServer, root: str, url: str | None) -> Config:
    """The config of a bot on `server`; with a `url`, Telegram is to post there."""
    webhook = {"url": url, "secret": ADDRESS.secret}
    given = {"telegram": {"token": server.token, "base_url": f"{root}/bot", "webhook": webhook}}
    changed = config.model_dump() | given
    return Config.model_validate(changed)


async def test_an_edit_of_the_catalog_reaches_people_while_it_is_served(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.shelf")
    file = folder / "commune/ho-tich/khai-sinh.yaml"
    edited = file.read_text(encoding="utf-8").replace("vi: Đăng ký khai sinh", "vi: Khai sinh mới")
    with demo_config(folder, 0) as config:
        async with started(config) as address, httpx.AsyncClient() as client:
            while "taken anew" not in caplog.text:
                # Written again until the watch, which starts in a thread of its own, has seen it.
                await asyncio.to_thread(file.write_text, edited, "utf-8")
                await client.get(f"{address}/healthz")
            for path in ("/chat?p=khai-sinh", "/t/khai-sinh", "/viec/sinh-con"):
                assert "Khai sinh mới" in (await client.get(address + path)).text


async def test_what_telegram_posted_before_the_end_is_answered_and_nothing_new_is_taken() -> None:
    server = WebhookServer()
    server.let_through.clear()
    server.person("An").writes("lam giay khai sinh")
    (update,) = await server.pending()
    with demo_config(None, 0) as config:
        async with (
            serving(server) as root,
            httpx.AsyncClient() as client,
            started(on_telegram(config, server, root, ADDRESS.url)) as address,
        ):
            await server.set.wait()
            assert (await client.get(f"{address}/readyz")).text == "database ok\ncatalog ok\n"
            answer = asyncio.create_task(client.post(f"{address}/telegram", json=update, headers=RIGHT))
            await server.sending.wait()
            os.kill(os.getpid(), signal.SIGTERM)
            await until_refused(address)
            server.let_through.set()
            assert (await answer).status_code == 200
        with closing(sqlite3.connect(config.database.get_secret_value().partition("///")[2])) as database:
            assert database.execute("SELECT update_id, handled FROM updates").fetchall() == [(update["update_id"], 1)]
    (sent,) = server.calls_of("sendMessage")
    assert "Đăng ký khai sinh" in str(sent.parameters["text"])
    links = json.dumps(sent.parameters["reply_markup"])
    assert "motcua_test_bot" in links, "the bot's own name makes the link that is passed on"
    assert server.problems() == []


async def test_without_a_url_a_webhook_that_was_left_is_taken_away_and_updates_are_polled(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for library in ("httpx", "httpcore", "telegram"):
        caplog.set_level(logging.DEBUG, library)
    server = WebhookServer()
    server.now = clock(None)() - timedelta(hours=1)
    an = server.person("An")
    an.writes("lam giay ket hon")
    an.writes("lam giay khai sinh")
    with demo_config(None, 0) as config:
        async with (
            serving(server) as root,
            httpx.AsyncClient() as client,
            started(on_telegram(config, server, root, None)) as address,
        ):
            answer = (await an.receives()).words
            assert answer.startswith(plain(Speech("vi").say("away", messages=2)))
            assert "Đăng ký khai sinh" in answer
            assert (await client.post(f"{address}/telegram", json={}, headers=RIGHT)).status_code == 404
            counts = (await client.get(f"{address}/metrics")).text
            assert 'motcua_answers_total{channel="telegram",kind="procedure"} 1.0' in counts
    assert server.calls_of("deleteWebhook")
    for secret in (server.token, "lam giay khai sinh"):
        assert secret not in caplog.text


async def test_the_address_people_come_from_is_believed_from_the_trusted_proxy_only() -> None:
    """More people than one address may bring open the page, each said to come from elsewhere."""

    async def refused_through(proxy: str, times: int) -> bool:
        transport = httpx.AsyncHTTPTransport(local_address=proxy)
        async with httpx.AsyncClient(transport=transport) as client:
            for number in range(times):
                client.cookies.clear()
                answer = await client.get(f"{address}/chat", headers={"X-Forwarded-For": f"198.51.100.{number}"})
                if answer.status_code == 429:
                    return True
        return False

    with demo_config(None, 0) as config:
        web = config.web.model_copy(update={"trusted_proxy": "127.0.0.2", "events_a_minute": 20})
        async with started(config.model_copy(update={"web": web})) as address:
            assert not await refused_through("127.0.0.2", times=30)
            assert await refused_through("127.0.0.1", times=40), "20 may come at once, and one more in three seconds"


@pytest.mark.parametrize("url", [None, ADDRESS.url], ids=["polled", "posted"])
async def test_a_token_that_telegram_refuses_ends_the_service_and_is_told(url: str | None) -> None:
    """A bot that is deaf on Telegram and goes on serving the web is noticed by nobody."""
    server = WebhookServer()
    with demo_config(None, 0) as config:
        async with serving(server) as root, asyncio.timeout(PATIENCE):
            told = on_telegram(config, server, root, url)
            server.token = "999999:the-token-was-changed"
            with pytest.raises(TokenRefused):
                await serve(told, clock(None), lambda address: None)


async def test_while_it_runs_what_is_older_than_the_config_allows_goes_by_itself() -> None:
    with demo_config(None, 0) as config:
        privacy = config.privacy.model_copy(update={"text_days": 10, "comment_days": 20, "rating_months": 2})
        config = config.model_copy(update={"privacy": privacy})
        async with opened(config, clock(None)) as house:
            for age in (5, 15, 25, 75):
                name, day = f"{age} days", day_of(clock(None)()) - timedelta(days=age)
                asked = QuestionAsked(name, day, "web", "vi", "not_found", None, None, name)
                given = AnswerGiven(name, name, day, "web", "vi", "not_found", None)
                told = (Rated(name, "An", "down", day), CommentGiven(name, "An", name, day))
                await house.records.store("chat", "An", None, (asked, given, *told))
            yesterday = Conversation(question="xin giấy gì", seen_at=clock(None)() - timedelta(days=1))
            await house.records.store("chat", "An", to_json(yesterday))
        file = config.database.get_secret_value().partition("///")[2]

        def ages(query: str) -> set[str]:
            with closing(sqlite3.connect(file)) as database:
                return {age for (age,) in database.execute(query)}

        async with started(config) as address, httpx.AsyncClient() as client, asyncio.timeout(PATIENCE):
            while ages("SELECT key FROM conversations"):
                await client.get(f"{address}/healthz")
        assert ages("SELECT id FROM questions") == {"5 days", "15 days", "25 days"}
        assert ages("SELECT text FROM asked_texts") == {"5 days"}
        assert ages("SELECT comment FROM ratings WHERE comment IS NOT NULL") == {"5 days", "15 days"}
        assert ages("SELECT answer FROM ratings") == {"5 days", "15 days", "25 days"}


KEPT: Final = [("unanswered", 1), ("never", 0), ("all", 2)]
"""By day one policy reaches the records through the config; what each keeps the records' own tests say."""


@pytest.mark.parametrize(("policy", "kept"), KEPT if os.environ.get("NIGHTLY") else KEPT[:1])
async def test_what_people_ask_is_kept_as_the_config_says(policy: str, kept: int) -> None:
    with demo_config(None, 0) as config:
        privacy = config.privacy.model_copy(update={"keep_question_text": policy})
        async with opened(config.model_copy(update={"privacy": privacy}), clock(None)) as house:
            for text in ("khai sinh", "phóng tên lửa"):
                await house.guide.answer(Said(Where("web", "chat"), Who("An"), text))
            async with house.database.read() as connection:
                found = await connection.execute(select(ASKED_TEXTS.c.text))
        assert len(found.all()) == kept


def test_a_second_run_on_the_same_file_is_refused_while_purge_may_go_beside_it(tmp_path: Path) -> None:
    write_new(tmp_path / "config.yaml")
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "MOTCUA_WEB__PORT": "0"}
    command = [sys.executable, "-m", "bot.cli"]

    def then(word: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, word], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=15
        )

    with subprocess.Popen([*command, "run"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert "http://127.0.0.1" in first.stdout.readline()
        try:
            second, purge = then("run"), then("purge")
        finally:
            first.send_signal(signal.SIGTERM)
        assert first.wait(15) == 0
    assert second.returncode == 2
    assert re.fullmatch(
        r"database: data/motcua\.db is served already by another `motcua run`; .*\n", second.stderr.splitlines(True)[-1]
    )
    assert purge.returncode == 0
    assert "updates: 0" in purge.stdout
