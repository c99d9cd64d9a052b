"""A person tells their case, one tap at a time; each fact can be changed alone."""

from bot.catalog.model import CaseFact, Procedure
from bot.conversation.actions import AskFact, SetFact, ShowCase
from bot.conversation.cases import unanswered
from bot.conversation.replies import Button, Replace
from bot.conversation.rows import in_pairs
from bot.conversation.topics import shown
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn


def show_case(turn: Turn, action: ShowCase) -> Outcome:
    """The first fact that is not told yet, or all of them to change one."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None or not procedure.case_facts:
        return expired(turn)
    fact = unanswered(procedure, turn.facts.get(procedure.id, {}))
    return _asked(turn, procedure, fact, action.answer) if fact else _listed(turn, procedure, action.answer)


def ask_fact(turn: Turn, action: AskFact) -> Outcome:
    """One fact asked again."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    fact = _fact(procedure, action.fact)
    return _asked(turn, procedure, fact, action.answer) if procedure and fact else expired(turn)


def set_fact(turn: Turn, action: SetFact) -> Outcome:
    """The fact is told: the next one is asked, or the card shows what this case needs."""
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    fact = _fact(procedure, action.fact)
    if procedure is None or fact is None or action.option not in {option.id for option in fact.options}:
        return expired(turn)
    conversation = shown.seen(turn, procedure).knowing(procedure.id, fact.id, action.option)
    following = unanswered(procedure, conversation.facts[procedure.id])
    if following:
        outcome = _asked(turn, procedure, following, action.answer)
        return Outcome(outcome.replies, conversation)
    card = shown.card(turn, procedure, action.answer, conversation)
    return Outcome((Replace(card.text(), card.buttons(share=shown.share(turn, procedure))),), conversation)


def _asked(turn: Turn, procedure: Procedure, fact: CaseFact, answer: str) -> Outcome:
    known = turn.facts.get(procedure.id, {}).get(fact.id)
    text = turn.speech.say(
        "ask_fact",
        p=procedure,
        fact=fact,
        number=procedure.case_facts.index(fact) + 1,
        total=len(procedure.case_facts),
        known=next((option.label for option in fact.options if option.id == known), None),
    )
    options = [
        Button(turn.speech.text(option.label), SetFact(procedure.id, fact.id, option.id, answer))
        for option in fact.options
    ]
    back = shown.card(turn, procedure, answer).back()
    return Outcome((Replace(text, (*((option,) for option in options), (back,))),), shown.seen(turn, procedure))


def _listed(turn: Turn, procedure: Procedure, answer: str) -> Outcome:
    facts = turn.facts[procedure.id]
    rows = [
        (fact.question, option.label)
        for fact in procedure.case_facts
        for option in fact.options
        if option.id == facts[fact.id]
    ]
    text = turn.speech.say("case", p=procedure, rows=rows)
    changes = [
        Button(str(number), AskFact(procedure.id, fact.id, answer))
        for number, fact in enumerate(procedure.case_facts, 1)
    ]
    back = shown.card(turn, procedure, answer).back()
    return Outcome((Replace(text, (*in_pairs(changes), (back,))),), shown.seen(turn, procedure))


def _fact(procedure: Procedure | None, name: str) -> CaseFact | None:
    facts = procedure.case_facts if procedure else ()
    return next((fact for fact in facts if fact.id == name), None)
