"""An official's YAML is taken as it was typed; what is ambiguous or broken is told with its line."""

from pathlib import Path

import pytest

from bot.catalog.source import Source, read


def source(folder: Path, text: str | bytes) -> Source:
    """The source of a file with this content."""
    path = folder / "thu.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path)


def told(given: Source) -> list[tuple[int, str]]:
    """Line and code of each finding."""
    return [(finding.line, finding.code) for finding in given.findings]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("7:30", "7:30"),
        ("no", "no"),
        ("on", "on"),
        ("012", "012"),
        ("1.001193", "1.001193"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("2026-11-23", "2026-11-23"),
        (".nan", ".nan"),
        ("!!int 5", "5"),
        ("'null'", "null"),
        ('""', ""),
        ("~", None),
        ("null", None),
        ("", None),
    ],
)
def test_a_value_is_what_was_typed_and_only_emptiness_is_none(tmp_path: Path, typed: str, taken: str | None) -> None:
    assert source(tmp_path, f"gio: {typed}\n").data == {"gio": taken}


def test_lists_and_mappings_keep_their_order(tmp_path: Path) -> None:
    data = source(tmp_path, "b: [2, ~, no]\na: {y: 1, x: 2}\n").data
    assert data == {"b": ["2", None, "no"], "a": {"y": "1", "x": "2"}}
    assert isinstance(data, dict)
    assert list(data) == ["b", "a"]


def test_a_key_written_twice_is_told_with_both_lines_at_every_depth(tmp_path: Path) -> None:
    given = source(tmp_path, "ten: một\ngiay_to:\n  - ma: a\n    ten: x\n    ma: b\nten: hai\n")
    assert told(given) == [(5, "duplicate_key"), (6, "duplicate_key")]
    assert [finding.values["first"] for finding in given.findings] == ["3", "1"]
    assert "“ma” đã ghi ở dòng 3" in str(given.findings[0])


def test_each_further_copy_of_a_key_names_the_first(tmp_path: Path) -> None:
    given = source(tmp_path, "a: 1\na: 2\na: 3\n")
    assert [(finding.line, finding.values["first"]) for finding in given.findings] == [(2, "1"), (3, "1")]


def test_a_value_is_found_on_the_line_of_its_key_and_an_unknown_one_on_the_line_around_it(tmp_path: Path) -> None:
    given = source(tmp_path, "# ghi chú\nten: >-\n  dài\n  lắm\nmuc:\n  - a\n  -\n    b: 1\n")
    assert given.line("ten") == 2
    assert given.line("muc") == 5
    assert given.line("muc", 0) == 6
    assert given.line("muc", 1, "b") == 8
    assert given.line("muc", 1, "c", "d") == 8
    assert given.line("khac") == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [x\nc: 2\n", 3),
        ("a: 1\n  b: 2\n", 2),
        ("a:\n\tb: 1\n", 2),
        ('a: 1\nb: "chưa đóng\n', 3),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: *khong-co\n", 1),
        ("a: \x01\n", 1),
    ],
    ids=["open list", "indent", "tab", "open quote", "two documents", "unknown alias", "control character"],
)
def test_broken_yaml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    given = source(tmp_path, text)
    assert (given.data, told(given)) == (None, [(line, "not_yaml")])


@pytest.mark.parametrize(
    "text",
    ["note: {{ten}}\n", "? [a, b]\n: c\n", "a: &a [*a]\n"],
    ids=["template braces", "list as key", "alias of itself"],
)
def test_yaml_that_no_catalog_can_mean_is_told_and_not_raised(tmp_path: Path, text: str) -> None:
    assert told(source(tmp_path, text)) == [(1, "not_yaml")]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    assert told(source(tmp_path, "tên: Đăng ký".encode("cp1258", "replace"))) == [(1, "not_utf8")]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert source(tmp_path, b"\xef\xbb\xbfid: khai-sinh\n").data == {"id": "khai-sinh"}


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    assert told(read(tmp_path)) == [(1, "not_yaml")]
