"""The whole road with a thumb: the real service, a real Chromium, a rating that is in the database afterwards."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Running:
    """A service under `motcua run`, and its database."""

    address: str
    database: Path

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What a query finds."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    motcua = [sys.executable, "-m", "bot.cli"]
    database = tmp_path / "records.db"
    subprocess.run([*motcua, "init", "config.yaml"], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    settings = {
        "MOTCUA_WEB__PORT": "0",
        "MOTCUA_DATABASE": f"sqlite+aiosqlite:///{database}",
        "MOTCUA_LOG__LEVEL": "error",
        "PYTHONUNBUFFERED": "1",
    }
    command = [*motcua, "run", "--today", "2026-11-23"]
    with subprocess.Popen(command, cwd=tmp_path, env=os.environ | settings, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        yield Running(run.stdout.readline().split()[-1], database)
        run.terminate()
        assert run.wait(15) == 0


def test_somebody_types_taps_reads_and_rates(phone: Callable[..., Page], running: Running) -> None:
    page = phone(has_touch=True, is_mobile=True, locale="vi-VN")
    page.goto(f"{running.address}/chat")
    expect(page.get_by_text("không phải kênh chính thức")).to_be_visible()

    page.get_by_placeholder("Bạn cần làm giấy tờ gì?").fill("lam giay khai sinh cho con can gi")
    page.get_by_role("button", name="Gửi", exact=True).click()
    card = page.locator("article.answer").last
    expect(card).to_contain_text("Đăng ký khai sinh")
    expect(card).to_contain_text("15:00")

    card.get_by_role("button", name="Nơi nộp").click()
    expect(card).to_contain_text("Nơi quyết định: Ủy ban nhân dân xã/phường")
    card.get_by_role("button", name="Quay lại").click()

    card.get_by_role("button", name="Trường hợp của tôi").click()
    for told in ("Ở nhà, nơi khác", "Chưa đăng ký", "Cha hoặc mẹ", "Trong 60 ngày"):
        card.get_by_role("button", name=told, exact=True).click()
    expect(card).to_contain_text("Giấy cam đoan về việc sinh")

    card.get_by_role("button", name="Có ích").click()
    expect(page.get_by_text("Cảm ơn bạn đã đánh giá.")).to_be_visible()
    assert running.rows("SELECT verdict, reason, comment FROM ratings") == [("up", None, None)]
    assert running.rows("SELECT kind, procedure, chosen FROM answers") == [("procedure", "khai-sinh", None)]
    assert running.rows("SELECT * FROM asked_texts") == []
