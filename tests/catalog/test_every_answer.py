"""What the shared lists of catalog/ owe: general answers, procedures listed elsewhere, shelves, offices."""

import re
import unicodedata

import pytest

from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.conversation.actions import MAX_BYTES, Browse, write
from bot.conversation.cards import visible_length
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE
from bot.conversation.speech import Speech
from bot.language import LANGUAGES, Language
from tests.catalog.project import ids, matcher, reading, texts, without_accents
from tests.telegram_server.html_text import parse_html

CATALOG = reading().catalog
SMALL_HTML = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}

every_answer = pytest.mark.parametrize("answer", CATALOG.general_answers, ids=lambda answer: answer.id)


@every_answer
def test_a_general_answer_is_found_by_each_keyword(answer: GeneralAnswer) -> None:
    questions = [each for keyword in answer.keywords for each in (keyword, without_accents(keyword))]
    lost = [each for each in questions if matcher().match(each).general is not answer]
    assert lost == []
    assert [each for each in questions if matcher().match(each).outcome != "none"] == []


@every_answer
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_general_answer_is_one_message_of_sound_markup(answer: GeneralAnswer, language: Language) -> None:
    text = answer.answer.said_in(language)
    parse_html(text)
    assert set(re.findall(r"</?([\w-]+)", text)) <= SMALL_HTML
    assert visible_length(text) + len(answer.source) < MAX_VISIBLE - 100


@pytest.mark.parametrize("entry", CATALOG.elsewhere, ids=lambda entry: entry.id)
def test_what_the_catalog_does_not_hold_is_named_and_nothing_is_answered_in_its_place(entry: Elsewhere) -> None:
    for name in (entry.name.vi, *entry.keywords):
        for question in (name, without_accents(name)):
            match = matcher().match(question)
            assert (match.outcome, match.elsewhere) == ("none", entry), question


def test_everything_on_the_shared_lists_is_said_in_english_too() -> None:
    lists = (CATALOG.authorities, CATALOG.offices, CATALOG.fields, CATALOG.life_events, CATALOG.general_answers)
    assert [(where, words.vi) for shared in lists for where, words in texts(shared) if not words.en] == []


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
    assert [
        each for topic in (*CATALOG.fields, *CATALOG.life_events) if len(each := speech.text(topic.name)) > MAX_LABEL
    ] == []
    for topic in CATALOG.fields:
        assert len(write(Browse("field", topic.id)).encode()) <= MAX_BYTES
    for topic in CATALOG.life_events:
        assert len(write(Browse("life_event", topic.id)).encode()) <= MAX_BYTES


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
    assert [each for each in calendar.days_off if each.day.weekday() > 4] == []
    assert [each for each in calendar.worked_saturdays if each.day.weekday() != 5] == []
    assert all(each.source for each in calendar.days_off)
    assert all(each.source for each in calendar.worked_saturdays)


def test_the_lexicon_is_written_as_questions_are_read() -> None:
    """Small letters without punctuation: anything else would never be met in a question."""
    lexicon = CATALOG.lexicon
    for written in (lexicon.abbreviations, lexicon.dialect, lexicon.english):
        for phrase in written:
            assert re.fullmatch(r"[^\W_A-Z]+( [^\W_A-Z]+){0,4}", phrase), phrase
            assert phrase == unicodedata.normalize("NFC", phrase.lower())
