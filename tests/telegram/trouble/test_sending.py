"""An answer that Telegram does not take, or does not say that it took: what the person sees, and that others go on.

A new message is sent again only where nothing of it can have arrived. Where that is unknown, polling leaves it at
that: at most one answer, in the worst case none. A webhook does not confirm the update, so Telegram brings it again:
at least one answer, in the worst case two. Changes of a message are tried again either way, for nobody notices.
"""

import pytest

from bot.conversation.actions import ShowPage
from bot.conversation.events import Event, Said, Tapped
from bot.conversation.replies import Button, Notice, Replace, Reply, Say
from bot.telegram.sending import PAUSES
from tests.actors import TelegramDoor
from tests.telegram.scripted import Scripted
from tests.telegram.trouble.troubled import WORDS, Log, after, echo, reached, read_by
from tests.telegram_server import InProcessRequest, Trouble

ROWS = ((Button("Cách dùng", ShowPage("help")),),)
REFUSALS = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}


def carded(*to_taps: Reply) -> Scripted:
    """A card with a button to whatever is written, and these replies to a tap."""

    async def respond(event: Event) -> tuple[Reply, ...]:
        return to_taps if isinstance(event, Tapped) else (Say("Khai sinh", ROWS),)

    return Scripted(respond)


async def others_go_on(door: TelegramDoor) -> None:
    binh = door.person("Bình")
    await after(door, lambda: binh.person.writes("khai tử"))
    assert read_by(binh) == ["khai tử"]


@pytest.mark.parametrize("trouble", Trouble)
async def test_an_answer_that_is_lost_before_it_arrived(way: str, trouble: Trouble, log: Log) -> None:
    async with reached(way, echo()) as door:
        an = door.person("An")
        door.server.lose_next("sendMessage", trouble)
        await after(door, lambda: an.person.writes(WORDS))
        assert read_by(an) == ([] if way == "polling" else [WORDS])
        await others_go_on(door)
    assert len(log.lines) == 1
    log.is_sober(door.server.token)


@pytest.mark.parametrize("trouble", Trouble)
async def test_an_answer_that_arrived_without_our_knowing(way: str, trouble: Trouble, log: Log) -> None:
    async with reached(way, echo()) as door:
        an = door.person("An")
        door.server.lose_next_answer("sendMessage", trouble)
        await after(door, lambda: an.person.writes(WORDS))
        assert read_by(an) == [WORDS] * (1 if way == "polling" else 2)
        await others_go_on(door)
    assert len(log.lines) == 1
    log.is_sober(door.server.token)


@pytest.mark.parametrize(("code", "refusal"), REFUSALS.items())
async def test_a_telegram_that_is_broken_inside(way: str, code: int, refusal: str, log: Log) -> None:
    async with reached(way, echo()) as door:
        an = door.person("An")
        door.server.fail_next("sendMessage", code, refusal)
        await after(door, lambda: an.person.writes(WORDS))
        assert read_by(an) == ([] if way == "polling" else [WORDS])
        await others_go_on(door)
    assert log.lines == [line for line in log.lines if "An update was not dealt with: NetworkError" in line][:1]
    log.is_sober(door.server.token)


@pytest.mark.parametrize("carried_out", [False, True])
@pytest.mark.parametrize("trouble", Trouble)
async def test_a_change_is_tried_until_it_is_seen_once(way: str, trouble: Trouble, carried_out: bool, log: Log) -> None:
    async with reached(way, carded(Replace("Lệ phí", ROWS))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        lose = door.server.lose_next_answer if carried_out else door.server.lose_next
        lose("editMessageText", trouble, times=2)
        await an.taps("Cách dùng")
        assert read_by(an) == ["Lệ phí"]
    assert log.lines == []


async def test_a_change_that_never_succeeds_is_given_up(log: Log) -> None:
    async with reached("polling", carded(Replace("Lệ phí", ROWS))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        door.server.fail_next("editMessageText", 502, "Bad Gateway", times=len(PAUSES) + 1)
        await an.taps("Cách dùng")
        assert read_by(an) == ["Khai sinh"]
    assert len(log.lines) == 1


@pytest.mark.parametrize("trouble", Trouble)
async def test_a_toast_that_may_be_lost_is_said(way: str, trouble: Trouble, log: Log) -> None:
    async with reached(way, carded(Notice("Cảm ơn bạn"))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        door.server.lose_next_answer("answerCallbackQuery", trouble)
        await an.taps("Cách dùng")
        assert read_by(an) == ["Khai sinh", "Cảm ơn bạn"]
    assert log.lines == []


async def test_a_tap_that_is_too_old_still_changes_the_message(way: str, log: Log) -> None:
    async with reached(way, carded(Replace("Lệ phí"))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        query = door.server.callbacks.tapped(an.person.user, an.person.screen[-1], "1p:help")
        door.server.callbacks.grow_old()
        await after(door, lambda: door.server.updates.push_query(query))
        assert read_by(an) == ["Lệ phí"]
    assert log.lines == []


async def test_who_deleted_the_card_gets_a_new_one(way: str, log: Log) -> None:
    async with reached(way, carded(Replace("Lệ phí"))) as door:
        an = door.person("An")
        await an.says("khai sinh")
        query = door.server.callbacks.tapped(an.person.user, an.person.screen[-1], "1p:help")
        del an.person.room.messages[an.person.screen[-1].message_id]
        await after(door, lambda: door.server.updates.push_query(query))
        assert read_by(an) == ["Lệ phí"]
    assert log.lines == []


async def test_who_deleted_the_question_is_answered_without_it(way: str, log: Log) -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        inside.person.room.messages.clear()
        return (Say("Khai sinh"),)

    async with reached(way, Scripted(respond)) as door:
        (inside,) = door.group("Tổ dân phố 3", door.person("An"))
        await inside.says("/khaisinh")
        inside.sees("Khai sinh")
        assert inside.person.screen[-1].reply_to_message is None
    assert log.lines == []


@pytest.mark.parametrize("shut", ["closed", "deleted"])
async def test_in_a_topic_that_is_shut_meanwhile_there_is_silence(way: str, shut: str, log: Log) -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        assert isinstance(event, Said)
        if "khai tử" not in event.text:
            if shut == "closed":
                in_topic.closes_topic()
            else:
                in_topic.room.messages.clear()
        return (Say("khai tử"),)

    async with reached(way, Scripted(respond)) as door:
        (an,) = door.server.forum("Tổ dân phố 3", door.person("An").person)
        in_topic = an.opens_topic("Giấy tờ")
        await after(door, lambda: in_topic.writes("/hoi"))
        assert [call.code for call in door.server.calls_of("sendMessage")] == [400]
        await others_go_on(door)
    assert log.lines == []


async def test_a_group_that_becomes_a_supergroup_meanwhile_is_answered_there(way: str, log: Log) -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        if isinstance(event, Said) and event.text == "/hoi":
            inside.person.upgrades_group()
        return (Say("Khai sinh", ROWS), Say("Khai tử"))

    async with reached(way, Scripted(respond)) as door:
        (inside,) = door.group("Tổ dân phố 3", door.person("An"))
        await after(door, lambda: inside.person.writes("/hoi"))
        assert inside.person.room.chat.type == "supergroup"
        assert read_by(inside) == ["Khai sinh", "Khai tử"]
        await after(door, lambda: inside.person.writes("/lai"))
        assert read_by(inside) == ["Khai sinh", "Khai tử"] * 2
    assert log.lines == []


async def test_a_card_of_the_group_that_was_is_answered_in_the_supergroup(way: str, log: Log) -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        if not isinstance(event, Tapped):
            return (Say("Khai sinh", ROWS),)
        inside.person.upgrades_group()
        return (Replace("Lệ phí", ROWS),)

    async with reached(way, Scripted(respond)) as door:
        (inside,) = door.group("Tổ dân phố 3", door.person("An"))
        await inside.says("/hoi")
        query = door.server.callbacks.tapped(inside.person.user, inside.person.screen[-1], "1p:help")
        await after(door, lambda: door.server.updates.push_query(query))
        assert read_by(inside) == ["Lệ phí"]
    assert log.lines == []


async def test_who_blocks_the_bot_stops_nobody_and_is_not_tried_again(way: str, log: Log) -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        if not isinstance(event, Said):
            return ()
        if event.text == WORDS:
            an.person.blocks_bot()
        return (Say("khai tử"),)

    async with reached(way, Scripted(respond)) as door:
        an = door.person("An")
        await after(door, lambda: an.person.writes(WORDS))
        assert [call.code for call in door.server.calls_of("sendMessage")] == [403]
        await others_go_on(door)
    assert log.lines == []


@pytest.mark.parametrize("times", [1, len(PAUSES)])
async def test_an_answer_that_found_no_connection_is_sent_later_and_once(way: str, times: int, log: Log) -> None:
    async with reached(way, echo()) as door:
        an, binh = door.person("An"), door.person("Bình")
        unplug(door, times)
        await after(door, lambda: an.person.writes(WORDS), lambda: binh.person.writes("khai tử"))
        assert (read_by(an), read_by(binh)) == ([WORDS], ["khai tử"])
    assert log.lines == []


async def test_an_answer_that_finds_no_connection_for_long_is_given_up(log: Log) -> None:
    async with reached("polling", echo()) as door:
        an = door.person("An")
        unplug(door, len(PAUSES) + 1)
        assert await after(door, lambda: an.person.writes(WORDS)) >= sum(PAUSES)
        assert read_by(an) == []
        await others_go_on(door)
    assert len(log.lines) == 1
    log.is_sober(door.server.token)


def unplug(door: TelegramDoor, times: int) -> None:
    """The next so many messages find no connection to Telegram."""
    request = door.application.bot.request
    assert isinstance(request, InProcessRequest)
    request.unreachable["sendMessage"] = times
