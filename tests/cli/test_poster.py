"""`motcua poster` writes what can be printed, refuses what nobody could scan, and tells what each poster brought."""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bot.records import Database, PosterLed, Records
from tests.actors.house import SECRETS
from tests.catalog.writing import BIRTH, written
from tests.cli.running import run
from tests.printing.reading import pages_of, scanned, text_of

URL: Final = "https://motcua.example"
TODAY: Final = ("--today", "2026-11-23")
OFFICES: Final = """\
- {id: quay-xa, name: Quầy một cửa của xã}
- {id: quay-huyen, name: Quầy của huyện, valid_until: "2025-07-01", successor: quay-xa}
- {id: kiem-lam, name: Cơ quan kiểm lâm}
"""
DEATH: Final = BIRTH.replace("khai-sinh", "khai-tu").replace("khai sinh", "khai tử") + "file_at: [quay-xa]\n"
OLD: Final = BIRTH.replace("khai-sinh", "khai-sinh-cu") + (
    'ended: {on: "2025-07-01", by: 72/2025/QH15, successors: [khai-sinh]}\n'
)


@pytest.fixture
def catalog(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOTCUA_WEB__PUBLIC_URL", URL)
    more = {"khai-tu": DEATH, "khai-sinh-cu": OLD}
    return written(
        folder, {"offices.yaml": OFFICES} | {f"commune/ho-tich/{name}.yaml": text for name, text in more.items()}
    )


def made(catalog: Path, *words: str, file: str = "poster.pdf") -> tuple[bytes, str]:
    """The file that a command wrote, and what it said."""
    result = run("poster", *words, "-o", file, "--catalog", catalog, *TODAY)
    assert result.exit_code == 0, result.output
    return Path(file).read_bytes(), result.output


def refused(catalog: Path, *words: str, file: str = "poster.pdf") -> tuple[int, str]:
    """The exit code and the sentence of a command that wrote nothing."""
    result = run("poster", *words, "-o", file, "--catalog", catalog, *TODAY)
    assert not Path(file).is_file()
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (("khai-sinh",), f"{URL}/t/khai-sinh"),
        (("khai-sinh", "--office", "quay-xa"), f"{URL}/t/khai-sinh?o=quay-xa"),
        (("khai-sinh", "--office", "quay-xa", "--counter", "Quầy 3"), f"{URL}/t/khai-sinh?o=quay-xa-quay-3"),
        (("khai-sinh", "--event", "Thứ Bảy vì dân"), f"{URL}/t/khai-sinh?o=thu-bay-vi-dan"),
        (("--office", "quay-xa"), f"{URL}/?o=quay-xa"),
        (("--office", "quay-xa", "--counter", "Quầy 3"), f"{URL}/?o=quay-xa-quay-3"),
        (("--event", "Thứ Bảy vì dân 28/11"), f"{URL}/?o=thu-bay-vi-dan-28-11"),
        (("--bot",), f"{URL}/"),
    ],
)
def test_the_code_is_the_operators_own_address(catalog: Path, words: tuple[str, ...], address: str) -> None:
    pdf, said = made(catalog, *words)
    assert scanned(pdf).text == address
    assert address in said


def test_a_poster_says_where_it_hangs_and_when_it_was_printed(catalog: Path) -> None:
    said = text_of(made(catalog, "khai-sinh", "--office", "quay-xa", "--counter", "Quầy 3", "--size", "a5")[0])
    for each in (
        "Quầy 3 · Quầy một cửa của xã",
        "Đăng ký khai sinh",
        "In ngày 23/11/2026",
        "không phải kênh chính thức",
    ):
        assert each in said


def test_the_agency_that_answers_for_it_is_named(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_AGENCY__NAME", "Ủy ban nhân dân xã VÍ DỤ")
    said = text_of(made(catalog, "--bot")[0])
    assert "Ủy ban nhân dân xã VÍ DỤ" in said
    assert "không phải kênh chính thức" not in said


def test_a_picture_is_written_where_the_file_is_called_so(catalog: Path) -> None:
    assert made(catalog, "--bot", "--size", "sticker", "--lang", "en", file="poster.png")[0].startswith(b"\x89PNG")


def test_all_are_written_into_one_file_or_into_a_folder(catalog: Path, tmp_path: Path) -> None:
    pdf, said = made(catalog, "--all")
    assert said.splitlines() == ["2 posters", "2 posters written to poster.pdf."]
    assert pages_of(pdf) == [(210, 297)] * 2
    (tmp_path / "posters").mkdir()
    result = run("poster", "--all", "--office", "quay-xa", "-o", tmp_path / "posters", "--catalog", catalog, *TODAY)
    assert result.exit_code == 0
    assert [file.name for file in (tmp_path / "posters").iterdir()] == ["khai-tu.pdf"]
    assert scanned((tmp_path / "posters/khai-tu.pdf").read_bytes()).text == f"{URL}/t/khai-tu?o=quay-xa"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("", "not set, so a poster's code would lead nowhere"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080 is this machine only, no phone can open it"),
        ("http://localhost:8080", "this machine only"),
        ("https://demo.localhost", "this machine only"),
        ("http://[::1]:8080", "this machine only"),
        ("http://0.0.0.0:8080", "this machine only"),
    ],
)
def test_without_an_address_that_phones_can_open_no_poster_is_made(
    catalog: Path, monkeypatch: pytest.MonkeyPatch, url: str, told: str
) -> None:
    monkeypatch.setenv("MOTCUA_WEB__PUBLIC_URL", url)
    code, said = refused(catalog, "--bot")
    assert code == 2
    assert said.startswith("web.public_url: ")
    assert told in said
    assert "such as https://motcua.example" in said


def test_an_address_of_the_own_network_or_with_localhost_in_its_name_is_one(
    catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for url in ("http://192.168.1.5:8080", "https://mylocalhost.example"):
        monkeypatch.setenv("MOTCUA_WEB__PUBLIC_URL", url)
        assert scanned(made(catalog, "--bot")[0]).text == f"{url}/"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("khai-sin",), "khai-sin is no procedure of the catalog; did you mean khai-sinh?"),
        (("khai-sinh-cu",), "ended on 2025-07-01 (72/2025/QH15); make a poster of what took its place: khai-sinh."),
        (("--office", "quay-xaa"), "quay-xaa is no office of the catalog; did you mean quay-xa?"),
        (("--office", "quay-huyen"), "There is no quay-huyen on 2026-11-23; take quay-xa."),
        (("--all", "--office", "kiem-lam"), "No procedure of the catalog is filed at kiem-lam"),
        (("--event", "???"), "'???' has no letter and no digit to count a poster by; give it a name."),
        (("--event", "Ngày hội chuyển đổi số toàn thành phố Đà Nẵng"), "at most 40 fit, say it shorter"),
        (("--office", "quay-xa", "--counter", "Quầy ③"), "'Quầy ③' holds ③, which the typeface does not have"),
        (("--event", "Hội" + " –" * 90, "--size", "sticker"), "too long for a sticker; say it in fewer words"),
    ],
)
def test_what_there_can_be_no_poster_of_is_refused_in_a_sentence(
    catalog: Path, words: tuple[str, ...], told: str
) -> None:
    code, said = refused(catalog, *words)
    assert code == 1
    assert told in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "file", "told"),
    [
        ((), "x.pdf", "Name a procedure"),
        (("khai-sinh", "--all"), "x.pdf", "not both"),
        (("khai-sinh", "--bot"), "x.pdf", "leave out the rest"),
        (("khai-sinh", "--counter", "Quầy 3"), "x.pdf", "needs the --office"),
        (("--event", "Hội", "--office", "quay-xa"), "x.pdf", "one of them"),
        (("--event", ""), "x.pdf", "need a text"),
        (("--bot",), "x.jpg", ".pdf or .png"),
        (("--bot",), "nowhere/x.pdf", "no folder"),
        (("--all",), "x.png", "one poster"),
        (("--all",), "folder", "a folder that there is"),
        (("--bot", "--from", "2026-11-01"), "x.pdf", "go with --counts"),
        (("--counts", "--bot"), "x.pdf", "--counts makes no poster"),
    ],
)
def test_an_unclear_wish_is_a_usage_error(catalog: Path, words: tuple[str, ...], file: str, told: str) -> None:
    code, said = refused(catalog, *words, file=file)
    assert code == 2
    assert told in said


def test_the_file_to_write_must_be_named(catalog: Path) -> None:
    result = run("poster", "--bot", "--catalog", catalog)
    assert (result.exit_code, "Give -o" in result.output) == (2, True)


def count(*led: PosterLed) -> None:
    """People came by posters, into the database that the config names."""
    Path("data").mkdir()

    async def counted() -> None:
        async with Database("sqlite+aiosqlite:///data/motcua.db") as database:
            for each in led:
                await Records(database, SECRETS).count_poster(each)

    asyncio.run(counted())


def test_counts_tell_how_many_each_poster_brought(catalog: Path) -> None:
    run("init")
    day = date(2026, 11, 20)
    count(*[PosterLed(day, "quay-xa-quay-3", "khai-sinh", "page")] * 3, PosterLed(date(2026, 11, 1), "hoi", "", "web"))

    everything = run("poster", "--counts", "--catalog", catalog).output.splitlines()
    assert [line.split() for line in everything] == [
        ["count", "origin", "procedure", "channel"],
        ["3", "quay-xa-quay-3", "khai-sinh", "page"],
        ["1", "hoi", "-", "web"],
    ]
    some = run("poster", "--counts", "--from", "2026-11-02", "--to", "2026-11-20", "--json", "--catalog", catalog)
    assert json.loads(some.output) == [
        {"origin": "quay-xa-quay-3", "procedure": "khai-sinh", "channel": "page", "count": 3}
    ]
    none = run("poster", "--counts", "--from", "2026-11-21", "--catalog", catalog)
    assert none.output == "No poster brought anybody in these days.\n"
    assert run("poster", "--counts", "--from", "2026-11-21", "--to", "2026-11-20").exit_code == 2
