"""The shelves on which people look for a procedure: life events and fields, each with what stands on it today."""

from datetime import date

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure
from bot.catalog.surroundings import Topic
from bot.conversation.actions import Shelf
from bot.matching.text import clean, folded


def in_order(procedure: Procedure) -> tuple[str, ...]:
    """By the letters of the name, accents aside: by code point Đ would come after everything."""
    return folded(clean(procedure.name.vi))


def topics(catalog: Catalog, shelf: Shelf) -> tuple[Topic, ...]:
    """The boards of a shelf, filled or not."""
    return catalog.life_events if shelf == "life_event" else catalog.fields


def filled(catalog: Catalog, shelf: Shelf, today: date) -> tuple[tuple[Topic, int], ...]:
    """The boards on which something stands, and how much."""
    counted = ((topic, len(standing(catalog, shelf, topic, today))) for topic in topics(catalog, shelf))
    return tuple((topic, count) for topic, count in counted if count)


def standing(catalog: Catalog, shelf: Shelf, topic: Topic, today: date) -> list[Procedure]:
    """The procedures of a board that have not ended."""
    return [
        procedure
        for procedure in catalog.procedures
        if topic.id in (procedure.life_events if shelf == "life_event" else (procedure.field,))
        and isinstance(procedure.on(today), Procedure)
    ]
