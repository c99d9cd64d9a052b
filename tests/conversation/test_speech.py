"""The words: the same templates and labels in every language, numbers and days as each language writes them."""

from datetime import date

import pytest

from bot.catalog.model import Words
from bot.conversation.commands import COMMANDS, SHOWN, parse
from bot.conversation.replies import MAX_LABEL, MAX_NOTICE
from bot.conversation.speech import Speech, label_names, template_names
from bot.language import LANGUAGES, Language

TOASTS = (
    "thanks",
    "unsaved",
    "expired",
    "not_erased",
    "not_allowed",
    "official_private",
    "role_missing",
    "reminder_gone",
    "survey_gone",
    "survey_refused",
    "survey_private",
    "outreach_untold",
    "visit_gone",
    "shift_private",
)
OF_OTHERS = ("pause", "resume", "review", "queue", "fixes", "statistics", "events", "shift", "end_shift")
NOT_BUTTONS = ("level_", "unit_", "channel_", "command_", "bot_", "suggest_")


def test_every_language_has_every_template_and_label() -> None:
    for language in LANGUAGES:
        assert template_names(language) == template_names("vi")
        assert label_names(language) == label_names("vi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_fits_a_phone(language: Language) -> None:
    speech = Speech(language)
    buttons = [name for name in label_names(language) if not name.startswith(NOT_BUTTONS)]
    assert {name: label for name in buttons if len(label := speech.label(name)) > MAX_LABEL} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", TOASTS)
def test_every_toast_is_short(language: Language, notice: str) -> None:
    assert 0 < len(Speech(language).say(notice)) <= MAX_NOTICE


def test_a_text_without_english_is_told_in_vietnamese() -> None:
    assert Speech("en").text(Words("Tờ khai")) == "Tờ khai"
    assert Speech("en").text(Words("Tờ khai", "Form")) == "Form"


def test_what_people_typed_is_escaped() -> None:
    assert "&lt;script&gt;" in Speech("vi").say("unknown_command", command="/<script>")
    assert "{{" in Speech("vi").say("comment_saved", comment="{{ 7 * 7 }}")


@pytest.mark.parametrize(
    ("language", "money", "day"),
    [("vi", "1.500.000\u00a0đ", "03/12/2026"), ("en", "VND\u00a01,500,000", "3 Dec 2026")],
)
def test_sums_and_days_are_written_as_the_language_writes_them(language: Language, money: str, day: str) -> None:
    from bot.conversation import speech

    environment = speech._environment(language)
    assert environment.from_string("{{ 1500000|money }}").render() == money
    assert environment.from_string("{{ day|day }}").render(day=date(2026, 12, 3)) == day


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("/start", ("start", "")),
        ("/start khai-sinh", ("start", "khai-sinh")),
        (" /RiengTu ", ("riengtu", "")),
        ("/xoa@mot_cua_bot", ("xoa", "")),
        ("/", None),
        ("khai sinh", None),
        ("1/2", None),
        ("/nope\nmore lines", ("nope", "more lines")),
    ],
)
def test_commands_are_read_in_any_case_and_with_the_bots_name(typed: str, parsed: tuple[str, str] | None) -> None:
    assert parse(typed) == parsed


def test_a_menu_shows_every_command_but_those_of_officials_and_helpers_and_the_end_of_a_dialogue() -> None:
    meanings = [[COMMANDS[name] for name in SHOWN[language]] for language in LANGUAGES]
    assert meanings[0] == meanings[1]
    assert set(meanings[0]) == set(COMMANDS.values()) - {*OF_OTHERS, "stop"}
