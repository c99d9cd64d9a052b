"""An official looks at a week, and may have it sent on Mondays: only if they agree, and only by a private chat."""

from datetime import date, timedelta
from typing import Final

from bot.conversation.events import Tapped
from bot.conversation.queue_actions import ShowItem
from bot.conversation.replies import Attach, Button, Notice, Replace, Reply, Row, Say
from bot.conversation.report_actions import AgreeDigest, AskDigest, ShowFixes, ShowWeek, StopDigest
from bot.conversation.rows import in_pairs
from bot.conversation.topics import official, shown
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn
from bot.conversation.weekly import told
from bot.records.diary import Address
from bot.records.entries import DigestStopped, DigestWanted

CONSENT: Final = 1
"""Of the words in `digest_ask.html`: another number once they promise something else."""

KEPT: Final = timedelta(weeks=52)
"""How long somebody is written to before they are asked again; whole weeks, which tell no day on which they agreed."""

WEEK: Final = timedelta(weeks=1)
FARTHEST: Final = timedelta(weeks=104)
"""Weeks further back were deleted."""


def week_asked(turn: Turn) -> date:
    """The Monday of the week that this turn is about; of the weeks that are over the last one, unless it is named."""
    last = _monday(turn.today) - WEEK
    action = turn.event.action if isinstance(turn.event, Tapped) else None
    if not isinstance(action, ShowWeek):
        return last
    named = min(max(date.fromisoformat(action.day), last - FARTHEST), last)
    return _monday(named)


def statistics(turn: Turn) -> Outcome:
    """A week in five lines and a picture; a new message each time, so that the picture stands under its words."""
    return official.done(turn, "see_report", lambda _: _week(turn))


def ask_digest(turn: Turn) -> Outcome:
    """What would be kept and sent; nothing is before they agree."""
    if turn.event.where.address is None:
        return expired(turn)
    agree = Button(turn.speech.label("agree_digest"), AgreeDigest())
    text = turn.speech.say("digest_ask", until=_until(turn))
    return official.done(turn, "see_report", lambda _: Outcome((Say(text, ((agree,),)),), shown.seen(turn)))


def agree_digest(turn: Turn) -> Outcome:
    """They agree: the contact is kept until they stop it, lose their role or a year is over."""
    where, who = turn.event.where, turn.event.who
    if where.address is None:
        return expired(turn)
    to, monday = Address(where.channel, where.address), _monday(turn.today)
    wanted = DigestWanted(who.key, to, turn.language, CONSENT, monday, _until(turn))
    kept = Replace(turn.speech.say("digest_kept", until=_until(turn)))
    unsaved = (Notice(turn.speech.say("unsaved")),)
    return official.done(turn, "see_report", lambda _: Outcome((kept,), shown.seen(turn), (wanted,), unsaved=unsaved))


def stop_digest(turn: Turn) -> Outcome:
    """They are not written to any more; the letter under which they tapped stays as it is."""
    if not turn.event.where.private:
        return expired(turn)
    again = Button(turn.speech.label("want_digest"), AskDigest())
    rows: tuple[Row, ...] = ((again,),) if turn.event.where.address else ()
    say = Say(turn.speech.say("digest_stopped"), rows)
    entry = DigestStopped(turn.event.who.key)
    return Outcome((say,), shown.seen(turn), (entry,), unsaved=(Notice(turn.speech.say("unsaved")),))


def _week(turn: Turn) -> Outcome:
    if turn.told is None:
        return official.unread(turn)
    # What counts and draws takes longer to import than most answers take.
    from bot.satisfaction.charts import chart_png
    from bot.satisfaction.report import compiled

    catalog = turn.knowledge.catalog
    report = compiled(turn.told, catalog, turn.knowledge.source_of)
    replies: list[Reply] = [Say(told(report, catalog, turn.speech), _ways(turn))]
    if not report.empty:
        caption = turn.speech.say("week_chart", period=report.period)
        replies.append(Attach(f"motcua-{report.period.first}.png", chart_png(report), caption))
    return Outcome(tuple(replies), shown.seen(turn))


def _ways(turn: Turn) -> tuple[Row, ...]:
    label, monday = turn.speech.label, week_asked(turn)
    last = _monday(turn.today) - WEEK
    beside = [
        (label("week_before"), monday - WEEK, monday > last - FARTHEST),
        (label("week_after"), monday + WEEK, monday < last),
    ]
    weeks = [Button(name, ShowWeek(day.isoformat())) for name, day, there in beside if there]
    work = [Button(label("show_queue"), ShowItem()), Button(label("show_fixes"), ShowFixes())]
    digest = [Button(label("stop_digest"), StopDigest()) if turn.subscribed else _want(turn)]
    return (tuple(weeks), *in_pairs(work), *((tuple(digest),) if turn.event.where.address else ()))


def _want(turn: Turn) -> Button:
    return Button(turn.speech.label("want_digest"), AskDigest())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _until(turn: Turn) -> date:
    return _monday(turn.today) + KEPT
