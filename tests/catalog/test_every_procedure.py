"""What each file of catalog/ owes the people who ask for it; a new file is held to it without a new test."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from bot.catalog import Procedure
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.model import ASPECTS
from bot.conversation.actions import MAX_BYTES, Choose, GiveDetail, GiveReason, Reason, SetFact, ShowCard, write
from bot.conversation.cards import SECTIONS, Card, numbered_label, visible_length
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button, Link
from bot.conversation.speech import Speech
from bot.language import LANGUAGES, Language
from tests.catalog.project import FILES, FOLDER, ids, matcher, procedure_of, reading, texts, without_accents
from tests.telegram_server.html_text import parse_html

TODAY = date(2026, 11, 23)
ANSWER = "Ab-_0123"
SMALL_HTML = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}
LEFTOVERS = re.compile(r"None|Words\(|\{\{|\{%|\}\}|&amp;(?:lt|gt|amp|quot);|_day\b|\bin_person\b")
"""Marks of a template that printed a value of the program instead of words."""

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_there_are_files_to_hold_to_the_rules() -> None:
    assert len(FILES) >= 12


@every_file
def test_the_file_has_nothing_to_mend(path: Path) -> None:
    procedure_of(path)
    assert [str(finding) for finding in reading().findings if finding.path == path] == []


def test_the_shared_lists_have_nothing_to_mend() -> None:
    assert [str(finding) for finding in reading().findings if finding.path not in FILES] == []


@cache
def claims() -> Mapping[str, set[str]]:
    """Who is called so: words without accents → ids of procedures, general answers and those listed elsewhere."""
    catalog = reading().catalog
    claimed = defaultdict(set)
    entries: list[Procedure | GeneralAnswer | Elsewhere] = [*catalog.procedures, *catalog.elsewhere]
    for entry in [*entries, *catalog.general_answers]:
        for name in (*entry.keywords, *names(entry)):
            claimed[" ".join(without_accents(name).lower().split())].add(entry.id)
    return claimed


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
    if procedure.short_name and claims()[without_accents(procedure.short_name.vi).lower()] == {procedure.id}:
        yield procedure.short_name.vi


def is_found(procedure: Procedure, question: str) -> bool:
    """Whether the question is answered with the procedure, or offers it where others claim the same words."""
    match = matcher().match(question)
    found = [candidate.procedure for candidate in match.candidates]
    if len(claims()[" ".join(without_accents(question).lower().split())]) > 1:
        return match.outcome == "choose" and procedure in found
    return match.outcome == "answer" and found[:1] == [procedure] and not match.general and not match.elsewhere


@every_file
def test_it_is_found_by_its_names_and_keywords_with_and_without_accents(path: Path) -> None:
    procedure = procedure_of(path)
    questions = [each for name in asked_by(procedure) for each in (name, without_accents(name), name.upper())]
    assert [question for question in questions if not is_found(procedure, question)] == []


@pytest.mark.parametrize("path", [each for each in FILES if procedure_of(each).code], ids=lambda path: path.stem)
def test_it_is_found_by_its_national_code_inside_a_question(path: Path) -> None:
    procedure = procedure_of(path)
    assert procedure.code
    for question in (procedure.code, f"thủ tục {procedure.code} cần gì?"):
        match = matcher().match(question)
        assert (match.outcome, match.candidates[0].procedure) == ("answer", procedure)


@every_file
def test_everything_it_says_is_said_in_english_too(path: Path) -> None:
    procedure = procedure_of(path)
    # The titles of laws stay as they were published.
    missing = [where for where, words in texts(procedure) if not words.en and ".legal_resources" not in where]
    assert missing == []


def cases(procedure: Procedure) -> list[dict[str, str]]:
    """No fact told, every single option alone, and the usual case told in full."""
    alone = [{fact.id: option.id} for fact in procedure.case_facts for option in fact.options]
    return [{}, *alone, {fact.id: fact.options[0].id for fact in procedure.case_facts}]


def cards(procedure: Procedure, language: Language) -> list[Card]:
    """The card in each case."""
    catalog, speech = reading().catalog, Speech(language)
    return [Card(procedure, catalog, facts, TODAY, speech, ANSWER) for facts in cases(procedure)]


@cache
def shown_texts(path: Path, language: Language) -> tuple[tuple[str, str], ...]:
    """Every text that can be shown about the procedure of a file, with what it is."""
    return tuple(rendered(procedure_of(path), language))


def rendered(procedure: Procedure, language: Language) -> Iterator[tuple[str, str]]:
    for card in cards(procedure, language):
        yield f"card {card.facts}", card.text()
        for section in SECTIONS:
            yield f"{section} {card.facts}", card.section(section)
        for aspect in ASPECTS:
            yield f"asked for {aspect} {card.facts}", card.text(aspect)
    yield "head", cards(procedure, language)[0].head()
    for number, fact in enumerate(procedure.case_facts, 1):
        total = len(procedure.case_facts)
        yield fact.id, Speech(language).say("ask_fact", p=procedure, fact=fact, number=number, total=total, known=None)


@every_language
@every_file
def test_every_text_fits_one_message_of_sound_markup(path: Path, language: Language) -> None:
    for what, text in shown_texts(path, language):
        parse_html(text)
        assert set(re.findall(r"</?([\w-]+)", text)) <= SMALL_HTML, what
        assert 0 < visible_length(text) <= MAX_VISIBLE, f"{what}: {visible_length(text)}"


@every_language
@every_file
def test_no_text_shows_what_only_the_program_reads(path: Path, language: Language) -> None:
    procedure = procedure_of(path)
    leaks = re.compile("|".join(rf"(?<![\w/.=-]){re.escape(each)}(?![\w/-])" for each in inner_ids(procedure)))
    for what, text in shown_texts(path, language):
        found = [match.group() for pattern in (leaks, LEFTOVERS) for match in pattern.finditer(text)]
        assert found == [], f"{what}: {text}"


def inner_ids(procedure: Procedure) -> set[str]:
    """The ids that a text about the procedure could let slip."""
    catalog = reading().catalog
    inner = {*ids(catalog.authorities, catalog.offices, catalog.fields, catalog.life_events, catalog.procedures)}
    for fact in procedure.case_facts:
        inner |= {fact.id, *(option.id for option in fact.options)}
    for group in procedure.evidence or ():
        inner |= {paper.id for paper in (*group.all_of, *group.one_of)}
    # An id of one syllable may be an everyday word.
    return {each for each in inner if "-" in each or "_" in each}


def test_the_ids_that_must_not_slip_are_known() -> None:
    assert {"ubnd-xa", "trung-tam-hcc-xa"} <= inner_ids(procedure_of(FOLDER / "commune/ho-tich/khai-sinh.yaml"))


def buttons(procedure: Procedure, language: Language) -> Iterator[Button | Link]:
    """Every button that can stand under a text about the procedure, or lead to it."""
    speech = Speech(language)
    share = Link(speech.label("share"), f"https://motcua.example/?p={procedure.id}")
    card = cards(procedure, language)[0]
    for shown in (None, *SECTIONS):
        for row in card.buttons(shown, share):
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
    yield Button(card.back().label, ShowCard(procedure.id, ANSWER))


@every_language
@every_file
def test_every_button_fits_a_phone_and_telegram(path: Path, language: Language) -> None:
    for button in buttons(procedure_of(path), language):
        assert 0 < len(button.label) <= MAX_LABEL, button
        if isinstance(button, Button):
            assert len(write(button.action).encode()) <= MAX_BYTES, button


@every_file
def test_its_past_and_future_can_be_shown_on_any_day_that_matters(path: Path) -> None:
    procedure = procedure_of(path)
    days = [each.until for each in procedure.before] + [each.from_day for each in procedure.ahead]
    days += [procedure.ended.on] if procedure.ended else []
    for day in [*days, *(date.fromordinal(each.toordinal() - 1) for each in days)]:
        for language in LANGUAGES:
            card = Card(procedure, reading().catalog, {}, day, Speech(language), ANSWER)
            for text in (card.text(), *map(card.section, SECTIONS)):
                parse_html(text)
                assert 0 < visible_length(text) <= MAX_VISIBLE, f"{day}: {text}"
