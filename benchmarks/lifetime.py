"""`python -m benchmarks.lifetime EARLY LATE`: the program's memory after so many updates, as JSON on a line.

The house and the application are those of `motcua run`, with records on SQLite; calls to Telegram end inside the
process, for a server would be the slower half of a long run. A thousand people or more ask in turn, so that whatever
is kept of a person or a chat is kept here too.
"""

import asyncio
import gc
import json
import logging
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

from telegram import Update
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from benchmarks.pace import take_off
from benchmarks.questions import questions
from bot import service
from bot.telegram import application as ours
from bot.telegram.application import TelegramApplication

TOKEN: Final = "123456:stand-in"  # noqa: S105 - nobody's
BOT: Final = {"id": 123456, "is_bot": True, "first_name": "Một Cửa", "username": "motcua_test_bot"}
SIDE_BY_SIDE: Final = 16
_PSS: Final = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Inside(BaseRequest):
    """Calls that end here: every message is taken, nothing is remembered."""

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """What Telegram would answer."""
        result: object = True
        if url.endswith("/getMe"):
            result = BOT
        elif url.endswith("/sendMessage") and request_data:
            chat = {"id": int(request_data.json_parameters["chat_id"]), "type": "private"}
            result = {"message_id": 1, "date": 0, "chat": chat, "from": BOT, "text": "…"}
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def memory(marks: Sequence[int], people: int) -> list[int]:
    """Kilobytes (proportional set size) after each number of updates."""
    found: list[int] = []
    with service.demo_config(None, 0) as config:
        async with service.opened(config, service.clock(None)) as house:
            application = ours.build(TOKEN, house.guide, house.pseudonyms, request=Inside())
            numbers = count()
            async with application:
                for mark, before in zip(marks, (0, *marks), strict=False):
                    share = (mark - before) // SIDE_BY_SIDE
                    await asyncio.gather(*(_ask(application, numbers, share, people) for _ in range(SIDE_BY_SIDE)))
                    found.append(_kilobytes())
    return found


async def _ask(application: TelegramApplication, numbers: "count[int]", times: int, people: int) -> None:
    asked = questions()
    for _ in range(times):
        number = next(numbers)
        update = _update(number, number % people + 1, asked[number % len(asked)], application)
        await application.update_processor.process_update(update, application.process_update(update))


def _update(number: int, person: int, text: str, application: TelegramApplication) -> Update:
    user = {"id": person, "is_bot": False, "first_name": "An", "language_code": "vi"}
    chat = {"id": person, "type": "private", "first_name": "An"}
    moment = int(datetime.now(UTC).timestamp())
    message: dict[str, Any] = {"message_id": number, "date": moment, "chat": chat, "from": user, "text": text}
    return Update.de_json({"update_id": number + 1, "message": message}, application.bot)


def _kilobytes() -> int:
    gc.collect()
    found = _PSS.search(Path("/proc/self/smaps_rollup").read_text(encoding="ascii"))
    assert found, "Linux tells a process its share of memory; other systems do not"
    return int(found[1])


def main() -> None:
    """Reads the numbers of updates and prints the memory after each."""
    logging.disable(logging.WARNING)
    take_off()
    early, late = map(int, sys.argv[1:])
    print(json.dumps(asyncio.run(memory((early, late), max(early // 2, 1)))))


if __name__ == "__main__":
    main()
