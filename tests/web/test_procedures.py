"""The page of a procedure: what it says, where it leads, what it costs to open, and what passes for its address."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, time

import httpx
import pytest

from bot.catalog.model import Procedure, Words
from bot.catalog.offices import Office, Session
from bot.conversation.addresses import sheet_path
from bot.conversation.arrivals import MAX_PAYLOAD
from bot.conversation.turn import Service
from bot.language import LANGUAGES, Language
from bot.records import RecordsUnavailable
from bot.records.board import WHOLE, Announcement, Board, Pause, Scope
from bot.records.entries import PosterLed
from bot.web.application import build
from bot.web.library import BELIEVED, Library
from tests.actors.house import Clock, knowledge
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import SERVICE, library
from tests.web.visiting import words_of

CATALOG = knowledge().catalog
LARGEST = 30_000
STORM = Announcement(
    "a1", Words("Quầy nghỉ vì bão <3"), date(2026, 11, 20), date(2026, 11, 30), Scope("field", "ho-tich")
)
COUNTER = Office(
    id="quay-vi-du",
    name=Words("Quầy Ví Dụ"),
    one_of="trung-tam-hcc-xa",
    place="tam-ky",
    hours=(Session(opens=time(7, 30), closes=time(11, 30), weekdays=("mon", "tue")),),
)


@asynccontextmanager
async def opened(shelf: Library | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A browser before an application of this library."""
    app = build(EchoGuide(), PlainPseudonyms(), shelf or library())
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        yield client


async def page(path: str, shelf: Library | None = None) -> str:
    """The HTML at an address."""
    async with opened(shelf) as client:
        answer = await client.get(path)
    assert answer.status_code == 200, path
    return answer.text


def machine_read(html: str) -> dict[str, object]:
    """The JSON-LD of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


def preview(html: str, name: str) -> str:
    """What a messenger takes from a page."""
    found = re.search(rf'<meta property="og:{name}" content="([^"]*)">', html)
    assert found, name
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_procedure_has_a_page_in_each_language_that_is_small_and_names_it_once(language: Language) -> None:
    async with opened() as client:
        for each in CATALOG.procedures:
            answer = await client.get(sheet_path(each.id, language))
            assert answer.status_code == 200, each.id
            assert len(answer.content) < LARGEST, each.id
            assert answer.text.count("<h1") == 1, each.id
            assert f'<html lang="{language}"' in answer.text
            said = words_of(answer.text)
            assert each.name.said_in(language) in said, each.id
            for slip in ("None", "{{", "Undefined", "«🗂", "bấm /"):
                assert slip not in said, each.id


async def test_it_says_all_that_the_sections_of_the_card_say() -> None:
    html = await page("/t/khai-sinh")
    said = words_of(html)
    headings = re.findall(r"<h2>(.*?)</h2>", html)
    assert [words_of(each).split(" ", 1)[-1] for each in headings[:4]] == ["Giấy tờ", "Thời hạn", "Lệ phí", "Nơi nộp"]
    for fact in (
        "Thường mang 3 thứ, tùy trường hợp thêm 6 giấy khác",
        "Biên bản về việc bé bị bỏ rơi",
        "Trong ngày nếu nộp trước 15:00",
        "Nơi quyết định: Ủy ban nhân dân xã/phường",
        "Nhận giấy khai sinh. Gửi bưu điện",
        "Khiếu nại.",
        "mã 1.001193",
        "Kiểm tra lần cuối 23/11/2026",
        "Trước 01/07/2025",
        "Không phải kênh chính thức",
    ):
        assert fact in said
    assert '<ol start="4">' in html, "the papers for special cases go on counting"


async def test_without_a_telegram_name_or_an_address_of_ours_nothing_is_made_up() -> None:
    html = await page("/t/khai-sinh", library(Service()))
    assert "t.me" not in html
    assert "canonical" not in html
    assert "og:url" not in html
    assert '"url"' not in html
    assert 'href="/chat?p=khai-sinh"' in html


async def test_it_can_be_passed_on_and_leads_into_both_chats() -> None:
    html = await page("/t/khai-sinh")
    assert preview(html, "title") == "Đăng ký khai sinh"
    line = preview(html, "description")
    assert line.startswith("Thường mang 3 thứ: tờ khai đăng ký khai sinh; căn cước hoặc hộ chiếu")
    assert "Thời hạn: trong ngày nếu nộp trước 15:00" in line
    assert "miễn phí" in line
    assert preview(html, "url") == "https://motcua.example/t/khai-sinh"
    assert '<link rel="canonical" href="https://motcua.example/t/khai-sinh">' in html
    assert '<link rel="alternate" hreflang="en" href="https://motcua.example/en/t/khai-sinh">' in html
    assert 'href="/chat?p=khai-sinh"' in html
    assert 'href="https://t.me/motcua_test_bot?start=khai-sinh"' in html


async def test_machines_read_what_holds_today_and_no_fee_that_nobody_is_sure_of() -> None:
    read = machine_read(await page("/t/khai-sinh"))
    assert (read["@type"], read["name"]) == ("GovernmentService", "Đăng ký khai sinh")
    assert read["identifier"] == ["khai-sinh", "1.001193"]
    assert read["url"] == "https://motcua.example/t/khai-sinh"
    offers = read["offers"]
    assert isinstance(offers, list)
    assert [each["price"] for each in offers] == [0, 8000]
    assert machine_read(await page("/en/t/khai-sinh"))["name"] == "Register a birth"


async def test_a_procedure_whose_name_is_markup_stays_text() -> None:
    evil = replace(CATALOG.procedures[0], name=Words("</script><script>alert(1)</script>"))
    shelf = library(catalog=replace(CATALOG, procedures=(evil,)))
    html = await page(f"/t/{evil.id}", shelf)
    assert "<script>alert" not in html
    assert machine_read(html)["name"] == "</script><script>alert(1)</script>"


async def test_a_code_or_a_capital_leads_to_the_one_address() -> None:
    async with opened() as client:
        for path, where in (
            ("/t/1.001193", "/t/khai-sinh"),
            ("/en/t/1.001193?o=cho-tam-ky", "/en/t/khai-sinh?o=cho-tam-ky"),
            ("/t/Khai-Sinh", "/t/khai-sinh"),
        ):
            answer = await client.get(path)
            assert (answer.status_code, answer.headers["location"]) == (301, where)


async def test_an_address_of_no_procedure_offers_the_search_in_its_language() -> None:
    async with opened() as client:
        vietnamese, english = await client.get("/t/khong-co"), await client.get("/en/t/khong-co")
    assert (vietnamese.status_code, english.status_code) == (404, 404)
    assert 'role="search" action="/"' in vietnamese.text
    assert 'role="search" action="/en"' in english.text
    assert "There is no such page" in english.text


async def test_a_procedure_that_ended_leads_to_what_took_its_place() -> None:
    html = await page("/t/cai-chinh-ho-tich-tu-14")
    assert "đã dừng từ 01/07/2025" in words_of(html)
    assert 'href="/t/cai-chinh-ho-tich-duoi-14"' in html
    assert "ld+json" not in html
    assert "Giấy tờ</h2>" not in html


async def test_of_a_paused_procedure_only_the_sentence_is_said() -> None:
    board = Board(pauses=(Pause("khai-sinh", Words("Hệ thống bảo trì & nâng cấp.")),))
    html = await page("/t/khai-sinh", library(board=board))
    assert "tạm dừng trả lời" in html
    assert "Hệ thống bảo trì &amp; nâng cấp." in html
    for told in ("Giấy chứng sinh", "15:00", "ld+json"):
        assert told not in html
    assert "Giấy chứng" not in preview(html, "description")
    assert "tạm dừng" not in await page("/t/ket-hon", library(board=board))


async def test_while_everything_is_paused_every_page_says_so_and_whom_to_call() -> None:
    board = Board(pauses=(Pause(WHOLE, Words("Bão số 9.")),))
    shelf = library(replace(SERVICE, operator=replace(SERVICE.operator, phone="0235 000 0000")), board)
    for path in ("/t/khai-sinh", "/", "/viec/sinh-con", "/?q=khai sinh"):
        html = await page(path, shelf)
        assert "Bão số 9." in html, path
        assert "0235 000 0000" in html, path
        assert "15:00" not in html, path


async def test_notices_stand_above_the_procedures_they_concern() -> None:
    board = Board((STORM,))
    html = await page("/t/khai-sinh", library(board=board))
    assert "Quầy nghỉ vì bão &lt;3" in html
    assert html.index("Quầy nghỉ") < html.index('class="lead"')
    assert "bão" not in await page("/t/sang-ten-xe", library(board=board))


async def test_a_notice_is_there_a_minute_after_it_was_given_and_gone_the_day_after_it_ended() -> None:
    boards, clock = [Board()], Clock()
    shelf = library(clock=clock)

    async def read(today: date) -> Board:
        return boards[-1]

    shelf.board = read
    async with opened(shelf) as client:
        before = await client.get("/t/khai-sinh")
        boards.append(Board((STORM,)))
        clock.passes(seconds=BELIEVED.total_seconds())
        after = await client.get("/t/khai-sinh", headers={"If-None-Match": before.headers["etag"]})
        clock.passes(days=8)
        later = await client.get("/t/khai-sinh")
    assert "bão" not in before.text
    assert "bão" in after.text
    assert "bão" not in later.text


async def test_when_notices_cannot_be_read_the_page_is_there_without_them(caplog: pytest.LogCaptureFixture) -> None:
    shelf = library()

    async def broken(today: date) -> Board:
        raise RecordsUnavailable("the disk is full")

    shelf.board = broken
    assert "15:00" in await page("/t/khai-sinh", shelf)
    assert "without them" in caplog.text


async def test_what_the_catalog_says_anew_is_on_the_page_at_once() -> None:
    shelf = library()
    async with opened(shelf) as client:
        before = (await client.get("/t/khai-sinh")).text
        renamed = tuple(
            replace(each, name=Words("Khai sinh mới")) if each.id == "khai-sinh" else each
            for each in CATALOG.procedures
        )
        known = replace(shelf.knowledge(), catalog=replace(CATALOG, procedures=renamed))
        shelf.knowledge = lambda: known
        after = (await client.get("/t/khai-sinh")).text
    assert "Khai sinh mới" not in before
    assert "Khai sinh mới" in after


async def test_browsers_and_proxies_may_keep_it_for_minutes_and_ask_by_its_tag() -> None:
    async with opened() as client:
        first = await client.get("/t/khai-sinh")
        same = await client.get("/t/khai-sinh", headers={"If-None-Match": f'W/{first.headers["etag"]}, "x"'})
        other = await client.get("/t/ket-hon", headers={"If-None-Match": first.headers["etag"]})
    assert first.headers["cache-control"] == "public, max-age=300"
    assert "set-cookie" not in first.headers
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200


async def test_large_type_is_a_link_away_and_keeps_the_poster() -> None:
    usual = await page("/t/khai-sinh?o=cho-tam-ky")
    assert 'href="/t/khai-sinh?chu=lon&amp;o=cho-tam-ky"' in usual
    large = await page("/t/khai-sinh?chu=lon&o=cho-tam-ky")
    assert '<html lang="vi" class="large">' in large
    assert 'href="/t/khai-sinh?o=cho-tam-ky">Chữ thường' in large
    assert "p=khai-sinh__cho-tam-ky" in large


class Counted:
    """What a poster's openings were told to."""

    def __init__(self, fails: bool = False) -> None:
        self.openings: list[PosterLed] = []
        self._fails = fails

    async def __call__(self, led: PosterLed) -> None:
        self.openings.append(led)
        if self._fails:
            raise RuntimeError("the database is away")


async def test_an_opening_from_a_poster_is_told_once_and_carried_into_the_chats() -> None:
    counted = Counted()
    async with opened(library(counts=counted)) as client:
        answer = await client.get("/t/khai-sinh?o=cho-tam-ky")
        await client.head("/t/khai-sinh?o=cho-tam-ky")
        await client.get("/t/khai-sinh?o=cho-tam-ky&chu=lon")
        home = (await client.get("/en?o=cho-tam-ky")).text
        for other in ("/t/khai-sinh", "/t/khai-sinh?o=Chợ", f"/t/khai-sinh?o={'x' * 41}", "/t/khong-co?o=cho-tam-ky"):
            await client.get(other)
    assert [(each.procedure, each.origin, each.channel) for each in counted.openings] == [
        ("khai-sinh", "cho-tam-ky", "page"),
        ("", "cho-tam-ky", "page"),
    ]
    assert answer.headers["cache-control"] == "private, no-cache", "or a second opening would not be counted"
    assert 'href="/chat?p=khai-sinh__cho-tam-ky"' in answer.text
    assert 'href="https://t.me/motcua_test_bot?start=khai-sinh__cho-tam-ky"' in answer.text
    assert 'href="/chat?p=__cho-tam-ky"' in home
    assert 'href="https://t.me/motcua_test_bot?start=__cho-tam-ky"' in home
    assert "cho-tam-ky" not in await page("/en")


async def test_a_count_that_fails_breaks_no_page(caplog: pytest.LogCaptureFixture) -> None:
    assert "15:00" in await page("/t/khai-sinh?o=cho-tam-ky", library(counts=Counted(fails=True)))
    assert "not counted" in caplog.text


async def test_an_origin_too_long_for_a_link_into_a_chat_is_left_out() -> None:
    name = max((each.id for each in CATALOG.procedures), key=len)
    origin = "x" * 40
    assert len(f"{name}__{origin}") > MAX_PAYLOAD
    html = await page(f"/t/{name}?o={origin}")
    assert f'?start={name}"' in html
    assert f'/chat?p={name}"' in html


def with_counter(**changes: object) -> Library:
    """A library whose catalog has a counter of Tam Kỳ."""
    return library(catalog=replace(CATALOG, offices=(*CATALOG.offices, replace(COUNTER, **changes))))  # type: ignore[arg-type]  # fields of an office


async def test_a_poster_at_a_counter_shows_its_hours_where_the_procedure_is_filed_there() -> None:
    here = words_of(await page("/t/khai-sinh?o=quay-vi-du", with_counter()))
    assert "Quầy Ví Dụ" in here
    assert "Thứ Hai, thứ Ba: 07:30–11:30" in here
    assert "Địa chỉ chưa xác minh" in here
    elsewhere = words_of(await page("/t/sang-ten-xe?o=quay-vi-du", with_counter()))
    for shown in ("Quầy Ví Dụ", "Bạn ở"):
        assert shown not in elsewhere
    closed = words_of(await page("/t/khai-sinh?o=quay-vi-du", with_counter(valid_until=date(2026, 1, 1))))
    for shown in ("Quầy Ví Dụ", "Bạn ở"):
        assert shown not in closed


def test_the_counter_of_the_example_is_in_a_place_of_the_catalog() -> None:
    assert CATALOG.place(COUNTER.place)
    filed = CATALOG.procedure("khai-sinh")
    elsewhere = CATALOG.procedure("sang-ten-xe")
    assert isinstance(filed, Procedure)
    assert isinstance(elsewhere, Procedure)
    assert COUNTER.one_of in filed.file_at
    assert COUNTER.one_of not in elsewhere.file_at
