"""What people told us: questions, answers, ratings and where each conversation stands."""

from bot.records.contacts import Contact
from bot.records.database import Database
from bot.records.entries import (
    AnswerGiven,
    AskedKind,
    CandidateChosen,
    CommentGiven,
    Entry,
    Erased,
    GrantedRole,
    InvitationAccepted,
    KeepText,
    Kind,
    QuestionAsked,
    Rated,
    ReasonGiven,
    Verdict,
    kept_text,
)
from bot.records.errors import (
    AnswerUnknown,
    EntryRefused,
    InvitationUnknown,
    RecordsError,
    RecordsUnavailable,
    SealBroken,
)
from bot.records.people import KeptInvitation
from bot.records.records import Records
from bot.records.retention import Retention
from bot.records.sealing import Pseudonyms, Secrets
from bot.records.updates import Delivery, Updates

__all__ = [
    "AnswerGiven",
    "AnswerUnknown",
    "AskedKind",
    "CandidateChosen",
    "CommentGiven",
    "Contact",
    "Database",
    "Delivery",
    "Entry",
    "EntryRefused",
    "Erased",
    "GrantedRole",
    "InvitationAccepted",
    "InvitationUnknown",
    "KeepText",
    "KeptInvitation",
    "Kind",
    "Pseudonyms",
    "QuestionAsked",
    "Rated",
    "ReasonGiven",
    "Records",
    "RecordsError",
    "RecordsUnavailable",
    "Retention",
    "SealBroken",
    "Secrets",
    "Updates",
    "Verdict",
    "kept_text",
]
