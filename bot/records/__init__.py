"""What people told us: questions, answers, ratings and where each conversation stands."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from bot.records.board import Announcement, Board, Loaded, Pause, Scope
from bot.records.book import Assurance, Book, Doubt, Reported
from bot.records.decisions import (
    DoubtExplained,
    FactAssured,
    FactDoubted,
    GrantedRole,
    ItemMerged,
    ItemRejected,
    ItemSettled,
    ItemTaken,
    NoticeGiven,
    NoticeWithdrawn,
    Official,
    PauseGiven,
    PauseLifted,
    PhraseLearned,
    PhraseUnlearned,
)
from bot.records.diary import Address, Claimed, Reminder, Subject
from bot.records.entries import (
    AnswerGiven,
    AskedKind,
    CandidateChosen,
    CommentGiven,
    Departed,
    DigestStopped,
    DigestWanted,
    Entry,
    Erased,
    InvitationAccepted,
    KeepText,
    Kind,
    NoteWanted,
    PosterLed,
    PosterUse,
    QuestionAsked,
    Rated,
    ReasonGiven,
    ReminderStopped,
    ReminderWanted,
    SurveyOffered,
    Verdict,
    VisitSurveyed,
    kept_text,
)
from bot.records.errors import (
    AnswerUnknown,
    EntryRefused,
    InvitationUnknown,
    NotInForce,
    RecordsError,
    RecordsUnavailable,
    ReminderUnknown,
    SealBroken,
)
from bot.records.queue import Item, Learned, Queue

if TYPE_CHECKING:
    from bot.records.awaited import NoteDue
    from bot.records.contacts import Contact
    from bot.records.database import Database
    from bot.records.outgoing import Outgoing
    from bot.records.people import KeptInvitation
    from bot.records.records import Records
    from bot.records.retention import Retention
    from bot.records.sealing import Pseudonyms, Secrets
    from bot.records.subscribers import Subscriber, Subscribers
    from bot.records.updates import Delivery, Updates
else:
    _WITH_LIBRARIES: Final = {
        "Contact": "contacts",
        "Database": "database",
        "Delivery": "updates",
        "KeptInvitation": "people",
        "Outgoing": "outgoing",
        "NoteDue": "awaited",
        "Pseudonyms": "sealing",
        "Records": "records",
        "Retention": "retention",
        "Secrets": "sealing",
        "Subscriber": "subscribers",
        "Subscribers": "subscribers",
        "Updates": "updates",
    }

    def __getattr__(name: str) -> object:
        """What needs the libraries of a database or of sealing: they take longer to import than an answer."""
        if name not in _WITH_LIBRARIES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_WITH_LIBRARIES[name]}"), name)


__all__ = [
    "Address",
    "Announcement",
    "AnswerGiven",
    "AnswerUnknown",
    "AskedKind",
    "Assurance",
    "Board",
    "Book",
    "CandidateChosen",
    "Claimed",
    "CommentGiven",
    "Contact",
    "Database",
    "Delivery",
    "Departed",
    "DigestStopped",
    "DigestWanted",
    "Doubt",
    "DoubtExplained",
    "Entry",
    "EntryRefused",
    "Erased",
    "FactAssured",
    "FactDoubted",
    "GrantedRole",
    "InvitationAccepted",
    "InvitationUnknown",
    "Item",
    "ItemMerged",
    "ItemRejected",
    "ItemSettled",
    "ItemTaken",
    "KeepText",
    "KeptInvitation",
    "Kind",
    "Learned",
    "Loaded",
    "NotInForce",
    "NoteDue",
    "NoteWanted",
    "NoticeGiven",
    "NoticeWithdrawn",
    "Official",
    "Outgoing",
    "Pause",
    "PauseGiven",
    "PauseLifted",
    "PhraseLearned",
    "PhraseUnlearned",
    "PosterLed",
    "PosterUse",
    "Pseudonyms",
    "QuestionAsked",
    "Queue",
    "Rated",
    "ReasonGiven",
    "Records",
    "RecordsError",
    "RecordsUnavailable",
    "Reminder",
    "ReminderStopped",
    "ReminderUnknown",
    "ReminderWanted",
    "Reported",
    "Retention",
    "Scope",
    "SealBroken",
    "Secrets",
    "Subject",
    "Subscriber",
    "Subscribers",
    "SurveyOffered",
    "Updates",
    "Verdict",
    "VisitSurveyed",
    "kept_text",
]
