"""An official breaks the catalog while people talk: nobody notices but the operator."""

import asyncio
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.conversation.speech import Speech
from bot.shelf import Shelf
from tests.actors import Door, House
from tests.actors.house import PROJECT, SERVICE

LABEL = Speech("vi").label
FILE = "commune/ho-tich/khai-sinh.yaml"
BAD_EDITS: dict[str, Callable[[str], str]] = {
    "an unknown word": lambda text: text.replace("level: commune", "level: comune"),
    "half a file, as an editor writes it": lambda text: text.partition("name:")[0],
    "an empty file": lambda text: "",
    "no YAML": lambda text: "{{{" + text,
    "a conflict left by git": lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n",
    "another character set": lambda text: text.encode("utf-16").decode("latin-1"),
}


@dataclass
class Desk:
    """The catalog's folder as an official edits it, and the shelf that is reloaded when a file changes."""

    folder: Path
    shelf: Shelf

    async def writes(self, content: str) -> None:
        await asyncio.to_thread((self.folder / FILE).write_text, content, "utf-8")
        self.shelf.reload()


@pytest.fixture
def desk(house: House, tmp_path: Path) -> Desk:
    folder = shutil.copytree(PROJECT / "catalog", tmp_path / "catalog")
    shelf = Shelf(folder, SERVICE)
    house.guide.knowledge = lambda: shelf.knowledge
    return Desk(folder, shelf)


@pytest.mark.parametrize("channel", ["web"], indirect=True)
@pytest.mark.parametrize("edit", list(BAD_EDITS) if os.environ.get("NIGHTLY") else list(BAD_EDITS)[1::3])
async def test_a_dialogue_goes_on_over_a_bad_edit(door: Door, house: House, desk: Desk, edit: str) -> None:
    text = await asyncio.to_thread((desk.folder / FILE).read_text, "utf-8")
    an = door.person("An")
    await an.opens()
    await an.says("khai sinh")
    await desk.writes(BAD_EDITS[edit](text))
    assert len(house.complaints) == 1
    assert "the last good one stays" in house.complaints[0]
    assert "khai-sinh.yaml" in house.complaints[0]
    house.complaints.clear()
    await an.taps(LABEL("section_cost"))
    an.sees("Đăng ký khai sinh")
    await an.says("kết hôn")
    an.sees("Đăng ký kết hôn")

    await desk.writes(text.replace("vi: Đăng ký khai sinh", "vi: Khai sinh cho bé"))
    await an.says("khai sinh")
    an.sees("Khai sinh cho bé")


@pytest.mark.parametrize("channel", ["web", "telegram"], indirect=True)
async def test_old_buttons_of_a_procedure_that_is_taken_away_say_kindly_that_they_are_old(
    door: Door, house: House, desk: Desk
) -> None:
    an = door.person("An")
    await an.opens()
    await an.says("mở cây xăng bán lẻ xăng dầu")
    an.sees("xăng dầu")
    # One that no other names: else the catalog would be broken, and the last good one would stay.
    await asyncio.to_thread((desk.folder / "province/cong-thuong/ban-le-xang-dau.yaml").unlink)
    desk.shelf.reload()
    await an.taps(LABEL("section_cost"))
    an.sees_notice(Speech("vi").say("expired"))
