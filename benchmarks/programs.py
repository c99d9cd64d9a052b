"""The programs that are measured, each in a process of its own against the crowd's Telegram."""

import asyncio
import os
import secrets
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final, Literal

from cryptography.fernet import Fernet

from benchmarks.crowd import PATIENCE, Crowd, NotAnswered, crowd
from benchmarks.questions import PROJECT
from tests.telegram_server import delivering

Way = Literal["long polling", "webhook"]
WAYS: Final[tuple[Way, ...]] = ("long polling", "webhook")
WEBHOOK: Final = "https://example.org/telegram"
"""The public address; the tests' server delivers to the port behind it."""


@asynccontextmanager
async def ours(way: Way, database: str) -> AsyncIterator[Crowd]:
    """A crowd that `motcua run` answers, with its records at `database`."""
    async with crowd() as (people, base_url):
        settings = {
            "MOTCUA_DATABASE": database,
            "MOTCUA_SECRETS__PSEUDONYM": secrets.token_hex(32),
            "MOTCUA_SECRETS__SEALING": Fernet.generate_key().decode(),
            "MOTCUA_TELEGRAM__TOKEN": people.server.token,
            "MOTCUA_TELEGRAM__BASE_URL": base_url,
            "MOTCUA_WEB__PORT": "0",
            "MOTCUA_LOG__LEVEL": "error",
        }
        if way == "webhook":
            settings |= {"MOTCUA_TELEGRAM__WEBHOOK__URL": WEBHOOK}
            settings |= {"MOTCUA_TELEGRAM__WEBHOOK__SECRET": secrets.token_hex(32)}
        async with _answering(people, way, "benchmarks.ours", settings):
            yield people


@asynccontextmanager
async def echo(way: Way) -> AsyncIterator[Crowd]:
    """A crowd whose words come back."""
    async with crowd() as (people, base_url):
        settings = {"ECHO_TOKEN": people.server.token, "ECHO_BASE_URL": base_url, "PTB_TIMEDELTA": "true"}
        if way == "webhook":
            settings["ECHO_WEBHOOK"] = WEBHOOK
        async with _answering(people, way, "benchmarks.echo", settings):
            yield people


@asynccontextmanager
async def _answering(people: Crowd, way: Way, module: str, settings: Mapping[str, str]) -> AsyncIterator[None]:
    """The program in its process, once it answered somebody."""
    async with AsyncExitStack() as running:
        address = await running.enter_async_context(_process(module, settings))
        if way == "webhook":
            await running.enter_async_context(delivering(people.server, address, PATIENCE))
        await people.answered(people.somebody())
        yield


@asynccontextmanager
async def _process(module: str, settings: Mapping[str, str]) -> AsyncIterator[str]:
    """A module run as a program, and the line that it prints once it is ready."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, stdout=asyncio.subprocess.PIPE, cwd=PROJECT, env=environment | dict(settings)
    )
    try:
        assert process.stdout
        async with asyncio.timeout(PATIENCE):
            line = (await process.stdout.readline()).decode().strip()
        if not line:
            raise NotAnswered(f"{module} ended before it was ready; what it told stands above")
        yield line
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
