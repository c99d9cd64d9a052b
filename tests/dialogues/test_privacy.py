"""What is kept of a person: little, theirs to see, gone when they say so, and never an identity number."""

import json
from collections.abc import Awaitable, Callable

import pytest

from bot.conversation.speech import Speech
from bot.terminal import plain
from tests.actors import Door, House

Plays = Callable[[str], Awaitable[None]]
NUMBER = "049123456789"
WAYS_TO_SEND_IT = {
    "in a question": "cccd của tôi {} làm khai sinh",
    "in a question nobody can answer": "số {} lên sao hỏa được không",
    "alone": "{}",
    "in pieces": "căn cước 0491 2345 6789 làm khai sinh",
}


@pytest.mark.parametrize("question", WAYS_TO_SEND_IT.values(), ids=WAYS_TO_SEND_IT.keys())
async def test_an_identity_number_is_warned_of_and_nowhere(
    plays: Plays, house: House, caplog: pytest.LogCaptureFixture, question: str
) -> None:
    caplog.set_level("DEBUG", "bot")
    typed = question.format(NUMBER)
    await plays(f"""
        opens
        says   {typed}
        begins =identity_warning
        hides  {NUMBER}
        says   /goi
        hides  {NUMBER} | 0491 2345 6789
    """)
    for trace in (house.written(), caplog.text.encode()):
        assert NUMBER.encode() not in trace
        assert b"0491 2345 6789" not in trace


async def test_a_number_in_a_comment_is_warned_of_too(plays: Plays, house: House) -> None:
    await plays(f"""
        opens  khai-sinh
        taps   @not_helpful
        taps   @reason_other
        taps   @write
        says   cccd {NUMBER} bị từ chối
        begins =identity_warning
        sees   [CCCD] bị từ chối
    """)
    assert NUMBER.encode() not in house.written()


async def test_what_is_kept_can_be_seen_and_is_gone_when_asked(door: Door, house: House) -> None:
    an = door.person("An")
    label = Speech("vi").label
    await an.opens("khai-sinh")
    await an.taps(label("my_case"))
    await an.taps("Bé bị bỏ rơi")
    await an.taps(label("back"))
    await an.taps(label("helpful"))
    await an.says("/dulieu")
    an.sees("/xoa")
    assert list(an.files) == ["motcua.json"]
    await an.says("/xoa")
    an.sees(plain(Speech("vi").say("erased")))
    assert house.rows("SELECT 1 FROM conversations UNION ALL SELECT 1 FROM ratings") == []
    await an.opens("khai-sinh")
    await an.taps(label("my_case"))
    an.sees("1/4")


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_the_file_holds_what_is_kept(door: Door) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    await an.taps(Speech("vi").label("helpful"))
    await an.taps(Speech("vi").label("my_case"))
    await an.taps("Bé bị bỏ rơi")
    await an.says("/mydata")
    held = json.loads(an.files["motcua.json"])
    assert held["conversations"][0]["facts"] == {"khai-sinh": {"noi-sinh": "bo-roi"}}
    assert [rating["verdict"] for rating in held["ratings"]] == ["up"]
    assert "An" not in json.dumps(held)


async def test_the_button_shows_the_same_as_the_command(door: Door) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    await an.says("/riengtu")
    await an.taps(Speech("vi").label("data"))
    assert list(an.files) == ["motcua.json"]


async def test_one_person_erases_nothing_of_another(door: Door, house: House) -> None:
    an, binh = door.person("An"), door.person("Bình")
    for each in (an, binh):
        await each.opens("khai-sinh")
        await each.taps(Speech("vi").label("helpful"))
    await an.says("/delete")
    assert house.rows("SELECT verdict FROM ratings") == [("up",)]
    assert house.rows("SELECT count(*) FROM conversations") == [(1,)]


async def test_what_a_person_asked_is_kept_only_where_it_was_not_answered(plays: Plays, house: House) -> None:
    await plays("""
        opens
        says   làm giấy khai sinh
        says   làm thẻ lên sao hỏa
        says   chào bạn
    """)
    assert house.rows("SELECT text FROM asked_texts") == [("làm thẻ lên sao hỏa",)]


@pytest.mark.parametrize("channel", ["terminal", "telegram"], indirect=True)
async def test_whoever_asks_at_once_is_told_once_what_is_kept(plays: Plays) -> None:
    await plays("""
        says   khai sinh
        sees   15:00 | /riengtu
        says   kết hôn
        hides  /riengtu
    """)
