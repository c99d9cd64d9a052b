"""A person looks for a procedure on the shelves: by life event, or by field."""

from bot.catalog.model import Procedure
from bot.catalog.surroundings import Topic
from bot.conversation.actions import Browse, Shelf, ShowCard, ShowPage
from bot.conversation.cards import in_pairs, numbered_label
from bot.conversation.replies import MAX_LABEL, Button, Replace, Say
from bot.conversation.topics import shown
from bot.conversation.turn import Outcome, Turn
from bot.records.entries import AnswerGiven


def start(turn: Turn) -> Outcome:
    """The two ways to look, as a new message."""
    outcome = browse(turn, Browse("start"))
    return Outcome(
        tuple(Say(reply.text, reply.buttons) for reply in outcome.replies if isinstance(reply, Replace)),
        outcome.conversation,
    )


def browse(turn: Turn, action: Browse) -> Outcome:
    """The shelves, one shelf, or what stands on it."""
    if action.shelf == "start":
        return _replaced(turn, turn.speech.say("browse_start"), _shelves(turn))
    topics = _topics(turn, action.shelf)
    item = next((topic for topic in topics if topic.id == action.item), None)
    if item is None:
        return _items(turn, action.shelf, topics)
    return _procedures(turn, action.shelf, item)


def _shelves(turn: Turn) -> list[Button]:
    label = turn.speech.label
    return [
        Button(label("by_life_event"), Browse("life_event")),
        Button(label("by_field"), Browse("field")),
        Button(label("home"), ShowPage("home")),
    ]


def _items(turn: Turn, shelf: Shelf, topics: tuple[Topic, ...]) -> Outcome:
    filled = [topic for topic in topics if _on_shelf(turn, shelf, topic)]
    ways = [Button(turn.speech.text(topic.name), Browse(shelf, topic.id)) for topic in filled]
    back = Button(turn.speech.label("back"), Browse("start"))
    return _replaced(turn, turn.speech.say("browse_shelves", shelf=shelf), ways, back)


def _procedures(turn: Turn, shelf: Shelf, item: Topic) -> Outcome:
    procedures = _on_shelf(turn, shelf, item)
    ways = [
        Button(numbered_label(turn.speech, number, each, MAX_LABEL), ShowCard(each.id, turn.answer))
        for number, each in enumerate(procedures, 1)
    ]
    back = Button(turn.speech.label("back"), Browse(shelf))
    outcome = _replaced(turn, turn.speech.say("browse_list", item=item, procedures=procedures), ways, back)
    answer: AnswerGiven = shown.given(turn, "procedure")
    return Outcome(outcome.replies, outcome.conversation, (answer,))


def _replaced(turn: Turn, text: str, ways: list[Button], back: Button | None = None) -> Outcome:
    rows = (*in_pairs(ways), *([(back,)] if back else []))
    return Outcome((Replace(text, rows),), shown.seen(turn))


def _topics(turn: Turn, shelf: Shelf) -> tuple[Topic, ...]:
    catalog = turn.knowledge.catalog
    return catalog.life_events if shelf == "life_event" else catalog.fields


def _on_shelf(turn: Turn, shelf: Shelf, topic: Topic) -> list[Procedure]:
    """The procedures of a shelf that have not ended."""
    return [
        procedure
        for procedure in turn.knowledge.catalog.procedures
        if topic.id in (procedure.life_events if shelf == "life_event" else (procedure.field,))
        and isinstance(procedure.on(turn.today), Procedure)
    ]
