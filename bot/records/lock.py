"""One serving process at a time on a SQLite file; others may read beside it, and purge."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url


def file_of(url: str) -> Path | None:
    """The file of the database at `url`, None for PostgreSQL."""
    parts = make_url(url)
    return Path(parts.database) if parts.get_backend_name() == "sqlite" and parts.database else None


@contextmanager
def only_here(database: Path) -> Iterator[bool]:
    """Whether this process alone serves `database`, which nobody else then can while the block lasts.

    The operating system lets go of the lock when the process ends, however it ends. Raises `OSError` where the
    lock's file, beside the database, cannot be written.
    """
    lock = database.resolve()
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(f"{lock}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        yield _locked(descriptor)
    finally:
        # The file stays: whoever took it away could take it from under a process that has just opened it.
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
