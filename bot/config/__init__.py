"""The settings of an installation: the environment on top, a YAML file below it, defaults at the bottom.

`MOTCUA_TELEGRAM__TOKEN` in the environment is `telegram: {token: …}` in the file. Only `service.py` and
`cli/` read this package; every other room takes plain values.
"""

from bot.config.errors import (
    ConfigError,
    ConfigIncomplete,
    ConfigNotWritten,
    ConfigUnreadable,
    ConfigWrong,
    DatabaseServed,
    SecretsExposed,
)
from bot.config.model import PROJECT, SECRETS, Config, check_complete, secrets_in, settings
from bot.config.reading import load
from bot.config.writing import write_new

__all__ = [
    "PROJECT",
    "SECRETS",
    "Config",
    "ConfigError",
    "ConfigIncomplete",
    "ConfigNotWritten",
    "ConfigUnreadable",
    "ConfigWrong",
    "DatabaseServed",
    "SecretsExposed",
    "check_complete",
    "load",
    "secrets_in",
    "settings",
    "write_new",
]
