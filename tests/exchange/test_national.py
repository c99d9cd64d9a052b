"""The national portal's titles: read, kept as an index, searched after the catalog."""

import gzip
import json
from pathlib import Path

import pytest

from bot.exchange.national import NationalUnreadable, Title, as_catalog, read_index, read_records, write_index
from bot.matching.titles import Titles
from tests.matching.small import CATALOG

RECORDS = (
    {"code": "3.000527", "name": "Đăng ký cai nghiện  ma túy tự nguyện", "level": "Cấp Xã", "field": "Phòng chống"},
    {"code": "1.009159", "name": "Cấp giấy phép đấu nối nước", "level": "Không có thông tin", "steps": "Bước 1 …"},
    {"code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "level": "Cấp Xã", "field": "Hộ tịch"},
)


def written(path: Path) -> Path:
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(lines.encode()))
    else:
        path.write_text(lines, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["records.jsonl", "records.jsonl.gz"])
def test_only_what_the_title_says_is_taken_over(tmp_path: Path, name: str) -> None:
    titles = tuple(read_records(written(tmp_path / name)))
    assert titles[0] == Title("3.000527", "Đăng ký cai nghiện ma túy tự nguyện", "commune", "Phòng chống")
    assert titles[1].level is None
    assert len(titles) == len(RECORDS)


def test_an_index_gives_back_what_was_written_each_code_once(tmp_path: Path) -> None:
    titles = tuple(read_records(written(tmp_path / "records.jsonl")))
    index = tmp_path / "index.json"
    assert write_index([*titles, *titles], index) == len(titles)
    assert read_index(index) == titles


@pytest.mark.parametrize("line", ["{", '{"code": "1.001193"}', "[]", '{"code": "1.001193", "name": " "}'])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(RECORDS[0]) + "\n" + line, encoding="utf-8")
    with pytest.raises(NationalUnreadable, match=r"records\.jsonl:2: .*one JSON object"):
        tuple(read_records(file))


@pytest.mark.parametrize("name", ["gone.jsonl", "gone.jsonl.gz"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(NationalUnreadable, match=r"gone\.jsonl"):
        tuple(read_records(tmp_path / name))


def test_what_is_no_index_says_which_command_makes_one(tmp_path: Path) -> None:
    with pytest.raises(NationalUnreadable, match="cannot be read"):
        read_index(tmp_path / "index.json")
    with pytest.raises(NationalUnreadable, match="import-national"):
        read_index(written(tmp_path / "records.jsonl"))


def test_a_title_is_found_in_the_words_of_a_person_and_one_the_catalog_holds_is_not(tmp_path: Path) -> None:
    national = Titles(as_catalog(read_records(written(tmp_path / "records.jsonl")), CATALOG))
    assert [found.code for found in national.nearest("đăng ký cai nghiện ma túy")] == ["3.000527"]
    assert national.nearest("khai sinh") == []


def test_a_code_of_an_unusual_kind_breaks_nothing() -> None:
    odd = as_catalog([Title("1.0133611 / B", "Cấp phép thi công nút giao")], CATALOG)
    (found,) = Titles(odd).nearest("cấp phép thi công nút giao")
    assert found.code is None
