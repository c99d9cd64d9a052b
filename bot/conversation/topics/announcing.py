"""Notices: everybody reads those in force, an official writes one and takes it back."""

from typing import Final

from bot.conversation.bulletin import Bulletin
from bot.conversation.events import Tapped
from bot.conversation.fitting import visible_length
from bot.conversation.official_actions import ShowNotices, Withdraw
from bot.conversation.replies import MAX_VISIBLE, Button, Notice, Replace, Say
from bot.conversation.rows import in_pairs
from bot.conversation.speech import Speech
from bot.conversation.topics import official, shown
from bot.conversation.turn import Outcome, Turn
from bot.desk.drafting import read_notice
from bot.desk.notices import announce, withdraw
from bot.desk.people import Person, may
from bot.language import LANGUAGES
from bot.records.board import Announcement

ROOM: Final = 60
"""Visible characters on a page of notices beside the notices themselves and the help for officials."""


def notices(turn: Turn) -> Outcome:
    """The command: alone it lists the notices, with a text behind it an official publishes one."""
    text = official.typed(turn)
    if text:
        return official.done(turn, "edit_notice", lambda person: _published(turn, person, text))
    return show_notices(turn, ShowNotices())


def show_notices(turn: Turn, action: ShowNotices) -> Outcome:
    """As many notices as one message holds; an official also sees what is yet to begin, and can take it down."""
    edits = turn.person is not None and may(turn.person, "edit_notice")
    board = turn.board
    listed = list(enumerate(board.announcements if edits else board.holding_on(turn.today), 1))[max(action.first, 0) :]
    help_text = turn.speech.say("notice_help") if edits and not action.first else ""
    page = _page(turn, listed, MAX_VISIBLE - ROOM - visible_length(help_text))
    label = turn.speech.label
    ways = [Button(f"{label('withdraw')} {number}", Withdraw(each.id)) for number, each in page if edits]
    if len(page) < len(listed):
        ways.append(Button(label("more_notices"), ShowNotices(action.first + len(page))))
    if action.first:
        ways.append(Button(label("back"), ShowNotices()))
    bulletin = _bulletin(turn, turn.speech)
    rows = [(number, bulletin.said(each), each.first_day) for number, each in page]
    text = turn.speech.say("notices", rows=rows, today=turn.today)
    reply = Replace if isinstance(turn.event, Tapped) else Say
    return Outcome((reply("\n\n".join(filter(None, (text, help_text))), in_pairs(ways)),), shown.seen(turn))


def take_back(turn: Turn, action: Withdraw) -> Outcome:
    """A notice is gone for everybody."""

    def gone(person: Person) -> Outcome:
        return Outcome(
            (Replace(turn.speech.say("notice_withdrawn")),),
            shown.seen(turn),
            (withdraw(person, action.notice, turn.today),),
            unsaved=(Notice(turn.speech.say("unsaved")),),
            unknown=(Replace(turn.speech.say("not_in_force")),),
        )

    return official.done(turn, "edit_notice", gone)


def _published(turn: Turn, person: Person, text: str) -> Outcome:
    """The notice as citizens will see it, in each language it is written in, and the way to take it back."""
    catalog = turn.knowledge.catalog
    given = announce(person, read_notice(text, turn.answer, catalog, turn.today), catalog, turn.today)
    notice = given.announcement
    said = [
        _bulletin(turn, Speech(language)).said(notice) for language in LANGUAGES if language == "vi" or notice.text.en
    ]
    undo = Button(turn.speech.label("withdraw"), Withdraw(notice.id))
    reply = Say(turn.speech.say("notice_given", said=said, notice=notice, today=turn.today), ((undo,),))
    return Outcome((reply,), shown.seen(turn), (given,), unsaved=(Say(turn.speech.say("not_published")),))


def _page(turn: Turn, listed: list[tuple[int, Announcement]], room: int) -> list[tuple[int, Announcement]]:
    """The first notices that fit, one at least."""
    bulletin = _bulletin(turn, turn.speech)
    page: list[tuple[int, Announcement]] = []
    for number, each in listed:
        room -= visible_length(bulletin.said(each)) + ROOM
        if page and room < 0:
            break
        page.append((number, each))
    return page


def _bulletin(turn: Turn, speech: Speech) -> Bulletin:
    return Bulletin((), turn.knowledge.catalog, speech)
