"""Sends officials who want it the digest of a week and, when procedures help less than they did, alerts.

The digest is due on Monday at 7:30 and, where nobody was there to send it, until Tuesday evening; then it is left out,
for the next one is near. Which procedures fell is looked at once a day from 7:30 on; what was found is sent that day or
the next. Each letter is sent at least once. What somebody has is kept beside how they are reached, so that nobody
reads a letter again after a restart; it is sent twice only where nobody knows whether it arrived.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final, Protocol

from bot.conversation import weekly
from bot.conversation.replies import Say
from bot.conversation.speech import Speech
from bot.conversation.turn import VIETNAM, Knowledge, day_of
from bot.conversation.weekly import Waiting
from bot.desk.people import Person, may
from bot.desk.reviews import challenged
from bot.desk.unanswered import grouped, waiting
from bot.language import LANGUAGES, Language
from bot.logs import described
from bot.outbox.delivering import LONGEST_WAIT, MOST_UNSURE, sent
from bot.outbox.hours import is_quiet
from bot.outbox.outcomes import Deliver, Delivered, Gone, Later, Unsure
from bot.records import Book, Queue, RecordsError, Subscriber
from bot.records.counts import Counts, Period
from bot.records.queue import Grouping
from bot.records.subscribers import HELD, Letter
from bot.records.told import Told
from bot.satisfaction.alerts import Fall, alert, compared, falls, to_tell
from bot.satisfaction.report import compiled
from bot.satisfaction.week import last_whole_week, week_from

_log = logging.getLogger(__name__)
FROM: Final = time(7, 30)
DAY: Final = timedelta(days=1)
MONDAY: Final = 0
TUESDAY: Final = 1

Letters = Mapping[Language, Say | None]
"""A letter in each language; None where there is nothing to say."""


class Mailing(Protocol):
    """Who is to be sent a letter: `bot.records.Subscribers`. Every method raises `RecordsError`."""

    async def waiting(self, letter: Letter, day: date) -> bool:
        """Whether somebody lacks the letter of a day."""
        ...

    async def claim(self, letter: Letter, day: date) -> Subscriber | None:
        """Takes somebody who lacks it and whom nobody else has taken."""

    async def done(self, subscriber: Subscriber) -> None:
        """They have it, or need it no more."""

    async def later(self, subscriber: Subscriber, wait: timedelta) -> None:
        """Nothing was sent; the next try may be made after `wait`."""

    async def forget(self, subscriber: Subscriber) -> None:
        """They may not read it any more."""

    async def gone(self, subscriber: Subscriber) -> None:
        """Nobody is there to read."""


class Sources(Protocol):
    """What letters are made of: `bot.records.Records`. Every method raises `RecordsError`."""

    async def told(self, period: Period) -> Told:
        """What a report on a period is made of."""
        ...

    async def thumbs(self, period: Period) -> Counts:
        """The ratings of a period."""
        ...

    async def queue(self, today: date, grouping: Grouping) -> Queue:
        """What could not be answered."""
        ...

    async def book(self) -> Book:
        """What was said of the catalog's facts."""
        ...

    async def alerts_of(self, day: date) -> tuple[str, ...] | None:
        """The procedures of which officials are alerted on a day; None where nobody has looked yet."""

    async def settle_alerts(self, day: date, choose: Callable[[tuple[tuple[str, date], ...]], Iterable[str]]) -> None:
        """Keeps the alerts of a day, unless another process did."""


def digest_due(now: datetime) -> date | None:
    """The Monday whose digest is to be sent now; None where it is too early in the week, or too late."""
    there = now.astimezone(VIETNAM)
    due = there.time() >= FROM if there.weekday() == MONDAY else there.weekday() == TUESDAY
    return there.date() - timedelta(days=there.weekday()) if due else None


@dataclass
class Weekly:
    """Carries digests and alerts to the channels that can write first."""

    mailing: Mailing
    sources: Sources
    knowledge: Callable[[], Knowledge]
    channels: Mapping[str, Deliver]
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    _again_from: datetime | None = field(default=None, init=False)

    async def carry(self, stop: asyncio.Event) -> None:
        """Sends what is due until nothing is, it is night or the channel asks to wait."""
        now = self.clock()
        if is_quiet(now) or (self._again_from is not None and now < self._again_from):
            return
        try:
            await self._carry(now, stop)
        except RecordsError:
            raise
        except Exception as error:
            _log.error("Digests wait, for they could not be put into words: %s", described(error))
            self._again_from = now + LONGEST_WAIT

    async def _carry(self, now: datetime, stop: asyncio.Event) -> None:
        monday = digest_due(now)
        lacking = monday and await self.mailing.waiting("digest", monday)
        if monday and lacking and not await self._send("digest", monday, await self._digest(monday), stop):
            return
        await self._look_for_falls(now)
        for day in (day_of(now) - DAY, day_of(now)):
            told = await self.sources.alerts_of(day) if await self.mailing.waiting("alert", day) else None
            if told and not await self._send("alert", day, await self._alerts(day, told), stop):
                return

    async def _digest(self, monday: date) -> Letters:
        """The digest of the week before a Monday."""
        knowledge, today = self.knowledge(), day_of(self.clock())
        told = await self.sources.told(week_from(last_whole_week(monday)))
        grouping = partial(grouped, key=knowledge.key, new_id=self.new_id)
        queue, book = await self.sources.queue(today, grouping), await self.sources.book()

        def written() -> Letters:
            catalog = knowledge.catalog
            report = compiled(told, catalog, knowledge.source_of)
            left = _waiting(queue, book, knowledge, report.period, today)
            return {each: weekly.digest(report, catalog, Speech(each), left) for each in LANGUAGES}

        return await asyncio.to_thread(written)

    async def _look_for_falls(self, now: datetime) -> None:
        """Looks which procedures fell, once a day and only where somebody wants to know."""
        today = day_of(now)
        if now.astimezone(VIETNAM).time() < FROM or not await self.mailing.waiting("alert", today):
            return
        if await self.sources.alerts_of(today) is None:
            found, _ = await self._fallen(today)
            await self.sources.settle_alerts(
                today, lambda told: [each.procedure for each in to_tell(found, told, today)]
            )

    async def _alerts(self, day: date, told: Sequence[str]) -> Letters:
        """The alerts of a day; of what no longer is a fall, since somebody changed their mind, nothing is said."""
        knowledge = self.knowledge()
        fallen, now = await self._fallen(day)
        found = [alert(each, now, knowledge.catalog, knowledge.source_of) for each in fallen if each.procedure in told]
        return {each: weekly.alerts(found, now.period, knowledge.catalog, Speech(each)) for each in LANGUAGES}

    async def _fallen(self, day: date) -> tuple[Sequence[Fall], Counts]:
        """The procedures that have fallen by a day, and what their ratings are."""
        period = compared(day)
        now, before = await self.sources.thumbs(period), await self.sources.thumbs(period.before)
        return await asyncio.to_thread(falls, now, before, self.knowledge().catalog), now

    async def _send(self, letter: Letter, day: date, said: Letters, stop: asyncio.Event) -> bool:
        """Sends a letter to everybody who lacks it; whether other letters may follow at once."""
        while not stop.is_set() and not is_quiet(self.clock()):
            subscriber = await self.mailing.claim(letter, day)
            if subscriber is None:
                return True
            if not await self._sent(subscriber, said):
                return False
        return False

    async def _sent(self, to: Subscriber, said: Letters) -> bool:
        """Sends a letter to somebody; whether the next one may follow at once."""
        if not may(Person(to.person, to.role or "citizen"), "see_report"):
            await self.mailing.forget(to)
            return True
        message, deliver = said[to.language], self.channels.get(to.address.channel)
        if message is None or deliver is None or to.unsure >= MOST_UNSURE:
            await self.mailing.done(to)
            return True
        match await sent(deliver, to.address, message):
            case Delivered():
                await self.mailing.done(to)
            case Gone():
                _log.info("A digest met nobody; every way to the person was deleted.")
                await self.mailing.gone(to)
            case Later(wait):
                await self.mailing.later(to, max(wait, HELD))
                return not wait
            case Unsure():
                # The claim stays, with the doubt: once it is over, the letter is sent again once.
                _log.warning("Whether a digest arrived is not known; it is sent again once.")
        return True


def _waiting(queue: Queue, book: Book, knowledge: Knowledge, week: Period, today: date) -> Waiting:
    items = waiting(queue)
    new = sum(week.first <= each.first_day <= week.last for each in items)
    oldest = max((each.age(today) for each in items), default=0)
    return Waiting(items, new, oldest, challenged(knowledge.catalog, book, today))
