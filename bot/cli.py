"""The command line, `motcua COMMAND`.

Exit codes: 0 done, 1 the input has errors, 2 the command line or the config is wrong. What only one command needs it
imports itself: `motcua ask` is to answer at once.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from bot import config as settings
from bot import service
from bot.catalog import CatalogBroken, Finding, read_catalog
from bot.catalog.checking import overdue
from bot.conversation.once import Asked, ask_once
from bot.conversation.turn import VIETNAM, Service
from bot.matching.evaluation import QuestionsUnreadable, Tally, evaluate, read_questions
from bot.records import GrantedRole, RecordsError
from bot.terminal import chat as talk
from bot.terminal import plain

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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="motcua")
def main() -> None:
    """Một Cửa tells citizens how to get an administrative procedure done."""


@main.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("config.yaml"))
def init(path: Path) -> None:
    """Write a config with fresh secrets that only you may read."""
    with failing_clearly():
        settings.write_new(path)
    click.echo(f"{path} written. Put the bot's token into it, then start with scripts/run.")


@main.command()
@common
def run(catalog: Path | None, config_file: Path | None, today: datetime | None) -> None:
    """Serve Telegram and the web as configured."""
    from bot.telegram.polling import TokenRefused

    with failing_clearly(TokenRefused):
        config = _config(config_file, catalog)
        service.log_to_stderr(config)
        asyncio.run(service.serve(config, _clock(today), _announce))


@main.command()
@common
@click.option("--port", default=8080, show_default=True, help="Port of the web chat; 0 takes a free one.")
def demo(catalog: Path | None, config_file: Path | None, today: datetime | None, port: int) -> None:
    """Serve the web chat on loopback with a throw-away database; no token, no config."""
    with failing_clearly(), service.demo_config(catalog, port) as config:
        service.log_to_stderr(config)
        asyncio.run(service.serve(config, _clock(today), _announce))


@main.command()
@common
def chat(catalog: Path | None, config_file: Path | None, today: datetime | None) -> None:
    """Talk with the assistant here in the terminal; nothing is kept afterwards."""

    async def talking() -> None:
        with service.demo_config(catalog, 0) as config:
            async with service.opened(config, _clock(today)) as house:
                lines = (line.rstrip("\n") for line in sys.stdin)
                await talk(house.guide, house.pseudonyms, lines, click.echo)

    with failing_clearly():
        asyncio.run(talking())


@main.command()
@common
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the text.")
@click.option("--lang", type=click.Choice(["vi", "en"]), help="Language of the answer.")
@click.option("--explain", is_flag=True, help="Show how the question was read and what it matched.")
@click.option("--batch", type=click.Path(exists=True, path_type=Path), help='JSON lines {"question": …}.')
def ask(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    question: str | None,
    as_json: bool,
    lang: Any,
    explain: bool,
    batch: Path | None,
) -> None:
    """Answer one QUESTION, or every line of a file."""
    if (question is None) == (batch is None):
        raise click.UsageError("Give one question, or --batch FILE.")
    with failing_clearly():
        knowledge = service.Shelf(*_shelf(config_file, catalog)).knowledge
        now = _clock(today)()
        if explain and question is not None:
            for step, text in knowledge.matcher.explain(question):
                click.echo(f"{step:>28}  {text}")
        questions = [question] if question is not None else read_batch(batch)
        for each in questions:
            asked = ask_once(knowledge, each, now, lang)
            click.echo(_json(asked) if as_json else plain(asked.text))


@main.command()
@common
@click.option("--json", "as_json", is_flag=True, help="A JSON list of findings.")
def check(catalog: Path | None, config_file: Path | None, today: datetime | None, as_json: bool) -> None:
    """Tell what an official should mend in the catalog, as file:line; exit 1 on an error."""
    with failing_clearly():
        reading = read_catalog(_shelf(config_file, catalog)[0])
    day = _clock(today)().astimezone(VIETNAM).date()
    findings = sorted([*reading.findings, *overdue(reading.placed, day)])
    if as_json:
        click.echo(json.dumps([_finding(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
        warnings = len(findings) - len(reading.errors)
        click.echo(f"{len(reading.catalog.procedures)} procedures, {len(reading.errors)} errors, {warnings} warnings.")
    sys.exit(1 if reading.errors else 0)


@main.command(name="evaluate")
@common
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object of counts.")
def evaluate_(
    catalog: Path | None, config_file: Path | None, today: datetime | None, file: Path, as_json: bool
) -> None:
    """Count how often labelled questions (JSON lines) are understood."""
    with failing_clearly():
        knowledge = service.Shelf(*_shelf(config_file, catalog)).knowledge
        tallies = evaluate(knowledge.matcher, read_questions(file))
    if as_json:
        click.echo(json.dumps({kind: asdict(tally) for kind, tally in tallies.items()}, indent=2))
        return
    for kind, tally in sorted(tallies.items(), key=lambda each: (each[0] != "all", each[0])):
        click.echo(_line(kind, tally))


@main.command()
@common
@click.option("--role", type=click.Choice(get_args(GrantedRole)), required=True, help="The role that is offered.")
def invite(catalog: Path | None, config_file: Path | None, today: datetime | None, role: GrantedRole) -> None:
    """Print a link that gives a role to the first person who accepts it."""
    import secrets

    from bot.desk.invitations import LASTS, Invitation

    async def keeping(config: settings.Config, day: date) -> None:
        async with service.opened(config, _clock(today)) as house:
            await house.records.keep_invitation(invitation.kept(day))

    with failing_clearly():
        config = _config(config_file, catalog)
        invitation = Invitation(role, secrets.token_urlsafe(16))
        links = invitation.links(config.telegram.username, config.web.public_url)
        if not links:
            problem = "telegram.username, web.public_url: neither is set; set one, or there is no address to print"
            raise settings.ConfigIncomplete([problem])
        day = _clock(today)().astimezone(VIETNAM).date()
        asyncio.run(keeping(config, day))
    click.echo(f"One person can become {role} by one of these, until {day + LASTS - timedelta(days=1)}:")
    for link in links:
        click.echo(link)


@main.command()
@common
def purge(catalog: Path | None, config_file: Path | None, today: datetime | None) -> None:
    """Delete what has been kept long enough; for a daily timer."""
    with failing_clearly():
        counts = asyncio.run(service.purge(_config(config_file, catalog), _clock(today)))
    click.echo(", ".join(f"{name}: {count}" for name, count in counts.items()))


@contextmanager
def failing_clearly(*failures: type[Exception]) -> Iterator[None]:
    """Ends the program with a sentence and the right exit code instead of a traceback.

    `failures` are those that one command alone meets.
    """
    expected: tuple[type[Exception], ...] = (CatalogBroken, QuestionsUnreadable, RecordsError, OSError, *failures)
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


def read_batch(file: Path | None) -> list[str]:
    """The questions of a file of JSON lines; raises `QuestionsUnreadable`."""
    questions = []
    assert file is not None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            questions.append(str(json.loads(line)["question"]))
        except (ValueError, KeyError, TypeError) as error:
            raise QuestionsUnreadable(f'{file}:{number}: write one JSON object with "question" a line') from error
    return questions


def _config(file: Path | None, catalog: Path | None) -> settings.Config:
    config = settings.load(file)
    return config.model_copy(update={"catalog": catalog}) if catalog else config


def _shelf(file: Path | None, catalog: Path | None) -> tuple[Path, Service]:
    config = _config(file, catalog)
    return config.catalog, service.service_of(config)


def _clock(today: datetime | None) -> service.Clock:
    return service.clock(today.date() if today else None)


def _announce(address: str) -> None:
    click.echo(f"Một Cửa: {address}")


def _json(asked: Asked) -> str:
    match = asked.match
    candidates = [
        {
            "id": candidate.procedure.id,
            "code": candidate.procedure.code,
            "name": candidate.procedure.name.vi,
            "level": candidate.procedure.level,
            "score": candidate.score,
        }
        for candidate in match.candidates
    ]
    row = {
        "kind": asked.kind,
        "outcome": match.outcome,
        "aspect": match.aspect,
        "candidates": candidates,
        "text": plain(asked.text),
    }
    return json.dumps(row, ensure_ascii=False)


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "file": str(finding.path),
        "line": finding.line,
        "severity": finding.severity,
        "code": finding.code,
        "text": finding.text,
    }


def _line(kind: str, tally: Tally) -> str:
    parts = [f"{kind:22}"]
    if tally.held:
        parts.append(f"first {tally.first}/{tally.held}, among three {tally.third}/{tally.held}")
        parts.append(f"answered {tally.answered}, of these wrong {tally.wrong}")
    if tally.foreign:
        parts.append(f"not held: rightly not answered {tally.refused}/{tally.foreign}")
    return "; ".join(parts)


if __name__ == "__main__":
    main()
