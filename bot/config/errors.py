"""What can be wrong with an installation's settings, told so that whoever set it up can mend it."""

from collections.abc import Iterable


class ConfigError(Exception):
    """The settings cannot be used; the text tells each problem on a line: place, what is wrong, remedy."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class ConfigUnreadable(ConfigError):
    """The file is not there, may not be read or is not YAML."""


class ConfigWrong(ConfigError):
    """Settings that do not exist or have a value they cannot have."""


class SecretsExposed(ConfigError):
    """The file holds secrets and others than who runs the program may read it."""


class ConfigIncomplete(ConfigError):
    """Something is not set without which the service cannot run."""


class DatabaseServed(ConfigError):
    """Another process serves the SQLite file; it has one writer."""


class ConfigNotWritten(ConfigError):
    """A new file cannot be written where it was asked for."""
