"""Which communes and wards lie nearest to where a person is; a guess to choose from, never an answer."""

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Final

from bot.catalog.surroundings import Place

EARTH_RADIUS: Final = 6_371.0
"""Mean radius of the Earth in km."""

FARTHEST: Final = 40.0
"""Kilometres from the nearest seat past which somebody is taken to be outside the province, as in Huế."""

OFFERED: Final = 3


def nearest(latitude: float, longitude: float, places: Sequence[Place]) -> tuple[Place, ...]:
    """The places whose seats are nearest to a point in degrees, the nearest first; none where all are far away.

    Seats alone cannot tell in which place a point lies: near a border the seat next door may be closer.
    """
    far = {
        each: kilometres(latitude, longitude, each.position.latitude, each.position.longitude)
        for each in places
        if each.position
    }
    near = sorted(far, key=lambda each: (far[each], each.id))[:OFFERED]
    return tuple(near) if near and far[near[0]] <= FARTHEST else ()


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two points in degrees (haversine formula)."""
    north, other_north = radians(latitude), radians(other_latitude)
    east = radians(other_longitude - longitude)
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, half)))
