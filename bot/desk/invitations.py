"""Invitations: a link that gives a role to the first person who accepts it.

The link carries the secret, the records keep only its hash. The role is part of what is hashed, so that a link
changed to name another role is an unknown one.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, get_args

from bot.records.decisions import GrantedRole
from bot.records.people import KeptInvitation

LASTS: Final = timedelta(days=7)
"""How long an invitation can be accepted, its first day included."""

_ROLES: Final[tuple[GrantedRole, ...]] = get_args(GrantedRole)
_PAYLOAD: Final = re.compile(rf"inv-({'|'.join(_ROLES)})-([A-Za-z0-9_-]{{22}})")


@dataclass(frozen=True)
class Invitation:
    """An offer of a role; `token` is 128 random bits in URL-safe base64 (22 characters)."""

    role: GrantedRole
    token: str = field(repr=False)

    @property
    def payload(self) -> str:
        """What a link carries: at most the 64 characters of `A-Za-z0-9_-` that Telegram lets through."""
        return f"inv-{self.role}-{self.token}"

    @property
    def digest(self) -> str:
        """What is kept of it (SHA-256); enough for a secret of 128 bits, which nobody can guess."""
        return hashlib.sha256(self.payload.encode()).hexdigest()

    def kept(self, today: date) -> KeptInvitation:
        """What the records keep when it is made on this day."""
        return KeptInvitation(self.digest, self.role, today + LASTS)

    def links(self, telegram_username: str | None, public_url: str | None) -> tuple[str, ...]:
        """The addresses that open it, where the assistant has some."""
        telegram = (f"https://t.me/{telegram_username}?start={self.payload}",) if telegram_username else ()
        web = (f"{public_url.rstrip('/')}/chat?p={self.payload}",) if public_url else ()
        return telegram + web


def read(payload: str) -> Invitation | None:
    """The invitation in a link's payload, None where it is something else; whether it holds, the records say."""
    found = _PAYLOAD.fullmatch(payload)
    return next((Invitation(role, found[2]) for role in _ROLES if role == found[1]), None) if found else None
