"""Rows of buttons that several messages have."""

from collections.abc import Sequence

from bot.catalog.model import Procedure
from bot.conversation.actions import Browse, Rate, ShowPage
from bot.conversation.replies import Button, Link, Row
from bot.conversation.speech import Speech


def in_pairs(buttons: Sequence[Button | Link]) -> tuple[Row, ...]:
    """Buttons in rows of at most two (VOICE, 8)."""
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def ways_on(speech: Speech) -> list[Button]:
    """What a person can always do next: browse, or call somebody."""
    return [Button(speech.label("browse"), Browse("start")), Button(speech.label("person"), ShowPage("person"))]


def rating_row(speech: Speech, answer: str, procedure: str = "") -> Row:
    """The two thumbs under every answer."""
    return (
        Button(speech.label("helpful"), Rate(answer, "up", procedure)),
        Button(speech.label("not_helpful"), Rate(answer, "down", procedure)),
    )


def short_label(speech: Speech, procedure: Procedure) -> str | None:
    """What a procedure is called on a button, where it has a short name."""
    return speech.text(procedure.short_name) if procedure.short_name else None


def numbered_label(speech: Speech, number: int, procedure: Procedure, most: int) -> str:
    """`1. Khai sinh` where that fits a button, else the number of the line in the text."""
    short = short_label(speech, procedure)
    label = f"{number}. {short}" if short else str(number)
    return label if len(label) <= most else str(number)
