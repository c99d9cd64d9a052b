"""What officials do in a chat is on the public pages, and a card leads to its page."""

from dataclasses import replace

import httpx

from bot.web.application import build
from tests.actors import Door, House
from tests.actors.house import SERVICE
from tests.actors.on_web import WebDoor
from tests.dialogues.officials import official
from tests.dialogues.test_notices import STORM


async def read(house: House, path: str) -> str:
    """A page as it is served beside this house's channels."""
    app = build(house.guide, house.pseudonyms, house.library)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8080") as client:
        return (await client.get(path)).text


async def test_what_an_official_announced_or_paused_is_on_the_page(door: Door, house: House) -> None:
    admin = await official(door, house)
    await admin.says(STORM)
    assert "Quầy đóng cửa vì bão" in await read(house, "/t/khai-sinh")
    assert "Closed for the storm." in await read(house, "/en/t/khai-sinh")
    assert "bão" not in await read(house, "/t/sang-ten-xe")
    await admin.says("/tamdung khai-sinh\nĐang sửa hướng dẫn.")
    paused = await read(house, "/t/khai-sinh")
    assert "Đang sửa hướng dẫn." in paused
    assert "15:00" not in paused


async def test_a_card_leads_to_its_page_in_the_language_of_the_person(house: House) -> None:
    house.knows(replace(SERVICE, public_url="https://motcua.example/"))
    an, bob = WebDoor(house).person("An"), WebDoor(house).person("Bob", "en")
    await an.opens("")
    await bob.opens("")
    assert 'href="https://motcua.example/t/khai-sinh"' in await an.receives("lam giay khai sinh cho con")
    assert 'href="https://motcua.example/en/t/khai-sinh"' in await bob.receives("register a newborn")
