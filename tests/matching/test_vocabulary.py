"""Words run together or typed with a slip find back to the syllables the catalog uses."""

import pytest

from bot.matching.vocabulary import Vocabulary

WORDS = Vocabulary.of(
    [("dang", "ky", "khai", "sinh"), ("dang", "ky", "ket", "hon"), ("giay", "khai", "sinh"), ("tam", "tru")],
    others=["lam", "bao", "nhieu", "xanh"],
)


@pytest.mark.parametrize(
    ("joined", "pieces"),
    [
        ("khaisinh", "khai sinh"),
        ("lamkhaisinh", "lam khai sinh"),
        ("dangkykethon", "dang ky ket hon"),
        ("giaykhaisinh", "giay khai sinh"),
        ("tamtru", "tam tru"),
        ("đăngkýkếthôn", "dang ky ket hon"),
        ("khaisinhxe", "khai sinh xe"),
    ],
)
def test_joined_words_are_taken_apart(joined: str, pieces: str) -> None:
    assert WORDS.split(joined) == tuple(pieces.split())


@pytest.mark.parametrize(
    "word", ["khai", "nghieng", "ksinh", "facebook", "passport", "khai1sinh", "xyzxyzxyz", "aiaiaiai", ""]
)
def test_a_word_is_left_whole_where_its_pieces_are_not_ours(word: str) -> None:
    assert WORDS.split(word) == (word,)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sihn", "sinh"),
        ("sin", "sinh"),
        ("sinhh", "sinh"),
        ("khia", "khai"),
        ("khaj", "khai"),
        ("hhai", "khai"),
        ("dsng", "dang"),
        ("giya", "giay"),
    ],
)
def test_one_slip_is_mended(typed: str, meant: str) -> None:
    assert WORDS.correct(typed) == meant


@pytest.mark.parametrize("typed", ["khai", "khái", "ky", "kz", "nguyen", "s1nh", "xanh", "banh", "snhi"])
def test_known_short_far_and_numbered_words_stay(typed: str) -> None:
    assert WORDS.correct(typed) == typed


def test_the_same_first_letter_then_the_commoner_word_is_preferred() -> None:
    words = Vocabulary.of([("tinh", "tinh", "sinh"), ("xinh",)])
    assert words.correct("minh") == "tinh"
    assert words.correct("sinz") == "sinh"
    assert words.correct("xjnh") == "xinh"
    assert Vocabulary.of([("binh", "binh", "kich")]).correct("kinh") == "kich"
    assert Vocabulary.of([("tinh", "tinh", "sinh")]).correct("xinh") == "tinh"


def test_a_word_of_everyday_speech_corrects_nothing_and_is_not_corrected() -> None:
    words = Vocabulary.of([("sinh",)], others=["minh"])
    assert words.correct("minh") == "minh"
    assert words.correct("mink") == "mink"


def test_an_empty_vocabulary_changes_nothing() -> None:
    assert (Vocabulary().correct("khaj"), Vocabulary().split("khaisinh")) == ("khaj", ("khaisinh",))
