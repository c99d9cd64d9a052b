"""The settings there are, section by section, with what each is when it is not set."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.catalog.model import Text
from bot.config.errors import ConfigIncomplete
from bot.config.values import (
    Address,
    DatabaseUrl,
    Days,
    IpAddress,
    Months,
    Page,
    Port,
    Pseudonym,
    SealingKeys,
    Token,
    WebhookSecret,
    password_in,
)

PROJECT: Final = Path(__file__).resolve().parents[2]

Place = tuple[str | int, ...]
"""The way to a setting: `("telegram", "token")`."""

DATABASE: Final[Place] = ("database",)


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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

    pseudonym: Pseudonym | None = None
    sealing: SealingKeys = ()


class Privacy(_Section):
    """Which asked texts are kept, and for how long."""

    keep_question_text: Literal["never", "unanswered", "all"] = "unanswered"
    text_days: Days = 90
    comment_days: Days = 90
    rating_months: Months = 24


class Webhook(_Section):
    """Where Telegram posts updates (a path that no page has) and the secret it sends along; by default it is polled."""

    url: Page | None = None
    secret: WebhookSecret | None = None


class Telegram(_Section):
    """The bot's account; without a token there is no Telegram."""

    token: Token | None = None
    username: Annotated[str, Field(pattern=r"^\w{5,32}$")] | None = None
    base_url: Address = "https://api.telegram.org/bot"
    webhook: Webhook = Webhook()


class Web(_Section):
    """The web chat: where it listens, how people reach it, whom it believes about them, who may read /metrics.

    `events_a_minute` is how many one address may send.
    """

    enabled: bool = True
    host: str = "127.0.0.1"
    port: Port = 8080
    public_url: Address | None = None
    trusted_proxy: IpAddress | None = None
    events_a_minute: Annotated[int, Field(ge=1, le=100_000)] = 600
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
        validate_default=False,  # the defaults are right, and looking at them takes libraries that are not needed yet
        extra="forbid",
        frozen=True,
    )

    agency: Agency | None = None
    operator: Operator = Operator()
    catalog: Path = PROJECT / "catalog"
    national: Path | None = None
    database: DatabaseUrl = SecretStr("sqlite+aiosqlite:///data/motcua.db")
    secrets: Secrets = Secrets()
    privacy: Privacy = Privacy()
    telegram: Telegram = Telegram()
    web: Web = Web()
    log: Log = Log()


def _kinds(kind: Any, above: Place) -> Iterator[tuple[Place, Any]]:
    """The way to every setting below `kind` and the kind of its values, in the order of declaration."""
    while get_args(kind):  # an optional, annotated or listed type: its first part says what it holds
        kind = get_args(kind)[0]
    inside: dict[str, Any] = {}
    if is_dataclass(kind):
        inside = {field.name: field.type for field in fields(kind)}
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        inside = {name: field.annotation for name, field in kind.model_fields.items()}
    if not inside:
        yield above, kind
    for name, held in inside.items():
        yield from _kinds(held, (*above, name))


def settings() -> Iterator[Place]:
    """The way to every setting, in the order in which they are declared."""
    return (place for place, _ in _kinds(Config, ()))


SECRETS: Final = frozenset(place for place, kind in _kinds(Config, ()) if kind is SecretStr)
"""The settings that nobody may be shown; the database's address is one because it may hold a password."""


def secrets_in(config: Config) -> Iterator[str]:
    """Every secret that is set; of the database's address its password."""
    held = (config.telegram.token, config.telegram.webhook.secret, config.secrets.pseudonym, *config.secrets.sealing)
    yield from (secret.get_secret_value() for secret in held if secret)
    password = password_in(config.database.get_secret_value())
    if password:
        yield password


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
