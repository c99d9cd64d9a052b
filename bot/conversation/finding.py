"""What a search finds: the procedures a question may mean, and what is said beside or instead of them.

The same judgement as in the conversation, for a page of links: nothing is asked back, nothing is remembered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from bot.catalog.model import Procedure
from bot.conversation.speech import Speech
from bot.conversation.topics.ask import MOST_CHOICES, in_other_script, is_talk
from bot.conversation.topics.missed import NOT_FAR_FETCHED, WORTH_MENTIONING, nearest
from bot.conversation.turn import Knowledge
from bot.matching import Match
from bot.matching.cues import EMERGENCIES
from bot.redaction import redact

MOST_FOUND: Final = 5


@dataclass(frozen=True)
class Found:
    """What a question comes to: `said` in small HTML (nothing where the procedures say it), the likeliest first.

    `answered` where the first procedure is what was meant; `urgent` where somebody has to be called at once.
    """

    said: str
    procedures: Sequence[Procedure] = ()
    answered: bool = False
    urgent: bool = False


def find(question: str, knowledge: Knowledge, speech: Speech) -> Found:
    """What a question means; numbers that point at a person are taken out first. No text raises."""
    redacted = redact(question)
    found = _found(redacted.bare, knowledge, speech)
    if redacted.identity:
        return replace(found, said=f"{speech.say('identity_warning')}\n\n{found.said}".strip())
    return found


def _found(bare: str, knowledge: Knowledge, speech: Speech) -> Found:
    match = knowledge.matcher.match(bare)
    if in_other_script(bare):
        return Found(speech.say("other_language"))
    if is_talk(match):
        return Found(speech.say("talk", kind=match.talk), urgent=match.talk in EMERGENCIES)
    if match.general:
        answer = Markup(speech.text(match.general.answer))  # noqa: S704 - the catalog's own small HTML
        said = speech.say("general", answer=answer, source=match.general.source, procedures=())
        return Found(said, nearest(match, WORTH_MENTIONING))
    if match.elsewhere:
        return Found(_elsewhere(match, speech), nearest(match, WORTH_MENTIONING))
    return _of_catalog(bare, match, knowledge, speech)


def _elsewhere(match: Match, speech: Speech) -> str:
    meant = match.elsewhere
    assert meant is not None
    other_agency = meant.code is None and meant.handled_by is not None
    return speech.say("elsewhere", elsewhere=meant, other_agency=other_agency, procedures=(), kept=False)


def _of_catalog(bare: str, match: Match, knowledge: Knowledge, speech: Speech) -> Found:
    wished = [each.procedure for each in match.wishes[:MOST_FOUND]]
    if wished:
        return Found("", wished)
    if match.outcome == "answer":
        first = match.candidates[0].procedure
        others = [each for each in nearest(match, NOT_FAR_FETCHED) if each is not first]
        return Found("", [first, *others][:MOST_FOUND], answered=True)
    if match.outcome == "choose":
        return Found("", [each.procedure for each in match.candidates[:MOST_CHOICES]])
    titles = knowledge.national.nearest(bare) if knowledge.national else ()
    if titles:
        return Found(speech.say("listed", titles=titles, kept=False))
    if not match.legible:
        return Found(speech.say("unreadable"))
    return Found(speech.say("not_found", procedures=(), kept=False), nearest(match, NOT_FAR_FETCHED))
