"""The first page: a search, the shelves, and the old addresses of the chat."""

import logging
import re
from collections.abc import Callable

import httpx
import pytest

from bot.buckets import MINUTE
from bot.catalog.model import Words
from bot.conversation.addresses import field_path, home_path, life_event_path
from bot.conversation.speech import Speech
from bot.language import LANGUAGES, Language
from bot.records.board import WHOLE, Board, Pause
from bot.web.application import build
from bot.web.limits import Limits
from tests.actors.house import knowledge
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import library
from tests.web.visiting import Visit, words_of

CATALOG = knowledge().catalog


async def found(visit: Visit, question: str, home: str = "/") -> tuple[str, list[str]]:
    """What a search says, and the procedures it leads to."""
    answer = await visit.client.get(home, params={"q": question})
    assert answer.status_code == 200
    return words_of(answer.text), re.findall(r'<li><a href="(?:/en)?/t/([^"]+)"', answer.text)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("làm giấy khai sinh cho con", "khai-sinh"),
        ("lam giay khai sinh can gi", "khai-sinh"),
        ("1.001193", "khai-sinh"),
        ("sang tên sổ đỏ", "sang-ten-so-do"),
    ],
)
async def test_a_search_has_the_answer_first_and_says_what_it_takes(visit: Visit, question: str, first: str) -> None:
    said, links = await found(visit, question)
    assert links[0] == first
    assert len(links) <= 5
    assert "Có lẽ bạn cần" in said
    assert "Thời hạn:" in said


async def test_what_may_be_several_things_is_offered_without_a_guess(visit: Visit) -> None:
    said, links = await found(visit, "khai sinh")
    assert "khai-sinh" in links
    assert 1 <= len(links) <= 5
    assert said


async def test_two_wishes_are_both_offered(visit: Visit) -> None:
    _, links = await found(visit, "làm hộ chiếu và đăng ký kết hôn")
    assert "ket-hon" in links
    assert len(links) == 2


async def test_an_english_search_leads_to_english_pages(visit: Visit) -> None:
    answer = await visit.client.get("/en", params={"q": "register a newborn"})
    assert 'href="/en/t/khai-sinh"' in answer.text
    assert "You probably need" in answer.text


async def test_what_is_no_procedure_is_told_as_the_chat_would(visit: Visit) -> None:
    rule = CATALOG.general_answers[0]
    said, _ = await found(visit, rule.keywords[0])
    assert words_of(rule.answer.vi).split("\n")[0][:40] in said
    assert "Nguồn:" in said
    said, links = await found(visit, "cháy nhà rồi cứu với")
    assert "114" in said
    assert links == []
    said, _ = await found(visit, "qwrtp zzxcv")
    assert Speech("vi").say("unreadable") in said or "Mình chưa tìm được" in said


async def test_in_an_emergency_it_says_whom_to_call_also_while_everything_is_paused(
    browse: Callable[..., Visit],
) -> None:
    board = Board(pauses=(Pause(WHOLE, Words("Bão số 9.")),))
    visit = browse(build(EchoGuide(), PlainPseudonyms(), library(board=board)))
    said, _ = await found(visit, "cháy nhà rồi cứu với")
    assert "114" in said


async def test_the_question_goes_on_into_the_chat_as_it_was_typed(visit: Visit) -> None:
    answer = await visit.client.get("/", params={"q": 'giấy "lạ" & <q>'})
    assert "<q>" not in answer.text
    (path,) = re.findall(r'href="(/chat\?q=[^"]+)"', answer.text)
    assert 'value="giấy &#34;lạ&#34; &amp; &lt;q&gt;"' in (await visit.client.get(path)).text


async def test_a_number_of_a_paper_is_warned_of(visit: Visit) -> None:
    said, _ = await found(visit, "cccd 049123456789 bị mất")
    assert words_of(Speech("vi").say("identity_warning")) in said


async def test_a_search_is_not_kept_by_anybody_and_not_indexed(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    answer = await visit.client.get("/", params={"q": "ly hôn với chồng"})
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in answer.text
    assert "set-cookie" not in answer.headers
    assert "ly hôn" not in caplog.text


async def test_searches_are_limited_as_the_chat_is_and_the_first_page_is_not() -> None:
    now = [0]
    limits = Limits.a_minute(lambda: now[0], address=3)
    app = build(EchoGuide(), PlainPseudonyms(), library(), limits=limits)
    transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 40_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        statuses = [(await client.get("/?q=xe")).status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        assert (await client.get("/")).status_code == 200
        assert (await client.get("/t/khai-sinh")).status_code == 200
        now[0] += MINUTE
        assert (await client.get("/?q=xe")).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_procedure_is_reached_from_the_first_page(visit: Visit, language: Language) -> None:
    """Each field that holds something, and through it each procedure that has not ended."""
    home = (await visit.client.get(home_path(language))).text
    reached: set[str] = set()
    for topic in CATALOG.fields:
        path = field_path(topic.id, language)
        shelf = await visit.client.get(path)
        assert shelf.status_code == 200
        assert (f'href="{path}"' in home) == ("<li>" in shelf.text), topic.id
        reached.update(re.findall(r'href="(?:/en)?/t/([^"]+)"', shelf.text))
    assert reached == {each.id for each in CATALOG.procedures if not each.ended}
    assert f'href="{life_event_path("sinh-con", language)}"' in home


async def test_a_shelf_is_in_order_of_the_letters_and_says_what_each_takes(visit: Visit) -> None:
    html = (await visit.client.get(life_event_path("sinh-con", "vi"))).text
    names = re.findall(r'<li><a href="/t/[^"]+">([^<]+)</a>', html)
    assert names[0].startswith("Cấp")
    assert "Đăng ký khai sinh" in names
    assert html.count("Thời hạn:") >= 3
    assert (await visit.client.get("/viec/khong-co")).status_code == 404


async def test_addresses_of_the_chat_from_before_still_open_it(visit: Visit) -> None:
    answer = await visit.client.get("/?p=khai-sinh")
    assert (answer.status_code, answer.headers["location"]) == (303, "/chat?p=khai-sinh")
    answer = await visit.client.get("/", params={"p": "inv-admin-x&y=1"})
    assert answer.headers["location"] == "/chat?p=inv-admin-x%26y%3D1"
    assert answer.headers["cache-control"] == "no-store", "an invitation stays in nobody's memory"
