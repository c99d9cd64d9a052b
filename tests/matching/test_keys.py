"""Telex and VNI keys become letters where they surely are keys, and nothing else does."""

import pytest

from bot.matching.keys import decode

TELEX = {
    "ddawng": "đăng",
    "kys": "ký",
    "ddaats": "đất",
    "ddatas": "đất",
    "dduwowngf": "đường",
    "dduowngf": "đường",
    "nguwowif": "người",
    "nguowif": "người",
    "taajm": "tậm",
    "tajm": "tạm",
    "truws": "trứ",
    "trus": "trú",
    "hooj": "hộ",
    "hoojj": "hộ",
    "tuws": "tứ",
    "tuwr": "tử",
    "giaays": "giấy",
    "quyeenf": "quyền",
    "quys": "quý",
    "hoaf": "hòa",
    "thuyr": "thủy",
    "hoanf": "hoàn",
    "ngoaif": "ngoài",
    "kinhj": "kịnh",
    "nhaf": "nhà",
    "gif": "gì",
    "xaax": "xẫ",
    "dduwowcj": "được",
    "tieengs": "tiếng",
    "nghieenf": "nghiền",
    "luaatj": "luật",
    "muaf": "mùa",
    "kees": "kế",
    "thuees": "thuế",
    "hueej": "huệ",
}

VNI = {
    "d9a8ng": "đăng",
    "ky1": "ký",
    "d9a61t": "đất",
    "d9at61": "đất",
    "d9u7o7ng2": "đường",
    "duong72": "dường",
    "nguoi72": "người",
    "tam5": "tạm",
    "tru1": "trú",
    "ho65": "hộ",
    "tu73": "tử",
    "giay61": "giấy",
    "quyen62": "quyền",
    "hoa2": "hòa",
    "ngoai2": "ngoài",
    "nha2": "nhà",
    "lam2": "làm",
    "gi2": "gì",
    "d9uoc75": "được",
    "thue61": "thuế",
}


@pytest.mark.parametrize(("typed", "meant"), TELEX.items())
def test_telex(typed: str, meant: str) -> None:
    assert decode((typed,)) == (meant,)


@pytest.mark.parametrize(("typed", "meant"), VNI.items())
def test_vni(typed: str, meant: str) -> None:
    assert decode((typed,)) == (meant,)


def test_a_whole_message_in_keys_is_read() -> None:
    assert decode(("ddawng", "kys", "tajm", "trus", "heest")) == ("đăng", "ký", "tạm", "trú", "hết")
    assert decode(("dang9", "ky1", "khai", "sinh", "o73", "d9au6")) == ("đang", "ký", "khai", "sinh", "ở", "đâu")


@pytest.mark.parametrize("plain", ["khai", "sinh", "toan", "xe", "luu", "oai", "dang", "hoa", "tu", "quy", "thu"])
def test_a_syllable_as_it_stands_is_no_key(plain: str) -> None:
    assert decode((plain,)) == (plain,)


@pytest.mark.parametrize("word", ["2026", "24", "ct01", "h2o", "001193", "500k", "covid19", "xyz", "www", "ddd"])
def test_numbers_forms_and_foreign_words_are_no_keys(word: str) -> None:
    assert decode((word,)) == (word,)


@pytest.mark.parametrize("tone", ["f", "r", "x", "2", "3", "4"])
def test_a_syllable_that_stops_short_has_only_two_tones(tone: str) -> None:
    assert decode((f"bat{tone}",)) == (f"bat{tone}",)
    assert decode((f"tich{tone}",)) == (f"tich{tone}",)


def test_a_syllable_that_stops_short_has_these_two() -> None:
    assert decode(("bats",)) == ("bát",)
    assert decode(("bat5",)) == ("bạt",)


def test_a_message_with_an_accent_needs_no_decoding() -> None:
    assert decode(("đăng", "kys", "tajm", "trus")) == ("đăng", "kys", "tajm", "trus")


def test_one_key_like_word_in_a_longer_message_is_left_alone() -> None:
    assert decode(("lam", "giay", "cho", "kys")) == ("lam", "giay", "cho", "kys")
    assert decode(("lam", "cho", "kys")) == ("lam", "cho", "ký")
    assert decode(("lam", "giays", "cho", "kys")) == ("lam", "giáy", "cho", "ký")


def test_the_words_an_official_listed_are_never_keys() -> None:
    assert decode(("tax",)) == ("tã",)
    assert decode(("tax",), {"tax"}) == ("tax",)
    assert decode(("tax", "ddawng", "kys"), {"tax"}) == ("tax", "đăng", "ký")


def test_nothing_stays_nothing() -> None:
    assert decode(()) == ()
