"""Which topic answers an event: tables, nothing else."""

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from bot.conversation import (
    actions,
    filing_actions,
    group_board,
    list_actions,
    official_actions,
    outreach_actions,
    outreach_report_actions,
    queue_actions,
    reminder_actions,
    report_actions,
    saturday_actions,
    shift_actions,
    survey_actions,
)
from bot.conversation.commands import COMMANDS, Command, parse
from bot.conversation.events import Event, Left, Located, Opened, Said, Sent, Tapped
from bot.conversation.state import Dating, Explaining, Naming, Organising, Telling, Visiting, Writing
from bot.conversation.topics import (
    announcing,
    ask,
    awaiting,
    browse,
    card,
    case,
    checklist,
    enlisting,
    filing,
    fixes,
    helping,
    inviting,
    joining,
    mine,
    organising,
    outreach_reporting,
    pages,
    pausing,
    pinning,
    place,
    placing,
    queueing,
    rating,
    reminding,
    reporting,
    resting,
    reviewing,
    saturday,
    shift,
    surveying,
    teaching,
    visiting,
)
from bot.conversation.turn import Outcome, Topic, Turn
from bot.desk import invitations
from bot.desk.outreach import read_pass

BY_COMMAND: Final[Mapping[Command, Topic]] = {
    "start": pages.home,
    "help": pages.help_page,
    "browse": browse.start,
    "checklist": checklist.lists,
    "place": placing.mine,
    "language": pages.other_language,
    "privacy": pages.privacy,
    "data": mine.data,
    "erase": mine.erase,
    "person": pages.person,
    "about": pages.about,
    "notices": announcing.notices,
    "pause": pausing.pauses,
    "resume": pausing.resumed,
    "review": reviewing.reviews,
    "reminders": reminding.reminders,
    "stop": lambda turn: rating.stop_writing(turn, actions.StopWriting()),
    "queue": queueing.queue,
    "fixes": fixes.fixes,
    "survey": surveying.survey,
    "statistics": reporting.statistics,
    "events": organising.events,
    "saturday": saturday.next_events,
    "shift": shift.shift,
    "end_shift": shift.end,
}
BY_PAGE: Final[Mapping[actions.Page, Topic]] = {
    "home": pages.home,
    "help": pages.help_page,
    "privacy": pages.privacy,
    "about": pages.about,
    "person": pages.person,
    "data": mine.data,
    "language": pages.other_language,
    "reminders": reminding.reminders,
    "note": awaiting.note,
    "shift": shift.shift,
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
    official_actions.AcceptInvitation: joining.accept,
    official_actions.ShowNotices: announcing.show_notices,
    official_actions.Withdraw: announcing.take_back,
    official_actions.Resume: pausing.go_on,
    official_actions.ShowReviews: lambda turn, _: reviewing.show_reviews(turn),
    official_actions.ReviewFact: reviewing.review_fact,
    official_actions.AssureFact: reviewing.assure_fact,
    official_actions.DoubtFact: reviewing.doubt_fact,
    actions.AskPlace: placing.ask_place,
    actions.SetPlace: place.set_place,
    filing_actions.AskFilingDay: filing.ask_filing_day,
    filing_actions.SetFilingDay: filing.set_filing_day,
    list_actions.ShowChecklist: checklist.show,
    list_actions.TickPaper: checklist.tick,
    list_actions.PrintChecklist: checklist.printed,
    list_actions.GiveUpChecklist: checklist.give_up,
    actions.ForgetPlace: lambda turn, _: placing.forget(turn),
    reminder_actions.AskReminder: reminding.ask_reminder,
    reminder_actions.AgreeReminder: reminding.agree,
    reminder_actions.SaveToCalendar: reminding.save_to_calendar,
    reminder_actions.StopReminder: reminding.stop,
    reminder_actions.OpenCard: card.open_card,
    queue_actions.ShowItem: queueing.show_item,
    queue_actions.MoveItem: queueing.move_item,
    queue_actions.NameProcedure: teaching.name_procedure,
    queue_actions.TryPhrase: teaching.try_phrase,
    queue_actions.TeachPhrase: teaching.teach_phrase,
    queue_actions.UnteachPhrase: teaching.unteach_phrase,
    queue_actions.WantNote: awaiting.want_note,
    survey_actions.BeginSurvey: surveying.begin,
    survey_actions.AskVisit: surveying.ask_visit,
    survey_actions.TellVisit: surveying.tell,
    survey_actions.NameVisited: surveying.name_visited,
    survey_actions.NameOffice: surveying.name_office,
    survey_actions.TypeVisited: surveying.type_visited,
    survey_actions.SendSurvey: surveying.send,
    survey_actions.DropSurvey: surveying.drop,
    survey_actions.RefuseSurveys: inviting.refuse,
    report_actions.ShowWeek: lambda turn, _: reporting.statistics(turn),
    report_actions.ShowFixes: lambda turn, _: fixes.fixes(turn),
    report_actions.AskDigest: lambda turn, _: reporting.ask_digest(turn),
    report_actions.AgreeDigest: lambda turn, _: reporting.agree_digest(turn),
    report_actions.StopDigest: lambda turn, _: reporting.stop_digest(turn),
    outreach_report_actions.ShowOutreachReport: outreach_reporting.show_report,
    outreach_actions.JoinOutreach: enlisting.accept,
    outreach_actions.FetchHandouts: enlisting.fetch,
    outreach_actions.ShowOutreach: organising.show,
    outreach_actions.CancelOutreach: organising.cancel_event,
    outreach_actions.RenewLinks: organising.renew_links,
    outreach_actions.CountFrailPeople: organising.count_frail_people,
    outreach_actions.ChooseCommune: organising.choose_commune,
    saturday_actions.ShowUpcoming: saturday.show_outreach,
    saturday_actions.RemindOfOutreach: saturday.remind,
    saturday_actions.AskHomeVisit: visiting.ask_visit,
    saturday_actions.SettleHomeVisit: visiting.settle_visit,
    saturday_actions.AnswerHomeVisit: visiting.answer_visit,
    shift_actions.BeginShift: shift.begin,
    shift_actions.HelpPerson: lambda turn, _: helping.help_person(turn),
    shift_actions.HelpWith: helping.help_with,
    shift_actions.TellOutcome: helping.tell_outcome,
    shift_actions.TellLacking: helping.tell_lacking,
    shift_actions.TellVerdict: helping.tell_verdict,
    shift_actions.UndoCounted: shift.undo,
    shift_actions.CountFrail: shift.count_frail,
    shift_actions.EndShift: lambda turn, _: shift.end(turn),
    actions.Expired: lambda turn, _: pages.expired(turn),
}


GOES_ON: Final[frozenset[Topic]] = frozenset(
    {
        pages.privacy,
        pages.person,
        pages.other_language,
        pages.left,
        mine.data,
        mine.erase,
        announcing.notices,
        pausing.pauses,
        pausing.resumed,
        reviewing.reviews,
        reminding.reminders,
        queueing.queue,
        fixes.fixes,
        surveying.survey,
        reporting.statistics,
        organising.events,
        shift.shift,
        shift.end,
    }
)
"""What people can do while everything is paused."""

TAPS_THAT_GO_ON: Final = (
    actions.Erase,
    actions.SetLanguage,
    actions.Rate,
    actions.GiveReason,
    actions.GiveDetail,
    actions.WriteComment,
    actions.StopWriting,
    official_actions.AcceptInvitation,
    official_actions.ShowNotices,
    official_actions.Withdraw,
    official_actions.Resume,
    official_actions.ShowReviews,
    official_actions.ReviewFact,
    official_actions.AssureFact,
    official_actions.DoubtFact,
    actions.ForgetPlace,
    reminder_actions.AgreeReminder,
    reminder_actions.SaveToCalendar,
    reminder_actions.StopReminder,
    *get_args(queue_actions.QueueAction),
    *get_args(survey_actions.SurveyAction),
    *get_args(report_actions.ReportAction),
    outreach_report_actions.ShowOutreachReport,
    *get_args(outreach_actions.OutreachAction),
    saturday_actions.RemindOfOutreach,
    saturday_actions.SettleHomeVisit,
    saturday_actions.AnswerHomeVisit,
    *get_args(shift_actions.ShiftAction),
    actions.Expired,
)
RESTS_WITH_ITS_CARD: Final = (actions.ShowCase, actions.AskFact, actions.SetFact, reminder_actions.AskReminder)
"""What leads to the card, which says why, while the procedure is paused."""


def meant(event: Event) -> Event:
    """The event as it is meant: a link's payload that is typed opens the link."""
    command = parse(event.text) if isinstance(event, Said) else None
    if command and command[0] == "start" and command[1]:
        return Opened(event.where, event.who, command[1])
    return event


def topic_of(turn: Turn) -> Topic:
    """The topic that answers this turn."""
    topic, whole = topic_asked(turn), turn.board.whole
    return topic if whole is None or _goes_on(turn, topic) else resting.instead_of(topic, whole)


def topic_asked(turn: Turn) -> Topic:
    """The topic this turn is about, whether or not everything is paused."""
    match turn.event:
        case Said(text=text):
            return _said(turn, text)
        case Tapped(action=actions.ShowPage(page=page)):
            return BY_PAGE[page]
        case Tapped(action=actions.Erase()):
            return mine.erase
        case Tapped(action=action) if isinstance(action, RESTS_WITH_ITS_CARD) and turn.board.pause_of(action.procedure):
            shown = actions.ShowCard(action.procedure, action.answer)
            return lambda tapped: card.show_card(tapped, shown)
        case Tapped(action=action):
            return lambda tapped: BY_ACTION[type(action)](tapped, action)
        case Opened(payload=payload) if event := group_board.read(payload):
            return lambda opened: pinning.pinned(opened, event)
        case Opened(payload=payload):
            invitation, event_pass = invitations.read(payload), read_pass(payload)
            if event_pass:
                return lambda opened: enlisting.offered(opened, event_pass)
            return (lambda opened: joining.invited(opened, invitation)) if invitation else pages.opened
        case Located():
            return placing.located
        case Sent():
            return pages.sent
        case Left():
            return pages.left


def _said(turn: Turn, text: str) -> Topic:
    command = parse(text)
    writing = turn.conversation.writing(turn.now)
    if command is None:
        match writing:
            case Writing():
                return lambda said: rating.comment(said, writing, text)
            case Explaining():
                return lambda said: reviewing.explained(said, writing, text)
            case Dating():
                return lambda said: reminding.dated(said, writing, text)
            case Naming():
                return lambda said: teaching.named(said, writing, text)
            case Telling():
                return lambda said: surveying.typed(said, writing, text)
            case Organising():
                return lambda said: organising.named(said, writing, text)
            case Visiting():
                return lambda said: visiting.described(said, writing, text)
        return lambda said: ask.ask(said, text)
    name, _ = command
    known = COMMANDS.get(name)
    return BY_COMMAND[known] if known else lambda said: pages.unknown_command(said, f"/{name}")


def _goes_on(turn: Turn, topic: Topic) -> bool:
    """Whether something stays as it is while everything is paused: what is one's own, and what officials do."""
    match turn.event:
        case Tapped(action=action):
            return topic in GOES_ON or isinstance(action, TAPS_THAT_GO_ON)
        case Opened(payload=payload):
            return invitations.read(payload) is not None or read_pass(payload) is not None
        case Said(text=text):
            comments = parse(text) is None and turn.conversation.writing(turn.now) is not None
            return topic in GOES_ON or comments
    return topic in GOES_ON
