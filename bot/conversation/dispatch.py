"""Which topic answers an event: tables, nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.conversation import actions
from bot.conversation.commands import COMMANDS, Command, parse
from bot.conversation.events import Left, Located, Opened, Said, Sent, Tapped
from bot.conversation.topics import ask, browse, card, case, joining, mine, pages, rating
from bot.conversation.turn import Outcome, Topic, Turn
from bot.desk import invitations

BY_COMMAND: Final[Mapping[Command, Topic]] = {
    "start": pages.home,
    "help": pages.help_page,
    "browse": browse.start,
    "language": pages.other_language,
    "privacy": pages.privacy,
    "data": mine.data,
    "erase": mine.erase,
    "person": pages.person,
    "about": pages.about,
}
BY_PAGE: Final[Mapping[actions.Page, Topic]] = {
    "home": pages.home,
    "help": pages.help_page,
    "privacy": pages.privacy,
    "about": pages.about,
    "person": pages.person,
    "data": mine.data,
    "language": pages.other_language,
}
BY_ACTION: Final[Mapping[type[Any], Callable[[Turn, Any], Outcome]]] = {
    actions.ShowCard: card.show_card,
    actions.ShowSection: card.show_section,
    actions.Choose: card.choose,
    actions.ShowCase: case.show_case,
    actions.AskFact: case.ask_fact,
    actions.SetFact: case.set_fact,
    actions.NoneOfThese: rating.none_of_these,
    actions.Browse: browse.browse,
    actions.SetLanguage: pages.set_language,
    actions.Rate: rating.rate,
    actions.GiveReason: rating.give_reason,
    actions.GiveDetail: rating.give_detail,
    actions.WriteComment: rating.write_comment,
    actions.StopWriting: rating.stop_writing,
    actions.AcceptInvitation: joining.accept,
    actions.Expired: lambda turn, _: pages.expired(turn),
}


def topic_of(turn: Turn) -> Topic:
    """The topic that answers this turn."""
    match turn.event:
        case Said(text=text):
            return _said(turn, text)
        case Tapped(action=actions.ShowPage(page=page)):
            return BY_PAGE[page]
        case Tapped(action=actions.Erase()):
            return mine.erase
        case Tapped(action=action):
            return lambda tapped: BY_ACTION[type(action)](tapped, action)
        case Opened(payload=payload):
            return _opened(payload)
        case Located():
            return pages.located
        case Sent():
            return pages.sent
        case Left():
            return pages.left


def _opened(payload: str) -> Topic:
    invitation = invitations.read(payload)
    return (lambda opened: joining.invited(opened, invitation)) if invitation else pages.opened


def _said(turn: Turn, text: str) -> Topic:
    command = parse(text)
    writing = turn.conversation.writing(turn.now)
    if command is None:
        return (lambda said: rating.comment(said, writing, text)) if writing else (lambda said: ask.ask(said, text))
    name, payload = command
    if name == "start" and payload:
        opened = Opened(turn.event.where, turn.event.who, payload)
        topic = _opened(payload)
        return lambda said: topic(replace(said, event=opened))
    known = COMMANDS.get(name)
    return BY_COMMAND[known] if known else lambda said: pages.unknown_command(said, f"/{name}")
