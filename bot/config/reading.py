"""The environment laid over the file, and every mistake in either told at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import EnvSettingsSource

from bot.catalog.nearest import nearest
from bot.config.errors import ConfigWrong
from bot.config.file import read_file, value_at
from bot.config.model import SECRETS, Config, Place, settings

DEFAULT_FILE: Final = Path("config.yaml")


def load(path: Path | None = None) -> Config:
    """The settings of the environment over those of the file.

    Without `path` the file is `config.yaml` where the program was started, and may be missing. Raises
    `ConfigUnreadable`, `SecretsExposed`, or `ConfigWrong` with every wrong setting.
    """
    file = path or DEFAULT_FILE
    in_file = read_file(file) if path or file.exists() else {}
    in_environment = _Environment(Config)()
    try:
        return Config.model_validate(_over(in_file, in_environment))
    except ValidationError as error:
        problems = [_problem(each, in_environment, file) for each in error.errors()]
    # Raised here and not above: the causing error would show the values, secrets among them.
    raise ConfigWrong(problems)


class _Environment(EnvSettingsSource):
    """The variables `MOTCUA_…`, also those that no setting has, so that they can be refused."""

    def __call__(self) -> dict[str, Any]:
        found = super().__call__()
        for name, value in self.env_vars.items():
            setting = name.removeprefix(self.env_prefix.lower())
            if setting != name and setting.split("__")[0] not in Config.model_fields:
                found[setting] = value
        return found


def _over(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """`lower` with what `upper` says laid over it, section by section."""
    merged = dict(lower)
    for key, value in upper.items():
        below = merged.get(key)
        merged[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _problem(error: ErrorDetails, in_environment: Mapping[str, Any], file: Path) -> str:
    place = tuple(part for part in error["loc"] if isinstance(part, str))
    if value_at(in_environment, place) is not None:
        name, known = _variable(place), [_variable(each) for each in settings()]
        where = name
    else:
        name = str(place[-1])
        known = [str(each[len(place) - 1]) for each in settings() if each[: len(place) - 1] == place[:-1]]
        where = f"{file}: {'.'.join(map(str, place))}"
    if error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return f"{where}: unknown key, did you mean {nearest(name, known)}?"
    if error["type"] in ("model_type", "dataclass_type"):
        return f"{where}: not a section; write its settings one by one"
    shown = place in settings() and place not in SECRETS and isinstance(error["input"], str)
    given = f"{error['input']!r}: " if shown else ""
    return f"{where}: {given}{error['msg'][0].lower()}{error['msg'][1:]}"


def _variable(place: Place) -> str:
    return "MOTCUA_" + "__".join(map(str, place)).upper()
