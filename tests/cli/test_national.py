"""The national portal's titles: imported, and named where the catalog has nothing."""

import gzip
import json
from pathlib import Path

import pytest

from bot.conversation.turn import Service
from bot.shelf import Shelf
from tests.catalog.writing import PROCEDURE, with_birth, written
from tests.cli.running import run

RECORDS = (
    {"code": "1.009159", "name": "Cấp giấy phép đấu nối nước thải", "level": "Cấp Tỉnh"},
    {"code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "level": "Cấp Xã"},
    {"code": "1.014955-Xoa", "name": "Hỗ trợ đổi mới công nghệ", "level": "Cấp Tỉnh"},
)
LINES = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS) + "\n\n"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / "records.jsonl").write_text(LINES, encoding="utf-8")
    assert run("import-national", tmp_path / "records.jsonl", "-o", tmp_path / "index.json").exit_code == 0
    return tmp_path / "index.json"


def test_an_import_counts_what_it_wrote_without_what_the_portal_struck_off(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl.gz").write_bytes(gzip.compress(LINES.encode()))
    result = run("import-national", tmp_path / "records.jsonl.gz", "-o", tmp_path / "index.json")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith(f"2 titles written to {tmp_path / 'index.json'}")
    assert "\r" not in result.output
    written_index = (tmp_path / "index.json").read_text(encoding="utf-8")
    assert "Cấp giấy phép đấu nối nước thải" in written_index
    assert "đổi mới công nghệ" not in written_index


def test_records_that_cannot_be_read_are_named_and_leave_the_old_index(tmp_path: Path, index: Path) -> None:
    before = index.read_bytes()
    (tmp_path / "records.jsonl").write_text(LINES + '{"code": "1"}\n', encoding="utf-8")
    result = run("import-national", tmp_path / "records.jsonl", "-o", index)
    assert result.exit_code == 1
    assert "records.jsonl:5: name" in result.output
    assert index.read_bytes() == before


def test_an_index_takes_the_place_of_no_folder(tmp_path: Path, index: Path) -> None:
    result = run("import-national", tmp_path / "records.jsonl", "-o", tmp_path)
    assert result.exit_code == 2
    assert f"{tmp_path} is no file" in result.output


def test_what_the_catalog_lacks_is_named_with_code_and_address(folder: Path, index: Path) -> None:
    asked = ("ask", "--json", "giấy phép đấu nối nước thải", "--catalog", written(folder))
    row = json.loads(run(*asked, "--national", index).output)
    assert list(row) == ["kind", "outcome", "aspect", "candidates", "text"]
    assert (row["kind"], row["outcome"]) == ("listed_elsewhere", "none")
    assert "1.009159" in row["text"]
    assert "dichvucong.gov.vn" in row["text"]
    assert "chưa kiểm chứng" in row["text"]
    assert json.loads(run(*asked).output)["kind"] == "not_found"


def test_the_setting_names_the_index(folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_NATIONAL", str(index))
    asked = run("ask", "giấy phép đấu nối nước thải", "--catalog", written(folder), "--lang", "en")
    assert "we have not checked" in asked.output


def test_a_code_alone_is_a_question_too(folder: Path, index: Path) -> None:
    asked = run("ask", "1.009159", "--catalog", written(folder), "--national", index)
    assert "Cấp giấy phép đấu nối nước thải" in asked.output


@pytest.mark.parametrize(
    ("question", "kind"), [("đăng ký khai sinh", "procedure"), ("làm thẻ lên sao hỏa", "not_found")]
)
def test_the_catalog_comes_first_and_nothing_is_named_by_force(
    folder: Path, index: Path, question: str, kind: str
) -> None:
    asked = run("ask", "--json", question, "--catalog", written(folder), "--national", index)
    assert json.loads(asked.output)["kind"] == kind


@pytest.mark.parametrize("content", [None, "{}"])
def test_what_is_no_index_ends_with_the_remedy(folder: Path, tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / "none.json").write_text(content, encoding="utf-8")
    result = run("ask", "khai sinh", "--catalog", written(folder), "--national", tmp_path / "none.json")
    assert result.exit_code == 1
    assert "none.json: " in result.output
    assert "Traceback" not in result.output


def test_a_procedure_that_comes_into_the_catalog_is_a_title_no_more(folder: Path, index: Path) -> None:
    shelf = Shelf(written(folder), Service(), index)
    assert shelf.knowledge.national
    assert [title.code for title in shelf.knowledge.national.nearest("thủ tục đăng ký khai sinh")] == ["1.001193"]
    (folder / PROCEDURE).write_text(with_birth('code: "1.001193"\n')[PROCEDURE], encoding="utf-8")
    shelf.reload()
    assert shelf.knowledge.national.nearest("thủ tục đăng ký khai sinh") == []
