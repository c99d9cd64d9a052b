"""A reviewer looks at the catalog, fact by fact, and says of each whether it is still true."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.catalog.model import Procedure, Words
from bot.conversation.events import Tapped
from bot.conversation.official_actions import AssureFact, DoubtFact, ReviewFact, ShowReviews
from bot.conversation.other_cards import ReviewCard
from bot.conversation.replies import MAX_LABEL, Button, Notice, Replace, Row, Say
from bot.conversation.rows import in_pairs, numbered_label
from bot.conversation.state import Explaining
from bot.conversation.topics import official, shown
from bot.conversation.turn import Outcome, Turn
from bot.desk.people import Person
from bot.desk.refusals import ReviewUnknown
from bot.desk.reviews import (
    FactChanged,
    FactStanding,
    ProcedureStanding,
    assure,
    digest,
    doubt,
    due,
    explain,
    standing,
)
from bot.records.book import Book, Fact, Reported
from bot.records.decisions import DoubtExplained, FactAssured, FactDoubted

MOST_LISTED: Final = 6
MOST_COMMENTS: Final = 3


def reviews(turn: Turn) -> Outcome:
    """The command: alone it lists what is to be looked at; with an id, a code or a name it begins with that."""
    text = official.typed(turn)
    if not text:
        return show_reviews(turn)

    def begun(_: Person, book: Book) -> Outcome:
        found = standing(_called(turn, text), book, turn.today)
        return _page(turn, found, _waiting(found.standings) or _worst(found))

    return _reviewed(turn, begun)


def show_reviews(turn: Turn) -> Outcome:
    """What is to be looked at, the most doubted first."""

    def listed(_: Person, book: Book) -> Outcome:
        all_due = due(turn.knowledge.catalog, book, turn.today)
        rows = all_due[:MOST_LISTED]
        ways = [
            Button(
                numbered_label(turn.speech, number, each.procedure, MAX_LABEL),
                ReviewFact(each.procedure.id, _worst(each).fact),
            )
            for number, each in enumerate(rows, 1)
        ]
        return _told(turn, turn.speech.say("reviews", rows=rows, more=len(all_due) - len(rows)), in_pairs(ways))

    return _reviewed(turn, listed)


def review_fact(turn: Turn, action: ReviewFact) -> Outcome:
    """One fact as citizens read it, its sources, and what is said against it."""

    def looked_at(_: Person, book: Book) -> Outcome:
        found = standing(_with_id(turn, action.procedure), book, turn.today)
        at = next((each for each in found.standings if each.fact == action.fact), found.standings[0])
        return _page(turn, found, at)

    return _reviewed(turn, looked_at)


def assure_fact(turn: Turn, action: AssureFact) -> Outcome:
    """The fact is still true; the next one follows. What was changed meanwhile is shown anew."""

    def assured(person: Person, book: Book) -> Outcome:
        procedure = _with_id(turn, action.procedure)
        try:
            given = assure(person, procedure, action.fact, action.digest, book, turn.today)
        except FactChanged:
            again = review_fact(turn, ReviewFact(procedure.id, action.fact))
            return replace(again, replies=(*again.replies, Notice(turn.speech.say("fact_changed"))))
        return _recorded(turn, _next(turn, procedure, action.fact, book.after(given.assurance)), given)

    return _reviewed(turn, assured)


def doubt_fact(turn: Turn, action: DoubtFact) -> Outcome:
    """The fact is wrong; the next message may say how."""

    def doubted(person: Person, book: Book) -> Outcome:
        procedure = _with_id(turn, action.procedure)
        given = doubt(person, procedure, action.fact, turn.answer, turn.today)
        following = _following(standing(procedure, book, turn.today), action.fact)[0].fact
        skip = Button(turn.speech.label("next_fact"), ReviewFact(procedure.id, following))
        outcome = _told(turn, turn.speech.say("ask_doubt", p=procedure, fact=action.fact), ((skip,),))
        dialogue = Explaining(given.doubt.id, procedure.id, action.fact, turn.now)
        return _recorded(turn, replace(outcome, conversation=replace(shown.seen(turn), dialogue=dialogue)), given)

    return _reviewed(turn, doubted)


def explained(turn: Turn, explaining: Explaining, text: str) -> Outcome:
    """What is wrong was written; the next fact follows."""

    def told(person: Person, book: Book) -> Outcome:
        given = explain(person, explaining.doubt, text, turn.today)
        return _recorded(turn, _next(turn, _with_id(turn, explaining.procedure), explaining.fact, book), given)

    return _reviewed(turn, told)


def _reviewed(turn: Turn, act: Callable[[Person, Book], Outcome]) -> Outcome:
    book = turn.book
    return official.done(turn, "review_fact", lambda person: act(person, book) if book else official.unread(turn))


def _called(turn: Turn, typed: str) -> Procedure:
    """The procedure that a reviewer typed: its id, its code or its name. Raises `ReviewUnknown`."""
    match = turn.knowledge.matcher.match(typed)
    meant = match.candidates[0].procedure if match.outcome == "answer" else None
    found = turn.knowledge.catalog.procedure(typed) or meant
    if found is None:
        raise ReviewUnknown(typed)
    return found


def _with_id(turn: Turn, name: str) -> Procedure:
    """The procedure of a button. Raises `ReviewUnknown` where the catalog has lost it since."""
    found = turn.knowledge.catalog.procedure(name)
    if found is None:
        raise ReviewUnknown(name)
    return found


def _next(turn: Turn, procedure: Procedure, behind: Fact, book: Book) -> Outcome:
    """The next fact nobody has looked at, or what the review came to."""
    found = standing(procedure, book, turn.today)
    at = _waiting([each for each in _following(found, behind) if each.fact != behind])
    if at:
        return _page(turn, found, at)
    way = Button(turn.speech.label("next_review"), ShowReviews())
    return _told(turn, turn.speech.say("review_done", found=found), ((way,),))


def _page(turn: Turn, found: ProcedureStanding, at: FactStanding) -> Outcome:
    procedure, label = found.procedure, turn.speech.label
    comments = [text for report in at.reports for text in report.comments][:MOST_COMMENTS]
    sources = dict.fromkeys((each.source, each.retrieved_on, each.decision) for each in procedure.provenance)
    laws, missed = _laws(procedure, at.fact), _missed(procedure, at)
    values = {"found": found, "at": at, "sources": sources, "laws": laws, "missed": missed, "comments": comments}
    heads = [turn.speech.say("review", **values, detail=detail) for detail in ("full", "brief", "least")]
    card = ReviewCard(procedure, turn.knowledge.catalog, {}, turn.today, turn.speech, turn.answer, heads=heads)
    rows: tuple[Row, ...] = (
        (
            Button(label("still_true"), AssureFact(procedure.id, at.fact, digest(procedure, at.fact))),
            Button(label("not_true"), DoubtFact(procedure.id, at.fact)),
        ),
        (
            Button(label("next_fact"), ReviewFact(procedure.id, _following(found, at.fact)[0].fact)),
            Button(label("list_reviews"), ShowReviews()),
        ),
    )
    return _told(turn, card.section(at.fact), rows)


def _following(found: ProcedureStanding, behind: Fact) -> Sequence[FactStanding]:
    """All facts of a procedure, from the one after `behind` round to `behind` itself."""
    facts = [each.fact for each in found.standings]
    begin = facts.index(behind) + 1 if behind in facts else 0
    return (*found.standings[begin:], *found.standings[:begin])


def _waiting(standings: Sequence[FactStanding]) -> FactStanding | None:
    """The first fact that is yet to be looked at."""
    return next((each for each in standings if each.assured is None and not each.doubts), None)


def _worst(found: ProcedureStanding) -> FactStanding:
    """The fact that most people call wrong, else the first that is yet to be looked at."""
    return max(found.standings, key=lambda each: (each.against, each.assured is None))


def _laws(procedure: Procedure, fact: Fact) -> Sequence[str]:
    """The laws a fact names for itself, beside those of the whole procedure."""
    times = procedure.processing_time.statutory
    named = {"time": [each.legal_resource for each in times]}
    named["cost"] = [each.legal_resource for each in procedure.cost or ()]
    return tuple(dict.fromkeys(each for each in named.get(fact, ()) if each))


def _missed(procedure: Procedure, at: FactStanding) -> Sequence[tuple[Words | None, int, date]]:
    """What citizens say of a fact: the paper they lacked (None: it differs), how many, when last; most first."""
    papers = {paper.id: paper.name for group in procedure.evidence or () for paper in (*group.all_of, *group.one_of)}
    found: dict[str | None, list[Reported]] = defaultdict(list)
    for each in at.reports:
        found[each.paper if each.paper in papers else None].append(each)
    counted = [
        (papers[paper] if paper else None, sum(each.count for each in said), max(each.day for each in said))
        for paper, said in found.items()
    ]
    return sorted(counted, key=lambda each: -each[1])[:MOST_COMMENTS]


def _recorded(turn: Turn, outcome: Outcome, entry: FactAssured | FactDoubted | DoubtExplained) -> Outcome:
    """The outcome, which is only true once the entry was written."""
    return replace(
        outcome,
        records=(entry,),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Notice(turn.speech.say("expired")),),
    )


def _told(turn: Turn, text: str, rows: Sequence[Row]) -> Outcome:
    """What is shown in place of what was tapped, or as an answer; an open dialogue is over with it."""
    reply = Replace if isinstance(turn.event, Tapped) else Say
    return Outcome((reply(text, tuple(rows)),), replace(shown.seen(turn), dialogue=None))
