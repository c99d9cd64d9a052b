"""A button of every kind, made by hand from ids that belong to somebody else."""

from datetime import date
from typing import Final

from bot.conversation.actions import (
    Action,
    AskFact,
    AskPlace,
    Browse,
    Choose,
    Erase,
    Expired,
    ForgetPlace,
    GiveDetail,
    GiveReason,
    NoneOfThese,
    Rate,
    SetFact,
    SetLanguage,
    SetPlace,
    ShowCard,
    ShowCase,
    ShowPage,
    ShowSection,
    StopWriting,
    WriteComment,
)
from bot.conversation.filing_actions import AskFilingDay, SetFilingDay
from bot.conversation.list_actions import GiveUpChecklist, PrintChecklist, ShowChecklist, TickPaper
from bot.conversation.official_actions import (
    AcceptInvitation,
    AssureFact,
    DoubtFact,
    Resume,
    ReviewFact,
    ShowNotices,
    ShowReviews,
    Withdraw,
)
from bot.conversation.outreach_actions import (
    CancelOutreach,
    ChooseCommune,
    CountFrailPeople,
    FetchHandouts,
    JoinOutreach,
    RenewLinks,
    ShowOutreach,
)
from bot.conversation.outreach_report_actions import ShowOutreachReport
from bot.conversation.queue_actions import (
    MoveItem,
    NameProcedure,
    ShowItem,
    TeachPhrase,
    TryPhrase,
    UnteachPhrase,
    WantNote,
)
from bot.conversation.reminder_actions import AgreeReminder, AskReminder, OpenCard, SaveToCalendar, StopReminder
from bot.conversation.report_actions import AgreeDigest, AskDigest, ShowFixes, ShowWeek, StopDigest
from bot.conversation.saturday_actions import (
    AnswerHomeVisit,
    AskHomeVisit,
    RemindOfOutreach,
    SettleHomeVisit,
    ShowUpcoming,
)
from bot.conversation.shift_actions import (
    BeginShift,
    CountFrail,
    EndShift,
    HelpPerson,
    HelpWith,
    TellLacking,
    TellOutcome,
    TellVerdict,
    UndoCounted,
)
from bot.conversation.survey_actions import (
    AskVisit,
    BeginSurvey,
    DropSurvey,
    NameOffice,
    NameVisited,
    RefuseSurveys,
    SendSurvey,
    TellVisit,
    TypeVisited,
)
from bot.desk.learning import digest as digest_of

TOKEN: Final = "t" * 22
NOTICE: Final = "notice01"


def on_the_queue(item: str) -> tuple[Action, ...]:
    """What an official taps under an item."""
    phrase = digest_of("làm thẻ lên sao hỏa")
    return (
        ShowItem(item),
        MoveItem(item, "assigned"),
        NameProcedure(item),
        TryPhrase(item, "khai-sinh"),
        TeachPhrase(item, "khai-sinh", phrase),
        UnteachPhrase("phrase01"),
    )


def of_a_visit(visit: str) -> tuple[Action, ...]:
    """What somebody taps who tells of a visit, and of being invited to."""
    return (
        BeginSurvey("khai-sinh"),
        AskVisit(visit, "review"),
        TellVisit(visit, "staff", "1"),
        NameVisited(visit, "ket-hon"),
        NameOffice(visit, "trung-tam-hcc-xa"),
        TypeVisited(visit),
        SendSurvey(visit),
        DropSurvey(visit),
        RefuseSurveys(),
    )


def on_an_event(event: str) -> tuple[Action, ...]:
    """What an admin taps under an event."""
    return (
        ShowOutreach(),
        ShowOutreach(event),
        ChooseCommune("tam-ky"),
        CountFrailPeople(event, "y"),
        RenewLinks(event),
        RenewLinks(event, "y"),
        CancelOutreach(event),
        CancelOutreach(event, "y"),
    )


def in_a_shift(helped: str) -> tuple[Action, ...]:
    """What a helper taps in a shift, about somebody whom another helped."""
    return (
        BeginShift("event-01"),
        HelpPerson(),
        HelpWith(helped, "khai-sinh"),
        TellOutcome(helped, "m", "khai-sinh"),
        TellLacking(helped, "to-khai", "y"),
        TellVerdict(helped, "up"),
        UndoCounted(helped),
        CountFrail(helped),
        EndShift(),
    )


def forged(answer: str, other: str) -> list[Action]:
    """An action of every kind, naming two answers that were given to somebody else."""
    return [
        ShowCard("khai-sinh", answer),
        ShowSection("khai-sinh", "time", answer),
        ShowCase("khai-sinh", answer),
        AskFact("khai-sinh", "noi-sinh", answer),
        SetFact("khai-sinh", "noi-sinh", "bo-roi", answer),
        Choose("ket-hon", other),
        NoneOfThese(other),
        Browse("field", "ho-tich"),
        ForgetPlace(),
        ShowPage("data"),
        SetLanguage("en"),
        GiveReason(answer, "wrong", "khai-sinh"),
        GiveDetail(answer, "differs", "cost"),
        WriteComment(answer),
        StopWriting(),
        Rate(answer, "up", "khai-sinh"),
        AcceptInvitation("admin", TOKEN),
        ShowNotices(),
        Withdraw(NOTICE),
        Resume("khai-sinh"),
        ShowReviews(),
        ReviewFact("khai-sinh", "cost"),
        AssureFact("khai-sinh", "cost", "0" * 8),
        DoubtFact("khai-sinh", "cost"),
        AskPlace("khai-sinh", answer),
        SetPlace("tam-ky", "khai-sinh"),
        AskFilingDay("khai-sinh", answer),
        SetFilingDay("khai-sinh", date(2026, 11, 25), answer),
        ShowChecklist("khai-sinh", answer),
        TickPaper("khai-sinh", "to-khai", "y", answer),
        PrintChecklist("khai-sinh", answer),
        GiveUpChecklist("khai-sinh", answer),
        AskReminder("khai-sinh", "", answer),
        AgreeReminder("khai-sinh", "result", "2026-11-26"),
        SaveToCalendar("khai-sinh", "result", "2026-11-26"),
        StopReminder("r" * 24),
        StopReminder(""),
        OpenCard("khai-sinh"),
        *on_the_queue("item0001"),
        WantNote("0" * 8),
        *of_a_visit(answer),
        ShowWeek("2026-11-16"),
        ShowFixes(),
        AskDigest(),
        AgreeDigest(),
        StopDigest(),
        ShowOutreachReport("event-01"),
        *on_an_event("event001"),
        JoinOutreach("helper", TOKEN),
        JoinOutreach("coordinator", TOKEN),
        FetchHandouts("event001"),
        ShowUpcoming("event-01"),
        RemindOfOutreach("event-01", "agree"),
        AskHomeVisit("event-01"),
        SettleHomeVisit("event-01", "send"),
        SettleHomeVisit("event-01", "withdraw"),
        AnswerHomeVisit("v" * 22),
        *in_a_shift("helped01"),
        Expired(),
        Erase(),
    ]
