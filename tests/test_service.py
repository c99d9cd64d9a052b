"""What is put together: the catalog taken anew when it changes, the clock, the web on loopback."""

import asyncio
import logging
import shutil
import socket
from datetime import date
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.catalog import CatalogBroken
from bot.conversation.turn import VIETNAM, Service
from bot.service import Shelf, clock
from bot.web.serving import on_web

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


async def test_a_port_that_is_taken_is_named_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"127.0.0.1:{port} cannot be served .*--port"):
            async with on_web(Starlette(), "127.0.0.1", port):
                pass
