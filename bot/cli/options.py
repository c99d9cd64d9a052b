"""What all commands share: three options, the settings they stand for, and how a command fails."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from bot import config as settings
from bot import service
from bot.catalog import CatalogBroken
from bot.conversation.turn import day_of
from bot.exchange.national import NationalUnreadable
from bot.matching.evaluation import QuestionsUnreadable
from bot.records import RecordsError

Command = TypeVar("Command", bound=Callable[..., Any])
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--catalog", type=click.Path(path_type=Path), help="Folder of the catalog."),
    click.option("--config", "config_file", type=click.Path(path_type=Path), help="Config file."),
    click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day for today (2026-11-23)."),
)


def common(command: Command) -> Command:
    """Gives a command the options that all have."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@contextmanager
def failing_clearly(*failures: type[Exception]) -> Iterator[None]:
    """Ends the program with a sentence and the right exit code instead of a traceback.

    `failures` are those that one command alone meets.
    """
    expected: tuple[type[Exception], ...] = (
        CatalogBroken,
        QuestionsUnreadable,
        RecordsError,
        NationalUnreadable,
        OSError,
        *failures,
    )
    try:
        yield
    except settings.ConfigError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except expected as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)


def config_of(file: Path | None, catalog: Path | None) -> settings.Config:
    """The settings, with the folder of the catalog that the command line names."""
    config = settings.load(file)
    return config.model_copy(update={"catalog": catalog}) if catalog else config


def clock_of(today: datetime | None) -> service.Clock:
    """The real time, or one that begins on the day of the command line."""
    return service.clock(today.date() if today else None)


def day_in_vietnam(today: datetime | None) -> date:
    """Today, as the command line has it."""
    return day_of(clock_of(today)())


def writable(_: click.Context, __: click.Parameter, file: Path | None) -> Path | None:
    """A file that may be written: a new one, or one of ours anew; never a folder, a device or a pipe."""
    if file is None:
        return None
    if file.exists() and not file.is_file():
        raise click.BadParameter(f"{file} is no file; name a new one, or one that may be overwritten")
    if not file.parent.is_dir():
        raise click.BadParameter(f"{file.parent} is no folder; make it first")
    return file
