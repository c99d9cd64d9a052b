"""One chat in order, chats side by side."""

import asyncio

from bot.conversation.events import Event, Said
from bot.conversation.replies import Reply, Say
from tests.telegram.scripted import Scripted, speaking


async def test_who_waits_holds_up_nobody_else_and_keeps_their_own_order() -> None:
    finish = asyncio.Event()

    async def respond(event: Event) -> tuple[Reply, ...]:
        assert isinstance(event, Said)
        if event.text == "An 1":
            await finish.wait()
        return (Say(event.text),)

    guide = Scripted(respond)
    async with speaking(guide) as door:
        an, binh = door.person("An").person, door.person("Bình").person
        for number in (1, 2, 3):
            an.writes(f"An {number}")
        try:
            assert (await binh.says("Bình 1")).text == "Bình 1"
            assert [event.text for event in guide.events if isinstance(event, Said)] == ["An 1", "Bình 1"]
        finally:
            finish.set()
        assert [(await an.receives()).text for _ in range(3)] == ["An 1", "An 2", "An 3"]


async def test_many_people_at_once_each_get_their_own_answers_in_order() -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        assert isinstance(event, Said)
        # The later the question, the sooner it could be answered.
        for _ in range(9 - int(event.text[-1])):
            await asyncio.sleep(0)
        return (Say(event.text),)

    async with speaking(Scripted(respond)) as door:
        people = [door.person(f"Người {number}").person for number in range(10)]
        for number in range(3):
            for person in people:
                person.writes(f"{person.user.first_name}, câu {number}")
        for person in people:
            answers = [(await person.receives()).text for _ in range(3)]
            assert answers == [f"{person.user.first_name}, câu {number}" for number in range(3)]


async def test_a_failure_lets_the_next_one_through() -> None:
    async def respond(event: Event) -> tuple[Reply, ...]:
        assert isinstance(event, Said)
        return (Say(event.text),)

    async with speaking(Scripted(respond)) as door:
        an = door.person("An").person
        door.server.fail_next("sendMessage", 502, "Bad Gateway")
        an.writes("một")
        an.writes("hai")
        assert (await an.receives()).text == "hai"
