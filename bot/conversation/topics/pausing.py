"""The switch: an official pauses a procedure or everything with a sentence, and lets it go on."""

from bot.conversation.events import Tapped
from bot.conversation.official_actions import Resume
from bot.conversation.replies import Button, Notice, Replace, Say
from bot.conversation.rows import in_pairs
from bot.conversation.topics import official, resting, shown
from bot.conversation.turn import Outcome, Turn
from bot.desk.drafting import read_pause, read_resumed
from bot.desk.notices import pause, resume
from bot.desk.people import Person
from bot.records.board import Pause


def pauses(turn: Turn) -> Outcome:
    """The command to pause: alone it lists what is paused, with a text behind it something is paused."""
    text = official.typed(turn)
    if text:
        return official.done(turn, "pause_service", lambda person: _paused(turn, person, text))
    return official.done(turn, "pause_service", lambda _: _listed(turn))


def resumed(turn: Turn) -> Outcome:
    """The command to go on: alone it lists what is paused."""
    text = official.typed(turn)
    if not text:
        return official.done(turn, "pause_service", lambda _: _listed(turn))
    return official.done(
        turn,
        "pause_service",
        lambda person: _going_on(turn, person, read_resumed(text, turn.knowledge.catalog)),
    )


def go_on(turn: Turn, action: Resume) -> Outcome:
    """The button under something that is paused."""
    return official.done(turn, "pause_service", lambda person: _going_on(turn, person, action.subject))


def _paused(turn: Turn, person: Person, text: str) -> Outcome:
    """What citizens will see instead of an answer, and the way back."""
    catalog = turn.knowledge.catalog
    given = pause(person, read_pause(text, catalog), catalog, turn.today)
    procedure = catalog.procedure(given.pause.subject)
    if procedure:
        said = shown.paused_card(turn, procedure, turn.answer, given.pause).text()
    else:
        said = resting.sentence(turn, given.pause)
    undo = Button(turn.speech.label("resume"), Resume(given.pause.subject))
    reply = Say(f"{turn.speech.say('pause_given')}\n\n{said}", ((undo,),))
    return Outcome((reply,), shown.seen(turn), (given,), unsaved=(Say(turn.speech.say("not_published")),))


def _going_on(turn: Turn, person: Person, subject: str) -> Outcome:
    reply, failed = (Replace, Notice) if isinstance(turn.event, Tapped) else (Say, Say)
    return Outcome(
        (reply(turn.speech.say("pause_lifted")),),
        shown.seen(turn),
        (resume(person, subject, turn.today),),
        unsaved=(failed(turn.speech.say("unsaved")),),
        unknown=(reply(turn.speech.say("not_in_force")),),
    )


def _listed(turn: Turn) -> Outcome:
    """What is paused, a button each to let it go on, and how to pause."""
    rows = [(_name(turn, each), each) for each in turn.board.pauses]
    ways = [
        Button(f"{turn.speech.label('resume')} {number}", Resume(each.subject))
        for number, (_, each) in enumerate(rows, 1)
    ]
    return Outcome((Say(turn.speech.say("pauses", rows=rows), in_pairs(ways)),), shown.seen(turn))


def _name(turn: Turn, paused: Pause) -> str:
    procedure = turn.knowledge.catalog.procedure(paused.subject)
    if procedure:
        return turn.speech.text(procedure.name)
    return turn.speech.label("everything") if paused is turn.board.whole else paused.subject
