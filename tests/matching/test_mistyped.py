"""A mistyped name, said where a place is expected: understood where it is plain, never where it is not."""

import pytest

from bot.matching.mistyped import resembling
from bot.matching.places import without_kind
from bot.matching.text import clean, folded
from tests.catalog.project import matcher
from tests.matching.test_places import CATALOG, GAZETTEER


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tam kì", "tam ky"),
        ("hoi ann", "hoi an"),
        ("dien bann", "dien ban"),
        ("ban thac", "ban thach"),
        ("nui thnah", "nui thanh"),
        ("tamky", "tam ky"),
        ("phuong tam ki", "phuong tam ky"),
        ("xa tam thangg", "xa tam thang"),
        ("thanh pho hoi ann", "thanh pho hoi an"),
        ("tien phuocs", "tien phuoc"),
    ],
)
def test_a_slip_is_seen_through(typed: str, said: str) -> None:
    found = resembling(GAZETTEER, folded(clean(typed)))
    assert found is not None
    assert (found.said, found.sure) == (said, True)
    assert GAZETTEER.meanings(said)


@pytest.mark.parametrize("typed", ["ba n", "hoa van", "tam than", "quang phxx"])
def test_what_is_not_plain_is_only_offered(typed: str) -> None:
    found = resembling(GAZETTEER, folded(clean(typed)))
    assert found is not None
    assert not found.sure
    assert 0 < len(found.places) <= 3


@pytest.mark.parametrize("typed", ["", "khai sinh", "xyz", "không biết", "a", "sao hỏa", "cần gì"])
def test_what_is_like_no_name_is_left_alone(typed: str) -> None:
    assert resembling(GAZETTEER, folded(clean(typed))) is None


def test_a_name_without_one_of_its_letters_is_never_taken_for_another() -> None:
    for place in CATALOG.places:
        name = "".join(without_kind(folded(clean(place.name))))
        for at in range(len(name)):
            found = resembling(GAZETTEER, (name[:at] + name[at + 1 :],))
            named = [each.place for each in GAZETTEER.meanings(found.said)] if found and found.sure else [place]
            exact = found is not None and found.said.replace(" ", "") == name[:at] + name[at + 1 :]
            assert place in named or exact, (name, at)


def test_no_keyword_of_a_procedure_that_looks_like_a_place_goes_unanswered() -> None:
    for procedure in CATALOG.procedures:
        for keyword in procedure.keywords:
            found = resembling(GAZETTEER, folded(clean(keyword)))
            assert found is None or not found.sure or matcher().match(keyword).outcome == "answer", keyword
