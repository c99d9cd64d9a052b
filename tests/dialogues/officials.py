"""Somebody who was made an admin as everybody is: by an invitation that they accept."""

from bot.conversation.speech import Speech
from bot.desk.invitations import Invitation
from bot.records import GrantedRole, Records
from bot.terminal import plain
from tests.actors import Actor, Door, House
from tests.actors.house import SECRETS


async def official(door: Door, house: House, role: GrantedRole = "admin", name: str = "Chị Hoa") -> Actor:
    invitation = Invitation(role, f"{role:x<22}")
    await Records(house.database, SECRETS).keep_invitation(invitation.kept(house.clock().date()))
    person = door.person(name)
    await person.opens(invitation.payload)
    await person.taps(Speech("vi").label("accept_invitation"))
    return person


def said(template: str, **values: object) -> str:
    """What a template says, as people read it."""
    return plain(Speech("vi").say(template, **values))
