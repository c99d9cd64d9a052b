"""An official says which procedure an item is about, sees what that changes, and teaches the phrase."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.catalog.model import Procedure
from bot.conversation.actions import Action
from bot.conversation.events import Tapped
from bot.conversation.queue_actions import NameProcedure, ShowItem, TeachPhrase, TryPhrase, UnteachPhrase
from bot.conversation.replies import MAX_LABEL, Button, Notice, Replace, Row, Say
from bot.conversation.rows import in_pairs, numbered_label
from bot.conversation.state import Naming
from bot.conversation.topics import shown
from bot.conversation.topics.missed import NOT_FAR_FETCHED
from bot.conversation.topics.queueing import following, read, taken
from bot.conversation.turn import Outcome, Turn
from bot.desk.learning import Trial, digest, learn, phrase_of, try_out, unlearn
from bot.desk.people import Person
from bot.desk.refusals import ReviewUnknown
from bot.desk.unanswered import waiting
from bot.records.queue import Item, Queue

MOST_FOUND: Final = 5
MOST_EXAMPLES: Final = 3


def name_procedure(turn: Turn, action: NameProcedure) -> Outcome:
    """The next message names the procedure."""

    def asked(person: Person, queue: Queue) -> Outcome:
        item = taken(turn, person, queue, action.queued)
        if item is None:
            return _gone(turn)
        dialogue = Naming(item.id, turn.now)
        rows = (_back(turn, item.id),)
        return _told(turn, turn.speech.say("ask_procedure", item=item), rows, dialogue)

    return read(turn, asked)


def named(turn: Turn, naming: Naming, text: str) -> Outcome:
    """The procedure that was typed, or those that may be meant; "phrase = procedure" teaches other words."""

    def found(person: Person, queue: Queue) -> Outcome:
        item = taken(turn, person, queue, naming.item)
        if item is None:
            return _gone(turn)
        before, equals, after = text.partition("=")
        typed = (after if equals else before).strip()
        dialogue = Naming(item.id, turn.now, phrase_of(before) if equals else naming.phrase)
        meant = _called(turn, typed)
        if len(meant) == 1:
            return _tried(turn, queue, item, meant[0], dialogue)
        ways = [
            Button(numbered_label(turn.speech, number, each, MAX_LABEL), TryPhrase(item.id, each.id))
            for number, each in enumerate(meant, 1)
        ]
        rows = (*in_pairs(ways), _back(turn, item.id))
        return _told(turn, turn.speech.say("choice", procedures=meant), rows, dialogue)

    return read(turn, found)


def try_phrase(turn: Turn, action: TryPhrase) -> Outcome:
    """What teaching the phrase would change."""

    def tried(person: Person, queue: Queue) -> Outcome:
        item = taken(turn, person, queue, action.queued)
        return _tried(turn, queue, item, _with_id(turn, action.procedure), _naming(turn, item)) if item else _gone(turn)

    return read(turn, tried)


def teach_phrase(turn: Turn, action: TeachPhrase) -> Outcome:
    """The phrase that was looked at is learned; another one is shown first."""

    def taught(person: Person, queue: Queue) -> Outcome:
        item, procedure = taken(turn, person, queue, action.queued), _with_id(turn, action.procedure)
        if item is None:
            return _gone(turn)
        naming = _naming(turn, item)
        if digest(_phrase(item, naming)) != action.digest:
            return _tried(turn, queue, item, procedure, naming)
        given = learn(person, _trial(turn, queue, item, procedure, naming), turn.answer, item.id, turn.today)
        items = waiting(queue)
        ways = [Button(turn.speech.label("unteach"), UnteachPhrase(turn.answer))]
        if len(items) > 1:
            ways.append(Button(turn.speech.label("next_item"), ShowItem(following(items, item).id)))
        text = turn.speech.say("phrase_learned", phrase=given.learned.phrase, p=procedure)
        return replace(
            _told(turn, text, in_pairs(ways), None),
            records=(given,),
            unsaved=(Notice(turn.speech.say("unsaved")),),
            unknown=(Notice(turn.speech.say("item_gone")),),
        )

    return read(turn, taught)


def unteach_phrase(turn: Turn, action: UnteachPhrase) -> Outcome:
    """A phrase is taken back; its item waits again."""

    def untaught(person: Person, _: Queue) -> Outcome:
        return replace(
            _told(turn, turn.speech.say("phrase_unlearned"), (_button(turn, "next_item", ShowItem()),), None),
            records=(unlearn(person, action.phrase, turn.today),),
            unsaved=(Notice(turn.speech.say("unsaved")),),
            unknown=(Notice(turn.speech.say("not_in_force")),),
        )

    return read(turn, untaught)


def _tried(turn: Turn, queue: Queue, item: Item, procedure: Procedure, naming: Naming | None) -> Outcome:
    trial = _trial(turn, queue, item, procedure, naming)
    catalog = turn.knowledge.catalog

    def called(names: Sequence[str]) -> list[str]:
        found = (catalog.procedure(name) for name in names[:2])
        return [turn.speech.text(each.short_name or each.name) for each in found if each]

    lost = [(each.question, called(each.before), called(each.after)) for each in trial.lost[:MOST_EXAMPLES]]
    found_too = [each.question for each in trial.found if each.question != item.text]
    text = turn.speech.say(
        "phrase_tried",
        trial=trial,
        found=found_too[:MOST_EXAMPLES],
        more_found=max(len(found_too) - MOST_EXAMPLES, 0),
        lost=lost,
        more_lost=max(len(trial.lost) - MOST_EXAMPLES, 0),
    )
    teach = Button(turn.speech.label("teach"), TeachPhrase(item.id, procedure.id, digest(trial.phrase)))
    return _told(turn, text, ((teach,), _back(turn, item.id)), naming)


def _trial(turn: Turn, queue: Queue, item: Item, procedure: Procedure, naming: Naming | None) -> Trial:
    knowledge = turn.knowledge
    own = (item.text,) if item.text else ()
    questions = (*knowledge.trials, *queue.recent)
    return try_out(_phrase(item, naming), procedure, knowledge.matcher, questions, own)


def _phrase(item: Item, naming: Naming | None) -> str:
    return (naming.phrase if naming else None) or phrase_of(item.text or "")


def _naming(turn: Turn, item: Item) -> Naming | None:
    """The dialogue about this item that is still open: it may hold other words to teach."""
    writing = turn.conversation.writing(turn.now)
    return writing if isinstance(writing, Naming) and writing.item == item.id else None


def _called(turn: Turn, typed: str) -> list[Procedure]:
    """The procedure with an id or a code, or that is clearly meant; else those that may be. Raises `ReviewUnknown`."""
    exact = turn.knowledge.catalog.procedure(typed)
    match = turn.knowledge.matcher.match(typed)
    likely = [each.procedure for each in match.candidates if each.score >= NOT_FAR_FETCHED]
    found = likely[: 1 if match.outcome == "answer" else MOST_FOUND]
    if not exact and not found:
        raise ReviewUnknown(typed)
    return [exact] if exact else found


def _with_id(turn: Turn, name: str) -> Procedure:
    """The procedure of a button. Raises `ReviewUnknown` where the catalog has lost it since."""
    found = turn.knowledge.catalog.procedure(name)
    if found is None:
        raise ReviewUnknown(name)
    return found


def _told(turn: Turn, text: str, rows: tuple[Row, ...], dialogue: Naming | None) -> Outcome:
    reply = Replace if isinstance(turn.event, Tapped) else Say
    return Outcome((reply(text, rows),), replace(shown.seen(turn), dialogue=dialogue))


def _back(turn: Turn, item: str) -> Row:
    return _button(turn, "back", ShowItem(item))


def _button(turn: Turn, label: str, action: Action) -> Row:
    return (Button(turn.speech.label(label), action),)


def _gone(turn: Turn) -> Outcome:
    reply = Notice if isinstance(turn.event, Tapped) else Say
    return Outcome((reply(turn.speech.say("item_gone")),), replace(shown.seen(turn), dialogue=None))
