"""A question in other people's writing: as they would have typed it, and the same each time."""

import pytest
from rapidfuzz.distance import OSA

from bot.matching.disguises import DISGUISES, has_accents, mistyped, run_together, telex, unaccented, vni
from bot.matching.keys import decode
from bot.matching.text import clean, folded

QUESTION = "Đăng ký khai sinh cho con thì cần giấy tờ gì?"


@pytest.mark.parametrize(
    ("word", "as_telex", "as_vni"),
    [
        ("đăng", "ddawng", "d9a8ng"),
        ("ký", "kys", "ky1"),
        ("được", "dduowcj", "d9uo7c5"),
        ("người", "nguowif", "nguo7i2"),
        ("giấy", "giaays", "gia6y1"),
        ("ở", "owr", "o73"),
        ("tử", "tuwr", "tu73"),
        ("thuế", "thuees", "thue61"),
        ("khai", "khai", "khai"),
        ("Đường", "Dduowngf", "D9uo7ng2"),
        ("mẫu CT01", "maaux CT01", "ma6u4 CT01"),
    ],
)
def test_the_keys_of_telex_and_vni(word: str, as_telex: str, as_vni: str) -> None:
    assert (telex(word), vni(word)) == (as_telex, as_vni)


@pytest.mark.parametrize("disguise", [telex, vni])
def test_what_was_hit_on_the_keyboard_spells_the_question(disguise: object) -> None:
    assert callable(disguise)
    keys = clean(disguise("Đăng ký thường trú ở phường thì cần những giấy tờ gì"))
    assert folded(decode(keys)) == folded(clean("Đăng ký thường trú ở phường thì cần những giấy tờ gì"))
    assert "ă" in "".join(decode(keys))


def test_without_accents_nothing_else_changes() -> None:
    assert unaccented(QUESTION) == "Dang ky khai sinh cho con thi can giay to gi?"
    assert has_accents(QUESTION)
    assert has_accents("đi")
    assert not has_accents(unaccented(QUESTION))


def test_a_slip_is_one_letter_in_one_word_of_four_or_more() -> None:
    for seed in range(60):
        slipped = mistyped(QUESTION, seed)
        changed = [(a, b) for a, b in zip(QUESTION.split(), slipped.split(), strict=True) if a != b]
        assert len(changed) == 1
        ((word, wrong),) = changed
        assert len(word.strip("?")) >= 4
        assert OSA.distance(word, wrong) == 1
    assert len({mistyped(QUESTION, seed) for seed in range(60)}) > 20
    assert mistyped("đi bộ về") == "đi bộ về"


def test_two_words_are_run_together_and_no_letter_is_lost() -> None:
    for seed in range(30):
        joined = run_together(QUESTION, seed)
        assert len(joined.split()) == len(QUESTION.split()) - 1
        assert joined.replace(" ", "") == QUESTION.replace(" ", "")
    assert run_together("khai") == "khai"


@pytest.mark.parametrize("name", DISGUISES)
def test_the_same_seed_gives_the_same_letters(name: str) -> None:
    assert DISGUISES[name](QUESTION, 7) == DISGUISES[name](QUESTION, 7)
