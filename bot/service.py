"""The one place where everything is put together.

What a channel or the records need is imported where it is put together: `motcua ask` needs none of it, and importing
it takes longer than answering.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic_ns
from typing import TYPE_CHECKING

from bot.catalog.model import Words
from bot.config import Config, DatabaseServed, check_complete
from bot.conversation.answers import Answers, Suggests
from bot.conversation.turn import VIETNAM, Knowledge, Operator, Service, day_of
from bot.desk.learning import follow
from bot.records import RecordsError
from bot.satisfaction.forgotten import forgotten_papers
from bot.shelf import Shelf

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from bot.catalog.catalog import Catalog
    from bot.records import Database, Pseudonyms, Records, Secrets
    from bot.telegram.application import TelegramApplication
    from bot.telegram.polling import TokenRefused
    from bot.telegram.webhook import Webhook
    from bot.web.metrics import Metrics

_log = logging.getLogger(__name__)
DAY = timedelta(days=1)
MORNING = time(9, 0)
"""When a day given with `--today` begins, in Vietnam."""

Clock = Callable[[], datetime]


def clock(today: date | None) -> Clock:
    """The real time, or a clock that starts on the morning of `today`."""
    if today is None:
        return lambda: datetime.now(UTC)
    started = datetime.now(UTC)
    morning = datetime.combine(today, MORNING, VIETNAM)
    return lambda: morning + (datetime.now(UTC) - started)


@dataclass(frozen=True)
class House:
    """Everything that stands behind the channels."""

    shelf: Shelf
    database: Database
    records: Records
    guide: Answers
    suggests: Suggests
    pseudonyms: Pseudonyms
    metrics: Metrics


@asynccontextmanager
async def opened(config: Config, now: Clock) -> AsyncIterator[House]:
    """The house with its database migrated and open.

    Raises `CatalogBroken`, `ConfigError`, `RecordsUnavailable` and `NationalUnreadable`.
    """
    from prometheus_client import CollectorRegistry

    from bot.conversation.guide import Guide
    from bot.records import Database, Pseudonyms, Records
    from bot.web.metrics import Counted, CountedStore, Metrics

    check_complete(config)
    shelf = Shelf(config.catalog, service_of(config), config.national)
    async with Database(config.database.get_secret_value()) as database:
        held = secrets_of(config)
        records = Records(database, held, config.privacy.keep_question_text)
        metrics = Metrics(CollectorRegistry())
        store = CountedStore(records, metrics)
        guide = Guide(lambda: shelf.knowledge, store, now, new_id)
        yield House(shelf, database, records, Counted(guide, metrics), guide, Pseudonyms(held.pseudonym), metrics)


def new_id() -> str:
    """Eight characters that nobody can guess."""
    return secrets.token_urlsafe(6)


def service_of(config: Config) -> Service:
    """Who runs the assistant, in the words of the conversation."""
    operator = config.operator
    return Service(
        agency=config.agency.name if config.agency else None,
        operator=Operator(operator.name, operator.phone, operator.hours, operator.note),
        public_url=config.web.public_url,
        telegram_username=config.telegram.username,
        keeps_text=config.privacy.keep_question_text,
        text_days=config.privacy.text_days,
        rating_months=config.privacy.rating_months,
    )


def secrets_of(config: Config) -> Secrets:
    """The secrets of a complete config."""
    from bot.records import Secrets

    assert config.secrets.pseudonym is not None
    sealing = tuple(key.get_secret_value().encode() for key in config.secrets.sealing)
    return Secrets(config.secrets.pseudonym.get_secret_value().encode(), sealing)


async def serve(config: Config, now: Clock, ready: Callable[[str], None]) -> None:
    """Serves the channels of the config until SIGINT or SIGTERM; `ready` is told where, once it answers.

    What was accepted by then is finished, within 10 s. Raises what `opened` raises, `DatabaseServed`, `OSError`
    where the port is taken, and `TokenRefused`.
    """
    from bot.telegram import polling as telegram_polling
    from bot.telegram import webhook as telegram_webhook
    from bot.web.serving import on_web

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    refused: list[TokenRefused] = []
    with _alone(config):
        async with opened(config, now) as house, AsyncExitStack() as channels:
            telegram = _telegram(config, house)
            webhook = _webhook(config, house, telegram, now)
            if config.web.enabled or webhook:
                web = _web(config, house, webhook, now)
                ready(await channels.enter_async_context(on_web(web, config.web.host, config.web.port)))
            closed = asyncio.Event()
            async with asyncio.TaskGroup() as tasks:
                if webhook:
                    # Needed until the last update that was posted is answered.
                    posting = telegram_webhook.run(webhook, closed, _agency(config), house.shelf.is_named)
                    tasks.create_task(_until_refused(posting, stop, refused))
                elif telegram:
                    polling = telegram_polling.run(telegram, stop, _agency(config), named=house.shelf.is_named)
                    tasks.create_task(_until_refused(polling, stop, refused))
                tasks.create_task(asyncio.to_thread(house.shelf.knowledge.build))
                tasks.create_task(house.shelf.watch(stop))
                tasks.create_task(_tend_daily(config, house, now, stop))
                tasks.create_task(follow(house.records.learned, house.shelf.learn, stop))
                tasks.create_task(_write_first(config, house, now, stop))
                await stop.wait()
                await channels.aclose()
                closed.set()
    # Raised here: inside, it would take the web down in the middle of an answer.
    if refused:
        raise refused[0]


@contextmanager
def _alone(config: Config) -> Iterator[None]:
    """Holds the SQLite file for this process; raises `DatabaseServed`. PostgreSQL may be served by several."""
    from bot.records.lock import file_of, only_here

    file = file_of(config.database.get_secret_value())
    if file is None:
        yield
        return
    with only_here(file) as ours:
        if not ours:
            remedy = "stop it first, or use another file or PostgreSQL"
            raise DatabaseServed([f"database: {file} is served already by another `motcua run`; {remedy}"])
        yield


def _agency(config: Config) -> Words | None:
    return config.agency.name if config.agency else None


def _telegram(config: Config, house: House) -> TelegramApplication | None:
    if config.telegram.token is None:
        return None
    from bot.telegram.application import build
    from bot.telegram.logs import quiet_logs
    from bot.telegram.manners import Manners

    token = config.telegram.token.get_secret_value()
    quiet_logs(token, logging.getLogger().handlers)
    # Lateness is told by the real time, also where `--today` set another day for the answers.
    manners = Manners(now=clock(None), limited=house.metrics.limited.labels("telegram").inc)
    url, suggests = config.telegram.base_url, house.suggests
    return build(token, house.guide, house.pseudonyms, url, manners=manners, suggests=suggests)


def _webhook(config: Config, house: House, telegram: TelegramApplication | None, now: Clock) -> Webhook | None:
    from bot.records import Updates
    from bot.telegram.webhook import Address, Webhook

    given = config.telegram.webhook
    if telegram is None or given.url is None or given.secret is None:
        return None
    address = Address(given.url, given.secret.get_secret_value())
    return Webhook(telegram, address, Updates(house.database, lambda: day_of(now())))


def _web(config: Config, house: House, webhook: Webhook | None, now: Clock) -> Starlette:
    """All that is served over HTTP: health, Telegram's updates, the chat and the pages for people."""
    from bot.web.application import build, front
    from bot.web.health import Health
    from bot.web.library import Library
    from bot.web.limits import Limits

    async def database() -> bool:
        await house.database.health()
        return True

    async def catalog() -> bool:
        return bool(house.shelf.knowledge.catalog.procedures)

    checks = {"database": database, "catalog": catalog}
    health = Health(checks, house.metrics.registry, config.web.metrics).routes()
    chat = None
    if config.web.enabled:
        public_url, proxy = config.web.public_url, config.web.trusted_proxy
        library = Library(lambda: house.shelf.knowledge, now, house.records.board, house.records.count_poster)
        limits = Limits.a_minute(monotonic_ns, address=config.web.events_a_minute)
        chat = build(house.guide, house.pseudonyms, library, public_url, trusted_proxy=proxy, limits=limits)
    return front([*health, webhook.route()] if webhook else health, chat)


async def _until_refused(running: Awaitable[None], stop: asyncio.Event, refused: list[TokenRefused]) -> None:
    """Awaits `running`; a token that is refused stops everything, for nobody would notice else."""
    from bot.telegram.polling import TokenRefused

    try:
        await running
    except TokenRefused as error:
        refused.append(error)
        stop.set()


async def _tend_daily(config: Config, house: House, now: Clock, stop: asyncio.Event) -> None:
    """Keeps the privacy page's promise also where nobody set a timer for `motcua purge`; counts what people forget."""
    while not stop.is_set():
        try:
            await _purge(config, house, now())
            house.shelf.hears(await forgotten_papers(house.records, day_of(now())))
        except RecordsError as error:
            _log.error("What is too old could not be deleted, tomorrow again: %s", error)
        try:
            async with asyncio.timeout(DAY.total_seconds()):
                await stop.wait()
        except TimeoutError:
            continue


async def _write_first(config: Config, house: House, now: Clock, stop: asyncio.Event) -> None:
    """Carries what is due to Telegram, the only channel on which we can write first and to groups."""
    if config.telegram.token is None:
        return
    from bot.outbox.boards import Boards
    from bot.outbox.home_visits import Visits
    from bot.outbox.notes import Notes
    from bot.outbox.sending import Outbox
    from bot.outbox.weekly import Weekly
    from bot.records import Outgoing, Subscribers
    from bot.records.outreach_outgoing import BoardsDue, VisitsDue
    from bot.telegram.group_board import writing_in_groups
    from bot.telegram.writing_first import writing_first

    def knowledge() -> Knowledge:
        return house.shelf.knowledge

    def catalog() -> Catalog:
        return knowledge().catalog

    database, held = house.database, secrets_of(config)
    token, url = config.telegram.token.get_secret_value(), config.telegram.base_url
    async with writing_first(token, url) as deliver, writing_in_groups(token, url) as group:
        channels = {"telegram": deliver}
        due, notes = Outgoing(database, held, now), Notes(house.records, catalog, channels, now)
        weekly = Weekly(Subscribers(database, held, now), house.records, knowledge, channels, now, new_id)
        visits = Visits(VisitsDue(database, held), catalog, lambda: knowledge().service.operator, channels, now)
        boards = Boards(BoardsDue(database, held, now), catalog, group, now)
        outreach = house.records.outreach
        await Outbox(due, catalog, channels, now, notes, (weekly, visits, boards), outreach).run(stop)


@contextmanager
def demo_config(catalog: Path | None, port: int) -> Iterator[Config]:
    """A config for trying out: the web on loopback, fresh secrets, a database that is thrown away."""
    from cryptography.fernet import Fernet

    with tempfile.TemporaryDirectory(prefix="motcua-") as folder:
        given: dict[str, object] = {"catalog": catalog} if catalog else {}
        yield Config.model_validate(
            given
            | {
                "database": f"sqlite+aiosqlite:///{folder}/demo.db",
                "secrets": {"pseudonym": secrets.token_hex(32), "sealing": [Fernet.generate_key().decode()]},
                "log": {"level": "warning"},
                "web": {"port": port, "public_url": f"http://127.0.0.1:{port}" if port else None},
            }
        )


async def purge(config: Config, now: Clock) -> Mapping[str, int]:
    """Deletes what has been kept long enough; how many rows of each table."""
    async with opened(config, now) as house:
        return await _purge(config, house, now())


async def _purge(config: Config, house: House, moment: datetime) -> Mapping[str, int]:
    from bot.conversation.state import remaining
    from bot.records import Retention

    kept = config.privacy
    retention = Retention(kept.text_days, kept.comment_days, kept.rating_months)
    return await house.records.purge(day_of(moment), retention, lambda text: remaining(text, moment))
