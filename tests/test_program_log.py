"""What the program writes to its log: never its secrets, nor what people wrote, however loud it is set."""

import logging
from collections.abc import Iterator

import pytest

from bot.config import Config, secrets_in
from bot.logs import to_stderr
from bot.service import demo_config


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The log is the whole process's: put back afterwards."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    monkeypatch.setattr(root, "handlers", [])
    levels = root.level, ours.level
    yield
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


def log_of(config: Config) -> None:
    """As the commands that serve begin."""
    to_stderr(config.log.level, secrets_in(config))


def test_what_the_program_logs_shows_none_of_its_secrets(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with demo_config(None, 0) as config:
        assert config.secrets.pseudonym
        secret = config.secrets.pseudonym.get_secret_value()
        log_of(config)
        logging.getLogger("somebody.else").error("no entry with %s", secret)
    written = capsys.readouterr().err
    assert "no entry with [secret]" in written
    assert secret not in written


@pytest.mark.parametrize(("level", "chatty"), [("debug", True), ("info", False)])
def test_at_the_loudest_level_only_the_program_itself_says_more(
    capsys: pytest.CaptureFixture[str], level: str, chatty: bool
) -> None:
    """A library's own debugging may hold what people wrote: aiosqlite logs each statement with its values."""
    with demo_config(None, 0) as config:
        log_of(config.model_copy(update={"log": config.log.model_copy(update={"level": level})}))
        logging.getLogger("aiosqlite").debug("INSERT INTO asked_texts … 'mẹ tôi tên là'")
        logging.getLogger("bot.service").debug("our own words")
    written = capsys.readouterr().err
    assert "mẹ tôi" not in written
    assert ("our own words" in written) is chatty
