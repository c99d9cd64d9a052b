"""A person looks for a procedure on the shelves: by life event, or by field."""

from bot.catalog.surroundings import Topic
from bot.conversation.actions import Browse, Shelf, ShowCard, ShowPage
from bot.conversation.replies import MAX_LABEL, Button, Replace, Say
from bot.conversation.rows import in_pairs, numbered_label
from bot.conversation.shelves import filled, standing, topics
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
    known = topics(turn.knowledge.catalog, action.shelf)
    item = next((topic for topic in known if topic.id == action.item), None)
    if item is None:
        return _items(turn, action.shelf)
    return _procedures(turn, action.shelf, item)


def _shelves(turn: Turn) -> list[Button]:
    label = turn.speech.label
    return [
        Button(label("by_life_event"), Browse("life_event")),
        Button(label("by_field"), Browse("field")),
        Button(label("home"), ShowPage("home")),
    ]


def _items(turn: Turn, shelf: Shelf) -> Outcome:
    boards = filled(turn.knowledge.catalog, shelf, turn.today)
    ways = [Button(turn.speech.text(topic.name), Browse(shelf, topic.id)) for topic, _ in boards]
    back = Button(turn.speech.label("back"), Browse("start"))
    return _replaced(turn, turn.speech.say("browse_shelves", shelf=shelf), ways, back)


def _procedures(turn: Turn, shelf: Shelf, item: Topic) -> Outcome:
    procedures = standing(turn.knowledge.catalog, shelf, item, turn.today)
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
