"""An update that cannot be dealt with is answered with a sentence, and stops neither the next nor its neighbours."""

from collections.abc import Callable

import pytest

from bot.conversation.events import Event, Said
from bot.conversation.replies import Reply, Say
from bot.conversation.speech import Speech
from bot.conversation.turn import Knowledge
from bot.terminal import plain
from tests.actors import House, TelegramDoor
from tests.actors.house import knowledge
from tests.actors.on_telegram import telegram_in_process

POISON = "câu hỏi có độc"
FAULT = plain(Speech("vi").say("fault"))


class Poisoned:
    """The house's guide, but one sentence breaks what is behind it, as a bug would."""

    def __init__(self, house: House, replies: Callable[[], tuple[Reply, ...]]) -> None:
        self._guide = house.guide
        self._replies = replies

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        if isinstance(event, Said) and event.text == POISON:
            return self._replies()
        return await self._guide.answer(event)


def _raises() -> tuple[Reply, ...]:
    raise RuntimeError(POISON)


BUGS: dict[str, Callable[[], tuple[Reply, ...]]] = {
    "the conversation fails": _raises,
    "it says what Telegram does not take": lambda: (Say("<b>nửa chừng"),),
    "it says nothing in a message": lambda: (Say(""),),
    "it says more than a message holds": lambda: (Say("dài " * 2_000),),
}


@pytest.mark.parametrize("bug", BUGS)
async def test_a_poisoned_update_stops_neither_the_next_nor_the_neighbours(house: House, bug: str) -> None:
    async with telegram_in_process(Poisoned(house, BUGS[bug]), house.pseudonyms) as door:
        an, binh = door.person("An"), door.person("Bình")
        await an.opens()
        await binh.opens()
        for _ in range(3):
            await an.says(POISON)
            await binh.says("kết hôn")
            binh.sees("Đăng ký kết hôn")
            await an.says("khai sinh")
            an.sees("Đăng ký khai sinh")
    assert len(house.complaints) == 3
    assert not any(POISON in line or "Traceback" in line for line in house.complaints)
    house.complaints.clear()


async def test_an_error_behind_the_conversation_is_answered_with_a_sentence(
    house: House, telegram: TelegramDoor
) -> None:
    def broken() -> Knowledge:
        raise RuntimeError(POISON)

    an = telegram.person("An")
    await an.opens()
    house.guide.knowledge = broken
    await an.says("khai sinh")
    an.sees(FAULT)
    assert len(house.complaints) == 1
    assert POISON not in house.complaints[0]
    house.complaints.clear()
    house.guide.knowledge = knowledge
    await an.says("khai sinh")
    an.sees("Đăng ký khai sinh")
