"""What citizens report reaches the cards of the running service."""

import shutil
from pathlib import Path

import httpx

from bot.conversation.turn import Service, day_of
from bot.records import AnswerGiven, Rated, ReasonGiven
from bot.service import clock, demo_config, opened
from bot.shelf import Shelf
from tests.test_service import PROJECT, started


async def test_what_people_often_miss_is_said_while_it_is_served_also_after_an_edit(tmp_path: Path) -> None:
    folder = shutil.copytree(PROJECT / "catalog", tmp_path / "catalog")
    now = clock(None)
    with demo_config(folder, 0) as config:
        async with opened(config, now) as house:
            for number in range(10):
                answer, day = f"answer-{number}", day_of(now())
                given = AnswerGiven(answer, None, day, "web", "vi", "procedure", "khai-sinh")
                said = (Rated(answer, "an", "down", day), ReasonGiven(answer, "an", "missing", "can-cuoc", day))
                await house.records.store("chat", "an", None, [given, *said])
        async with started(config) as address, httpx.AsyncClient() as client:
            page = ""
            while "(nhiều người quên)" not in page:
                page = (await client.get(f"{address}/chat?p=khai-sinh")).text
    shelf = Shelf(folder, Service())
    shelf.hears({"khai-sinh": frozenset({"can-cuoc"})})
    shelf.reload()
    assert shelf.knowledge.forgotten == {"khai-sinh": frozenset({"can-cuoc"})}
