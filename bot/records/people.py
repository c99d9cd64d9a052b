"""Who has a role, and the invitations by which roles are given.

There is no day beside a person: it would be a road to the texts that were asked on that day.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import upsert
from bot.records.decisions import GrantedRole
from bot.records.entries import InvitationAccepted
from bot.records.errors import InvitationUnknown
from bot.records.schema import INVITATIONS, PEOPLE


@dataclass(frozen=True)
class KeptInvitation:
    """What is kept of an invitation: the hash of its secret, the role, and the day from which it is void."""

    digest: str
    role: GrantedRole
    expires_on: date


async def invite(connection: AsyncConnection, invitation: KeptInvitation) -> None:
    """Keeps an invitation until it is accepted or void."""
    await connection.execute(
        insert(INVITATIONS).values(hash=invitation.digest, role=invitation.role, expires_on=invitation.expires_on)
    )


async def accept(connection: AsyncConnection, entry: InvitationAccepted) -> None:
    """Uses an invitation up; its role takes the place of what the person had. Raises `InvitationUnknown`."""
    valid = (INVITATIONS.c.hash == entry.digest) & (INVITATIONS.c.expires_on > entry.day)
    role = (await connection.execute(delete(INVITATIONS).where(valid).returning(INVITATIONS.c.role))).scalar()
    if role is None:
        raise InvitationUnknown("An invitation was used before, is void or was never made; make a new one.")
    await upsert(connection, PEOPLE, {"person": entry.person, "role": role}, {"role": role})


async def role_of(connection: AsyncConnection, person: str) -> GrantedRole | None:
    """The role a person was given, or None."""
    found = await connection.execute(select(PEOPLE.c.role).where(PEOPLE.c.person == person))
    role: GrantedRole | None = found.scalar_one_or_none()
    return role


async def erase(connection: AsyncConnection, person: str) -> int:
    """Takes a person's role away; 1 if they had one, else 0."""
    return (await connection.execute(delete(PEOPLE).where(PEOPLE.c.person == person))).rowcount
