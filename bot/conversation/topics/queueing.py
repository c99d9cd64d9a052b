"""An official goes through what could not be answered, one item a card."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.catalog.model import Procedure
from bot.conversation.events import Tapped
from bot.conversation.queue_actions import MoveItem, NameProcedure, ShowItem, TryPhrase
from bot.conversation.replies import MAX_LABEL, Button, Notice, Replace, Row, Say
from bot.conversation.rows import in_pairs, numbered_label
from bot.conversation.topics import official, shown
from bot.conversation.turn import Outcome, Turn
from bot.desk.people import Person
from bot.desk.unanswered import alike, is_held, merge, reject, settle, take, to_merge_with, waiting
from bot.records.decisions import ItemMerged, ItemRejected, ItemSettled, ItemTaken
from bot.records.queue import Item, Queue

NEAREST: Final = 3


def queue(turn: Turn) -> Outcome:
    """The command: the first item that nobody else has."""
    return show_item(turn, ShowItem())


def show_item(turn: Turn, action: ShowItem) -> Outcome:
    """One item: what was asked, how often, since when, and what to do with it."""
    return read(turn, lambda person, queue: card(turn, person, queue, action.queued))


def move_item(turn: Turn, action: MoveItem) -> Outcome:
    """A step of an item: who takes it goes on with it, who closes it is shown the next one."""

    def moved(person: Person, queue: Queue) -> Outcome:
        item = queue.item(action.queued)
        if item is None or not item.is_open:
            return _gone(turn)
        match action.step:
            case "assigned":
                mine = replace(item, state="assigned", taker=person.key, stepped_on=turn.today)
                taken = card(turn, person, _with(queue, mine), item.id)
                return _recorded(turn, taken, take(person, item.id, turn.today))
            case "duplicate":
                into = to_merge_with(queue, item, turn.knowledge.key)
                both = replace(into, count=into.count + item.count, assisted=into.assisted + item.assisted)
                shown_next = _behind(turn, person, _with(queue, both), item)
                said = turn.speech.say("item_merged", into=into.text)
                return _recorded(turn, shown_next, merge(person, item.id, into.id, turn.today), said)
            case "rejected":
                return _closed(turn, person, queue, item, reject(person, item.id, turn.today))
            case "applied":
                return _closed(turn, person, queue, item, settle(person, item.id, turn.today))

    return read(turn, moved)


def read(turn: Turn, act: Callable[[Person, Queue], Outcome]) -> Outcome:
    """What `act` comes to for who may see the queue."""
    queue = turn.queue
    return official.done(turn, "see_unanswered", lambda person: act(person, queue) if queue else official.unread(turn))


def card(turn: Turn, person: Person, queue: Queue, name: str) -> Outcome:
    """The card of an item, or of the first that nobody else has."""
    items = waiting(queue)
    free = (each for each in items if not is_held(each, person, turn.today))
    item = next((each for each in items if each.id == name), None) or next(free, None) or next(iter(items), None)
    if item is None:
        never = turn.knowledge.service.keeps_text == "never"
        return told(turn, turn.speech.say("queue_never" if never else "queue_empty"), ())
    matcher, catalog = turn.knowledge.matcher, turn.knowledge.catalog
    found = matcher.match(item.text).candidates[:NEAREST] if item.text else ()
    nearest = [each.procedure for each in found]
    held, mine = is_held(item, person, turn.today), _is_mine(item, person)
    text = turn.speech.say(
        "item",
        item=item,
        about=catalog.procedure(item.about) if item.about else None,
        number=items.index(item) + 1,
        total=len(items),
        age=item.age(turn.today),
        held=held,
        mine=mine,
        nearest=nearest,
        like=alike(queue, item, turn.knowledge.key) if mine else None,
    )
    if mine:
        ways = _steps(turn, item, nearest)
    else:
        ways = [] if held else [Button(turn.speech.label("take_item"), MoveItem(item.id, "assigned"))]
    if len(items) > 1:
        ways.append(Button(turn.speech.label("next_item"), ShowItem(following(items, item).id)))
    return told(turn, text, in_pairs(ways))


def following(items: tuple[Item, ...], item: Item) -> Item:
    """The item behind one, the first behind the last."""
    return items[(items.index(item) + 1) % len(items)]


def told(turn: Turn, text: str, rows: tuple[Row, ...]) -> Outcome:
    """What is shown in place of what was tapped, or as an answer; an open dialogue is over with it."""
    reply = Replace if isinstance(turn.event, Tapped) else Say
    return Outcome((reply(text, rows),), replace(shown.seen(turn), dialogue=None))


def taken(turn: Turn, person: Person, queue: Queue, name: str) -> Item | None:
    """The item with an id where this person has it, else None."""
    item = queue.item(name)
    return item if item and item.is_open and _is_mine(item, person) else None


def _steps(turn: Turn, item: Item, nearest: Sequence[Procedure]) -> list[Button]:
    """What its official may do with an item."""
    label = turn.speech.label
    if item.text is None:
        return [
            Button(label("settle_item"), MoveItem(item.id, "applied")),
            Button(label("reject_report"), MoveItem(item.id, "rejected")),
        ]
    return [
        *(
            Button(numbered_label(turn.speech, number, each, MAX_LABEL), TryPhrase(item.id, each.id))
            for number, each in enumerate(nearest, 1)
        ),
        Button(label("name_procedure"), NameProcedure(item.id)),
        Button(label("reject_item"), MoveItem(item.id, "rejected")),
        Button(label("merge_item"), MoveItem(item.id, "duplicate")),
    ]


def _is_mine(item: Item, person: Person) -> bool:
    return item.state == "assigned" and item.taker == person.key


def _behind(turn: Turn, person: Person, queue: Queue, item: Item) -> Outcome:
    """The card of the item that comes once this one is closed."""
    items = waiting(queue)
    left = replace(queue, items=tuple(each for each in queue.items if each.id != item.id))
    return card(turn, person, left, following(items, item).id)


def _with(queue: Queue, item: Item) -> Queue:
    return replace(queue, items=tuple(item if each.id == item.id else each for each in queue.items))


def _closed(turn: Turn, person: Person, queue: Queue, item: Item, entry: ItemRejected | ItemSettled) -> Outcome:
    return _recorded(turn, _behind(turn, person, queue, item), entry, turn.speech.say("item_closed"))


def _recorded(
    turn: Turn, outcome: Outcome, entry: ItemTaken | ItemRejected | ItemMerged | ItemSettled, said: str = ""
) -> Outcome:
    """The outcome, which is only true once the entry was written; of two officials the second is told."""
    notice = (Notice(said),) if said else ()
    return replace(
        outcome,
        replies=(*outcome.replies, *notice),
        records=(entry,),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Notice(turn.speech.say("item_gone")),),
    )


def _gone(turn: Turn) -> Outcome:
    return Outcome((Notice(turn.speech.say("item_gone")),), shown.seen(turn))
