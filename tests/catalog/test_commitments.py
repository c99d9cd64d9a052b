"""Decisions that shorten times: loaded, checked, in force on their days, set beside the law on the card."""

import shutil
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bot.catalog import load, read_catalog
from bot.catalog.catalog import Catalog
from bot.catalog.commitments import Shortenings, counted
from bot.conversation.cards import Card
from bot.conversation.speech import Speech
from bot.language import Language
from tests.catalog.project import FOLDER, PROJECT
from tests.catalog.writing import written

TODAY: Final = date(2026, 11, 23)
BEFORE: Final = date(2026, 1, 14)
EXAMPLE: Final = PROJECT / "docs/example/commitments/vi-du.yaml"
DECISION: Final = "QĐ 000/QĐ-UBND (VÍ DỤ)"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The project's catalog with the example laid into it."""
    folder = tmp_path_factory.mktemp("catalog") / "catalog"
    shutil.copytree(FOLDER, folder)
    (folder / "commitments").mkdir(exist_ok=True)
    shutil.copy(EXAMPLE, folder / "commitments")
    return load(folder)


def card(catalog: Catalog, name: str, day: date = TODAY, language: Language = "vi") -> Card:
    procedure = catalog.procedure(name)
    assert procedure is not None
    return Card(procedure, catalog, {}, day, Speech(language), "0" * 8)


def test_the_card_sets_a_promised_time_beside_the_law(catalog: Catalog) -> None:
    text = card(catalog, "hkd-thanh-lap").text()
    assert f"Theo quy định: <b>3 ngày làm việc</b> · cam kết <b>2 ngày làm việc</b> ({DECISION})." in text
    assert "By law: <b>3 working days</b> · promised: <b>2 working days</b>" in card(
        catalog, "hkd-thanh-lap", language="en"
    ).text("time")


def test_a_bare_percentage_never_becomes_a_number_of_ours(catalog: Catalog) -> None:
    assert f"cam kết rút ngắn ít nhất 10 % ({DECISION})" in card(catalog, "gpxd-nha-o").text("time")
    assert f"– Cam kết rút ngắn ít nhất 10 % ({DECISION})" in card(catalog, "gpxd-nha-o").section("time")


def test_a_same_day_promise_says_until_when_to_file(catalog: Catalog) -> None:
    section = card(catalog, "xac-nhan-tinh-trang-hon-nhan").section("time")
    assert "Cam kết <b>trong ngày</b> nếu nộp trước <b>14:00</b>" in section
    assert DECISION in section


def test_before_its_day_a_decision_promises_nothing(catalog: Catalog) -> None:
    assert "cam kết <b>" not in card(catalog, "hkd-thanh-lap", BEFORE).text()
    assert "Chưa có thông tin về cam kết" in card(catalog, "hkd-thanh-lap", BEFORE).section("time")


def test_what_decisions_shorten_is_counted_by_level(catalog: Catalog) -> None:
    assert counted(catalog.procedures, catalog.commitments) == {
        "commune": Shortenings(shortened=1, same_day=1),
        "district": Shortenings(shortened=2, same_day=0),
        "province": Shortenings(shortened=0, same_day=0),
    }


def test_no_decision_of_ours_is_shipped() -> None:
    assert load(FOLDER).commitments == ()


HEAD: Final = """\
number: 1/QĐ
issued_on: "2026-01-05"
issuer: Ủy ban
valid_from: "2026-01-15"
"""


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        ("shortened:\n  - {procedure: khai-sinh}\n", "promise_shape", 6),
        (
            "shortened:\n  - {procedure: khai-sinh, unit: hour, value: 4, percentage: 10}\n",
            "promise_shape",
            6,
        ),
        ("shortened:\n  - {procedure: khai-sinh, unit: hour}\n", "promise_shape", 6),
        ("shortened:\n  - {procedure: khai-sinh, value: 4, percentage: 10}\n", "promise_shape", 6),
        ("shortened:\n  - {procedure: khai-sin, percentage: 10}\n", "unknown_reference", 6),
        ("same_day:\n  procedures:\n    - khai-sin\n", "unknown_reference", 7),
        ("shortened:\n  - {procedure: khai-sinh, percent: 10}\n", "unknown_key", 6),
    ],
)
def test_a_mistake_in_a_decision_is_told_on_its_line(tmp_path: Path, more: str, code: str, line: int) -> None:
    folder = written(tmp_path, {"commitments/qd-1.yaml": HEAD + more})
    (finding,) = read_catalog(folder).findings
    assert (finding.path.name, finding.line, finding.code) == ("qd-1.yaml", line, code)
