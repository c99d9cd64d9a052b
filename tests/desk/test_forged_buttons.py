"""Every action × role × channel: what somebody does with buttons that were another person's.

Most actions are a citizen's. Taking a notice back and ending a pause is an admin's, in private. No action reaches what
is kept of somebody else.
"""

import itertools
import json
import os
from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final, get_args

import pytest

from bot.catalog.model import Words
from bot.conversation.actions import (
    Action,
    Erase,
    GiveReason,
    NoneOfThese,
    Rate,
    SetFact,
    ShowPage,
    WriteComment,
    read,
    write,
)
from bot.conversation.events import Channel, Event, Opened, Said, Tapped, Where, Who
from bot.conversation.list_actions import TickPaper
from bot.conversation.official_actions import (
    AcceptInvitation,
    AssureFact,
    DoubtFact,
    Resume,
    ReviewFact,
    ShowNotices,
    ShowReviews,
    Withdraw,
)
from bot.conversation.reminder_actions import AgreeReminder, StopReminder
from bot.conversation.replies import Attach, Reply
from bot.desk.invitations import Invitation
from bot.desk.people import ROLES, Role
from bot.desk.reviews import digest
from bot.records import Announcement, GrantedRole, NoticeGiven, Official, Pause, PauseGiven, Records
from bot.records.decisions import OutreachPlanned
from bot.records.outreach import Outreach
from tests.actors import House
from tests.actors.house import MORNING, SECRETS, knowledge
from tests.desk.forged import NOTICE, TOKEN, forged, on_an_event, on_the_queue

NIGHTLY: Final = bool(os.environ.get("NIGHTLY"))
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel) if NIGHTLY else ("web", "telegram")
WHOEVER_WHEREVER: Final = [
    (channel, role, private)
    for (at, channel), (step, role), private in itertools.product(enumerate(CHANNELS), enumerate(ROLES), (True, False))
    if NIGHTLY or (at + step + private) % 2
]
"""Channel × role × whether others read along; by day the half of them in which any two still meet."""


class Somebody:
    """A person who acts on a channel; what they do reaches the guide as any channel hands it over."""

    def __init__(self, house: House, channel: Channel, name: str, *, private: bool = True) -> None:
        self._house = house
        self.key = house.pseudonyms.person(channel, name)
        chat = house.pseudonyms.chat(channel, name, name if private else "group")
        address = name if private and channel == "telegram" else None
        self._where, self._who = Where(channel, chat, private=private, address=address), Who(self.key, "vi")

    async def says(self, text: str) -> tuple[Reply, ...]:
        return await self._does(Said(self._where, self._who, text))

    async def opens(self, payload: str) -> tuple[Reply, ...]:
        return await self._does(Opened(self._where, self._who, payload))

    async def taps(self, action: Action) -> tuple[Reply, ...]:
        """Over the wire, as channels do."""
        return await self._does(Tapped(self._where, self._who, read(write(action))))

    async def held(self) -> Mapping[str, Any]:
        return json.loads(json.dumps(await records(self._house).held_about(self.key)))  # type: ignore[no-any-return]  # an object

    async def _does(self, event: Event) -> tuple[Reply, ...]:
        return await self._house.guide.answer(event)


def records(house: House) -> Records:
    return Records(house.database, SECRETS)


async def in_role(house: House, person: Somebody, role: Role) -> None:
    """Gives somebody a role as everybody gets one."""
    if role != "citizen":
        granted: GrantedRole = role
        invitation = Invitation(granted, f"{role:x<22}")
        await records(house).keep_invitation(invitation.kept(MORNING.date()))
        await person.taps(AcceptInvitation(granted, invitation.token))
    assert await records(house).role_of(person.key) == (None if role == "citizen" else role)


async def with_a_past(house: House, person: Somebody) -> tuple[str, str]:
    """Somebody who asked, told their case, rated and wrote; gives the answer they rated and a list they were shown."""
    await person.opens("khai-sinh")
    ((answer,),) = house.rows("SELECT id FROM answers")
    await person.taps(SetFact("khai-sinh", "noi-sinh", "nha", answer))
    await person.taps(TickPaper("khai-sinh", "can-cuoc", "y", answer))
    await person.taps(Rate(answer, "down", "khai-sinh"))
    await person.taps(GiveReason(answer, "unclear", "khai-sinh"))
    await person.taps(WriteComment(answer))
    await person.says("chưa rõ nộp ở đâu")
    await person.says("Giấy hôn nhân xin ở phường")
    ((listed,),) = house.rows("SELECT id FROM answers WHERE kind = 'choice'")
    return answer, listed


def test_no_kind_of_action_is_left_out() -> None:
    assert {type(action) for action in forged("a" * 8, "b" * 8)} == set(get_args(Action))


@pytest.mark.parametrize(("channel", "role", "private"), WHOEVER_WHEREVER)
async def test_with_the_buttons_of_another_nobody_reaches_what_is_theirs(
    house: House, channel: Channel, role: Role, private: bool
) -> None:
    an = Somebody(house, channel, "An", private=private)
    binh = Somebody(house, channel, "Bình", private=private)
    await in_role(house, Somebody(house, channel, "Bình"), role)
    answers = await with_a_past(house, an)
    before = await an.held()
    assert before["ratings"][0]["comment"] == "chưa rõ nộp ở đâu"
    for action in forged(*answers):
        await binh.taps(action)
        if NIGHTLY:
            assert await an.held() == before, action
        assert await records(house).role_of(binh.key) == (None if role == "citizen" or action == Erase() else role)
    assert await an.held() == before
    assert house.rows("SELECT verdict, reason FROM ratings") == [("down", "unclear")]


@pytest.mark.parametrize(("channel", "role"), list(itertools.product(CHANNELS, ROLES)))
async def test_what_a_button_adds_under_the_answer_of_another_is_ones_own(
    house: House, channel: Channel, role: Role
) -> None:
    an, binh = Somebody(house, channel, "An"), Somebody(house, channel, "Bình")
    await in_role(house, binh, role)
    answer, _ = await with_a_past(house, an)
    await binh.taps(GiveReason(answer, "wrong", "khai-sinh"))
    assert (await binh.held())["ratings"] == []
    await binh.taps(Rate(answer, "up", "khai-sinh"))
    assert [rating["verdict"] for rating in (await binh.held())["ratings"]] == ["up"]
    assert [rating["verdict"] for rating in (await an.held())["ratings"]] == ["down"]


@pytest.mark.parametrize(("channel", "role"), list(itertools.product(CHANNELS, ROLES)))
async def test_a_button_tapped_again_counts_once(house: House, channel: Channel, role: Role) -> None:
    an = Somebody(house, channel, "An")
    await in_role(house, an, role)
    answer, listed = await with_a_past(house, an)
    for _ in range(3):
        await an.taps(Rate(answer, "up", "khai-sinh"))
        await an.taps(NoneOfThese(listed))
        await an.taps(AcceptInvitation("admin", TOKEN))
    assert house.rows("SELECT verdict FROM ratings") == [("up",)]
    assert house.rows("SELECT count(*) FROM asked_texts") == [(1,)]
    assert (await an.held())["role"] == (None if role == "citizen" else role)


@pytest.mark.parametrize(("channel", "role"), list(itertools.product(CHANNELS, ROLES)))
async def test_own_data_is_shown_in_private_only(house: House, channel: Channel, role: Role) -> None:
    an, inside = Somebody(house, channel, "An"), Somebody(house, channel, "An", private=False)
    await in_role(house, an, role)
    for who, shown in ((an, True), (inside, False)):
        for replies in (await who.taps(ShowPage("data")), await who.says("/dulieu")):
            assert any(isinstance(reply, Attach) for reply in replies) == shown


@pytest.mark.parametrize(("channel", "role"), list(itertools.product(CHANNELS, ROLES)))
async def test_a_role_is_not_named_where_others_read_along(house: House, channel: Channel, role: Role) -> None:
    an, inside = Somebody(house, channel, "An"), Somebody(house, channel, "An", private=False)
    await in_role(house, an, role)
    words = ("người hỗ trợ", "người rà soát", "người quản trị")
    (reply,) = await inside.taps(Erase())
    assert not any(word in str(reply) for word in words)
    assert await records(house).role_of(an.key) is None


@pytest.mark.parametrize("role", ROLES)
async def test_nobody_stops_the_reminders_of_another(house: House, role: Role) -> None:
    an, binh = Somebody(house, "telegram", "An"), Somebody(house, "telegram", "Bình")
    await in_role(house, binh, role)
    await an.taps(AgreeReminder("khai-sinh", "deadline", "2027-01-19"))
    ((reminder,),) = house.rows("SELECT id FROM contacts")
    for action in (StopReminder(reminder), StopReminder(""), Erase()):
        await binh.taps(action)
        assert [each["procedure"] for each in (await an.held())["reminders"]] == ["khai-sinh"]
    await an.taps(StopReminder(reminder))
    assert (await an.held())["reminders"] == []


async def announced_and_paused(house: House) -> None:
    """A notice and a pause, both of an admin who is none of the others."""
    day = MORNING.date()
    by = Official("somebody", "admin", day)
    notice = Announcement(NOTICE, Words("Mai nghỉ bão."), day, day)
    pause = Pause("khai-sinh", Words("Đang kiểm tra lại."))
    await records(house).store("chat", "somebody", None, [NoticeGiven(notice, by), PauseGiven(pause, by)])


@pytest.mark.parametrize(("channel", "role", "private"), WHOEVER_WHEREVER)
async def test_only_an_admin_takes_notices_and_pauses_back_and_only_in_private(
    house: House, channel: Channel, role: Role, private: bool
) -> None:
    await announced_and_paused(house)
    await in_role(house, Somebody(house, channel, "Bình"), role)
    binh = Somebody(house, channel, "Bình", private=private)
    for action in (Withdraw(NOTICE), Resume("khai-sinh")):
        await binh.taps(action)
    allowed = role == "admin" and private
    assert len(house.rows("SELECT id FROM notices UNION ALL SELECT subject FROM pauses")) == (0 if allowed else 2)
    deeds = [deed for (deed,) in house.rows("SELECT deed FROM audit ORDER BY deed")]
    assert deeds == ["announce", "pause", *(["resume", "withdraw"] if allowed else [])]


def reviewing() -> tuple[Action, ...]:
    """What a reviewer taps, the fact as it stands in the catalog."""
    birth = knowledge().catalog.procedure("khai-sinh")
    assert birth
    assured = AssureFact("khai-sinh", "cost", digest(birth, "cost"))
    return ShowReviews(), ReviewFact("khai-sinh", "cost"), assured, DoubtFact("khai-sinh", "time")


@pytest.mark.parametrize(("channel", "role", "private"), WHOEVER_WHEREVER)
async def test_only_reviewers_say_what_is_true_and_only_in_private(
    house: House, channel: Channel, role: Role, private: bool
) -> None:
    await in_role(house, Somebody(house, channel, "Bình"), role)
    binh = Somebody(house, channel, "Bình", private=private)
    for action in reviewing():
        await binh.taps(action)
    said = house.rows("SELECT fact FROM assurances UNION ALL SELECT fact FROM doubts")
    assert said == ([("cost",), ("time",)] if role in ("reviewer", "admin") and private else [])


@pytest.mark.parametrize(("channel", "role", "private"), WHOEVER_WHEREVER)
async def test_only_reviewers_see_and_teach_what_was_not_answered_and_only_in_private(
    house: House, channel: Channel, role: Role, private: bool
) -> None:
    an, asking = Somebody(house, channel, "An"), "làm thẻ lên sao hỏa"
    await in_role(house, Somebody(house, channel, "Bình"), role)
    await an.says(asking)
    binh = Somebody(house, channel, "Bình", private=private)
    seen = await binh.says("/ton")
    allowed = role in ("reviewer", "admin") and private
    assert (asking in str(seen)) == allowed
    await records(house).queue(MORNING.date(), lambda texts, _: {each.id: "item0001" for each in texts})
    ((item,),) = house.rows("SELECT id FROM unanswered")
    for action in on_the_queue(item):
        assert (asking in str(await binh.taps(action))) <= allowed
    assert house.rows("SELECT phrase FROM learned") == ([(asking,)] if allowed else [])
    assert [deed for (deed,) in house.rows("SELECT deed FROM audit ORDER BY deed")] == (
        ["learn", "take"] if allowed else []
    )


@pytest.mark.parametrize(("channel", "role", "private"), list(itertools.product(CHANNELS, ROLES, (True, False))))
async def test_only_an_admin_changes_events_and_only_in_private(
    house: House, channel: Channel, role: Role, private: bool
) -> None:
    planned = Outreach("event001", "Chợ Ví Dụ", "tam-ky", date(2026, 11, 28), time(7), time(11), "h", "c")
    by = Official("somebody", "admin", MORNING.date())
    await records(house).store("chat", "somebody", None, [OutreachPlanned(planned, by)])
    await in_role(house, Somebody(house, channel, "Bình"), role)
    binh = Somebody(house, channel, "Bình", private=private)
    allowed = role == "admin" and private
    for action in on_an_event("event001"):
        assert ("Chợ Ví Dụ" in str(await binh.taps(action))) <= allowed
    ((joined_by, counts_frail, cancelled),) = house.rows("SELECT joined_by, counts_frail, cancelled FROM outreaches")
    assert (joined_by != "h", counts_frail, cancelled) == (allowed, allowed, allowed)


@pytest.mark.parametrize(("channel", "role"), list(itertools.product(CHANNELS, ROLES)))
async def test_in_a_group_nobody_sees_who_is_an_official(house: House, channel: Channel, role: Role) -> None:
    await announced_and_paused(house)
    await in_role(house, Somebody(house, channel, "Bình"), role)
    binh = Somebody(house, channel, "Bình", private=False)
    an = Somebody(house, channel, "An", private=False)
    for command in (
        "/thongbao",
        "/thongbao 23/11 25/11 tất cả: Nghỉ",
        "/tamdung",
        "/tamdung ket-hon Nghỉ",
        "/resume khai-sinh",
        "/ra_soat",
        "/ra_soat khai-sinh",
        "/ton",
        "/sua",
        "/sukien",
        "/sukien 28/11 7h-11h phường Tam Kỳ; Chợ Ví Dụ",
    ):
        assert await binh.says(command) == await an.says(command)
    of_officials = (*reviewing(), *on_the_queue("item0001"), *on_an_event("event001"))
    for action in (ShowNotices(), Withdraw(NOTICE), Resume("khai-sinh"), *of_officials):
        assert await binh.taps(action) == await an.taps(action)
    assert len(house.rows("SELECT id FROM notices UNION ALL SELECT subject FROM pauses")) == 2
