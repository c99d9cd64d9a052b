"""Who may do what: four roles, each of which may do all that the one before it may.

A role is given by invitation only (`bot.desk.invitations`); whoever has none is a citizen. No role lets anybody
read or change what is kept of another person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, Protocol

from bot.records.decisions import GrantedRole, Official

Role = Literal["citizen"] | GrantedRole
ROLES: Final[tuple[Role, ...]] = ("citizen", "helper", "reviewer", "admin")
"""From the one who may least to the one who may most."""

Deed = Literal[
    "ask",
    "rate",
    "see_own_data",
    "erase_own_data",
    "set_reminder",
    "answer_survey",
    "ask_home_visit",
    "join_event",
    "work_shift",
    "review_fact",
    "mend_fact",
    "see_unanswered",
    "answer_unanswered",
    "see_report",
    "edit_notice",
    "pause_service",
    "run_event",
    "invite",
]

LEAST_ROLE: Final[Mapping[Deed, Role]] = {
    "ask": "citizen",
    "rate": "citizen",
    "see_own_data": "citizen",
    "erase_own_data": "citizen",
    "set_reminder": "citizen",
    "answer_survey": "citizen",
    "ask_home_visit": "citizen",
    "join_event": "citizen",
    "work_shift": "helper",
    "review_fact": "reviewer",
    "mend_fact": "reviewer",
    "see_unanswered": "reviewer",
    "answer_unanswered": "reviewer",
    "see_report": "reviewer",
    "edit_notice": "admin",
    "pause_service": "admin",
    "run_event": "admin",
    "invite": "admin",
}
"""The least role that may do a deed."""


class NotAllowed(Exception):
    """A person's role does not allow a deed; the remedy is an invitation to a role that does."""

    def __init__(self, role: Role, deed: Deed) -> None:
        self.role = role
        self.deed = deed
        needed = LEAST_ROLE[deed]
        super().__init__(f"Role {role!r} may not {deed!r}; it takes {needed!r} (`motcua invite --role {needed}`).")


@dataclass(frozen=True)
class Person:
    """Somebody who acts: their keyed hash and their role."""

    key: str = field(repr=False)
    role: Role = "citizen"


class Roles(Protocol):
    """What is needed of `bot.records.Records` to know a person's role."""

    async def role_of(self, person: str) -> GrantedRole | None:
        """The role a person was given, or None."""


async def acting(key: str, roles: Roles) -> Person:
    """The person with this keyed hash as they may act now; raises `RecordsUnavailable`."""
    return Person(key, await roles.role_of(key) or "citizen")


def may(person: Person, deed: Deed) -> bool:
    """Whether a person's role allows a deed."""
    return ROLES.index(person.role) >= ROLES.index(LEAST_ROLE[deed])


def ensure(person: Person, deed: Deed) -> None:
    """Raises `NotAllowed` unless a person's role allows a deed."""
    if not may(person, deed):
        raise NotAllowed(person.role, deed)


def official(person: Person, deed: Deed, today: date) -> Official:
    """Who does an official's deed, for the audit. Raises `NotAllowed`."""
    ensure(person, deed)
    assert person.role != "citizen", "no deed of an official is a citizen's"
    return Official(person.key, person.role, today)
