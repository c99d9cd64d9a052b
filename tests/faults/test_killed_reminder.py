"""kill -9 while a reminder is on its way: after the restart the person has it, and is told where it may be twice."""

import asyncio
from datetime import date, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.config import load
from bot.conversation.turn import VIETNAM
from bot.records import Address, ReminderWanted
from bot.service import clock, opened
from tests.faults.running import Installation, installation
from tests.telegram.posting import WebhookServer
from tests.telegram_server import Person, serving
from tests.telegram_server.people import PATIENCE

EVE, DAY = date(2026, 11, 25), date(2026, 11, 26)
AGAIN = "Mình gửi lại vì không chắc"


async def agreed(installed: Installation, person: Person) -> None:
    """The person agreed to be reminded once, on the eve."""
    config = load(installed.config).model_copy(update={"database": SecretStr(installed.url)})
    async with opened(config, clock(EVE)) as house:
        key = house.pseudonyms.person("telegram", str(person.user.id))
        due = datetime(2026, 11, 25, 8, 0, tzinfo=VIETNAM)
        address = Address("telegram", str(person.user.id))
        wanted = ReminderWanted(key, address, "ket-hon", "result", DAY, (due,), "vi", 1)
        await house.records.store("chat", key, None, [wanted])


async def test_a_reminder_outlives_the_kill_and_says_that_it_may_be_a_repetition(tmp_path: Path) -> None:
    installed, server = installation(tmp_path), WebhookServer()
    an = server.person("An")
    an.presses_start()
    await server.pending()
    await agreed(installed, an)
    server.let_through.clear()
    async with serving(server) as root, asyncio.timeout(6 * PATIENCE):
        telegram = {"MOTCUA_TELEGRAM__TOKEN": server.token, "MOTCUA_TELEGRAM__BASE_URL": f"{root}/bot"}
        async with installed.running("--today", str(EVE), **telegram) as killed:
            await server.sending.wait()
            killed.kill()
            await killed.process.wait()
        server.let_through.set()
        assert (await an.receives()).words.startswith("Ngày mai, thứ Năm 26/11")
        async with installed.running("--today", str(DAY), **telegram) as ended:
            again = (await an.receives()).words
            ended.process.terminate()
            await ended.process.wait()
        assert again.startswith("Hôm nay, thứ Năm 26/11")
        assert AGAIN in again
    assert len(server.calls_of("sendMessage")) == 2
    assert installed.rows("SELECT * FROM reminders") == installed.rows("SELECT * FROM contacts") == []
    assert str(an.user.id) not in installed.log()
