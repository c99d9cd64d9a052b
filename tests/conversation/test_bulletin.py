"""Notices above an answer: whole or counted, escaped, and never so many that the answer does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from typing import ClassVar, Final, get_args

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.model import ASPECTS, Aspect, Words
from bot.conversation.actions import Browse, Rate, ShowCard, ShowPage, ShowSection
from bot.conversation.bulletin import Bulletin
from bot.conversation.cards import SECTIONS, Card
from bot.conversation.fitting import Steps, visible_length
from bot.conversation.other_cards import GroupCard, PausedCard
from bot.conversation.replies import MAX_VISIBLE, Button, Link, Row
from bot.conversation.speech import Speech
from bot.desk.notices import MAX_TEXT
from bot.language import LANGUAGES, Language
from bot.records import Announcement, Pause, Scope
from bot.records.board import ScopeKind
from tests.actors.house import knowledge
from tests.conversation.conftest import TODAY

CATALOG: Final = knowledge().catalog
LONG: Final = Words("Lời nhắn dài. " * 21 + "Hết đó")
STORM: Final = Announcement("notice01", Words("Nghỉ bão.", "Closed."), TODAY, date(2026, 11, 25))
POWER: Final = Announcement("notice02", Words("Mất điện."), TODAY, TODAY, Scope("office", "cong-an-xa"))
ROAD: Final = Announcement("notice03", Words("Đường hỏng."), TODAY, TODAY, Scope("commune", "xã Duy Xuyên"))
PRIVATE: Final = Link("Hỏi riêng", "https://t.me/motcua_test_bot?start=khai-sinh")


def card(language: Language = "vi", announcements: Sequence[Announcement] = (), name: str = "khai-sinh") -> Card:
    procedure = CATALOG.procedure(name)
    assert procedure
    return Card(procedure, CATALOG, {}, TODAY, Speech(language), "answer01", tuple(announcements))


def group_card(announcements: Sequence[Announcement] = (), private: Link | None = PRIVATE) -> GroupCard:
    procedure = CATALOG.procedure("khai-sinh")
    assert procedure
    speech = Speech("vi")
    return GroupCard(procedure, CATALOG, {}, TODAY, speech, "answer01", tuple(announcements), private=private)


def test_a_notice_stands_above_card_and_section_with_its_last_day() -> None:
    for text in (card(announcements=[STORM]).text("time"), card(announcements=[STORM]).section("place")):
        first, _, answer = text.partition("\n\n")
        assert first == "<b>Thông báo</b> (đến hết 25/11/2026): Nghỉ bão."
        assert "Đăng ký khai sinh" in answer


def test_a_notice_of_an_office_or_a_commune_begins_with_its_name() -> None:
    text = card(announcements=[ROAD, POWER]).text()
    assert text.startswith("<b>Thông báo · Xã Duy Xuyên</b> (đến hết 23/11/2026): Đường hỏng.\n")
    assert "<b>Thông báo · Công an xã/phường</b> (đến hết 23/11/2026): Mất điện.\n\n" in text


def test_of_more_than_two_notices_the_rest_is_counted() -> None:
    text = card(announcements=[ROAD, POWER, STORM]).text()
    assert "Nghỉ bão" not in text
    assert "\nCòn <b>1</b> thông báo khác: bấm /thongbao\n\n" in text
    assert "<b>1</b> more notice: press /notice" in card("en", [ROAD, POWER, STORM]).text()


def test_without_english_the_vietnamese_is_shown_and_called_so() -> None:
    text = card("en", [POWER, STORM]).text()
    assert "<b>Notice · Commune or ward police station</b> (through 23 Nov 2026; in Vietnamese only): Mất điện." in text
    assert "<b>Notice</b> (through 25 Nov 2026): Closed." in text


def test_what_officials_typed_is_escaped() -> None:
    evil = Words("<b>A</b> & {{ 7 * 7 }}")
    scope = Scope("commune", "xã <i>")
    text = card(announcements=[replace(STORM, text=evil, scope=scope)]).text()
    assert "Xã &lt;i&gt;" in text
    assert "&lt;b&gt;A&lt;/b&gt; &amp; {{ 7 * 7 }}" in text
    procedure = card().procedure
    paused = PausedCard(procedure, CATALOG, {}, TODAY, Speech("vi"), "answer01", pause=Pause(procedure.id, evil))
    assert "&lt;b&gt;A&lt;/b&gt;" in paused.text()


class Briefest(Card):
    """A card that says no more than it must, so that its length tells how much room it leaves to notices."""

    CARD_STEPS: ClassVar[Steps] = ((0, ("bare",)),)


@cache
def rooms(language: Language) -> Mapping[tuple[str, Aspect | None], int]:
    """The visible characters that stand free above the briefest card, by procedure and by what was asked."""
    served = [each for each in CATALOG.procedures if not card(language, name=each.id).ended]
    return {
        (each.id, aspect): MAX_VISIBLE
        - visible_length(Briefest(each, CATALOG, {}, TODAY, Speech(language), "answer01").text(aspect))
        for each, aspect in product(served, (None, *ASPECTS))
    }


def longest_two() -> tuple[Announcement, Announcement]:
    """Two notices of the greatest length, of the office with the longest name."""
    assert len(LONG.vi) == MAX_TEXT
    longest = max(CATALOG.offices, key=lambda office: max(len(office.name.vi), len(office.name.en or "")))
    scope = Scope("office", longest.id)
    return replace(STORM, text=LONG, scope=scope), replace(POWER, text=LONG, scope=scope)


@pytest.mark.parametrize("language", LANGUAGES)
def test_above_every_card_one_of_the_longest_notices_and_two_usual_ones_fit_whole(language: Language) -> None:
    usual = (replace(STORM, text=Words("Nghỉ bão. " * 12)), replace(POWER, text=Words("Mất điện. " * 12)))
    _, one_of_the_longest, _ = above(language, longest_two())
    both_usual, *_ = above(language, usual)
    most = visible_length(max(one_of_the_longest, both_usual, key=visible_length))
    assert [f"{where}: {room} of {most}" for where, room in rooms(language).items() if room < most] == []


def above(language: Language, announcements: Sequence[Announcement]) -> list[str]:
    """What may stand above an answer, from the most to the least."""
    return list(Bulletin(tuple(announcements), CATALOG, Speech(language)).above())


FULLEST: Final = 12
"""Procedures whose cards are longest: what fits above these fits above all."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_with_two_of_the_longest_notices_fits_and_cuts_none(language: Language) -> None:
    room = rooms(language)
    fullest = dict.fromkeys(name for name, _ in sorted(room, key=lambda each: room[each]))
    for name in list(fullest)[:FULLEST]:
        shown = card(language, longest_two(), name)
        in_group = GroupCard(
            shown.procedure, CATALOG, {}, TODAY, shown.speech, shown.answer, shown.announcements, private=PRIVATE
        )
        for each, aspect in product((shown, in_group), (None, *ASPECTS)):
            text = each.text(aspect)
            assert visible_length(text) <= MAX_VISIBLE, (name, aspect)
            assert text.count("Hết đó") == text.count("Lời nhắn dài. Lời nhắn dài.") // 10 >= 1, (name, aspect)


@pytest.mark.parametrize("language", LANGUAGES)
def test_above_every_section_the_longest_notices_are_said_whole_or_counted(language: Language) -> None:
    counted = above(language, longest_two())[-1].strip()
    flaws = []
    for procedure, section in product(CATALOG.procedures, SECTIONS):
        shown = card(language, longest_two(), procedure.id)
        text = shown.section(section)
        if visible_length(text) > MAX_VISIBLE or not (shown.ended or "Hết đó" in text or counted in text):
            flaws.append((procedure.id, section))
    assert flaws == []


def test_where_the_papers_do_not_fit_beside_a_notice_they_are_counted_and_a_button_shows_them() -> None:
    two = [replace(STORM, text=LONG), replace(POWER, text=LONG)]
    text = card(announcements=two, name="ket-hon").text()
    assert "thứ: bấm «🗂 Giấy tờ»." in text


@pytest.mark.parametrize("kind", get_args(ScopeKind))
def test_every_scope_has_a_name_or_none(kind: ScopeKind) -> None:
    for language in LANGUAGES:
        for subject in ("ho-tich", "lost-since"):
            said = Bulletin((), CATALOG, Speech(language)).said(replace(STORM, scope=Scope(kind, subject)))
            assert "None" not in said


def buttons(rows: Sequence[Row]) -> list[list[object]]:
    return [[each.action if isinstance(each, Button) else each for each in row] for row in rows]


THUMBS: Final[list[object]] = [Rate("answer01", "up", "khai-sinh"), Rate("answer01", "down", "khai-sinh")]


def test_a_card_in_a_group_is_short_and_has_three_rows() -> None:
    shown = group_card()
    assert buttons(shown.buttons(share=Link("Chia sẻ", "https://example.org"))) == [
        [PRIVATE],
        [ShowSection("khai-sinh", "documents", "answer01"), ShowSection("khai-sinh", "time", "answer01")],
        THUMBS,
    ]
    assert visible_length(shown.text()) < visible_length(card().text())
    assert "«🗂 Giấy tờ»" in shown.text()
    assert "Trường hợp của tôi" not in shown.text()


def test_a_section_in_a_group_leads_back() -> None:
    assert buttons(group_card(private=None).buttons("documents")) == [
        [ShowSection("khai-sinh", "time", "answer01"), ShowCard("khai-sinh", "answer01")],
        THUMBS,
    ]


def test_a_paused_procedure_says_why_and_shows_the_ways_on(catalog: Catalog) -> None:
    procedure = catalog.procedure("khai-sinh")
    assert procedure
    pause = Pause("khai-sinh", Words("Đang kiểm tra lại."))
    for language, note in (("vi", "về thủ tục này. Đang"), ("en", "(the reason is in Vietnamese only). Đang")):
        speech = Speech("en" if language == "en" else "vi")
        shown = PausedCard(procedure, catalog, {}, TODAY, speech, "answer01", (STORM,), pause=pause)
        for text in (shown.text("cost"), shown.section("place"), shown.head()):
            assert speech.text(procedure.name) in text
            assert note in text
            assert "🗂" not in text
        assert buttons(shown.buttons("place")) == [[Browse("start"), ShowPage("person")], THUMBS]
