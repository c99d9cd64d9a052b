"""Buttons of a list of papers that are old, forged, or tapped where others read along; a catalog that changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from bot.catalog.model import Evidence, EvidenceGroup, Procedure, Words
from bot.conversation.actions import Action, ShowCase
from bot.conversation.events import Said, Tapped, Where, Who
from bot.conversation.list_actions import GiveUpChecklist, PrintChecklist, ShowChecklist, TickPaper
from bot.conversation.replies import Button, Notice, Replace, Say
from bot.conversation.speech import Speech
from tests.actors import Door, House
from tests.actors.house import knowledge
from tests.dialogues.officials import official, said

LABEL: Final = Speech("vi").label
ANSWER: Final = "abcdEFGH"
AN: Final = Who("an", "vi")
ALONE: Final = Where("telegram", "chat")
GROUP: Final = Where("telegram", "group", private=False)


def changed(house: House, change: Callable[[Procedure], Procedure]) -> None:
    """From now on the catalog has another card of khai-sinh."""
    before = knowledge()
    procedures = tuple(change(each) if each.id == "khai-sinh" else each for each in before.catalog.procedures)
    after = replace(before, catalog=replace(before.catalog, procedures=procedures))
    house.guide.knowledge = lambda: after


def without_identity_card(procedure: Procedure) -> Procedure:
    """The card asks for a photo instead."""
    first, *others = procedure.evidence or ()
    papers = (
        *(each for each in first.all_of if each.id != "can-cuoc"),
        Evidence("anh", Words("Ảnh của bé", "A photo")),
    )
    return replace(procedure, evidence=(replace(first, all_of=papers), *others))


async def test_a_list_follows_the_catalog_and_says_so_once(door: Door, house: House) -> None:
    an = door.person("An")
    await an.opens("khai-sinh")
    await an.taps(LABEL("section_documents"))
    await an.taps(LABEL("my_checklist"))
    await an.taps("1")
    await an.taps("2")
    changed(house, without_identity_card)
    await an.taps("✅ 2")
    an.sees("Còn thiếu 2 trong 3", "Giấy tờ của thủ tục này vừa thay đổi: thêm số 2; bỏ 1 giấy. Bạn xem lại giúp nhé.")
    an.sees("1. ✅ Đã có: Tờ khai", "2. Chưa có: Ảnh của bé")
    an.does_not_see("Căn cước")
    assert an.notice == said("checklist_without") or not an.notice
    await an.taps("2. Ảnh của bé")
    an.sees("Còn thiếu 1 trong 3", "2. ✅ Đã có: Ảnh của bé")
    an.does_not_see("vừa thay đổi")


async def test_without_papers_there_is_no_list(door: Door, house: House) -> None:
    changed(house, lambda procedure: replace(procedure, evidence=()))
    an = door.person("An")
    await an.opens("khai-sinh")
    await an.taps(LABEL("section_documents"))
    an.sees_no_button(LABEL("my_checklist"))


async def test_only_one_of_two_papers_that_perhaps_are_needed_leaves_it_open_what_is_missing(
    door: Door, house: House
) -> None:
    perhaps = Evidence("anh", Words("Ảnh của bé"), when_text=Words("nếu quầy hỏi"))
    changed(house, lambda procedure: replace(procedure, evidence=(EvidenceGroup(all_of=(perhaps,)),), case_facts=()))
    an = door.person("An")
    await an.opens("khai-sinh")
    await an.taps(LABEL("section_documents"))
    await an.taps(LABEL("my_checklist"))
    an.sees("Chưa rõ bạn phải mang giấy nào", "1. Ảnh của bé (nếu quầy hỏi)")
    an.sees_no_button(LABEL("print"))


async def test_a_paused_procedure_has_no_list_to_follow(door: Door, house: House) -> None:
    admin, an = await official(door, house), door.person("An")
    await an.opens("khai-sinh")
    await an.taps(LABEL("section_documents"))
    await an.taps(LABEL("my_checklist"))
    await admin.says("/tamdung khai-sinh Luật vừa đổi.")
    await an.taps("1")
    an.sees("Luật vừa đổi.")
    an.does_not_see("Còn thiếu")
    await an.says("/danhsach")
    an.sees("Luật vừa đổi.")


LISTS: Final[list[Action]] = [
    ShowChecklist("khai-sinh", ANSWER),
    ShowChecklist(),
    TickPaper("khai-sinh", "to-khai", "y", ANSWER),
    PrintChecklist("khai-sinh", ANSWER),
    GiveUpChecklist("khai-sinh", ANSWER),
]
UNKNOWN: Final[list[Action]] = [
    ShowChecklist("khong-co", ANSWER),
    TickPaper("khong-co", "to-khai", "y", ANSWER),
    PrintChecklist("khong-co", ANSWER),
    GiveUpChecklist("khong-co", ANSWER),
]
EXPIRED: Final = (Notice(Speech("vi").say("expired")),)


@pytest.mark.parametrize(("where", "action"), [(GROUP, each) for each in LISTS] + [(ALONE, each) for each in UNKNOWN])
async def test_a_forged_button_is_told_that_it_is_old(house: House, where: Where, action: Action) -> None:
    assert await house.guide.answer(Tapped(where, AN, action)) == EXPIRED


async def test_a_paper_that_never_was_is_not_ticked(house: House) -> None:
    toast, shown = await house.guide.answer(Tapped(ALONE, AN, TickPaper("khai-sinh", "khong-co", "y", ANSWER)))
    assert toast == Notice(Speech("vi").say("checklist_without"))
    assert isinstance(shown, Replace)
    assert shown.text.startswith("Còn thiếu <b>3</b> trong 3")


async def test_a_tick_that_arrives_twice_is_one(house: House) -> None:
    for _ in range(2):
        (shown,) = await house.guide.answer(Tapped(ALONE, AN, TickPaper("khai-sinh", "to-khai", "y", ANSWER)))
        assert isinstance(shown, Replace)
        assert shown.text.startswith("Còn thiếu <b>2</b> trong 3")


async def test_in_a_group_nothing_of_a_list_is_told(house: House) -> None:
    await house.guide.answer(Tapped(ALONE, AN, TickPaper("khai-sinh", "to-khai", "y", ANSWER)))
    (told,) = await house.guide.answer(Said(GROUP, AN, "/danhsach"))
    assert told == Say(Speech("vi").say("checklist_private"))
    (section,) = await house.guide.answer(Said(GROUP, AN, "khai sinh cần giấy tờ gì"))
    assert isinstance(section, Say)
    actions = [each.action for row in section.buttons for each in row if isinstance(each, Button)]
    assert not any(isinstance(each, ShowChecklist | ShowCase) for each in actions)
