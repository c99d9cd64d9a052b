"""A text that is not typed to its end yet, over a small catalog in which one sees what it may become."""

import pytest
from hypothesis import given

from tests.matching.small import MATCHER
from tests.matching.test_any_text import questions, steady


def begun(typed: str, most: int = 10) -> list[str]:
    return [each.id for each in MATCHER.begun(typed, most)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai s", "khai-sinh"),
        ("khai t", "khai-tu"),
        ("đăng ký kh", "khai-tu"),  # the shortest that goes on so
        ("dang ky ke", "ket-hon"),
        ("giấy h", "ket-hon"),
        ("bản sao", "sao-y"),
        ("cho em làm thủ tục khai s", "khai-sinh"),
        ("đkkh", "ket-hon"),
        ("1.001193", "khai-sinh"),
        ("birth certificate", "khai-sinh"),
        ("mở quán b", "ho-kinh-doanh"),
    ],
)
def test_the_phrase_that_goes_on_where_it_stops_comes_first(typed: str, first: str) -> None:
    assert begun(typed)[0] == first


def test_accents_that_were_typed_decide_between_what_looks_alike() -> None:
    assert begun("đăng ký tạ")[0] == "tam-tru"
    assert begun("giấy phé")[0] == "ho-kinh-doanh"


def test_a_word_that_is_whole_is_not_the_beginning_of_another() -> None:
    assert "ho-kinh-doanh" in begun("giấy ph")
    assert "ho-kinh-doanh" not in begun("giấy ph ")


@pytest.mark.parametrize("typed", ["", " ", "?!", "xyz", "qqqqq", "cháy nhà", "đồ ngu"])
def test_what_is_no_beginning_brings_nothing(typed: str) -> None:
    assert begun(typed) == []


def test_no_more_than_wanted_and_none_that_is_missing() -> None:
    assert len(begun("đăng ký", 2)) == 2
    assert "khai-sinh" not in [each.id for each in MATCHER.without(["khai-sinh"]).begun("khai s", 10)]
    assert [each.id for each in MATCHER.without(["khai-sinh"]).begun("1.001193", 10)] == []


@steady
@given(typed=questions)
def test_any_text_may_be_a_beginning(typed: str) -> None:
    found = begun(typed)
    assert len(found) == len(set(found)) <= 10
    assert found == begun(typed)
