"""Whoever watches over the service learns whether it lives, can answer and what it counted; of people nothing."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date

import httpx
import pytest
from prometheus_client import CollectorRegistry

from bot.conversation.events import Event, Said, Where, Who
from bot.conversation.replies import Reply, Say
from bot.conversation.speech import Speech
from bot.records import AnswerUnknown, Book, RecordsUnavailable, Reminder
from bot.records.board import Board, Loaded
from bot.records.counts import Counts, Period
from bot.records.decisions import GrantedRole
from bot.records.entries import Entry
from bot.records.outreach import Gathering, OutreachTold, Serving
from bot.records.queue import Grouping, Queue
from bot.records.told import Told
from bot.web.application import build, front
from bot.web.health import Check, Health
from bot.web.metrics import Counted, CountedStore, Metrics
from tests.records.people import answered, asked
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import library

HERE = "127.0.0.1"
ELSEWHERE = "203.0.113.5"
AN_ASKS = Said(Where("web", "chat-of-an"), Who("an"), "làm giấy cho bé")


async def fine() -> bool:
    return True


async def missing() -> bool:
    return False


async def gone() -> bool:
    raise RecordsUnavailable("postgresql://an@database is gone")


@asynccontextmanager
async def watching(
    checks: Mapping[str, Check] | None = None,
    metrics: Metrics | None = None,
    address: str = HERE,
    metrics_for_all: bool = False,
) -> AsyncIterator[httpx.AsyncClient]:
    registry = metrics.registry if metrics else CollectorRegistry()
    health = Health(checks or {}, registry, metrics_for_all)
    app = front(health.routes(), build(EchoGuide(), PlainPseudonyms(), library()))
    transport = httpx.ASGITransport(app=app, client=(address, 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


async def test_the_health_check_says_ok_beside_the_chat() -> None:
    async with watching({"database": gone}) as client:
        answer = await client.get("/healthz")
        assert (answer.status_code, answer.text) == (200, "ok\n")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "<form" in (await client.get("/")).text


async def test_ready_is_who_passes_every_check() -> None:
    async with watching({"database": fine, "catalog": fine}) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "database ok\ncatalog ok\n")


async def test_who_is_not_ready_says_so_in_one_word_a_check_and_nothing_more() -> None:
    async with watching({"database": gone, "catalog": missing, "clock": fine}) as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "database unavailable\ncatalog unavailable\nclock ok\n")


@pytest.mark.parametrize(
    ("address", "headers", "for_all", "status"),
    [
        (HERE, {}, False, 200),
        ("::1", {}, False, 200),
        (ELSEWHERE, {}, False, 404),
        ("unix", {}, False, 404),
        (HERE, {"X-Forwarded-For": "127.0.0.1"}, False, 404),
        (HERE, {"Forwarded": "for=203.0.113.5"}, False, 404),
        (ELSEWHERE, {}, True, 200),
    ],
)
async def test_the_counts_are_for_this_machine_unless_the_config_says_otherwise(
    address: str, headers: dict[str, str], for_all: bool, status: int
) -> None:
    async with watching(address=address, metrics_for_all=for_all) as client:
        assert (await client.get("/metrics", headers=headers)).status_code == status


class Kept:
    """Records that keep nothing, or fail as a test says."""

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error

    async def loaded(self, key: str, today: date) -> Loaded:
        return Loaded()

    async def board(self, today: date) -> Board:
        return Board()

    async def role_of(self, person: str) -> GrantedRole | None:
        return None

    async def store(self, key: str, person: str, conversation: str | None, entries: Sequence[Entry] = ()) -> None:
        if self._error:
            raise self._error

    async def held_about(self, person: str) -> Mapping[str, object]:
        return {}

    async def reminders_of(self, person: str) -> Sequence[Reminder]:
        return ()

    async def book(self) -> Book:
        return Book()

    async def serving(self, person: str, first: date, last: date) -> Sequence[Serving]:
        return ()

    async def outreach_told(self, key: str) -> OutreachTold | None:
        return None

    async def gatherings(self, first: date, last: date) -> Sequence[Gathering]:
        return ()

    async def most_helped(self, key: str, most: int) -> Sequence[str]:
        return ()

    async def queue(self, today: date, grouping: Grouping) -> Queue:
        return Queue()

    async def week(self, monday: date) -> Told:
        week = Period(monday, monday)
        return Told(Counts(week), Counts(week.before))

    async def wants_digest(self, person: str) -> bool:
        return False


class Says:
    """Answers with these replies, or raises."""

    def __init__(self, *replies: Reply, error: Exception | None = None) -> None:
        self._replies = replies
        self._error = error

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        if self._error:
            raise self._error
        return self._replies


async def lines(metrics: Metrics) -> list[str]:
    """What Prometheus reads, without its comments."""
    async with watching(metrics=metrics) as client:
        text = (await client.get("/metrics")).text
    return [line for line in text.splitlines() if not line.startswith("#") and "_created" not in line]


async def test_an_answer_is_counted_once_by_kind_and_channel_kept_or_not() -> None:
    metrics = Metrics(CollectorRegistry())
    entries: list[Entry] = [asked(kind="choice"), answered(kind="choice")]
    await CountedStore(Kept(), metrics).store("chat-of-an", "an", None, entries)
    with pytest.raises(RecordsUnavailable):
        await CountedStore(Kept(RecordsUnavailable("locked")), metrics).store("chat-of-an", "an", None, entries)
    told = await lines(metrics)
    assert 'motcua_answers_total{channel="telegram",kind="choice"} 2.0' in told
    assert 'motcua_failures_total{type="RecordsUnavailable"} 1.0' in told
    assert not any("chat-of-an" in line or "xin giấy" in line for line in told)


async def test_an_old_button_is_no_failure() -> None:
    metrics = Metrics(CollectorRegistry())
    with pytest.raises(AnswerUnknown):
        await CountedStore(Kept(AnswerUnknown("too old")), metrics).store("chat", "an", None)
    assert await lines(Metrics(CollectorRegistry())) == await lines(metrics)


async def test_answers_are_timed_and_faults_are_counted() -> None:
    metrics, moments = Metrics(CollectorRegistry()), iter((10.0, 10.3, 20.0, 20.02, 30.0))
    fault = Say(Speech("en").say("fault"))
    for guide in (Says(Say("Thẻ")), Says(fault)):
        await Counted(guide, metrics, lambda: next(moments)).answer(AN_ASKS)
    with pytest.raises(ZeroDivisionError):
        await Counted(Says(error=ZeroDivisionError("bé")), metrics, lambda: next(moments)).answer(AN_ASKS)
    told = await lines(metrics)
    assert 'motcua_answer_seconds_bucket{channel="web",le="0.025"} 1.0' in told
    assert 'motcua_answer_seconds_bucket{channel="web",le="0.5"} 2.0' in told
    assert 'motcua_answers_total{channel="web",kind="fault"} 1.0' in told
    assert 'motcua_failures_total{type="ZeroDivisionError"} 1.0' in told
    assert not any("bé" in line for line in told)
