"""What somebody tells of a visit: in which order it is asked, what may change, and what is kept of it in the end."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.conversation.destinations import MOST_LIKELY, Destinations
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button
from bot.conversation.speech import Speech
from bot.conversation.survey_screens import SurveyScreens
from bot.conversation.visits import QUESTIONS, STEPS, Step, Tap, Visit, choices
from bot.language import LANGUAGES, Language
from bot.records.counts import MANY_TRIPS
from bot.records.entries import FACTORS, MAX_COMMENT, VisitSurveyed
from tests.conversation.conftest import TODAY

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
NEW = Visit("abcdEFGH", NOON)


def told(visit: Visit) -> VisitSurveyed:
    return visit.entry("somebody", TODAY, "web", "vi", invited=False)


def test_everything_is_asked_once_and_in_order() -> None:
    visit, asked = NEW, []
    while visit.next_step:
        asked.append(visit.next_step)
        visit = visit.telling(visit.next_step, "")
    assert tuple(asked) == STEPS
    assert (*FACTORS, "on_time", "asked_for_more", "paid_extra", "trips") == QUESTIONS


def test_each_answer_is_kept_as_it_was_tapped() -> None:
    for factor in FACTORS:
        assert [getattr(told(NEW.telling(factor, level)), factor) for level in choices(factor)] == [1, 2, 3, 4, 5]
    for step in ("on_time", "asked_for_more", "paid_extra"):
        assert [getattr(told(NEW.telling(step, said)), step) for said in ("yes", "no", "")] == [True, False, None]
    trips = [told(NEW.telling("trips", said)).trips for said in choices("trips")]
    assert trips == [*range(1, MANY_TRIPS), MANY_TRIPS]


def test_what_was_skipped_is_nothing() -> None:
    assert told(NEW.closing()) == VisitSurveyed("somebody", date(2026, 11, 23), "web", "vi")


def test_procedure_and_office_alone_say_nothing_of_a_visit() -> None:
    named = NEW.telling("procedure", "khai-sinh").telling("office", "trung-tam-hcc-xa")
    assert named.closing().is_empty
    for step in (*QUESTIONS, "comment"):
        assert not named.telling(step, "1").is_empty


def test_an_end_skips_only_what_is_open() -> None:
    visit = NEW.telling("staff", "2").closing()
    assert (visit.next_step, told(visit).staff) == (None, 2)


def test_another_procedure_leaves_open_where_somebody_went_and_the_same_does_not() -> None:
    named = NEW.telling("procedure", "khai-sinh").telling("office", "trung-tam-hcc-xa")
    assert named.telling("procedure", "khai-sinh").said["office"] == "trung-tam-hcc-xa"
    assert named.telling("procedure", "ket-hon").next_step == "office"


@pytest.mark.parametrize(
    ("step", "said", "grievance"),
    [
        *((factor, level, level in "12") for factor in FACTORS for level in "12345"),
        ("on_time", "no", True),
        ("on_time", "yes", False),
        ("asked_for_more", "yes", True),
        ("asked_for_more", "no", False),
        ("paid_extra", "yes", True),
        ("paid_extra", "no", False),
        ("trips", "4", False),
        ("comment", "Quầy đóng cửa", False),
    ],
)
def test_only_what_went_badly_is_a_grievance(step: Step, said: str, grievance: bool) -> None:
    assert NEW.telling(step, said).is_grievance is grievance


def test_every_tap_is_the_answer_of_some_question_or_none() -> None:
    assert {"", *(each for step in STEPS for each in choices(step))} == set(get_args(Tap))


def screens(catalog: Catalog, visit: Visit, language: Language = "vi") -> SurveyScreens:
    recent = tuple(sorted(catalog.procedures, key=lambda each: len(each.name.said_in(language)), reverse=True)[:3])
    return SurveyScreens(visit, catalog, Destinations(catalog, None, TODAY), Speech(language), recent, begins=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits_a_phone_whatever_was_told(catalog: Catalog, language: Language) -> None:
    longest = max(catalog.procedures, key=lambda each: len(each.name.said_in(language)))
    office = max(catalog.offices, key=lambda each: len(each.name.said_in(language)))
    full = NEW.telling("procedure", longest.id).telling("office", office.id)
    for step in QUESTIONS:
        full = full.telling(step, choices(step)[0])
    for visit in (NEW, full, full.telling("comment", "a " * (MAX_COMMENT // 2))):
        shown = screens(catalog, visit, language)
        seen = [*(shown.screen(step) for step in STEPS), shown.review(), shown.typing(), shown.typing(shown.recent)]
        for text, rows in seen:
            assert 0 < len(text) <= MAX_VISIBLE
            assert all(0 < len(row) <= 2 for row in rows)
            assert all(len(button.label) <= MAX_LABEL for row in rows for button in row)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("factor", FACTORS)
def test_levels_stand_below_each_other_from_one_end_to_the_other(
    catalog: Catalog, factor: Step, language: Language
) -> None:
    """Each has a row of its own, so that none looks like the one to take; and they are the same for every factor."""
    _, rows = screens(catalog, NEW, language).screen(factor)
    levels = [row[0].label for row in rows[:5] if len(row) == 1]
    label = Speech(language).label
    words = [label(f"satisfaction_{level}") for level in range(1, 6)]
    assert [each.lower() for each in levels] == [f"{number}. {each}" for number, each in enumerate(words, 1)]


def test_each_question_tells_how_far_one_is(catalog: Catalog) -> None:
    for number, step in enumerate(QUESTIONS, 1):
        assert f"câu {number} trên 9" in screens(catalog, NEW).screen(step)[0]


def test_the_way_back_is_the_last_button_of_every_question(catalog: Catalog) -> None:
    for visit in (NEW.telling("staff", "2"), NEW.closing()):
        for step in STEPS[1:]:
            (back,) = screens(catalog, visit).screen(step)[1][-1]
            assert isinstance(back, Button)
            assert back.label == "Quay lại"


def test_likely_offices_are_those_of_the_procedure_else_the_most_frequented(
    catalog: Catalog, unknown: Procedure
) -> None:
    destinations = Destinations(catalog, None, TODAY)
    born = catalog.procedure("khai-sinh")
    assert born is not None
    assert [each.id for each in destinations.likely(born)] == list(born.file_at or ())
    anywhere = destinations.likely(None)
    assert 1 < len(anywhere) <= MOST_LIKELY
    assert anywhere[0].id == "trung-tam-hcc-xa"
    assert destinations.likely(unknown) == anywhere
