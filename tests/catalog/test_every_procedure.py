"""What each file of catalog/ owes the people who ask for it; a new file is held to it without a new test.

One test holds all files to a rule and tells every file that breaks it, with its id.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal, get_args

import pytest

from bot.catalog import Procedure
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.model import ASPECTS
from bot.conversation.actions import (
    MAX_BYTES,
    Action,
    ActionTooLong,
    Choose,
    GiveDetail,
    GiveReason,
    Reason,
    Section,
    SetFact,
    ShowCard,
    write,
)
from bot.conversation.cards import SECTIONS, Card
from bot.conversation.cases import Facts
from bot.conversation.fitting import visible_length
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button, Link
from bot.conversation.rows import numbered_label
from bot.conversation.speech import Speech
from bot.language import LANGUAGES, Language
from bot.matching.text import clean
from tests.catalog.project import FILES, ids, markup_flaws, matcher, no_flaws, reading, texts, without_accents

TODAY: Final = date(2026, 11, 23)
ANSWER: Final = "Ab-_0123"
CATALOG: Final = reading().catalog
PROCEDURES: Final = CATALOG.procedures
BY_CASE: Final[tuple[Literal["documents", "time", "cost"], ...]] = ("documents", "time", "cost")
"""The sections, and the aspects, of which a person's case decides what is said."""

LEFTOVERS: Final = re.compile(r"None|Words\(|\{\{|\{%|\}\}|&amp;(?:lt|gt|amp|quot);|_day\b|\bin_person\b")
"""Marks of a template that printed a value of the program instead of words."""
INNER_WORD: Final = re.compile(r"(?<![\w/.=-])[a-z0-9]+(?:[-_]+[a-z0-9]+)+(?![\w/-])")
"""What is written as ids are written, and stands alone."""

every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_every_file_is_read_and_has_nothing_to_mend() -> None:
    no_flaws(str(finding) for finding in reading().findings)
    no_flaws(str(path) for path in FILES if path not in {source.path for _, source in reading().placed})
    assert len(PROCEDURES) == len(FILES) >= 220


def test_no_review_was_due_before_the_day_of_the_tests() -> None:
    no_flaws(each.id for each in PROCEDURES if each.review.next_review_on and each.review.next_review_on < TODAY)


@cache
def claims() -> Mapping[str, set[str]]:
    """Who is called so: words without accents → ids of procedures, general answers and those listed elsewhere."""
    claimed = defaultdict(set)
    entries: list[Procedure | GeneralAnswer | Elsewhere] = [*PROCEDURES, *CATALOG.elsewhere, *CATALOG.general_answers]
    for entry in entries:
        for name in (*entry.keywords, *names(entry)):
            claimed[plain(name)].add(entry.id)
    return claimed


def plain(text: str) -> str:
    """`text` as it is compared: small letters without accents."""
    return " ".join(without_accents(text).lower().split())


def names(entry: Procedure | GeneralAnswer | Elsewhere) -> Iterator[str]:
    """The names of an entry, without its keywords."""
    for key in ("name", "short_name"):
        words = getattr(entry, key, None)
        if words:
            yield from filter(None, (words.vi, words.en))


def asked_by(procedure: Procedure) -> Iterator[str]:
    """The words that must find a procedure."""
    yield procedure.name.vi
    yield from procedure.keywords
    if procedure.short_name and claims()[plain(procedure.short_name.vi)] == {procedure.id}:
        yield procedure.short_name.vi


Finding = Literal["answered", "offered", "lost"]


def finding(procedure: Procedure, question: str) -> Finding:
    """Whether the question is answered with the procedure, offers it among others, or leads past it."""
    match = matcher().match(question)
    found = [candidate.procedure for candidate in match.candidates]
    if match.outcome == "choose" and procedure in found:
        return "offered"
    if match.outcome == "answer" and found[:1] == [procedure] and not match.general and not match.elsewhere:
        return "answered"
    return "lost"


def typings(name: str) -> set[str]:
    """How people type a name: with accents, without, and in capitals where those are read as other words."""
    capitals = name.upper()
    return {name, without_accents(name)} | ({capitals} if clean(capitals) != clean(name) else set())


STILL_LOST: Final = {"so-do-lan-dau: xin cap so hong moi"}
"""Known mistakes of the matcher; whatever is mended is taken out here."""
MOST_OFFERED: Final = 0.005
"""The share of typings that may be so near to a sibling that both are offered."""


def test_each_is_found_by_its_names_and_keywords_with_and_without_accents() -> None:
    """What one procedure alone claims is answered with it, what several claim offers them all."""
    found = {
        (procedure.id, question): finding(procedure, question)
        for procedure in PROCEDURES
        for name in asked_by(procedure)
        for question in typings(name)
    }
    shared = {each for each in found if len(claims()[plain(each[1])]) > 1}
    no_flaws({f"{name}: {question}" for (name, question), how in found.items() if how == "lost"} - STILL_LOST)
    no_flaws(f"{name} alone for {question}" for name, question in shared if found[name, question] != "offered")
    unsure = [each for each, how in found.items() if how == "offered" and each not in shared]
    if len(unsure) > MOST_OFFERED * len(found):
        no_flaws(unsure)


def test_what_is_typed_in_capitals_finds_the_same() -> None:
    birth = CATALOG.procedure("khai-sinh")
    assert birth
    no_flaws(name for name in asked_by(birth) if finding(birth, name.upper()) != finding(birth, name))


def test_each_is_found_by_its_national_code_inside_a_question() -> None:
    coded = [(each, each.code) for each in PROCEDURES if each.code]
    assert coded
    asked = [
        (each, question, matcher().match(question))
        for each, code in coded
        for question in (code, f"thủ tục {code} cần gì?")
    ]
    no_flaws(
        f"{each.id}: {question}"
        for each, question, match in asked
        if match.outcome != "answer" or match.candidates[0].procedure != each
    )


def test_everything_they_say_is_said_in_english_too() -> None:
    # The titles of laws stay as they were published.
    no_flaws(
        f"{procedure.id}{where}"
        for procedure in PROCEDURES
        for where, words in texts(procedure)
        if not words.en and ".legal_resources" not in where
    )


def card(procedure: Procedure, language: Language, facts: Facts, today: date = TODAY) -> Card:
    return Card(procedure, CATALOG, facts, today, Speech(language), ANSWER)


def told_cases(procedure: Procedure) -> list[Facts]:
    """The usual case told in full, and at night every single option alone; without facts to ask for, nothing."""
    if not procedure.case_facts:
        return []
    told = procedure.case_facts if os.environ.get("NIGHTLY") else ()
    alone = [{fact.id: option.id} for fact in told for option in fact.options]
    return [*alone, {fact.id: fact.options[0].id for fact in procedure.case_facts}]


def rendered(procedure: Procedure, language: Language) -> Iterator[tuple[str, str]]:
    """Every text that can be shown about a procedure, with what it is."""
    whole = card(procedure, language, {})
    yield "head", whole.head()
    yield "card", whole.text()
    for section in SECTIONS:
        yield section, whole.section(section)
    for aspect in ASPECTS:
        yield f"asked for {aspect}", whole.text(aspect)
    for facts in told_cases(procedure):
        of_case = card(procedure, language, facts)
        yield f"card {facts}", of_case.text()
        for section in BY_CASE:
            yield f"{section} {facts}", of_case.section(section)
        for aspect in BY_CASE:
            yield f"asked for {aspect} {facts}", of_case.text(aspect)
    for number, fact in enumerate(procedure.case_facts, 1):
        total = len(procedure.case_facts)
        yield fact.id, Speech(language).say("ask_fact", p=procedure, fact=fact, number=number, total=total, known=None)


def flaws(text: str, inner: set[str]) -> Iterator[str]:
    """What keeps a text from being one message of sound markup, in words that people know."""
    yield from markup_flaws(text)
    if not 0 < visible_length(text) <= MAX_VISIBLE:
        yield f"{visible_length(text)} characters"
    yield from (f"shows {word}" for word in INNER_WORD.findall(text) if word in inner)
    yield from (f"shows {word}" for word in LEFTOVERS.findall(text))


@every_language
@pytest.mark.parametrize("level", ["commune", "district", "province"])
def test_every_text_is_one_message_of_sound_markup_in_words_for_people(level: str, language: Language) -> None:
    no_flaws(
        f"{procedure.id}, {what}: {flaw}"
        for procedure in PROCEDURES
        if procedure.level == level
        for inner in [inner_ids(procedure)]
        for what, text in rendered(procedure, language)
        for flaw in flaws(text, inner)
    )


@every_language
def test_a_case_changes_only_what_is_shown_for_each_case(language: Language) -> None:
    """Otherwise `rendered` would leave texts out."""
    others: list[Section] = [each for each in SECTIONS if each not in BY_CASE]
    for procedure in [each for each in PROCEDURES if each.case_facts][:40]:
        whole, usual = card(procedure, language, {}), card(procedure, language, told_cases(procedure)[-1])
        assert [each for each in others if whole.section(each) != usual.section(each)] == []


@cache
def shared_ids() -> set[str]:
    """The ids of what procedures refer to, and of the procedures."""
    return {*ids(CATALOG.authorities, CATALOG.offices, CATALOG.fields, CATALOG.life_events, PROCEDURES)}


@cache
def own_ids(procedure: str) -> set[str]:
    """The ids that only one procedure uses."""
    found = CATALOG.procedure(procedure)
    assert found
    facts = {name for fact in found.case_facts for name in (fact.id, *(option.id for option in fact.options))}
    groups = found.evidence or ()
    return facts | {paper.id for group in groups for paper in (*group.all_of, *group.one_of)}


def inner_ids(procedure: Procedure) -> set[str]:
    """The ids that a text about the procedure could let slip; one of one syllable may be an everyday word."""
    return {each for each in shared_ids() | own_ids(procedure.id) if "-" in each or "_" in each}


def test_the_ids_that_must_not_slip_are_known() -> None:
    birth = CATALOG.procedure("khai-sinh")
    assert birth
    assert {"ubnd-xa", "trung-tam-hcc-xa"} <= inner_ids(birth)
    assert list(flaws("Nộp ở ubnd-xa. None", inner_ids(birth))) == ["shows ubnd-xa", "shows None"]


def buttons(procedure: Procedure, language: Language) -> Iterator[Button | Link]:
    """Every button that can stand under a text about the procedure, or lead to it."""
    speech = Speech(language)
    share = Link(speech.label("share"), f"https://motcua.example/t/{procedure.id}")
    shown_card = card(procedure, language, {})
    for shown in (None, *SECTIONS):
        for row in shown_card.buttons(shown, share):
            yield from row
    for fact in procedure.case_facts:
        for option in fact.options:
            yield Button(speech.text(option.label), SetFact(procedure.id, fact.id, option.id, ANSWER))
    for group in procedure.evidence or ():
        for paper in (*group.all_of, *group.one_of):
            yield Button("1", GiveDetail(ANSWER, "missing", paper.id))
    for reason in get_args(Reason):
        yield Button("1", GiveReason(ANSWER, reason, procedure.id))
    yield Button(numbered_label(speech, 5, procedure, MAX_LABEL), Choose(procedure.id, ANSWER))
    yield Button(shown_card.back().label, ShowCard(procedure.id, ANSWER))


def is_too_long(action: Action) -> bool:
    """Whether Telegram would refuse the button."""
    try:
        return len(write(action).encode()) > MAX_BYTES
    except ActionTooLong:
        return True


@every_language
def test_every_button_fits_a_phone_and_telegram(language: Language) -> None:
    no_flaws(
        f"{procedure.id}: {button}"
        for procedure in PROCEDURES
        for button in buttons(procedure, language)
        if not 0 < len(button.label) <= MAX_LABEL or (isinstance(button, Button) and is_too_long(button.action))
    )


def days_that_matter(procedure: Procedure) -> Iterator[date]:
    """The days on which something changes, and the days before them."""
    days = [each.until for each in procedure.before] + [each.from_day for each in procedure.ahead]
    for day in [*days, *([procedure.ended.on] if procedure.ended else [])]:
        yield from (day, day - timedelta(days=1))


@every_language
def test_their_past_and_future_can_be_shown_on_any_day_that_matters(language: Language) -> None:
    shown = [
        (procedure, day, card(procedure, language, {}, day))
        for procedure in PROCEDURES
        for day in days_that_matter(procedure)
    ]
    no_flaws(
        f"{procedure.id} on {day}: {flaw}"
        for procedure, day, of_day in shown
        for text in (of_day.text(), *map(of_day.section, SECTIONS))
        for flaw in flaws(text, set())
    )
