"""`python -m tests.saturday.program --config FILE CLOCK`: what `motcua run` does, at the moment that a file tells.

A Saturday is played in half a minute, and its report is by the hour: so the hour is the test's to say.
"""

import argparse
import asyncio
from datetime import datetime
from pathlib import Path

import click

from bot import config as settings
from bot import service
from bot.logs import to_stderr


def main() -> None:
    """Serves until it is told to stop; prints where, once it answers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("clock", type=Path, help="Holds the moment, as ISO 8601 writes it, with its offset.")
    given = parser.parse_args()
    config = settings.load(given.config)
    to_stderr(config.log.level, settings.secrets_in(config))

    def clock() -> datetime:
        return datetime.fromisoformat(given.clock.read_text(encoding="utf-8"))

    asyncio.run(service.serve(config, clock, lambda address: click.echo(f"Một Cửa: {address}")))


if __name__ == "__main__":
    main()
