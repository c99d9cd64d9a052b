"""The settings of an installation: the environment on top, a YAML file below it, defaults at the bottom.

`MOTCUA_TELEGRAM__TOKEN` in the environment is `telegram: {token: …}` in the file. Only `service.py` and
`cli.py` read this module; every other room takes plain values.
"""

import re
import secrets
import shlex
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.catalog.findings import Finding
from bot.catalog.model import Text
from bot.catalog.nearest import nearest
from bot.catalog.source import read

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_FILE = Path("config.yaml")
DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")
MIN_PSEUDONYM = 32
"""Characters of the secret behind the keyed hashes of people."""

Place = tuple[str | int, ...]
"""The way to a setting: `("telegram", "token")`."""

SECRETS: tuple[Place, ...] = (
    ("secrets", "pseudonym"),
    ("secrets", "sealing"),
    ("telegram", "token"),
    ("telegram", "webhook", "secret"),
)


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
    """The file holds secrets and other users of the machine may read it."""


class ConfigIncomplete(ConfigError):
    """Something is not set without which the service cannot run."""


class DatabaseServed(ConfigError):
    """Another process serves the SQLite file; it has one writer."""


class ConfigNotWritten(ConfigError):
    """A new file cannot be written where it was asked for."""


def _sealing_key(key: SecretStr) -> SecretStr:
    try:
        Fernet(key.get_secret_value())
    except ValueError:
        raise PydanticCustomError("sealing_key", "not a Fernet key; make one with `motcua init`") from None
    return key


def _long_enough(secret: SecretStr) -> SecretStr:
    if len(secret) < MIN_PSEUDONYM:
        problem = f"shorter than {MIN_PSEUDONYM} characters; `motcua init` makes one"
        raise PydanticCustomError("pseudonym", problem)
    return secret


def _token(token: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d+:[\w-]+", token.get_secret_value()):
        raise PydanticCustomError("token", "not a token; @BotFather gives one such as 123456:ABC-DEF")
    return token


def _webhook_secret(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(rf"[\w-]{{{MIN_PSEUDONYM},256}}", secret.get_secret_value(), re.ASCII):
        problem = f"not {MIN_PSEUDONYM} to 256 letters, digits, _ and -; `motcua init` makes one"
        raise PydanticCustomError("webhook_secret", problem)
    return secret


def _listed(given: object) -> object:
    return [each.strip() for each in given.split(",")] if isinstance(given, str) else given


def _database(url: SecretStr) -> SecretStr:
    try:
        driver = make_url(url.get_secret_value()).drivername
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        driver = None
    if driver not in DRIVERS:
        raise PydanticCustomError("database", "write sqlite+aiosqlite:///… or postgresql+asyncpg://…")
    return url


SealingKey = Annotated[SecretStr, AfterValidator(_sealing_key)]
Days = Annotated[int, Field(ge=1)]
Address = Annotated[str, Field(pattern=r"^https?://\S+[^/\s]$")]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Agency(_Section):
    """The office that answers for the bot; until it is named the bot says that it is not an official channel."""

    name: Text


class Operator(_Section):
    """The person to call when the bot cannot help."""

    name: str | None = None
    phone: str | None = None
    hours: Text | None = None
    note: Text | None = None


class Secrets(_Section):
    """`pseudonym` keys the hashes of people and never changes; `sealing` are Fernet keys, newest first."""

    pseudonym: Annotated[SecretStr, AfterValidator(_long_enough)] | None = None
    sealing: Annotated[tuple[SealingKey, ...], BeforeValidator(_listed)] = ()


class Privacy(_Section):
    """Which asked texts are kept, and for how long."""

    keep_question_text: Literal["never", "unanswered", "all"] = "unanswered"
    text_days: Days = 90
    comment_days: Days = 90
    rating_months: Annotated[int, Field(ge=1)] = 24


class Webhook(_Section):
    """Where Telegram posts updates (a path that no page has) and the secret it sends along; by default it is polled."""

    url: Annotated[str, Field(pattern=r"^https?://[^/\s]+/\S*[^/\s]$")] | None = None
    secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None


class Telegram(_Section):
    """The bot's account; without a token there is no Telegram."""

    token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    username: Annotated[str, Field(pattern=r"^\w{5,32}$")] | None = None
    base_url: Address = "https://api.telegram.org/bot"
    webhook: Webhook = Webhook()


class Web(_Section):
    """The web chat: where it listens, under which address people reach it, who may read /metrics."""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: Address | None = None
    metrics: bool = False


class Log(_Section):
    """What the log tells."""

    level: Literal["debug", "info", "warning", "error"] = "info"


class Config(BaseSettings):
    """All settings; frozen. Made by `load`, which alone knows the file."""

    model_config = SettingsConfigDict(
        env_prefix="MOTCUA_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        enable_decoding=False,  # a variable is one setting; JSON in it would be a second way to write a file
        extra="forbid",
        frozen=True,
    )

    agency: Agency | None = None
    operator: Operator = Operator()
    catalog: Path = PROJECT / "catalog"
    database: Annotated[SecretStr, AfterValidator(_database)] = SecretStr("sqlite+aiosqlite:///data/motcua.db")
    secrets: Secrets = Secrets()
    privacy: Privacy = Privacy()
    telegram: Telegram = Telegram()
    web: Web = Web()
    log: Log = Log()


def load(path: Path | None = None) -> Config:
    """The settings of the environment over those of the file.

    Without `path` the file is `config.yaml` where the program was started, and may be missing. Raises
    `ConfigUnreadable`, `SecretsExposed`, or `ConfigWrong` with every wrong setting.
    """
    file = path or DEFAULT_FILE
    in_file = _read(file) if path or file.exists() else {}
    in_environment = _Environment(Config)()
    try:
        return Config.model_validate(_over(in_file, in_environment))
    except ValidationError as error:
        problems = [_problem(each, in_environment, file) for each in error.errors()]
    # Raised here and not above: the causing error would show the values, secrets among them.
    raise ConfigWrong(problems)


def settings(kind: Any = Config, above: Place = ()) -> Iterator[Place]:
    """The way to every setting below `kind`, in the order in which they are declared."""
    while get_args(kind):  # an optional, annotated or listed type: its first part says what it holds
        kind = get_args(kind)[0]
    inside = getattr(kind, "__pydantic_fields__", {})
    if not inside:
        yield above
    for name, field in inside.items():
        yield from settings(field.annotation, (*above, name))


def check_complete(config: Config) -> None:
    """Raises `ConfigIncomplete` with everything that must be set before the service can run."""
    token, webhook, fresh = config.telegram.token, config.telegram.webhook, "`motcua init` writes a config with fresh"
    told = {
        f"secrets.pseudonym: not set; {fresh} secrets": not config.secrets.pseudonym,
        f"secrets.sealing: no key; {fresh} secrets": not config.secrets.sealing,
        "telegram.token: not set, web.enabled is false; set one, or nobody can ask": not (token or config.web.enabled),
        "telegram.token: not set, but telegram.webhook.url is; @BotFather gives one": webhook.url and not token,
        f"telegram.webhook.secret: not set; {fresh} secrets": webhook.url and not webhook.secret,
    }
    problems = [problem for problem, so in told.items() if so]
    if problems:
        raise ConfigIncomplete(problems)


def write_new(path: Path) -> None:
    """Writes a config with fresh secrets that only its owner may read; raises `ConfigNotWritten`."""
    text = (PROJECT / "config.example.yaml").read_text(encoding="utf-8")
    text = text.replace("#  pseudonym: null", f"  pseudonym: {secrets.token_hex(32)}")
    text = text.replace("#  sealing: []", f"  sealing: [{Fernet.generate_key().decode()}]")
    text = text.replace("#    secret: null", f"    secret: {secrets.token_hex(32)}")
    for section in ("#secrets:", "#telegram:", "#  webhook:"):
        text = text.replace(section, section.removeprefix("#"))
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(text, encoding="utf-8")
    except FileExistsError:
        problem = "already there, and may hold the only copy of its secrets; move it away first"
        raise ConfigNotWritten([f"{path}: {problem}"]) from None
    except OSError as error:
        raise ConfigNotWritten([f"{path}: cannot be written ({error.strerror})"]) from None


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise ConfigUnreadable([f"{file}: no such file; `motcua init` writes one"])
    source = read(file)
    if source.findings:
        raise ConfigUnreadable(_unreadable(each) for each in source.findings)
    data = {} if source.data is None else source.data
    if not isinstance(data, dict):
        raise ConfigUnreadable([f"{file}: not settings; write lines such as `web:` and below it `  port: 8080`"])
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & 0o077 and _holds_secrets(data):
        remedy = f"run: chmod 600 {shlex.quote(str(file))}"
        raise SecretsExposed([f"{file}: holds secrets, but others may read it (mode {mode:04o}); {remedy}"])
    return {section: value for section, value in data.items() if value is not None}


def _unreadable(finding: Finding) -> str:
    if finding.code == "duplicate_key":
        return "{0.path}:{0.line}: {key} stands already on line {first}; keep one".format(finding, **finding.values)
    problem = finding.values.get("problem", "not UTF-8 text")
    return f"{finding.path}:{finding.line}: cannot be read as YAML ({problem}); mend this line"


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


def _holds_secrets(data: Mapping[str, Any]) -> bool:
    database = str(data.get("database") or "")
    password = "@" in database and ":" in database.partition("://")[2].partition("@")[0]
    return password or any(_at(data, place) for place in SECRETS)


def _at(data: Any, place: Place) -> Any:
    for part in place:
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _problem(error: ErrorDetails, in_environment: Mapping[str, Any], file: Path) -> str:
    place = tuple(part for part in error["loc"] if isinstance(part, str))
    if _at(in_environment, place) is not None:
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
    shown = place in settings() and place not in (*SECRETS, ("database",)) and isinstance(error["input"], str)
    given = f"{error['input']!r}: " if shown else ""
    return f"{where}: {given}{error['msg'][0].lower()}{error['msg'][1:]}"


def _variable(place: Place) -> str:
    return "MOTCUA_" + "__".join(map(str, place)).upper()
