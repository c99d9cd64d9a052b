"""README.md shows what really happens and names commands that exist."""

import re

from bot.cli import main
from tests.transcript import BLOCK, PROJECT, README, transcript


async def test_the_conversation_in_the_readme_is_the_one_people_have() -> None:
    shown = BLOCK.search(README.read_text(encoding="utf-8"))
    assert shown, "README.md has no transcript"
    assert shown[2] == await transcript(), "run: python -m tests.transcript"


def test_every_command_and_script_the_documents_name_exists() -> None:
    documents = [README, PROJECT / "CONTRIBUTING.md", *PROJECT.glob("docs/*.md")]
    texts = [document.read_text(encoding="utf-8").partition("To come")[0] for document in documents]
    named = {name for text in texts for name in re.findall(r"`motcua ([a-z-]+)", text)}
    assert named - set(main.commands) == set()
    scripts = {name for text in texts for name in re.findall(r"`scripts/([a-z-]+)", text)}
    assert scripts - {path.name for path in (PROJECT / "scripts").iterdir()} == set()


def test_every_command_is_told_in_the_readme() -> None:
    told = set(re.findall(r"`motcua ([a-z-]+)", README.read_text(encoding="utf-8")))
    assert set(main.commands) == told
