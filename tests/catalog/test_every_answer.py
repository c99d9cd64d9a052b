"""What the shared lists of catalog/ owe: general answers, procedures listed elsewhere, shelves, offices."""

import re
import unicodedata
from collections.abc import Iterable

import pytest

from bot.conversation.actions import MAX_BYTES, Browse, write
from bot.conversation.fitting import visible_length
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE
from bot.conversation.speech import Speech
from bot.language import LANGUAGES, Language
from tests.catalog.project import ids, markup_flaws, matcher, no_flaws, reading, texts, without_accents

CATALOG = reading().catalog
ANSWERS = CATALOG.general_answers


def typings(names: Iterable[str]) -> list[str]:
    """The names as people type them, with and without accents."""
    return [each for name in names for each in (name, without_accents(name))]


def test_a_general_answer_is_found_by_each_keyword() -> None:
    asked = [
        (answer, question, matcher().match(question)) for answer in ANSWERS for question in typings(answer.keywords)
    ]
    no_flaws(
        f"{answer.id}: {question}"
        for answer, question, match in asked
        if match.general is not answer or match.outcome != "none"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_general_answer_is_one_message_of_sound_markup(language: Language) -> None:
    said = [(answer, answer.answer.said_in(language)) for answer in ANSWERS]
    no_flaws(f"{answer.id}: {flaw}" for answer, text in said for flaw in markup_flaws(text))
    too_long = MAX_VISIBLE - 100
    no_flaws(answer.id for answer, text in said if visible_length(text) + len(answer.source) >= too_long)


def test_what_the_catalog_does_not_hold_is_named_and_nothing_is_answered_in_its_place() -> None:
    asked = [
        (entry, question, matcher().match(question))
        for entry in CATALOG.elsewhere
        for question in typings((entry.name.vi, *entry.keywords))
    ]
    no_flaws(
        f"{entry.id}: {question}"
        for entry, question, match in asked
        if (match.outcome, match.elsewhere) != ("none", entry)
    )


def test_everything_on_the_shared_lists_is_said_in_english_too() -> None:
    lists = (CATALOG.authorities, CATALOG.offices, CATALOG.fields, CATALOG.life_events, CATALOG.general_answers)
    no_flaws((where, words.vi) for shared in lists for where, words in texts(shared) if not words.en)


def test_ids_are_used_once() -> None:
    found = (CATALOG.procedures, CATALOG.general_answers, CATALOG.elsewhere)
    lists = (CATALOG.authorities, CATALOG.offices, CATALOG.fields, CATALOG.life_events)
    for used in (ids(*found), *(ids(shared) for shared in lists)):
        assert sorted({each for each in used if used.count(each) > 1}) == []


def test_a_code_stands_for_one_procedure() -> None:
    codes = [each.code for each in CATALOG.procedures if each.code]
    codes += [each.code for each in CATALOG.elsewhere if each.code]
    assert sorted(code for code in codes if codes.count(code) > 1) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shelf_fits_a_button(language: Language) -> None:
    speech = Speech(language)
    no_flaws(
        each for topic in (*CATALOG.fields, *CATALOG.life_events) if len(each := speech.text(topic.name)) > MAX_LABEL
    )
    for topic in CATALOG.fields:
        assert len(write(Browse("field", topic.id)).encode()) <= MAX_BYTES
    for topic in CATALOG.life_events:
        assert len(write(Browse("life_event", topic.id)).encode()) <= MAX_BYTES


def test_what_stands_first_on_a_shelf_stands_there_and_has_not_ended() -> None:
    for topic in CATALOG.life_events:
        assert topic.first
        for name in topic.first:
            procedure = CATALOG.procedure(name)
            assert procedure
            assert topic.id in procedure.life_events
            assert not procedure.ended


def test_an_office_that_closed_names_one_that_is_there() -> None:
    for office in CATALOG.offices:
        if office.successor:
            assert CATALOG.office(office.successor) not in (None, office)


def test_the_calendar_has_no_day_twice_and_only_days_it_covers() -> None:
    calendar = CATALOG.calendar
    assert calendar.covered_until is not None
    days = [each.day for each in calendar.days_off] + [each.day for each in calendar.worked_saturdays]
    assert len(days) == len(set(days))
    assert max(days) <= calendar.covered_until
    no_flaws(each for each in calendar.days_off if each.day.weekday() > 4)
    no_flaws(each for each in calendar.worked_saturdays if each.day.weekday() != 5)
    assert all(each.source for each in calendar.days_off)
    assert all(each.source for each in calendar.worked_saturdays)


def test_the_lexicon_is_written_as_questions_are_read() -> None:
    """Small letters without punctuation: anything else would never be met in a question."""
    lexicon = CATALOG.lexicon
    for written in (lexicon.abbreviations, lexicon.dialect, lexicon.english):
        for phrase in written:
            assert re.fullmatch(r"[^\W_A-Z]+( [^\W_A-Z]+){0,4}", phrase), phrase
            assert phrase == unicodedata.normalize("NFC", phrase.lower())
