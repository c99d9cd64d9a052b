"""Somebody blocks the bot, or takes it out of a group: what was kept of that chat goes, what they rated stays."""

from datetime import date

from bot.conversation.events import Left, Where, Who
from bot.conversation.speech import Speech
from bot.records import Contact, Records
from tests.actors import Door, House
from tests.actors.house import SECRETS

LABEL = Speech("vi").label


async def known(door: Door, house: House) -> tuple[str, str]:
    """An and Bình both rated, and An may be written to; the chat and the key of An."""
    an, binh = door.person("An"), door.person("Bình")
    await an.opens("khai-sinh")
    await an.taps(LABEL("helpful"))
    ((chat, person),) = house.rows("SELECT key, person FROM conversations")
    await binh.opens("khai-sinh")
    await binh.taps(LABEL("helpful"))
    await Records(house.database, SECRETS).keep_contact(
        Contact(person, "telegram", "1001", "reminder", 1, date(2027, 1, 1))
    )
    return chat, person


async def test_who_blocks_the_bot_is_forgotten_without_an_answer(door: Door, house: House) -> None:
    chat, person = await known(door, house)
    assert await house.guide.answer(Left(Where("telegram", chat), Who(person))) == ()
    assert len(house.rows("SELECT key FROM conversations")) == 1
    assert house.rows(f"SELECT 1 FROM conversations WHERE key = '{chat}' UNION ALL SELECT 1 FROM contacts") == []
    assert house.rows("SELECT count(*) FROM ratings") == [(2,)]


async def test_who_takes_the_bot_out_of_a_group_can_still_be_written_to(door: Door, house: House) -> None:
    chat, person = await known(door, house)
    assert await house.guide.answer(Left(Where("telegram", chat, private=False), Who(person))) == ()
    assert house.rows(f"SELECT 1 FROM conversations WHERE key = '{chat}'") == []
    assert house.rows("SELECT count(*) FROM contacts") == [(1,)]
