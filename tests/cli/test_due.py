"""When a result is expected, as the command line tells it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.actors.house import PROJECT
from tests.cli.running import run


def test_a_period_gives_a_day_and_why() -> None:
    found = json.loads(run("due", "--value", "3", "--unit", "working_day", "--received", "2026-11-23", "--json").output)
    assert found["date"] == "2026-11-27"
    assert "Ngày Văn hóa Việt Nam" in found["because"]
    assert "giấy hẹn" in found["because"]


def test_a_procedure_gives_a_day_for_each_of_its_times() -> None:
    found = json.loads(run("due", "khai-sinh", "--received", "2026-11-23T15:10", "--json", "--lang", "en").output)
    assert found["statutory"][0]["date"] == "2026-11-25"
    assert "cut-off" in found["statutory"][0]["because"]
    assert found["committed"] == []


def test_an_office_whose_hours_nobody_knows_is_taken_to_be_open() -> None:
    words = ("khai-sinh", "--received", "2026-11-23T10:00", "--office", "trung-tam-hcc-xa", "--json")
    (found,) = json.loads(run("due", *words).output)["statutory"]
    assert found["date"] == "2026-11-23"
    assert "Chưa có thông tin về giờ làm việc của quầy" in found["because"]


def test_at_an_office_that_is_shut_it_counts_as_filed_at_the_next_opening(tmp_path: Path) -> None:
    folder = shutil.copytree(PROJECT / "catalog", tmp_path / "catalog")
    example = (PROJECT / "docs/example/offices.yaml").read_text(encoding="utf-8")
    with (folder / "offices.yaml").open("a", encoding="utf-8") as file:
        file.write(example)
    words = ("--value", "1", "--unit", "working_day", "--office", "vi-du-hcc-ban-thach", "--json")
    found = json.loads(run("due", *words, "--received", "2026-11-23T12:00", "--catalog", str(folder)).output)
    # That counter takes only online filings on Mondays and Wednesdays, and Tuesday is a holiday.
    assert found["date"] == "2026-11-27"
    assert "Lúc ấy quầy không nhận hồ sơ: tính như nộp 07:30 thứ Năm 26/11." in found["because"]


def test_past_the_published_calendar_the_day_is_the_earliest_possible() -> None:
    found = json.loads(run("due", "--value", "9", "--unit", "working_day", "--received", "2026-12-28", "--json").output)
    assert "chưa công bố: đây là ngày sớm nhất có thể" in found["because"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("khong-co",), 1, "no procedure of the catalog"),
        (("cai-chinh-ho-tich-tu-14",), 1, "ended on 2025-07-01"),
        (("khieu-nai-lan-dau",), 1, "does not run from the day of filing (từ ngày nhận giải quyết (thụ lý))"),
        (("khai-sinh", "--office", "trung-tam-hcc-x"), 1, "did you mean trung-tam-hcc-xa?"),
        ((), 2, "Give an ID"),
        (("--unit", "working_day"), 2, "needs a --value"),
        (("--unit", "hour", "--value", "4", "--cut-off", "15:00"), 2, "--cut-off goes with"),
    ],
)
def test_where_no_day_can_be_given_it_is_said(words: tuple[str, ...], code: int, told: str) -> None:
    result = run("due", *words, "--received", "2026-11-23")
    assert result.exit_code == code
    assert told in result.output
