"""A person says whether an answer helped, why not, and perhaps adds a sentence."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalog.model import Evidence
from bot.conversation.actions import (
    GiveDetail,
    GiveReason,
    NoneOfThese,
    Rate,
    Reason,
    Section,
    StopWriting,
    WriteComment,
)
from bot.conversation.events import Tapped
from bot.conversation.replies import Button, Notice, Replace, Reply, Row, Say
from bot.conversation.rows import in_pairs
from bot.conversation.state import Writing
from bot.conversation.topics import shown
from bot.conversation.topics.missed import none_of_these_text, note_way, ways_on
from bot.conversation.turn import Outcome, Turn
from bot.records.entries import ANOTHER_PAPER, MAX_COMMENT, CandidateChosen, CommentGiven, Entry, Rated, ReasonGiven
from bot.redaction import redact

REASONS: Sequence[Reason] = ("wrong", "missing", "differs", "unclear", "other")
LINES: Sequence[Section] = ("documents", "time", "cost", "place", "online")


def rate(turn: Turn, action: Rate) -> Outcome:
    """A thumb: up is thanked for, down is asked about. A later one replaces it."""
    rated = Rated(action.answer, turn.event.who.key, action.verdict, turn.today)
    if action.verdict == "up":
        return _stored(turn, (Notice(turn.speech.say("thanks")),), rated)
    ways = [
        Button(turn.speech.label(f"reason_{reason}"), GiveReason(action.answer, reason, action.procedure))
        for reason in REASONS
    ]
    return _stored(turn, (Say(turn.speech.say("ask_reason"), in_pairs(ways)),), rated)


def give_reason(turn: Turn, action: GiveReason) -> Outcome:
    """The reason; a missing paper or a differing line is asked for, one tap each."""
    given = ReasonGiven(action.answer, turn.event.who.key, action.reason, None, turn.today)
    papers = _papers(turn, action.procedure)
    if action.reason == "missing" and papers:
        text = turn.speech.say("ask_paper", names=[paper.name for paper in papers])
        items = [*(paper.id for paper in papers), ANOTHER_PAPER]
        ways = [
            Button(str(number), GiveDetail(action.answer, action.reason, item)) for number, item in enumerate(items, 1)
        ]
        return _stored(turn, (Replace(text, in_pairs(ways)),), given)
    if action.reason == "differs":
        lines = [
            Button(turn.speech.label(f"section_{line}"), GiveDetail(action.answer, action.reason, line))
            for line in LINES
        ]
        return _stored(turn, (Replace(turn.speech.say("ask_line"), in_pairs(lines)),), given)
    return _stored(turn, (_saved(turn, action.answer),), given)


def give_detail(turn: Turn, action: GiveDetail) -> Outcome:
    """The paper or the line that the reason is about."""
    given = ReasonGiven(action.answer, turn.event.who.key, action.reason, action.item, turn.today)
    return _stored(turn, (_saved(turn, action.answer),), given)


def write_comment(turn: Turn, action: WriteComment) -> Outcome:
    """The next message will be the sentence."""
    text = turn.speech.say("ask_comment", days=turn.knowledge.service.text_days)
    stop = Button(turn.speech.label("stop_writing"), StopWriting())
    conversation = replace(shown.seen(turn), dialogue=Writing(action.answer, turn.now))
    return Outcome((Replace(text, ((stop,),)),), conversation)


def stop_writing(turn: Turn, _: StopWriting) -> Outcome:
    """Nothing is written after all."""
    conversation = replace(shown.seen(turn), dialogue=None)
    reply = Replace if isinstance(turn.event, Tapped) else Say
    return Outcome((reply(turn.speech.say("stopped")),), conversation)


def comment(turn: Turn, writing: Writing, text: str) -> Outcome:
    """The sentence, without numbers, cut where it is too long."""
    redacted = redact(text)
    kept = " ".join(redacted.text.split())[:MAX_COMMENT]
    given = CommentGiven(writing.answer, turn.event.who.key, kept, turn.today)
    warning = turn.speech.say("identity_warning") + "\n\n" if redacted.identity else ""
    outcome = _stored(turn, (Say(warning + turn.speech.say("comment_saved", comment=kept)),), given)
    return replace(outcome, conversation=replace(shown.seen(turn), dialogue=None))


def none_of_these(turn: Turn, action: NoneOfThese) -> Outcome:
    """None of the offered procedures was meant: the question counts as unanswered."""
    text = turn.conversation.question
    chosen = CandidateChosen(action.answer, None, text, turn.today, turn.language)
    kept = text is not None and turn.knowledge.service.keeps_text != "never"
    told, plain = (
        Replace(none_of_these_text(turn, kept=each), in_pairs([*ways_on(turn), *note_way(turn, kept=each)]))
        for each in (kept, False)
    )
    outcome = _stored(turn, (told,), chosen)
    conversation = replace(shown.seen(turn), missed_at=turn.now)
    return replace(outcome, conversation=conversation, unsaved=(plain,), unknown=(plain,))


def _saved(turn: Turn, answer: str) -> Replace:
    rows: tuple[Row, ...] = ((Button(turn.speech.label("write"), WriteComment(answer)),),)
    return Replace(turn.speech.say("reason_saved"), rows)


def _stored(turn: Turn, replies: tuple[Reply, ...], entry: Entry) -> Outcome:
    """Replies that are only true once the entry was written."""
    return Outcome(
        replies,
        shown.seen(turn),
        (entry,),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Notice(turn.speech.say("expired")),),
    )


def _papers(turn: Turn, procedure: str) -> list[Evidence]:
    found = turn.knowledge.catalog.procedure(procedure)
    groups = (found.evidence or ()) if found else ()
    return [paper for group in groups for paper in (*group.all_of, *group.one_of)]
