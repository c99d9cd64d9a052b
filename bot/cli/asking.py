"""The commands that answer: once, or in a talk."""

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot import service
from bot.cli.options import clock_of, common, config_of, failing_clearly
from bot.conversation.once import Asked, ask_once
from bot.matching.evaluation import QuestionsUnreadable
from bot.shelf import Shelf
from bot.terminal import chat as talk
from bot.terminal import plain


@click.command()
@common
def chat(catalog: Path | None, config_file: Path | None, today: datetime | None) -> None:
    """Talk with the assistant here in the terminal; nothing is kept afterwards."""

    async def talking() -> None:
        with service.demo_config(catalog, 0) as config:
            async with service.opened(config, clock_of(today)) as house:
                lines = (line.rstrip("\n") for line in sys.stdin)
                await talk(house.guide, house.pseudonyms, lines, click.echo)

    with failing_clearly():
        asyncio.run(talking())


@click.command()
@common
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the text.")
@click.option("--lang", type=click.Choice(["vi", "en"]), help="Language of the answer.")
@click.option("--explain", is_flag=True, help="Show how the question was read and what it matched.")
@click.option("--batch", type=click.Path(exists=True, path_type=Path), help='JSON lines {"question": …}.')
@click.option("--national", type=click.Path(path_type=Path), help="Index of the national portal's titles.")
def ask(
    catalog: Path | None,
    config_file: Path | None,
    today: datetime | None,
    question: str | None,
    as_json: bool,
    lang: Any,
    explain: bool,
    batch: Path | None,
    national: Path | None,
) -> None:
    """Answer one QUESTION, or every line of a file."""
    if (question is None) == (batch is None):
        raise click.UsageError("Give one question, or --batch FILE.")
    with failing_clearly():
        config = config_of(config_file, catalog)
        shelf = Shelf(config.catalog, service.service_of(config), national or config.national)
        now = clock_of(today)()
        if explain and question is not None:
            for step, text in shelf.knowledge.matcher.explain(question):
                click.echo(f"{step:>28}  {text}")
        questions = [question] if question is not None else read_batch(batch)
        for each in questions:
            asked = ask_once(shelf.knowledge, each, now, lang)
            click.echo(_json(asked) if as_json else plain(asked.text))


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
