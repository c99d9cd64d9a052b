"""What a topic has to be given besides the conversation: read only for the turns that need it."""

from typing import Final, get_args

from bot.conversation import (
    group_board,
    official_actions,
    outreach_actions,
    outreach_report_actions,
    queue_actions,
    reminder_actions,
    report_actions,
    saturday_actions,
    shift_actions,
)
from bot.conversation.commands import parse
from bot.conversation.dispatch import topic_asked
from bot.conversation.events import Opened, Said, Tapped
from bot.conversation.state import Dialogue, Explaining, Naming, Organising
from bot.conversation.topics import (
    announcing,
    fixes,
    mine,
    organising,
    outreach_reporting,
    pausing,
    queueing,
    reminding,
    reporting,
    reviewing,
    saturday,
    shift,
)
from bot.conversation.turn import Topic, Turn
from bot.desk.outreach import read_pass
from bot.desk.people import may

FOR_OFFICIALS: Final[frozenset[Topic]] = frozenset(
    {
        announcing.notices,
        pausing.pauses,
        pausing.resumed,
        reviewing.reviews,
        queueing.queue,
        fixes.fixes,
        reporting.statistics,
        organising.events,
    }
)
TAPS_ON_REMINDERS: Final = (
    reminder_actions.AgreeReminder,
    reminder_actions.StopReminder,
    saturday_actions.RemindOfOutreach,
)
TAPS_ON_UPCOMING: Final = (
    saturday_actions.ShowUpcoming,
    saturday_actions.RemindOfOutreach,
    saturday_actions.AskHomeVisit,
    saturday_actions.SettleHomeVisit,
)
TAPS_ON_THE_QUEUE: Final = tuple(
    each for each in get_args(queue_actions.QueueAction) if each is not queue_actions.WantNote
)
TAPS_THAT_TAKE_LONG: Final = (
    queue_actions.TryPhrase,
    queue_actions.TeachPhrase,
    outreach_report_actions.ShowOutreachReport,
)
TAPS_FOR_REVIEWERS: Final = (
    official_actions.ShowReviews,
    official_actions.ReviewFact,
    official_actions.AssureFact,
    official_actions.DoubtFact,
    report_actions.ShowFixes,
)
TAPS_ON_EVENTS: Final = (
    outreach_actions.ShowOutreach,
    outreach_actions.CancelOutreach,
    outreach_actions.RenewLinks,
    outreach_actions.CountFrailPeople,
    outreach_actions.ChooseCommune,
)
TAPS_FOR_OFFICIALS: Final = (
    official_actions.ShowNotices,
    official_actions.Withdraw,
    official_actions.Resume,
    *TAPS_FOR_REVIEWERS,
    *TAPS_ON_THE_QUEUE,
    report_actions.ShowWeek,
    report_actions.AskDigest,
    report_actions.AgreeDigest,
    outreach_report_actions.ShowOutreachReport,
    *TAPS_ON_EVENTS,
)


FOR_HELPERS: Final[frozenset[Topic]] = frozenset({shift.shift})
TAPS_ON_GATHERINGS: Final = (*TAPS_ON_UPCOMING, *TAPS_ON_EVENTS, outreach_actions.JoinOutreach)
TAPS_WITH_HANDOUTS: Final = (outreach_actions.JoinOutreach, outreach_actions.FetchHandouts)
TAPS_OF_HELPERS: Final = (*TAPS_WITH_HANDOUTS, outreach_report_actions.ShowOutreachReport, shift_actions.BeginShift)


def own_words(said: Said) -> str:
    """What tells a person's language: of a command the name, for what an official publishes is in two languages."""
    command = parse(said.text)
    return command[0] if command else said.text


def needs_held(turn: Turn) -> bool:
    """Whether this turn is about what is kept of the person."""
    return topic_asked(turn) in (mine.data, mine.erase)


def needs_reminders(turn: Turn) -> bool:
    """Whether this turn is about what the person wants to be reminded of."""
    if isinstance(turn.event, Tapped) and isinstance(turn.event.action, TAPS_ON_REMINDERS):
        return True
    return topic_asked(turn) is reminding.reminders


def needs_person(turn: Turn) -> bool:
    """Whether this turn asks what the person may do."""
    if isinstance(turn.event, Tapped):
        return isinstance(turn.event.action, TAPS_FOR_OFFICIALS)
    return _explains(turn) or _names(turn) or _organises(turn) or topic_asked(turn) in FOR_OFFICIALS


def needs_serving(turn: Turn) -> bool:
    """Whether this turn is about an event that the person belongs to."""
    if topic_asked(turn) is shift.shift and turn.conversation.at_work(turn.now):
        return False
    if isinstance(turn.event, Tapped) and isinstance(turn.event.action, TAPS_OF_HELPERS):
        return True
    return opens_pass(turn) or topic_asked(turn) in FOR_HELPERS


def needs_gatherings(turn: Turn) -> bool:
    """Whether this turn is about the events there are: those to come, a reminder of one, planning one, its link."""
    if isinstance(turn.event, Tapped) and isinstance(turn.event.action, TAPS_ON_GATHERINGS):
        return True
    plans = opens_pass(turn) or _organises(turn) or topic_asked(turn) is organising.events
    return (turn.event.where.private and plans) or topic_asked(turn) is saturday.next_events or needs_reminders(turn)


def opens_pass(turn: Turn) -> bool:
    """Whether the link of an event is opened."""
    return isinstance(turn.event, Opened) and read_pass(turn.event.payload) is not None


def outreach_to_tell(turn: Turn) -> str | None:
    """The event whose numbers this turn is about, where the person may see them."""
    action = turn.event.action if isinstance(turn.event, Tapped) else None
    if isinstance(action, outreach_report_actions.ShowOutreachReport):
        return action.outreach if outreach_reporting.may_see(turn, action.outreach) else None
    return None


def pins_board(turn: Turn) -> bool:
    """Whether somebody wants a group to see the numbers of an event, which only its co-ordinator may."""
    return isinstance(turn.event, Opened) and group_board.read(turn.event.payload) is not None


def needs_most_helped(turn: Turn) -> bool:
    """Whether this turn offers what most people were helped with at the event."""
    return isinstance(turn.event, Tapped) and isinstance(turn.event.action, shift_actions.HelpPerson)


def needs_book(turn: Turn) -> bool:
    """Whether this turn is about what was said of the catalog's facts."""
    if isinstance(turn.event, Tapped):
        return isinstance(turn.event.action, TAPS_FOR_REVIEWERS)
    return _explains(turn) or topic_asked(turn) in (reviewing.reviews, fixes.fixes)


def needs_queue(turn: Turn) -> bool:
    """Whether this turn is about what could not be answered: an official's, or whoever wants a note of it."""
    if isinstance(turn.event, Tapped) and isinstance(turn.event.action, queue_actions.WantNote):
        return True
    if turn.person is None or not may(turn.person, "see_unanswered"):
        return False
    if isinstance(turn.event, Tapped):
        return isinstance(turn.event.action, TAPS_ON_THE_QUEUE)
    return _names(turn) or topic_asked(turn) is queueing.queue


def needs_told(turn: Turn) -> bool:
    """Whether this turn is about what people told in a week."""
    if turn.person is None or not may(turn.person, "see_report"):
        return False
    if isinstance(turn.event, Tapped):
        return isinstance(turn.event.action, report_actions.ShowWeek)
    return topic_asked(turn) is reporting.statistics


def takes_long(turn: Turn) -> bool:
    """Whether the answer takes seconds, during which others must be answered too."""
    if turn.told is not None:
        return True
    if isinstance(turn.event, Tapped):
        hands_out = turn.event.where.private and isinstance(turn.event.action, TAPS_WITH_HANDOUTS)
        return hands_out or isinstance(turn.event.action, TAPS_THAT_TAKE_LONG)
    return turn.queue is not None and _names(turn)


def _explains(turn: Turn) -> bool:
    """Whether a reviewer says what is wrong with a fact."""
    return isinstance(_answered(turn), Explaining)


def _names(turn: Turn) -> bool:
    """Whether an official says which procedure an item of the queue is about."""
    return isinstance(_answered(turn), Naming)


def _organises(turn: Turn) -> bool:
    """Whether an admin says in which commune an event is."""
    return isinstance(_answered(turn), Organising)


def _answered(turn: Turn) -> Dialogue | None:
    """The open dialogue that this message answers."""
    words = isinstance(turn.event, Said) and parse(turn.event.text) is None
    return turn.conversation.writing(turn.now) if words else None
