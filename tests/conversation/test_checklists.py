"""A list of papers as it is said and printed, whatever the catalog holds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.conversation.actions import ActionTooLong, write
from bot.conversation.cards import Card
from bot.conversation.cases import Facts
from bot.conversation.checklists import ChecklistCard
from bot.conversation.fitting import visible_length, visible_text
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button
from bot.conversation.speech import Speech
from bot.conversation.state import Checklist
from bot.language import LANGUAGES, Language
from tests.actors.house import knowledge
from tests.catalog.example import with_example_offices
from tests.catalog.project import markup_flaws, no_flaws
from tests.conversation.conftest import TODAY

NOW: Final = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NUMBER: Final = re.compile(r"^(\d+)\. ", re.MULTILINE)


def ids(procedure: Procedure) -> tuple[str, ...]:
    """All papers of a procedure."""
    return tuple(each.id for group in procedure.evidence or () for each in (*group.all_of, *group.one_of))


def card(procedure: Procedure, language: Language = "vi", facts: Facts | None = None) -> Card:
    return Card(procedure, knowledge().catalog, facts or {}, TODAY, Speech(language), "answer01")


def checklist(of: Card, *ticked: str) -> ChecklistCard:
    return ChecklistCard.of(of, Checklist(NOW, ticked))


def cases(procedure: Procedure) -> Iterator[Facts]:
    """Nothing told, the usual case, and the last of all options."""
    yield {}
    yield {fact.id: fact.options[0].id for fact in procedure.case_facts}
    yield {fact.id: fact.options[-1].id for fact in procedure.case_facts}


def every_list(catalog: Catalog, language: Language) -> Iterator[tuple[str, ChecklistCard]]:
    """Every list with nothing on it ticked and with everything, of papers that are all often forgotten."""
    for procedure in catalog.procedures:
        for facts in cases(procedure):
            of = replace(card(procedure, language, facts), forgotten=frozenset(ids(procedure)))
            if of.ended is None:
                yield f"{procedure.id} {facts}", checklist(of)
                yield f"{procedure.id} {facts}, all there", checklist(of, *ids(procedure))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_the_catalog_is_one_message_with_buttons_that_fit(catalog: Catalog, language: Language) -> None:
    no_flaws(f"{what}: {flaw}" for what, shown in every_list(catalog, language) for flaw in flaws(shown))


def flaws(shown: ChecklistCard) -> Iterator[str]:
    text = shown.list_text()
    yield from markup_flaws(text)
    if not 0 < visible_length(text) <= MAX_VISIBLE:
        yield f"{visible_length(text)} characters"
    for row in shown.list_buttons(several=True):
        for button in row:
            assert isinstance(button, Button)
            if not 0 < len(button.label) <= MAX_LABEL or len(row) > 2:
                yield f"button {button.label}"
            try:
                write(button.action)
            except ActionTooLong as error:
                yield str(error)
    if any(not line.text or "  " in line.text or "<" in line.text for line in shown.to_print(None).papers):
        yield "a printed line that is not clean"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mark_on_every_paper_still_leaves_one_message(catalog: Catalog, language: Language) -> None:
    cards = (of for _, of in every_list(catalog, language) if not of.checklist.ticked)
    no_flaws(
        f"{of.procedure.id}: {visible_length(text)} characters"
        for of in cards
        for text in (of.text(), of.section("documents"))
        if visible_length(text) > MAX_VISIBLE
    )


def test_papers_have_the_numbers_they_have_on_the_card(catalog: Catalog) -> None:
    """So that somebody on the phone can say: number three."""
    for procedure in catalog.procedures:
        for facts in cases(procedure):
            of = card(procedure, facts=facts)
            numbers = NUMBER.findall(visible_text(of.section("documents"))) if of.ended is None else []
            assert numbers == ([str(line.number) for line in checklist(of).lines] if of.ended is None else [])


def birth(catalog: Catalog) -> Procedure:
    found = catalog.procedure("khai-sinh")
    assert found
    return found


def test_once_all_is_there_the_hours_of_the_own_counter_are_told(
    catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> None:
    example = with_example_offices(catalog, tmp_path_factory.mktemp("example"))
    at_home = replace(card(birth(catalog)), catalog=example, place=example.place("ban-thach"))
    some, whole = checklist(at_home, "to-khai"), checklist(at_home, "to-khai", "can-cuoc", "giay-chung-sinh")
    hours = ("Thứ Hai đến thứ Năm: 07:30–11:30, 13:30–17:00", "Thứ Hai, thứ Tư chỉ nhận hồ sơ trực tuyến.")
    assert all(each in visible_text(whole.list_text()) for each in hours)
    assert not any(each in visible_text(some.list_text()) for each in hours)


@pytest.mark.parametrize(("language", "said"), [("vi", "(nhiều người quên)"), ("en", "(often forgotten)")])
def test_a_paper_that_people_often_forget_is_marked_where_it_is_missing(
    catalog: Catalog, language: Language, said: str
) -> None:
    of = card(birth(catalog), language)
    marked = replace(of, forgotten=frozenset({"can-cuoc"}))
    assert said not in of.text() + of.section("documents") + checklist(of).list_text()
    for text in (marked.text(), marked.section("documents"), checklist(marked).list_text()):
        (line,) = [each for each in text.split("\n") if said in each]
        assert "2. " in line
    assert said not in checklist(marked, "can-cuoc").list_text()
    assert said in checklist(marked).to_print(None).papers[1].text


def test_who_needs_a_paper_only_if_something_happened_can_say_that_it_did_not(catalog: Catalog) -> None:
    """Otherwise a list of land papers would never be complete: nobody has all of them."""
    land = catalog.procedure("so-do-lan-dau")
    assert land
    of = card(land, facts={"giay-to": "co", "noi-dat": "khac"})
    fine = next(line for line in checklist(of).lines if "nộp phạt" in line.papers[0].evidence.name.vi)
    assert "Chưa có:</b> Quyết định phạt, giấy nộp phạt về đất đai (nếu từng bị phạt)" in checklist(of).list_text()
    assert "mà không đúng với bạn thì cũng bấm số đó" in checklist(of).list_text()
    assert "✅ Đã có hoặc không cần: Quyết định phạt" in checklist(of, *fine.ids).list_text()
    whole = checklist(of, *ids(land)).list_text()
    assert whole.startswith("<b>Đủ rồi</b>")
    assert "mà không đúng với bạn" not in whole


def test_what_is_printed_says_the_case_what_is_missing_and_where_to_go(catalog: Catalog) -> None:
    of = card(birth(catalog), facts={"noi-sinh": "ngoai", "nguoi-di": "uy-quyen"})
    page = checklist(of, "can-cuoc", "cam-doan").to_print("https://motcua.example/t/khai-sinh")
    assert page.title == "Đăng ký khai sinh"
    assert page.subtitle == "Danh sách giấy tờ của tôi, ngày 23/11/2026"
    assert page.case == ("Ở nhà, nơi khác", "Người được ủy quyền")
    assert page.missing == 2
    assert page.address == "https://motcua.example/t/khai-sinh"
    assert [line.ticked for line in page.papers[:4]] == [False, True, True, False]
    assert page.papers[1].text == "Căn cước hoặc hộ chiếu của người đi làm giấy, xuất trình rồi cầm về"
    assert page.papers[2].text == (
        "Giấy về việc sinh (khi sinh ở nhà, nơi khác), chỉ cần một: giấy của người làm chứng xác nhận việc sinh; "
        "giấy cam đoan về việc sinh"
    )
    assert page.papers[4].note == (
        "Tùy trường hợp (nếu cha mẹ đã đăng ký kết hôn; chỉ cần ghi, quầy tự tra). "
        "Không có? Dữ liệu chưa có thì quầy hỏi xã liên quan; xã đó trả lời trong 3 ngày làm việc"
    )
    assert page.papers[0].note is None
    assert [fact.partition(":")[0] for fact in page.facts] == ["Thời hạn", "Lệ phí", "Nơi nộp"]
