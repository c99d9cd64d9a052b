"""Officials who want the digest of a week, and what people say of answers, for the tests of what they are sent."""

from datetime import date, datetime, timedelta
from itertools import count

from bot.conversation.turn import VIETNAM
from bot.outbox.weekly import Weekly
from bot.records import (
    Address,
    AnswerGiven,
    Database,
    DigestWanted,
    Entry,
    GrantedRole,
    InvitationAccepted,
    QuestionAsked,
    Rated,
    ReasonGiven,
    Records,
    Subscribers,
)
from bot.records.people import KeptInvitation
from bot.records.stocking import Stock
from tests.actors.house import Clock, knowledge
from tests.outbox.test_sending import Phones
from tests.records.people import AN, NAMES, SECRETS

MONDAY = date(2026, 11, 23)
AT_HALF_PAST_SEVEN = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)
NUMBERS = count(1)


class Letters(Phones):
    """What officials read, with its buttons."""

    def read_by(self, chat: str) -> list[str]:
        return [text for to, text in self.read if to == chat]


def weekly(database: Database, clock: Clock, phones: Phones) -> Weekly:
    """As after a restart: it knows nothing but what is in the database."""
    channels = {"telegram": phones.deliver}
    records, mailing = Records(database, SECRETS), Subscribers(database, SECRETS, clock)
    return Weekly(mailing, records, knowledge, channels, clock, lambda: f"{next(NUMBERS):08}")


async def subscribe(
    records: Records, person: str = AN, chat: str = "1001", *, role: GrantedRole = "reviewer", week: date = MONDAY
) -> None:
    """An official who agreed in the week before `week`."""
    await records.keep_invitation(KeptInvitation(person, role, week))
    to, expires = Address("telegram", chat), week + timedelta(weeks=51)
    wanted = DigestWanted(person, to, "vi", 1, week - timedelta(weeks=1), expires)
    accepted = InvitationAccepted(person, person, week - timedelta(days=1))
    await records.store("chat", person, None, [accepted, wanted])


async def rate(
    database: Database, first: date, up: int, down: int, procedure: str = "khai-sinh", reason: str | None = None
) -> None:
    """So many people say in a week, from a day on, whether an answer helped."""
    stock = Stock(NAMES)
    entries: list[Entry] = []
    for number in range(up + down):
        day, answer = first + timedelta(days=number % 7), f"{next(NUMBERS):08}"
        person = f"person {answer}"
        entries += [
            QuestionAsked(f"q{answer}", day, "web", "vi", "procedure", None, procedure, None),
            AnswerGiven(answer, f"q{answer}", day, "web", "vi", "procedure", procedure),
            Rated(answer, person, "up" if number < up else "down", day),
        ]
        if number >= up and reason:
            entries.append(ReasonGiven(answer, person, reason, "cost" if reason == "differs" else None, day))
    stock.take(entries)
    async with database.write() as connection:
        await stock.keep(connection)


async def fall(database: Database, procedure: str, now: tuple[int, int], before: tuple[int, int] = (54, 6)) -> None:
    """Thumbs (up, down) of the four weeks before Monday, and of the four before those."""
    await rate(database, MONDAY - timedelta(days=14), *now, procedure, "differs")
    await rate(database, MONDAY - timedelta(days=42), *before, procedure)
