"""The conversation on the web page, with JavaScript (JSON) and without (pages)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.conversation.actions import Expired, Rate, write
from bot.conversation.events import Located, Opened, Said, Tapped
from tests.web.echo import ANSWER, CARD, TIME, EchoGuide
from tests.web.visiting import Visit, words_of


async def test_the_page_greets_and_opens_what_the_link_carries(browse: Callable[..., Visit], guide: EchoGuide) -> None:
    page = await browse().opens("/chat?p=khai-sinh")
    assert page.status_code == 200
    assert "Xin chào. Bạn mở: khai-sinh" in words_of(page.text)
    assert isinstance(guide.events[0], Opened)
    assert guide.events[0].payload == "khai-sinh"


async def test_a_question_is_answered_with_formatting_lines_and_buttons(visit: Visit) -> None:
    [shown] = await visit.says("khai sinh <cho> con")
    assert shown["how"] == "add"
    assert "Bạn viết:\n<b>khai sinh &lt;cho&gt; con</b>" in shown["content"]
    assert f'<button form="taps" name="tap" value="{write(TIME)}">Thời hạn</button>' in shown["content"]
    assert 'href="https://example.vn/nop" target="_blank" rel="noopener noreferrer"' in shown["content"]


async def test_a_tap_comes_back_as_its_action_and_replaces_the_message(visit: Visit, guide: EchoGuide) -> None:
    [shown] = await visit.taps(TIME)
    assert shown["how"] == "replace"
    assert "3 ngày làm việc" in shown["content"]
    assert isinstance(guide.events[-1], Tapped)
    assert guide.events[-1].action == TIME


@pytest.mark.parametrize("forged", ["", "1s:khai-sinh", "9c:khai-sinh:Abcd1234", "<script>", "\x00" * 80])
async def test_a_forged_or_old_button_reaches_the_conversation_as_expired(
    visit: Visit, guide: EchoGuide, forged: str
) -> None:
    await visit.taps(forged)
    assert isinstance(guide.events[-1], Tapped)
    assert guide.events[-1].action == Expired()


async def test_a_notice_is_plain_text(visit: Visit) -> None:
    assert await visit.taps(Rate(ANSWER, "up")) == [{"how": "notice", "content": "Cảm ơn bạn & gia đình"}]


async def test_a_file_can_be_downloaded_from_the_message_itself(visit: Visit) -> None:
    [shown] = await visit.says("tệp")
    assert 'download="tờ khai.txt" href="data:text/plain;base64,SOG7jSB0w6pu"' in shown["content"]
    assert "<b>Tờ khai</b>" in shown["content"]


@pytest.mark.parametrize(("accepted", "packed"), [("gzip, br", True), ("identity", False)])
async def test_a_large_file_comes_packed_where_the_browser_can_unpack_it(
    visit: Visit, accepted: str, packed: bool
) -> None:
    headers = {"Accept": "application/json", "Accept-Encoding": accepted}
    response = await visit.posts(headers, text="sổ tay")
    assert response.headers.get("content-encoding") == ("gzip" if packed else None)
    assert (int(response.headers["content-length"]) < 50_000) is packed
    assert len(response.json()["shown"][0]["content"]) > 300_000
    assert "content-encoding" not in (await visit.posts(headers, text="khai sinh")).headers


async def test_a_request_for_the_place_offers_a_button_and_the_place_comes_back(visit: Visit, guide: EchoGuide) -> None:
    [asked] = await visit.says("gần đây")
    assert "data-locate" in asked["content"]
    await visit.is_at("15.573", "108.474")
    assert isinstance(guide.events[-1], Located)
    assert (guide.events[-1].latitude, guide.events[-1].longitude) == (15.573, 108.474)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"latitude": "15"},
        {"latitude": "nan", "longitude": "108"},
        {"latitude": "15", "longitude": "181"},
        {"latitude": "inf", "longitude": "108"},
        {"latitude": "đây", "longitude": "kia"},
    ],
)
async def test_a_form_that_says_nothing_gets_a_sentence(visit: Visit, guide: EchoGuide, fields: dict[str, str]) -> None:
    heard = len(guide.events)
    answer = await visit.posts(**fields)
    assert answer.status_code == 400
    assert "Bạn viết lại giúp nhé" in answer.text
    assert len(guide.events) == heard


@pytest.mark.parametrize(
    "text", ["", "  ", "😀" * 10_000, "ệ" * 10_000, "\u202e{{7*7}}' OR 1=1 --", "a\r\nb", "<script>alert(1)</script>"]
)
async def test_any_text_reaches_the_conversation_as_it_was_typed(visit: Visit, guide: EchoGuide, text: str) -> None:
    [shown] = await visit.says(text)
    assert isinstance(guide.events[-1], Said)
    assert guide.events[-1].text == text
    assert "<script" not in shown["content"]


async def test_one_browser_stays_one_person_and_two_are_two(browse: Callable[..., Visit], guide: EchoGuide) -> None:
    first, second = browse(), browse()
    await first.opens()
    await first.says("một")
    await second.opens()
    keys = [(event.who.key, event.where.chat) for event in guide.events]
    assert keys[0] == keys[1]
    assert keys[0] != keys[2]
    assert guide.events[0].where == replace(guide.events[1].where, channel="web", private=True, addressed=True)
    session = first.client.cookies["motcua"]
    assert session not in repr(guide.events)


async def test_what_the_browser_likes_to_read_decides_the_language(
    browse: Callable[..., Visit], guide: EchoGuide
) -> None:
    for accepted, language, page_language in [
        ("en-GB,en;q=0.9,vi;q=0.8", "en", "en"),
        ("fr-FR, en;q=0.4, vi;q=0.6", "vi", "vi"),
        ("en;q=0, vi;q=0.1", "vi", "vi"),
        ("fr, de;q=nonsense", None, "vi"),
        ("", None, "vi"),
    ]:
        page = await browse(headers={"Accept-Language": accepted}).opens()
        assert guide.events[-1].who.language == language, accepted
        assert f'<html lang="{page_language}">' in page.text, accepted


async def test_without_javascript_a_question_shows_the_page_with_the_exchange(visit: Visit) -> None:
    page = await visit.posts(text="khai sinh <cho> con")
    assert page.status_code == 200
    assert '<div class="text">khai sinh &lt;cho&gt; con</div>' in page.text
    assert "Bạn viết:\n<b>khai sinh &lt;cho&gt; con</b>" in page.text
    assert f'name="token" value="{visit.token}"' in page.text


async def test_without_javascript_a_tap_shows_its_answer_anew(visit: Visit) -> None:
    assert "Thẻ khai sinh" in (await visit.posts(tap=write(CARD))).text


async def test_without_javascript_a_notice_alone_says_where_the_answer_went(visit: Visit) -> None:
    page = await visit.posts(tap=write(Rate(ANSWER, "up")))
    assert "Cảm ơn bạn & gia đình" in words_of(page.text)
    assert "bấm Quay lại để xem" in page.text


async def test_a_question_that_was_searched_for_waits_in_the_field_and_is_not_asked(
    browse: Callable[..., Visit], guide: EchoGuide
) -> None:
    page = await browse().opens('/chat?q=xe "cũ"')
    assert 'value="xe &#34;cũ&#34;"' in page.text
    assert not [event for event in guide.events if isinstance(event, Said)]


async def test_when_the_conversation_breaks_the_person_gets_a_sentence_and_the_log_no_word_of_theirs(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    [shown] = await visit.says("hỏng")
    assert "Bạn gửi lại sau ít phút nhé" in shown["content"]
    assert "RuntimeError" in caplog.text
    assert "echo.py:" in caplog.text
    assert "049123456789" not in caplog.text
    assert "hỏng" not in caplog.text


async def test_a_person_who_opened_the_chat_by_script_is_greeted(visit: Visit, guide: EchoGuide) -> None:
    await visit.posts(open="ket-hon")
    assert isinstance(guide.events[-1], Opened)
    assert guide.events[-1].payload == "ket-hon"
