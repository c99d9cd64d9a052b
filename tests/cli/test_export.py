"""The catalog written to files that other programs and people open."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.catalog.writing import PROCEDURE, written
from tests.cli.running import run


def exported(folder: Path, kind: str, file: Path, *more: str) -> Path:
    """The file after an export of the small catalog."""
    catalog = written(folder)
    result = run("export-catalog", "--catalog", catalog, "--today", "2026-11-23", "--format", kind, "-o", file, *more)
    assert result.output == f"1 procedures written to {file}.\n"
    return file


def test_csv_and_xlsx_hold_a_row_a_procedure(folder: Path, tmp_path: Path) -> None:
    with exported(folder, "csv", tmp_path / "catalog.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["name_vi"]) == ("khai-sinh", "Đăng ký khai sinh")
    sheet = load_workbook(exported(folder, "xlsx", tmp_path / "catalog.xlsx")).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["id", "khai-sinh"]


@pytest.mark.parametrize(
    ("public_url", "name"),
    [(None, "urn:motcua:khai-sinh"), ("https://motcua.example", "https://motcua.example/t/khai-sinh")],
)
def test_linked_data_calls_a_procedure_by_its_page(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public_url: str | None, name: str
) -> None:
    if public_url:
        monkeypatch.setenv("MOTCUA_WEB__PUBLIC_URL", public_url)
    document = json.loads(exported(folder, "jsonld", tmp_path / "catalog.jsonld").read_text(encoding="utf-8"))
    assert name in [node["@id"] for node in document["@graph"]]


@pytest.mark.parametrize(("more", "language"), [((), "vi"), (("--lang", "en"), "en")])
def test_the_handbook_is_in_the_language_that_is_wanted(
    folder: Path, tmp_path: Path, more: tuple[str, ...], language: str
) -> None:
    text = exported(folder, "html", tmp_path / "handbook.html", *more).read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in text
    assert "Đăng ký khai sinh" in text


def test_a_language_is_for_the_handbook_only(folder: Path, tmp_path: Path) -> None:
    result = run(
        "export-catalog", "--catalog", written(folder), "--format", "csv", "-o", tmp_path / "x", "--lang", "en"
    )
    assert result.exit_code == 2
    assert "--format html" in result.output


def test_only_a_file_is_written_over(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("old", encoding="utf-8")
    assert "old" not in exported(folder, "csv", tmp_path / "old.csv").read_text(encoding="utf-8").splitlines()
    for target, told in ((tmp_path, "is no file"), (Path("/dev/null"), "is no file"), (tmp_path / "a/b", "make it")):
        result = run("export-catalog", "--catalog", folder, "--format", "csv", "-o", target)
        assert result.exit_code == 2
        assert told in result.output


def test_a_broken_catalog_is_not_written(folder: Path, tmp_path: Path) -> None:
    broken = written(folder, {PROCEDURE: "id: khai-sinh\n"})
    result = run("export-catalog", "--catalog", broken, "--format", "csv", "-o", tmp_path / "x.csv")
    assert result.exit_code == 1
    assert "khai-sinh.yaml:1: thiếu mục bắt buộc" in result.output
    assert not (tmp_path / "x.csv").exists()
