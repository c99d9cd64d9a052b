"""What was read once is not read again, and a copy that is not surely ours is not taken."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from bot.catalog import CatalogBroken, load
from bot.catalog.keeping import MOST, SMALLEST, Copies, kept
from bot.catalog.model import Words
from bot.matching.keeping import load_matcher
from tests.catalog.project import PROJECT
from tests.catalog.writing import BIRTH, PROCEDURE, written

LONG = f"output: {'Giấy khai sinh ' * (SMALLEST // 10)}\n"
"""Enough for a copy to be worth keeping."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalog large enough to be kept."""
    return written(tmp_path / "catalog", {PROCEDURE: BIRTH + LONG})


@pytest.fixture(autouse=True)
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the copies."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "motcua"


def name_of(folder: Path) -> str:
    """What the procedure of the catalog is called."""
    return load(folder).procedures[0].name.vi


def falsify(copy: Path) -> None:
    """Puts another catalog into a copy: the right file for whoever trusts it, with a wrong name in it."""
    copies = Copies(copy.parent, os.geteuid())
    kind, _, fingerprint = copy.name.partition("-")
    catalog = copies.find(copy.name)
    object.__setattr__(catalog.procedures[0], "name", Words("Giả mạo"))  # type: ignore[attr-defined]  # a catalog
    copies.keep(kind, fingerprint, catalog)


def test_the_copy_is_what_was_read(folder: Path, copies: Path) -> None:
    read = load(folder)
    assert [each.name.partition("-")[0] for each in copies.iterdir()] == ["catalog"]
    assert load(folder) == read


def test_the_copy_is_taken_instead_of_reading(folder: Path, copies: Path) -> None:
    load(folder)
    (copy,) = copies.iterdir()
    falsify(copy)
    assert name_of(folder) == "Giả mạo"


def test_one_changed_letter_of_a_file_is_seen(folder: Path, copies: Path) -> None:
    load(folder)
    falsify(next(copies.iterdir()))
    path = folder / PROCEDURE
    path.write_text(path.read_text(encoding="utf-8").replace("khai sinh", "khai minh", 1), encoding="utf-8")
    assert name_of(folder) == "Đăng ký khai minh"


def test_a_changed_list_is_seen(folder: Path, copies: Path) -> None:
    load(folder)
    falsify(next(copies.iterdir()))
    (folder / "fields.yaml").write_text("- {id: ho-tich, name: Hộ tịch}\n", encoding="utf-8")
    assert name_of(folder) == "Đăng ký khai sinh"


def test_what_another_version_of_the_program_kept_is_not_taken(folder: Path, tmp_path: Path) -> None:
    package = tmp_path / "program"
    package.mkdir()
    (package / "model.py").write_text("answer = 41\n", encoding="utf-8")
    assert kept(str, folder, [package], lambda: "a" * SMALLEST)[0] == "a"
    assert kept(str, folder, [package], lambda: "b" * SMALLEST)[0] == "a"
    (package / "model.py").write_text("answer = 42\n", encoding="utf-8")
    assert kept(str, folder, [package], lambda: "b" * SMALLEST)[0] == "b"


def test_what_was_read_while_a_file_changed_is_not_kept(folder: Path, copies: Path) -> None:
    def read_meanwhile() -> str:
        (folder / "offices.yaml").write_text("", encoding="utf-8")
        return "x" * SMALLEST

    assert kept(str, folder, [], read_meanwhile)[0] == "x"
    assert not copies.exists()


def test_a_file_that_is_added_renamed_or_left_out_is_seen(folder: Path) -> None:
    load(folder)
    other = folder / "commune/ho-tich/khai-tu.yaml"
    other.write_text(BIRTH.replace("khai-sinh", "khai-tu").replace("khai sinh", "khai tử"), encoding="utf-8")
    assert [each.id for each in load(folder).procedures] == ["khai-sinh", "khai-tu"]
    other.rename(other.with_name("tu.yaml"))
    with pytest.raises(CatalogBroken, match=r"tu\.yaml"):
        load(folder)
    other.with_name("tu.yaml").unlink()
    assert [each.id for each in load(folder).procedures] == ["khai-sinh"]
    (folder / "comune").mkdir()
    with pytest.raises(CatalogBroken, match="comune"):
        load(folder)


def test_a_catalog_behind_a_link_is_read_each_time(folder: Path, copies: Path) -> None:
    (folder / "commune").rename(folder.parent / "elsewhere")
    (folder / "commune").symlink_to(folder.parent / "elsewhere")
    assert name_of(folder) == "Đăng ký khai sinh"
    assert not copies.exists()


def test_a_catalog_with_errors_is_not_kept(folder: Path, copies: Path) -> None:
    (folder / "offices.yaml").write_text("- {id: quay-xa\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CatalogBroken):
            load(folder)
    assert not copies.exists()


@pytest.mark.parametrize("mode", [0o644, 0o620, 0o602])
def test_a_copy_that_others_may_touch_is_not_trusted(folder: Path, copies: Path, mode: int) -> None:
    load(folder)
    (copy,) = copies.iterdir()
    assert (copy.stat().st_mode & 0o777, copies.stat().st_mode & 0o777) == (0o600, 0o700)
    falsify(copy)
    copy.chmod(mode)
    assert name_of(folder) == "Đăng ký khai sinh"


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o755])
def test_a_folder_that_others_may_enter_is_not_trusted(folder: Path, copies: Path, mode: int) -> None:
    load(folder)
    (copy,) = copies.iterdir()
    falsify(copy)
    copies.chmod(mode)
    before = copy.stat().st_mtime_ns
    assert name_of(folder) == "Đăng ký khai sinh"
    assert copy.stat().st_mtime_ns == before


def test_what_belongs_to_another_account_is_not_trusted(tmp_path: Path) -> None:
    theirs, content = tmp_path / "theirs", "x" * SMALLEST
    Copies(theirs, os.geteuid()).keep("catalog", "1", content)
    assert Copies(theirs, os.geteuid()).find("catalog-1") == content
    assert Copies(theirs, os.geteuid() + 1).find("catalog-1") is None
    Copies(theirs, os.geteuid() + 1).keep("catalog", "2", content)
    assert [each.name for each in theirs.iterdir()] == ["catalog-1"]


def test_a_link_is_not_followed(folder: Path, copies: Path) -> None:
    load(folder)
    (copy,) = copies.iterdir()
    falsify(copy)
    aside = copy.rename(copies.parent / "aside")
    copy.symlink_to(aside)
    assert name_of(folder) == "Đăng ký khai sinh"
    copy.unlink()
    aside.rename(copy)
    copies.rename(copies.with_name("aside"))
    copies.symlink_to(copies.with_name("aside"))
    assert name_of(folder) == "Đăng ký khai sinh"


@pytest.mark.parametrize("damage", ["half", "one byte", "empty", "a pickle of something else"])
def test_a_damaged_copy_is_made_anew(folder: Path, copies: Path, damage: str) -> None:
    load(folder)
    (copy,) = copies.iterdir()
    whole = copy.read_bytes()
    at = whole.index("Đăng ký".encode())
    copy.write_bytes(
        {
            "half": whole[: len(whole) // 2],
            "one byte": whole[:at] + b"\xc3\x90" + whole[at + 2 :],
            "empty": b"",
            "a pickle of something else": pickle.dumps("x"),
        }[damage]
    )
    assert name_of(folder) == "Đăng ký khai sinh"
    assert copy.read_bytes() == whole


def test_a_copy_of_another_kind_is_not_taken(folder: Path, copies: Path) -> None:
    load(folder)
    (copy,) = copies.iterdir()
    Copies(copies, os.geteuid()).keep("catalog", copy.name.partition("-")[2], "x" * SMALLEST)
    assert name_of(folder) == "Đăng ký khai sinh"


@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "/nonexistent/home"}, {"XDG_CACHE_HOME": "here"}])
def test_without_a_home_nothing_is_kept_and_all_works(
    folder: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(folder.parent)
    assert name_of(folder) == name_of(folder) == "Đăng ký khai sinh"
    assert [each.name for each in folder.parent.iterdir()] == ["catalog"]


def test_where_nothing_can_be_written_all_works(folder: Path, copies: Path) -> None:
    copies.parent.write_text("a file in the place of the folder", encoding="utf-8")
    assert name_of(folder) == name_of(folder) == "Đăng ký khai sinh"


def test_the_copies_lie_under_the_home_where_no_other_place_is_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    load(folder)
    assert len(list((tmp_path / ".cache" / "motcua").iterdir())) == 1


def test_a_small_catalog_is_not_worth_keeping(tmp_path: Path, copies: Path) -> None:
    load(written(tmp_path / "small"))
    assert not copies.exists()


def test_few_copies_stay_and_the_newest_is_among_them(folder: Path, copies: Path) -> None:
    path = folder / PROCEDURE
    for number in range(MOST + 2):
        path.write_text(f"{BIRTH}{LONG}# {number}\n", encoding="utf-8")
        load(folder)
    assert len(list(copies.iterdir())) == MOST
    falsify(max(copies.iterdir(), key=lambda each: each.stat().st_mtime_ns))
    assert name_of(folder) == "Giả mạo"


def test_two_processes_at_once_read_the_same(folder: Path, copies: Path) -> None:
    program = f"from bot.catalog import load; print(load({str(folder)!r}).procedures[0].id)"
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    started = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [process.communicate(timeout=60)[0] for process in started] == ["khai-sinh\n"] * 2
    assert len(list(copies.iterdir())) == 1


def test_the_kept_matcher_answers_as_a_new_one(folder: Path, copies: Path) -> None:
    made = load_matcher(folder)
    assert {each.name.partition("-")[0] for each in copies.iterdir()} == {"catalog", "matcher"}
    falsify(next(copies.glob("catalog-*")))
    kept = load_matcher(folder)
    assert kept is not made
    for question in ("khai sinh cho bé", "dang ky khai sinh", "mua xe"):
        assert kept.match(question) == made.match(question)
        assert list(kept.explain(question)) == list(made.explain(question))


def test_a_kept_matcher_forgets_what_a_changed_file_said(folder: Path) -> None:
    assert load_matcher(folder).match("đẻ em bé").outcome != "answer"
    (folder / PROCEDURE).write_text(BIRTH + LONG + "keywords: [đẻ em bé]\n", encoding="utf-8")
    assert load_matcher(folder).match("đẻ em bé").outcome == "answer"
