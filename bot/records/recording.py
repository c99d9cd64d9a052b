"""Which subject keeps which entry."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import (
    answers,
    audit,
    awaited,
    boards,
    helping,
    home_visits,
    outreaches,
    own_data,
    people,
    posters,
    questions,
    ratings,
    reminders,
    subscribers,
    surveys,
)
from bot.records.entries import (
    AnswerGiven,
    CandidateChosen,
    CommentGiven,
    Departed,
    DigestStopped,
    DigestWanted,
    Entry,
    Erased,
    InvitationAccepted,
    KeepText,
    NoteWanted,
    PosterLed,
    QuestionAsked,
    Rated,
    RatingUndone,
    ReasonGiven,
    ReminderStopped,
    ReminderWanted,
    SurveyOffered,
    VisitSurveyed,
    kept_text,
)
from bot.records.outreach import (
    BoardPinned,
    FrailCounted,
    FrailUndone,
    HelpUndone,
    OutreachJoined,
    PersonHelped,
    VisitAnswered,
    VisitWanted,
    VisitWithdrawn,
)
from bot.records.sealing import Pseudonyms, Sealing


@dataclass(frozen=True)
class Recording:
    """Keeps entries, each with its subject, under pseudonyms and seals; of asked texts those that `policy` keeps."""

    pseudonyms: Pseudonyms
    sealing: Sealing
    policy: KeepText

    async def record(self, connection: AsyncConnection, entry: Entry) -> None:
        """Keeps an entry; raises what `Records.store` names."""
        match entry:
            case QuestionAsked():
                await questions.record(connection, entry)
                await self._keep_text(connection, entry)
            case AnswerGiven():
                await answers.record(connection, entry)
            case CandidateChosen():
                # The same button tapped again must not keep the same text again.
                if await answers.record_choice(connection, entry):
                    await self._keep_text(connection, entry)
            case Rated():
                await ratings.record(connection, entry, self.pseudonyms)
            case RatingUndone():
                await ratings.undo(connection, entry, self.pseudonyms)
            case ReasonGiven() | CommentGiven():
                await ratings.explain(connection, entry, self.pseudonyms)
            case InvitationAccepted():
                await people.accept(connection, entry)
            case PosterLed():
                await posters.count(connection, entry)
            case ReminderWanted():
                await reminders.keep(connection, entry, self.pseudonyms, self.sealing)
            case ReminderStopped():
                await reminders.stop(connection, entry, self.pseudonyms)
            case NoteWanted():
                await awaited.want(connection, entry, self.pseudonyms, self.sealing)
            case VisitSurveyed():
                await surveys.record(connection, entry, self.pseudonyms)
            case SurveyOffered():
                await surveys.record_offer(connection, entry)
            case DigestWanted():
                await subscribers.want(connection, entry, self.pseudonyms, self.sealing)
            case DigestStopped():
                await subscribers.stop(connection, entry, self.pseudonyms)
            case OutreachJoined():
                await outreaches.join(connection, entry, self.pseudonyms, self.sealing)
            case PersonHelped():
                await helping.record(connection, entry)
            case HelpUndone():
                await helping.undo(connection, entry)
            case FrailCounted():
                await helping.count_frail(connection, entry)
            case FrailUndone():
                await helping.undo_frail(connection, entry)
            case VisitWanted():
                await home_visits.want(connection, entry, self.pseudonyms, self.sealing)
            case VisitWithdrawn():
                await home_visits.withdraw(connection, entry, self.pseudonyms, self.sealing)
            case VisitAnswered():
                await home_visits.answer(connection, entry, self.pseudonyms)
            case BoardPinned():
                await boards.pin(connection, entry, self.sealing)
            case Departed():
                await own_data.depart(connection, entry, self.pseudonyms)
            case Erased():
                await own_data.erase(connection, entry.person, self.pseudonyms, self.sealing)
            case _:
                await audit.carry_out(connection, entry, self.sealing)

    async def _keep_text(self, connection: AsyncConnection, entry: QuestionAsked | CandidateChosen) -> None:
        if isinstance(entry, CandidateChosen) and entry.procedure is not None:
            return
        kind = entry.kind if isinstance(entry, QuestionAsked) else "rejected_choice"
        text = kept_text(self.policy, kind, entry.text)
        if text is not None:
            about = (entry.day, entry.language, kind, entry.procedure, entry.assisted, entry.outreach)
            await questions.keep_text(connection, text, *about)
