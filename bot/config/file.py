"""The settings' file: YAML as typed, and nobody's but the operator's where it holds a secret."""

import os
import shlex
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.catalog.findings import Finding
from bot.catalog.source import read
from bot.config.errors import ConfigUnreadable, SecretsExposed
from bot.config.model import DATABASE, SECRETS, Place
from bot.config.values import password_in


def read_file(file: Path) -> dict[str, Any]:
    """What the file sets; raises `ConfigUnreadable`, or `SecretsExposed` where others could read its secrets."""
    _check_readable(file)
    source = read(file)
    if source.findings:
        raise ConfigUnreadable(_told(each) for each in source.findings)
    data = {} if source.data is None else source.data
    if not isinstance(data, dict):
        raise ConfigUnreadable([f"{file}: not settings; write lines such as `web:` and below it `  port: 8080`"])
    if _holds_secrets(data):
        _check_private(file)
    return {section: value for section, value in data.items() if value is not None}


def value_at(data: Any, place: Place) -> Any:
    """What stands at a place, None where nothing does."""
    for part in place:
        data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _check_readable(file: Path) -> None:
    try:
        with file.open(encoding="utf-8"):
            return
    except FileNotFoundError:
        problem = f"{file}: no such file; `motcua init` writes one"
    except OSError as error:
        problem = f"{file}: cannot be read ({error.strerror}); name a file that this account may read"
    raise ConfigUnreadable([problem])


def _told(finding: Finding) -> str:
    if finding.code == "duplicate_key":
        return "{0.path}:{0.line}: {key} stands already on line {first}; keep one".format(finding, **finding.values)
    problem = finding.values.get("problem", "not UTF-8 text")
    return f"{finding.path}:{finding.line}: cannot be read as YAML ({problem}); mend this line"


def _holds_secrets(data: Mapping[str, Any]) -> bool:
    found = {place: value for place in SECRETS if (value := value_at(data, place))}
    database = found.pop(DATABASE, None)
    return bool(found) or (database is not None and password_in(str(database)) is not None)


def _check_private(file: Path) -> None:
    """The file behind a symbolic link is what counts: whoever may replace the link does not read the secrets by it."""
    state, name = file.stat(), shlex.quote(str(file))
    mode, account = stat.S_IMODE(state.st_mode), os.geteuid()
    problems = []
    if mode & 0o077:
        problems.append(f"others may read it (mode {mode:04o}); run: chmod 600 {name}")
    if state.st_uid not in (account, 0):
        remedy = f"run: chown {account} {name}, or start the program as account {state.st_uid}"
        problems.append(f"it belongs to account {state.st_uid} and this is {account}; {remedy}")
    if problems:
        raise SecretsExposed(f"{file}: holds secrets, but {problem}" for problem in problems)
