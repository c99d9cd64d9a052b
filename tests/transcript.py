"""The conversation that README.md shows, held anew: `python -m tests.transcript` writes it there."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

from bot import service
from bot.terminal import Terminal

PROJECT = Path(__file__).resolve().parents[1]
README = PROJECT / "README.md"
BLOCK = re.compile(r"(<!-- transcript -->\n```text\n)(.*?)(```\n<!-- /transcript -->)", re.DOTALL)
LINES = ("lam giay khai sinh cho con can gi", "#4", "sang ten so do mat bao lau")
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


async def transcript() -> str:
    """What somebody types and reads on 23 November 2026."""
    told = []
    with service.demo_config(PROJECT / "catalog", 0) as config:
        async with service.opened(config, lambda: NOON) as house:
            terminal = Terminal(house.guide, house.pseudonyms)
            for line in LINES:
                told.append(f"> {line}\n\n{await terminal.enters(line)}\n")
    return "\n".join(told)


def written(readme: str, conversation: str) -> str:
    """The text of README.md with the conversation in its place."""
    return BLOCK.sub(lambda block: block[1] + conversation + block[3], readme)


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(written(text, asyncio.run(transcript())), encoding="utf-8")
