"""The commands as a terminal runs them."""

from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli import main


def run(*words: str | Path) -> Result:
    """What `motcua WORDS` says, and its exit code."""
    return CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False)
