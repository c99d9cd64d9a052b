"""The kinds of values that settings have, and what is said where a value is of none of them.

`cryptography` and `sqlalchemy` are imported where a value needs them: most commands work without, and start sooner.
"""

import ipaddress
import re
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_core import PydanticCustomError

DRIVERS: Final = ("sqlite+aiosqlite", "postgresql+asyncpg")
MIN_SECRET: Final = 32
"""Characters of a secret that nobody guesses."""


def _sealing_key(key: SecretStr) -> SecretStr:
    from cryptography.fernet import Fernet

    try:
        Fernet(key.get_secret_value())
    except ValueError:
        raise PydanticCustomError("sealing_key", "not a Fernet key; make one with `motcua init`") from None
    return key


def _pseudonym(secret: SecretStr) -> SecretStr:
    if len(secret) < MIN_SECRET:
        raise PydanticCustomError("pseudonym", f"shorter than {MIN_SECRET} characters; `motcua init` makes one")
    return secret


def _token(token: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d+:[\w-]+", token.get_secret_value()):
        raise PydanticCustomError("token", "not a token; @BotFather gives one such as 123456:ABC-DEF")
    return token


def _webhook_secret(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(rf"[\w-]{{{MIN_SECRET},256}}", secret.get_secret_value(), re.ASCII):
        problem = f"not {MIN_SECRET} to 256 letters, digits, _ and -; `motcua init` makes one"
        raise PydanticCustomError("webhook_secret", problem)
    return secret


def _listed(given: object) -> object:
    return [each.strip() for each in given.split(",")] if isinstance(given, str) else given


def _database(url: SecretStr) -> SecretStr:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        driver = make_url(url.get_secret_value()).drivername
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        driver = None
    if driver not in DRIVERS:
        raise PydanticCustomError("database", "write sqlite+aiosqlite:///… or postgresql+asyncpg://…")
    return url


def password_in(url: str) -> str | None:
    """The password in a database's address; the whole address where it cannot be understood and might hold one."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        return url if "@" in url else None
    # A driver takes what stands behind the question mark as well.
    return str(address.password or "".join(address.normalized_query.get("password", ()))) or None


def _ip_address(given: str) -> str:
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        raise PydanticCustomError("ip_address", "not an IP address; write one such as 127.0.0.1") from None


SealingKeys = Annotated[
    tuple[Annotated[SecretStr, AfterValidator(_sealing_key)], ...],
    BeforeValidator(_listed),
]
"""Fernet keys, newest first; in the environment with commas between."""

Pseudonym = Annotated[SecretStr, AfterValidator(_pseudonym)]
"""The secret behind the keyed hashes of people."""

Token = Annotated[SecretStr, AfterValidator(_token)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database)]
Days = Annotated[int, Field(ge=1)]
Months = Annotated[int, Field(ge=1)]
Port = Annotated[int, Field(ge=0, le=65535)]
IpAddress = Annotated[str, AfterValidator(_ip_address)]

Address = Annotated[str, Field(pattern=r"^https?://\S+[^/\s]$")]
"""Where something is served, without a slash at the end."""

Page = Annotated[str, Field(pattern=r"^https?://[^/\s]+/\S*[^/\s]$")]
"""An address with a path of its own."""
