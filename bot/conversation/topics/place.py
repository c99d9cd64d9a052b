"""A person says where they live: kept as the commune of today, asked for where the name is that of several."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Final

from bot.catalog.model import Procedure
from bot.catalog.surroundings import Place
from bot.conversation.actions import AskPlace, ForgetPlace, SetPlace
from bot.conversation.counters import counters
from bot.conversation.replies import MAX_LABEL, Button, Replace, Row, Say
from bot.conversation.rows import in_pairs
from bot.conversation.saturday_actions import ShowUpcoming
from bot.conversation.topics import shown
from bot.conversation.topics.missed import recorded, ways_on
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn
from bot.matching.places import Meaning, Spotted
from bot.matching.text import Syllables, clean

MOST_COUNTERS: Final = 3
"""Counters of a place that are told of where nobody asked for one."""

MOST_COMMUNES: Final = 12
"""Communes of before that are offered one by one; of a district with more, the places of today."""

_OF_ONESELF: Final = frozenset(
    clean("""
    tôi tui mình em anh chị cô chú bác con cháu nhà gia đình người dân quê ở tại về sống đang hiện trước đây cũ còn
    thì sao thế vậy là ạ nha nhé nghe dạ xin chào
    toi minh chi bac chau gia que o tai ve song dang truoc day thi nhe vay xin chao
    i m am we live in at from near my home family is hi hello tp tx tt p h
    """)
)
"""Words beside a place with which nothing is asked. Without accents only those that can hardly mean another: "dinh cu"
may be a family, or somebody who wants to settle."""


def heard(turn: Turn, spotted: Spotted | None) -> Turn:
    """The turn, in which it is known what place the person named."""
    if spotted is None:
        return turn
    places = [each.id for each in spotted.places]
    return replace(turn, conversation=turn.conversation.hearing(spotted.said, places))


def says_only(spotted: Spotted) -> bool:
    """Whether nothing but a place was said."""
    return _OF_ONESELF.issuperset(spotted.rest)


def without_oneself(words: Syllables) -> Syllables:
    """What is left of an answer without the words around a place's name ("mình ở … nhé")."""
    inner = tuple(dropwhile(_OF_ONESELF.__contains__, words))
    return tuple(dropwhile(_OF_ONESELF.__contains__, inner[::-1]))[::-1]


def told(turn: Turn) -> Outcome:
    """Only a place was said: where one files what was shown a moment ago, or which place is meant."""
    procedure = wanted(turn)
    if turn.conversation.unsettled:
        text, rows = question(turn, procedure)
        return Outcome((Say(text, rows),), shown.seen(turn, procedure), (shown.asked(turn, "small_talk"),))
    if procedure:
        return recorded(turn, Say(*_where_to_file(turn, procedure)), "procedure", procedure, aspect="place")
    return Outcome((Say(*known(turn)),), shown.seen(turn), (shown.asked(turn, "small_talk"),))


def set_place(turn: Turn, action: SetPlace) -> Outcome:
    """The place is known: where one files there, which is an answer of its own, or the question what is needed."""
    place = turn.knowledge.catalog.place(action.place)
    if place is None or not turn.event.where.private:
        return expired(turn)
    settled = replace(turn, conversation=turn.conversation.living(place.id))
    procedure = turn.knowledge.catalog.procedure(action.procedure)
    if procedure is None:
        return Outcome((Replace(*known(settled)),), shown.seen(settled))
    answer = shown.given(settled, "procedure", procedure.id)
    return Outcome((Replace(*_where_to_file(settled, procedure)),), shown.seen(settled, procedure), (answer,))


def wanted(turn: Turn) -> Procedure | None:
    """The procedure shown a moment ago, which the person wants to file."""
    name = turn.conversation.recent_procedure(turn.now)
    return turn.knowledge.catalog.procedure(name) if name else None


def _where_to_file(turn: Turn, procedure: Procedure) -> tuple[str, tuple[Row, ...]]:
    card = shown.card(turn, procedure, turn.answer)
    return card.section("place"), card.buttons("place", shown.share(turn, procedure))


def known(turn: Turn) -> tuple[str, tuple[Row, ...]]:
    """Which place is known, and whether its counters are open."""
    catalog = turn.knowledge.catalog
    place = catalog.place(turn.conversation.commune)
    offices = catalog.offices_of(place.id, turn.today)[:MOST_COUNTERS] if place else ()
    own = counters(offices, turn.speech, catalog.calendar, turn.local)
    text = turn.speech.say("place_known", place=place, counters=own, today=turn.today)
    another = Button(turn.speech.label("other_place"), AskPlace("", turn.answer))
    forget = Button(turn.speech.label("forget_place"), ForgetPlace())
    events = Button(turn.speech.label("events_near_me"), ShowUpcoming())
    return text, in_pairs([*ways_on(turn), another, forget, events])


def question(turn: Turn, procedure: Procedure | None) -> tuple[str, tuple[Row, ...]]:
    """Which place is meant, by the communes of before; by the places of today where those are too many or not clear."""
    said = turn.conversation.place_said
    meanings = turn.knowledge.matcher.gazetteer.meanings(said) if said else ()
    communes = [(commune, each.place) for each in meanings for commune in each.communes]
    ways = communes if _are_clear(meanings, communes) else [(each.place.name, each.place) for each in meanings]
    fit = all(len(name) <= MAX_LABEL for name, _ in ways)
    text = turn.speech.say(
        "ask_place",
        meanings=meanings,
        communes=[name for name, _ in communes] if ways is communes else [],
        numbered=not fit,
    )
    target = procedure.id if procedure else ""
    buttons = [
        Button(name if fit else str(number), SetPlace(place.id, target)) for number, (name, place) in enumerate(ways, 1)
    ]
    return text, in_pairs(buttons)


def _are_clear(meanings: Sequence[Meaning], communes: Sequence[tuple[str, Place]]) -> bool:
    """Whether each commune leads to one place, and each of the places can be found by one of them."""
    names = {name for name, _ in communes}
    districts = {former.district for each in meanings for former in each.formers}
    return (
        all(each.formers for each in meanings)
        and len(districts) == 1
        and 1 < len(names) == len(communes) <= MOST_COMMUNES
    )
