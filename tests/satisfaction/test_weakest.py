"""What is weaker than everything else comes first, once, and luck is not called a weakness."""

from random import Random

from bot.records.counts import Surveyed, Voiced
from bot.satisfaction.metrics import Counted
from bot.satisfaction.voices import voices
from bot.satisfaction.weakest import Weakness, lowest, weaknesses
from tests.satisfaction.telling import CATALOG, asked, thumbs, told, visits


def _weak(**counted: object) -> list[Weakness]:
    return list(weaknesses(voices(told(**counted).now, CATALOG)))


def _named(weak: list[Weakness]) -> list[tuple[str, str, str]]:
    return [(each.criterion, each.dimension, each.name) for each in weak]


def test_a_procedure_that_does_not_help_is_named_and_its_field_is_not_named_again() -> None:
    weak = _weak(voiced=(*thumbs("khai-sinh", 20, 40), *thumbs("ket-hon", 90, 10), *thumbs("so-do", 90, 10)))
    assert _named(weak) == [("helpful", "procedure", "khai-sinh")]
    assert 0.3 < weak[0].deficit < 0.57


def test_under_thirty_voices_nothing_is_named() -> None:
    assert _weak(voiced=(*thumbs("so-do", 0, 29), *thumbs("ket-hon", 90, 10), *thumbs("khai-sinh", 90, 10))) == []


def test_where_everything_is_weak_nothing_stands_out_but_the_lowest_is_known() -> None:
    counted = (*thumbs("khai-sinh", 30, 40), *thumbs("ket-hon", 30, 40), *thumbs("so-do", 30, 40))
    assert _weak(voiced=counted) == []
    found = lowest({"helpful": _share(90, 210), "found": _share(9, 10), "right": _share(180, 200)})
    assert found == ("helpful", _share(90, 210))
    assert lowest({"found": _share(1, 29)}) is None


def test_an_office_is_named_only_from_a_hundred_voices() -> None:
    def offices(late: Surveyed) -> list[Weakness]:
        return _weak(surveyed=(late, visits("B", punctual=(180, 20)), visits("C", punctual=(180, 20))))

    assert _named(offices(visits("A", punctual=(50, 50)))) == [("on_time", "office", "A")]
    assert offices(visits("A", punctual=(49, 50))) == []


def test_a_field_without_answers_is_named() -> None:
    weak = _weak(asked=(*asked("dat-dai", 60, 40), *asked("ho-tich", 380, 20)))
    assert _named(weak) == [("found", "field", "dat-dai")]


def test_the_surest_deficit_comes_first() -> None:
    weak = _weak(
        asked=(*asked("dat-dai", 340, 60), *asked("ho-tich", 380, 20)),
        surveyed=(visits("A", punctual=(40, 160)), visits("B", punctual=(180, 20))),
    )
    assert _named(weak) == [("on_time", "office", "A"), ("found", "field", "dat-dai")]


def test_with_a_helper_s_hand_nothing_becomes_a_weakness() -> None:
    assert _weak(voiced=(*thumbs("khai-sinh", 0, 90, assisted=True), *thumbs("ket-hon", 90, 10))) == []


def test_luck_names_nothing() -> None:
    """Forty procedures alike, fifty times: 95 % intervals would call one of them weak nearly every time."""
    chance = Random(7)
    named = 0
    for _ in range(50):
        counted: list[Voiced] = []
        for number in range(40):
            up = sum(chance.random() < 0.8 for _ in range(60))
            counted += thumbs(f"procedure-{number}", up, 60 - up)
        named += len(_weak(voiced=tuple(counted)))
    assert named <= 2


def test_the_order_of_the_counts_changes_nothing() -> None:
    counted = [*thumbs("khai-sinh", 20, 40), *thumbs("ket-hon", 90, 10), *thumbs("so-do", 45, 45)]
    expected = _weak(voiced=tuple(counted))
    assert len(expected) == 2
    Random(3).shuffle(counted)
    assert _weak(voiced=tuple(counted)) == expected


def _share(part: int, whole: int) -> Counted:
    return Counted(part, whole)
