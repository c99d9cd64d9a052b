"""What looks like code stays text on every way by which people's words travel: links, commands, comments, the log."""

import logging

import pytest

from bot.conversation.speech import Speech
from tests.actors import Door, House
from tests.actors.on_web import WebActor

HOSTILE = {
    "HTML": "<img src=x onerror=alert(1)> &lt;b&gt;",
    "a script": "</p><script>alert(1)</script>",
    "a template": "{{ 7 * 7 }}{% raw %}{{ config }}${7*7}",
    "SQL": "x'); DELETE FROM answers; DROP TABLE people; --",
    "lines of a log": "x\r\n2026-11-23 09:00:00 ERROR bot.guide: forged line\x1b[2J",
}
TABLES = "SELECT count(*) FROM sqlite_master WHERE type = 'table'"

each = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


@each
async def test_a_comment_is_kept_and_shown_as_it_was_written(door: Door, house: House, text: str) -> None:
    an = door.person("An")
    label = Speech("vi").label
    before = house.rows(TABLES)
    await an.opens("khai-sinh")
    for way in ("not_helpful", "reason_other", "write"):
        await an.taps(label(way))
    await an.says(text)
    ((kept,),) = house.rows("SELECT comment FROM ratings")
    assert kept == " ".join(text.split())
    an.sees(kept)
    assert house.rows(TABLES) == before


@each
async def test_a_link_that_carries_code_is_an_unknown_link(door: Door, house: House, text: str) -> None:
    an = door.person("An")
    before = house.rows(TABLES)
    await an.opens("khai-sinh")
    await an.says(f"/start {text}")
    an.sees("Bạn cần làm giấy tờ gì")
    an.does_not_see("49", "alert")
    assert house.rows(TABLES) == before
    assert house.rows("SELECT count(*) FROM answers") == [(1,)]


@pytest.mark.parametrize("channel", ["web"], indirect=True)
@pytest.mark.parametrize("text", [HOSTILE["HTML"], HOSTILE["a script"]])
async def test_the_page_carries_no_element_that_somebody_wrote(door: Door, text: str) -> None:
    an = door.person("An")
    assert isinstance(an, WebActor)
    await an.opens()
    for typed in (text, f"/{text}", f"/start {text}"):
        html = await an.receives(typed)
        assert "<img" not in html
        assert "<script" not in html


@each
async def test_nothing_people_write_reaches_the_log(
    door: Door, house: House, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    an = door.person("An")
    await an.opens()
    for typed in (text, f"/start {text}", f"/{text}"):
        await an.says(typed)
    house.guide.knowledge = lambda: 1 // 0  # type: ignore[assignment,return-value]  # a fault of ours, whose log quotes its place
    await an.says(text)
    assert "ZeroDivisionError" in caplog.text
    house.complaints.clear()
    for part in ("forged line", "alert(1)", "7 * 7", "DROP TABLE", "\x1b"):
        assert part not in caplog.text
