"""An event in the field as an admin plans it, and the links it has; the place is invented."""

import re
from dataclasses import dataclass
from typing import Final

from tests.actors import Actor, Door, House
from tests.dialogues.officials import official

TYPED: Final = "28/11 7:30-11:00 phường Tam Kỳ; Nhà văn hóa khối phố 2"
_PAYLOAD: Final = re.compile(r"ev-[hc]-[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class Planned:
    """Who planned an event, its id, and what its links carry."""

    admin: Actor
    key: str
    helpers: str
    coordinator: str


def links_in(text: str) -> tuple[str, str]:
    """What the helpers' and the co-ordinator's links carry that stand in a message."""
    helpers, coordinator = dict.fromkeys(_PAYLOAD.findall(text))
    return helpers, coordinator


async def planned(door: Door, house: House, typed: str = TYPED) -> Planned:
    admin = await official(door, house)
    await admin.says(f"/sukien {typed}")
    ((key,),) = house.rows("SELECT id FROM outreaches ORDER BY day DESC LIMIT 1")
    return Planned(admin, key, *links_in(admin.text))
