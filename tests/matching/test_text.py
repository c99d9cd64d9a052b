"""Vietnamese as people type it comes down to the same clean syllables."""

import unicodedata

import pytest

from bot.catalog.lexicon import Lexicon
from bot.matching.syllables import fold, is_pronounceable, is_syllable, sound
from bot.matching.text import MAX_LENGTH, Reader, Rewriting, clean, folded, is_word, visible
from bot.matching.vocabulary import Vocabulary
from tests.matching.small import LEXICON

READER = Reader(LEXICON, Vocabulary.of([("dang", "ky", "khai", "sinh"), ("ket", "hon")], others=["lam", "sao"]))
PLAIN = ("đăng", "ký", "khai", "sinh")


@pytest.mark.parametrize(
    "typed",
    [
        "đăng ký khai sinh",
        "ĐĂNG KÝ KHAI SINH",
        "Đăng Ký  Khai\tSinh",
        "\n đăng ký\r\nkhai sinh ",
        "đăng-ký, khai_sinh?!",
        "“đăng ký” (khai sinh)…",
        "đăng ký 👶🏽 khai sinh 🙏",
        "đăng\u00a0ký\u3000khai\u2003sinh",
        "đăng ký ｋｈａｉ　ｓｉｎｈ！",
        "đăng ký 𝐤𝐡𝐚𝐢 𝓼𝓲𝓷𝓱",
        "đăng\x00ký\x07khai\x1bsinh",
        "<đăng ký> {{khai}} 'sinh'; --",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_the_look_of_a_question_does_not_matter(typed: str, form: str) -> None:
    assert clean(unicodedata.normalize(form, typed)) == PLAIN  # type: ignore[arg-type]  # parametrize knows no literals


@pytest.mark.parametrize("unseen", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202e"])
def test_characters_that_nobody_sees_do_not_cut_a_word(unseen: str) -> None:
    typed = f"{unseen}đă{unseen}ng k{unseen}ý khai sinh"
    assert READER.read(typed) == PLAIN
    assert visible(typed) == "đăng ký khai sinh"


@pytest.mark.parametrize("empty", ["", " ", "\n\t", "?!…", "🙏🙏", "\u200b\u202e", "___", "\x00", "<>"])
def test_what_has_no_word_is_read_as_nothing(empty: str) -> None:
    assert READER.read(empty) == ()


def test_the_letter_d_with_a_bar_loses_it_like_an_accent() -> None:
    assert [fold(each) for each in ("đường", "Đà", "nghĩa", "ƯỚC", "abc")] == ["duong", "Da", "nghia", "UOC", "abc"]
    assert folded(PLAIN) == ("dang", "ky", "khai", "sinh")


def test_accents_are_kept_where_they_were_typed() -> None:
    assert clean("Đất dat đát") == ("đất", "dat", "đát")


def test_digits_stay_with_their_word() -> None:
    assert clean("mẫu CT01, 24/11 và 1.001193") == ("mẫu", "ct01", "24", "11", "và", "1", "001193")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_very_long_text_is_read_as_far_in_either_unicode_form(form: str) -> None:
    words = "đường phố " * MAX_LENGTH
    read = clean(unicodedata.normalize(form, words))  # type: ignore[arg-type]  # parametrize knows no literals
    assert read == clean(words)
    assert read[:4] == ("đường", "phố") * 2
    assert sum(map(len, read)) <= MAX_LENGTH


@pytest.mark.parametrize(
    ("syllable", "possible"),
    [
        *((each, True) for each in ("nghieng", "khuya", "o", "quyen", "giua")),
        *((each, False) for each in ("hoon", "lamkhai", "ddang", "str", "", "uyen1")),
    ],
)
def test_which_letters_can_be_a_vietnamese_syllable(syllable: str, possible: bool) -> None:
    assert is_syllable(syllable) is possible


@pytest.mark.parametrize(
    ("word", "sayable"),
    [
        *((each, True) for each in ("khai", "passport", "nghieng", "ct01a")),
        *((each, False) for each in ("sdfkj", "qwrtpa", "hcm", "1", "")),
    ],
)
def test_keys_hit_at_random_cannot_be_said(word: str, sayable: bool) -> None:
    assert is_pronounceable(word) is sayable


def test_a_word_may_have_its_accents() -> None:
    assert (is_word("nghiêng"), is_word("đường"), is_word("passport")) == (True, True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [("cang", "can"), ("truong", "chuong"), ("sa", "xa"), ("gia", "da"), ("lo", "no"), ("ly", "li"), ("mat", "mac")],
)
def test_spellings_that_sound_alike_here_share_a_key(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_what_sounds_otherwise_has_another_key() -> None:
    assert len({sound(each) for each in ("khai", "sinh", "tu", "hon", "ban")}) == 5


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("gks", "giấy khai sinh"),
        ("đkkh ko", "đăng ký kết hôn không"),
        ("khai sanh răng", "khai sinh sao"),
        ("man rang", "làm sao"),
        ("birth certificate fee", "giấy khai sinh lệ phí"),
        ("dangkykhaisinh", "dang ky khai sinh"),
        ("dang ky kkai sihn", "dang ky khai sinh"),
        ("ddawng kys ket hon", "đăng ký ket hon"),
        ("dkkh", "dkkh"),
    ],
)
def test_the_chain_reads_what_was_meant(typed: str, read: str) -> None:
    assert READER.read(typed) == tuple(read.split())


def test_the_steps_are_named_in_order_and_the_last_is_what_is_read() -> None:
    steps = list(READER.steps("GKS lamkhaisinh"))
    assert [name for name, _ in steps] == [
        "clean",
        "telex and vni",
        "dialect",
        "abbreviations",
        "english",
        "split joined words",
        "correct typing",
    ]
    assert dict(steps)["clean"] == ("gks", "lamkhaisinh")
    assert dict(steps)["abbreviations"] == ("giấy", "khai", "sinh", "lamkhaisinh")
    assert steps[-1][1] == READER.read("GKS lamkhaisinh") == ("giấy", "khai", "sinh", "lam", "khai", "sinh")


def test_the_longest_phrase_is_replaced_first_and_nothing_twice() -> None:
    rewriting = Rewriting({"a": "b", "a b": "x y", "b": "a", "c d e f g": "z"})
    assert rewriting.of(("a", "b", "a", "b")) == ("x", "y", "x", "y")
    assert rewriting.of(("b", "a", "c")) == ("a", "b", "c")
    assert rewriting.of(("c", "d", "e", "f", "g")) == ("z",)
    assert rewriting.of(("c", "d", "e", "f")) == ("c", "d", "e", "f")
    assert rewriting.of(("e", "f")) == ("e", "f")
    assert rewriting.of(()) == ()


def test_without_a_lexicon_a_text_is_only_cleaned() -> None:
    assert Reader(Lexicon()).read("GKS khai sanh, ko?") == ("gks", "khai", "sanh", "ko")
