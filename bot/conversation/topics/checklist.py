"""A person keeps a list of the papers they gather: ticks them off, prints it, gives it up. Never where others read."""

from dataclasses import replace

from bot.catalog.model import Procedure, Words
from bot.conversation.actions import ShowCard
from bot.conversation.checklists import ChecklistCard
from bot.conversation.events import Tapped
from bot.conversation.list_actions import GiveUpChecklist, PrintChecklist, ShowChecklist, TickPaper
from bot.conversation.replies import MAX_LABEL, Attach, Button, Notice, Replace, Reply, Row, Say
from bot.conversation.rows import in_pairs, numbered_label, ways_on
from bot.conversation.state import Checklist, Conversation
from bot.conversation.topics import shown
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn


def lists(turn: Turn) -> Outcome:
    """The command `/danhsach`: the list, or those that the person keeps, or how to begin one."""
    if not turn.event.where.private:
        return Outcome((Say(turn.speech.say("checklist_private")),), shown.seen(turn))
    kept = _kept(turn)
    if len(kept) != 1:
        return _overview(turn, kept)
    return _shown_anew(turn, kept[0])


def show(turn: Turn, action: ShowChecklist) -> Outcome:
    """One list, begun where there is none; without a procedure, all that the person keeps."""
    if not turn.event.where.private:
        return expired(turn)
    if not action.procedure:
        return _overview(turn, _kept(turn))
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None:
        return expired(turn)
    if not action.answer:
        return _shown_anew(turn, procedure)
    return _shown(turn, procedure, action.answer, turn.conversation)


def tick(turn: Turn, action: TickPaper) -> Outcome:
    """The paper is there, or is not; the list says what is missing still."""
    procedure = _usable(turn, action)
    if procedure is None:
        return expired(turn)
    before = turn.conversation
    line = _card(turn, procedure, action.answer, before).line_with(action.paper)
    if line is None:
        outcome = _shown(turn, procedure, action.answer, before)
        return Outcome((Notice(turn.speech.say("checklist_without")), *outcome.replies), outcome.conversation)
    has = (action.paper,) if action.have == "y" else ()
    after = before.ticking(procedure.id, has, line.ids, turn.now)
    return _shown(turn, procedure, action.answer, after)


def printed(turn: Turn, action: PrintChecklist) -> Outcome:
    """The list as a page to print or to keep."""
    procedure = _usable(turn, action)
    if procedure is None:
        return expired(turn)
    card = _card(turn, procedure, action.answer, turn.conversation)
    if _replaced(turn, card) or not card.needed_lines:
        return _shown(turn, procedure, action.answer, turn.conversation)
    # What draws pages takes longer to import than most answers take.
    from bot.printing.checklist import checklist_pdf

    content = checklist_pdf(card.to_print(shown.address(turn, procedure)), turn.language)
    name = f"{turn.speech.label('checklist_file')}-{procedure.id}.pdf"
    caption = turn.speech.say("checklist_printed", p=card.current)
    below = Notice(turn.speech.say("checklist_below"))
    return Outcome((below, Attach(name, content, caption)), shown.seen(turn, procedure))


def give_up(turn: Turn, action: GiveUpChecklist) -> Outcome:
    """The list is gone at once; the card is still there."""
    procedure = _usable(turn, action)
    if procedure is None:
        return expired(turn)
    conversation = shown.seen(turn, procedure).giving_up(procedure.id)
    back = Button(turn.speech.label("back"), ShowCard(procedure.id, action.answer))
    return Outcome((Replace(turn.speech.say("checklist_given_up", p=procedure), ((back,),)),), conversation)


def _usable(turn: Turn, action: TickPaper | PrintChecklist | GiveUpChecklist) -> Procedure | None:
    """The procedure that a button names, where nobody reads along."""
    return turn.knowledge.catalog.procedure(action.procedure) if turn.event.where.private else None


def _card(turn: Turn, procedure: Procedure, answer: str, conversation: Conversation) -> ChecklistCard:
    kept = conversation.checklists.get(procedure.id) or Checklist(turn.now)
    return ChecklistCard.of(shown.card(turn, procedure, answer), kept)


def _replaced(turn: Turn, card: ChecklistCard) -> bool:
    """Whether the card has something to say that no list can: that the procedure ended, or is paused."""
    return card.ended is not None or turn.board.pause_of(card.procedure.id) is not None


def _shown_anew(turn: Turn, procedure: Procedure) -> Outcome:
    """The list as an answer of its own, for the card behind it can be rated."""
    outcome = _shown(turn, procedure, turn.answer, turn.conversation)
    return Outcome(outcome.replies, outcome.conversation, (shown.given(turn, "procedure", procedure.id),))


def _shown(turn: Turn, procedure: Procedure, answer: str, conversation: Conversation) -> Outcome:
    """The list as it stands in `conversation`, which is kept with the papers that are seen now."""
    card = _card(turn, procedure, answer, conversation)
    if _replaced(turn, card):
        plain = shown.card(turn, procedure, answer)
        return Outcome((_message(turn, plain.text(), plain.buttons()),), shown.seen(turn, procedure))
    after = conversation.listing(procedure.id, card.ids, turn.now)
    dropped = _dropped(turn, after)
    several = len(_kept(turn, after)) > 1
    message = _message(turn, card.list_text(dropped), card.list_buttons(several=several))
    return Outcome((message,), shown.seen(replace(turn, conversation=after), procedure))


def _dropped(turn: Turn, after: Conversation) -> Words | None:
    """The procedure whose list had to go."""
    gone = [name for name in turn.conversation.checklists if name not in after.checklists]
    procedure = turn.knowledge.catalog.procedure(gone[0]) if gone else None
    return procedure.name if procedure else None


def _kept(turn: Turn, conversation: Conversation | None = None) -> tuple[Procedure, ...]:
    """The procedures of which the person keeps a list and that the catalog still has, the last one first."""
    kept = (conversation or turn.conversation).checklists
    names = sorted(kept, key=lambda name: kept[name].ticked_at, reverse=True)
    return tuple(found for name in names if (found := turn.knowledge.catalog.procedure(name)))


def _overview(turn: Turn, kept: tuple[Procedure, ...]) -> Outcome:
    """The lists by name, each with what is missing."""
    if not kept:
        text = turn.speech.say("checklist_none")
        return Outcome((_message(turn, text, in_pairs(ways_on(turn.speech))),), shown.seen(turn))
    cards = [_card(turn, each, turn.answer, turn.conversation) for each in kept]
    text = turn.speech.say("checklists", cards=cards)
    ways = [
        Button(numbered_label(turn.speech, number, each, MAX_LABEL), ShowChecklist(each.id))
        for number, each in enumerate(kept, 1)
    ]
    return Outcome((_message(turn, text, in_pairs(ways)),), shown.seen(turn))


def _message(turn: Turn, text: str, rows: tuple[Row, ...]) -> Reply:
    """In place of what was tapped, or anew where it was asked for in words."""
    return (Replace if isinstance(turn.event, Tapped) else Say)(text, rows)
