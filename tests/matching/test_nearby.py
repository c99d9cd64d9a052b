"""The places nearest to a position, by distances that anybody can look up."""

import pytest

from bot.catalog.surroundings import Place, Position
from bot.matching.nearby import kilometres, nearest
from tests.matching.test_places import CATALOG


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Paris to London, Hà Nội to Thành phố Hồ Chí Minh, half around the Earth, and nowhere.
        ((48.8566, 2.3522), (51.5074, -0.1278), 344),
        ((21.0285, 105.8542), (10.8231, 106.6297), 1_138),
        ((0.0, 0.0), (0.0, 180.0), 20_015),
        ((15.57, 108.47), (15.57, 108.47), 0),
    ],
)
def test_a_great_circle_is_as_long_as_maps_say(
    one: tuple[float, float], other: tuple[float, float], expected: int
) -> None:
    assert kilometres(*one, *other) == pytest.approx(expected, abs=2)


@pytest.mark.parametrize("place", CATALOG.places, ids=lambda place: place.id)
def test_whoever_stands_before_a_seat_is_offered_its_place_first(place: Place) -> None:
    assert place.position
    found = nearest(place.position.latitude, place.position.longitude, CATALOG.places)
    assert found[0] == place
    assert len(found) == 3


@pytest.mark.parametrize("position", [(21.03, 105.85), (16.46, 107.59), (13.76, 109.22), (-15.57, 108.47), (90.0, 0.0)])
def test_outside_the_province_nothing_is_near(position: tuple[float, float]) -> None:
    assert nearest(*position, CATALOG.places) == ()


def test_a_place_of_which_nobody_knows_the_seat_is_not_offered() -> None:
    here = Place("a", "Xã A", position=Position(15.5, 108.4))
    assert nearest(15.5, 108.4, [here, Place("b", "Xã B")]) == (here,)
    assert nearest(15.5, 108.4, [Place("b", "Xã B")]) == ()
