"""A helper's shift: it begins, its home, it ends. What is done for one person in it is in `helping`."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.actions import ShowPage
from bot.conversation.events import Tapped
from bot.conversation.replies import Button, Notice, Replace, Reply, Row, Say
from bot.conversation.rows import in_pairs
from bot.conversation.shift_actions import BeginShift, CountFrail, EndShift, HelpPerson, UndoCounted
from bot.conversation.state import Conversation
from bot.conversation.topics import shown
from bot.conversation.turn import VIETNAM, Outcome, Turn
from bot.desk.shifts import LATE, Counted, Shift, begun, not_now, ready
from bot.records.entries import Entry, RatingUndone
from bot.records.outreach import FrailCounted, FrailUndone, HelpUndone, Outreach


def shift(turn: Turn) -> Outcome:
    """The command `/batdau`: the home of the shift, which begins where one event can be meant."""
    if not turn.event.where.private:
        return private_only(turn)
    running = turn.conversation.at_work(turn.now)
    if running:
        return home(turn, running)
    if turn.serving is None:
        return unread(turn)
    events = ready(turn.serving, turn.now)
    if len(events) == 1:
        return _begun(turn, events[0])
    return _choice(turn, events) if events else _not_now(turn)


def begin(turn: Turn, action: BeginShift) -> Outcome:
    """The event is chosen of several; it must be somebody's own, and held now."""
    if not turn.event.where.private or turn.conversation.at_work(turn.now):
        return shift(turn)
    events = ready(turn.serving or (), turn.now)
    chosen = next((each for each in events if each.id == action.outreach), None)
    return _begun(turn, chosen) if chosen else shift(turn)


def end(turn: Turn) -> Outcome:
    """The command `/ketthuc`: the helper's own count, which nobody else sees, and thanks."""

    def ended(running: Shift) -> Outcome:
        after = replace(turn.conversation, shift=running.ended(turn.now)).on(turn.now)
        return over(replace(turn, conversation=after))

    return of_shift(turn, ended)


def undo(turn: Turn, action: UndoCounted) -> Outcome:
    """What was counted last is taken back; anything else was tapped on an old message and stays."""

    def undone(running: Shift) -> Outcome:
        last = running.last
        if last is None or last.id != action.counted:
            return home(turn, running)
        procedure = turn.knowledge.catalog.procedure(last.procedure) if last.procedure else None
        said = turn.speech.say("shift_undone", counted=last, p=procedure)
        return recorded(turn, home(turn, running.without(last.id), said), *_undoing(last))

    return of_shift(turn, undone)


def count_frail(turn: Turn, action: CountFrail) -> Outcome:
    """An older or disabled person is counted for the event, apart from what they were helped with."""

    def counted(running: Shift) -> Outcome:
        if not running.may_count_frail(action.counted):
            return home(turn, running)
        after = running.counting_frail(action.counted, turn.question)
        return recorded(turn, home(turn, after), FrailCounted(action.counted, running.outreach))

    return of_shift(turn, counted)


def of_shift(turn: Turn, act: Callable[[Shift], Outcome]) -> Outcome:
    """What `act` comes to in the helper's shift, also shortly after its end; else why it cannot be."""
    if not turn.event.where.private:
        return private_only(turn)
    if not turn.remembered:
        return unread(turn)
    running = turn.conversation.shift
    if running is None:
        again = Button(turn.speech.label("begin_shift"), ShowPage("shift"))
        return Outcome((_reply(turn, turn.speech.say("shift_gone"), ((again,),)),), shown.seen(turn))
    return act(running)


def home(turn: Turn, running: Shift, said: str = "") -> Outcome:
    """The shift as it stands, ready for the next person; `said` tells what was done just now."""
    if not running.runs(turn.now):
        return over(replace(turn, conversation=kept(turn, running)), said)
    label, last = turn.speech.label, running.last
    ways = [Button(label("undo"), UndoCounted(last.id))] if last else []
    if running.frail:
        ways.append(Button(label("one_more_frail"), CountFrail(running.frail)))
    rows = (
        (Button(label("new_person"), HelpPerson()),),
        *in_pairs(ways),
        (Button(label("end_shift"), EndShift()),),
    )
    text = turn.speech.say("shift_home", shift=running, said=said, until=running.until.astimezone(VIETNAM).time())
    return Outcome((_reply(turn, text, rows),), kept(turn, running))


def over(turn: Turn, said: str = "") -> Outcome:
    """What the helper did in a shift that ended, and until when they can still tell what was not acknowledged."""
    ended = turn.conversation.shift
    assert ended is not None
    until = ended.until.astimezone(VIETNAM)
    text = turn.speech.say("shift_over", shift=ended, said=said, until=until.time(), late=(until + LATE).time())
    ways: list[Button] = [
        Button(turn.speech.label("begin_again"), ShowPage("shift")),
        Button(turn.speech.label("home"), ShowPage("home")),
    ]
    return Outcome((_reply(turn, text, in_pairs(ways)),), shown.seen(turn))


def kept(turn: Turn, running: Shift) -> Conversation:
    """The conversation with the shift as it is now; while it runs, nothing is left in it of whom was helped before."""
    if not running.runs(turn.now):
        return shown.seen(replace(turn, conversation=replace(turn.conversation, shift=running)))
    return shown.seen(replace(turn, conversation=turn.conversation.working(running)))


def recorded(turn: Turn, outcome: Outcome, *entries: Entry) -> Outcome:
    """The outcome, which is only true once the entries were written: else the same button is tapped again."""
    unsaved = (Notice(turn.speech.say("unsaved")),)
    return replace(outcome, records=(*outcome.records, *entries), unsaved=unsaved, unknown=unsaved)


def unread(turn: Turn) -> Outcome:
    """The records cannot be read now, so nobody knows whether there is a shift."""
    return Outcome(((Notice if isinstance(turn.event, Tapped) else Say)(turn.speech.say("unsaved")),), shown.seen(turn))


def private_only(turn: Turn) -> Outcome:
    """Nobody works a shift where others read along."""
    told = turn.speech.say("shift_private")
    return Outcome(((Notice if isinstance(turn.event, Tapped) else Say)(told),), shown.seen(turn))


def _begun(turn: Turn, outreach: Outreach) -> Outcome:
    began = begun(outreach, turn.conversation.shift, turn.answer, turn.question)
    outcome = home(replace(turn, conversation=shown.seen(turn)), began, turn.speech.say("shift_begun"))
    return recorded(turn, outcome)


def _choice(turn: Turn, events: tuple[Outreach, ...]) -> Outcome:
    ways = [Button(str(number), BeginShift(each.id)) for number, each in enumerate(events, 1)]
    text = turn.speech.say("shift_choice", events=events)
    return Outcome((_reply(turn, text, in_pairs(ways)),), shown.seen(turn))


def _not_now(turn: Turn) -> Outcome:
    found = not_now(turn.serving or (), turn.now)
    opens = found.opens.astimezone(VIETNAM).time() if found.opens else None
    text = turn.speech.say("shift_not_now", why=found.why, outreach=found.outreach, opens=opens, today=turn.today)
    return Outcome((_reply(turn, text, ()),), shown.seen(turn))


def _undoing(last: Counted) -> tuple[Entry, ...]:
    """What takes back all that was recorded of somebody."""
    if last.outcome is None:
        return (FrailUndone(last.id),)
    thumb = (RatingUndone(last.answer, voice(last.id)),) if last.answer and last.verdict else ()
    return (HelpUndone(last.id), *thumb)


def voice(helped: str) -> str:
    """Who gives the thumb of somebody who was helped: with the helper's own, of all thumbs of a day one would count."""
    return f"helped {helped}"


def _reply(turn: Turn, text: str, rows: tuple[Row, ...]) -> Reply:
    """In place of what was tapped, or anew where it was asked for in words."""
    return (Replace if isinstance(turn.event, Tapped) else Say)(text, rows)
