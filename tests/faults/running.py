"""The program as an operator starts it: a process with a config and a database file, which can be killed."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.config import write_new

START_WITHIN: Final = 60.0
"""Seconds; a start takes two, on a machine with much else to do more."""


@dataclass
class Installation:
    """A folder with a config and, once the program ran, a database."""

    folder: Path
    program: tuple[str, ...] = ("bot.cli", "run")
    """The module that is started, and its first words."""

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    @property
    def database(self) -> Path:
        return self.folder / "motcua.db"

    @property
    def url(self) -> str:
        """The database as the config names it."""
        return f"sqlite+aiosqlite:///{self.database}"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds in the database, beside the running program."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query).fetchall()

    @asynccontextmanager
    async def running(self, *arguments: str, **more: str) -> AsyncIterator["Running"]:
        """The program with the web chat on a free port; killed at the end if nobody did before.

        `more` are settings as the environment gives them.
        """
        settings = {
            "MOTCUA_WEB__PORT": "0",
            "MOTCUA_DATABASE": self.url,
            "PYTHONUNBUFFERED": "1",
            **more,
        }
        log = await asyncio.to_thread((self.folder / "log").open, "ab")
        with log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *self.program, "--config", str(self.config), *arguments,
                stdout=asyncio.subprocess.PIPE, stderr=log, env=os.environ | settings,
            )  # fmt: skip
        try:
            assert process.stdout
            async with asyncio.timeout(START_WITHIN):
                line = (await process.stdout.readline()).decode()
            assert line.startswith("Một Cửa: http"), (line, self.log())
            yield Running(process, line.split()[-1])
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    def log(self) -> str:
        """What the program told its operator."""
        return (self.folder / "log").read_text(encoding="utf-8")


@dataclass
class Running:
    """The program while it runs, and where its web chat is."""

    process: asyncio.subprocess.Process
    address: str

    def kill(self) -> None:
        """As `kill -9` and the kernel's out-of-memory killer do: nothing is finished."""
        if self.process.returncode is None:
            self.process.kill()


def installation(folder: Path) -> Installation:
    """A fresh one, with secrets of its own."""
    made = Installation(folder)
    write_new(made.config)
    return made
