"""What takes long to work out from a catalog, kept for the next start in the cache folder of this account.

A copy stands under a fingerprint of everything it was made from: the name and content of each file of the catalog,
the program that read them, Python and its libraries. Whatever differs, the copy is not found and is made anew; so it
is after the folder was deleted, which may be done at any time.

Copies are pickles, and unpickling can run any code. That is acceptable for these alone: a copy is read only from a
folder and a file that belong to this account and that nobody else may even read, and whoever can write there could
change the program's own `.pyc` files or this account's start-up files as well. What arrives from elsewhere is never
unpickled.
"""

import gc
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

import pydantic
import yaml

T = TypeVar("T")

MOST = 4
"""Copies of a kind that stay; the oldest goes first."""

SMALLEST = 100_000
"""Bytes from which on a copy is kept: a smaller one is made as quickly as it is found."""

_CHECKSUM: Final = 16
"""Bytes in front of the pickle that tell a damaged copy from a whole one."""

_OTHERS: Final = 0o077


@dataclass(frozen=True)
class Copies:
    """The copies in one folder; with None nothing is kept. `account` (a user id) must own the folder and each file."""

    folder: Path | None
    account: int

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Copies":
        """Those of this account: `$XDG_CACHE_HOME/motcua`, else `~/.cache/motcua` (XDG Base Directory 0.8)."""
        return cls(_cache_folder(environment), os.geteuid())

    def find(self, name: str) -> object:
        """What was kept under a name; None where there is nothing, or nothing that can be trusted."""
        try:
            with _no_garbage_sought():
                return pickle.loads(self._read(name))  # noqa: S301 - what this account alone can write; see above
        except Exception:  # a copy that cannot be read, for whatever reason, is made anew
            return None

    def keep(self, kind: str, fingerprint: str, value: object) -> None:
        """Keeps a value, whole or not at all; a folder that cannot be written to is left as it is."""
        content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        folder = self.own_folder() if len(content) >= SMALLEST else None
        if folder is not None:
            with suppress(OSError):
                self._write(folder, kind, fingerprint, _checksum(content) + content)
                self._remove_oldest(folder, kind)

    def own_folder(self) -> Path | None:
        """The folder, made where it is missing; None where there cannot be one of this account alone."""
        if self.folder is None:
            return None
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._check(self.folder.lstat())
        except OSError:
            return None
        return self.folder

    def _read(self, name: str) -> bytes:
        """The pickle; raises `OSError` or `ValueError` where it is not there, not ours or not whole."""
        if self.folder is None:
            raise FileNotFoundError(name)
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            self._check(os.fstat(folder))
            # Opened inside the folder that was looked at, whatever stands at its path by now.
            with os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder), "rb") as file:
                self._check(os.fstat(file.fileno()))
                checksum, content = file.read(_CHECKSUM), file.read()
        finally:
            os.close(folder)
        if checksum != _checksum(content):
            raise ValueError(f"{self.folder / name} is damaged")
        return content

    def _check(self, state: os.stat_result) -> None:
        if state.st_uid != self.account or state.st_mode & _OTHERS:
            raise PermissionError("others could have written it")

    @staticmethod
    def _write(folder: Path, kind: str, fingerprint: str, content: bytes) -> None:
        handle, unfinished = tempfile.mkstemp(prefix=f"{kind}-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(unfinished).replace(folder / f"{kind}-{fingerprint}")
        except OSError:
            Path(unfinished).unlink(missing_ok=True)
            raise

    @staticmethod
    def _remove_oldest(folder: Path, kind: str) -> None:
        copies = sorted(folder.glob(f"{kind}-*"), key=lambda each: each.stat().st_mtime_ns)
        for copy in copies[:-MOST]:
            copy.unlink(missing_ok=True)


def kept(kind: type[T], folder: Path, packages: Sequence[Path], make: Callable[[], T]) -> T:
    """What `make` works out from the catalog in `folder` by the program in `packages`: its copy where there is one."""
    fingerprint = _fingerprint(folder, packages)
    if fingerprint is None:
        return make()
    copies, name = Copies.of(os.environ), kind.__name__.lower()
    copy = copies.find(f"{name}-{fingerprint}")
    if isinstance(copy, kind):
        return copy
    made = make()
    # A file that changed while it was read must not be remembered under what it was before.
    if _fingerprint(folder, packages) == fingerprint:
        copies.keep(name, fingerprint, made)
    return made


def _cache_folder(environment: Mapping[str, str]) -> Path | None:
    named, home = Path(environment.get("XDG_CACHE_HOME", "")), Path(environment.get("HOME", ""))
    if named.is_absolute():
        return named / "motcua"
    return home / ".cache" / "motcua" if home.is_absolute() and home.is_dir() else None


def _fingerprint(folder: Path, packages: Iterable[Path]) -> str | None:
    """What tells this catalog read by this program from all others; None where that cannot be said."""
    digest = blake2b(repr((sys.version, pydantic.VERSION, yaml.__version__)).encode(), digest_size=16)
    try:
        for name, content in chain(_files(folder), *map(_sources, packages)):
            digest.update(b"\0%b\0%d\0%b" % (os.fsencode(name), len(content), content))
    except (OSError, ValueError):
        return None
    return digest.hexdigest()


def _files(folder: Path | str, way: str = "") -> Iterator[tuple[str, bytes]]:
    """Everything below; raises `ValueError` where a link leads to a folder, for it might lead in a ring."""
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        name = f"{way}/{entry.name}"
        yield name, Path(entry.path).read_bytes() if entry.is_file() else b""
        if entry.is_dir():
            if entry.is_symlink():
                raise ValueError(name)
            yield from _files(entry.path, name)


def _sources(package: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(package.iterdir()):
        if path.suffix in (".py", ".yaml"):
            yield path.name, path.read_bytes()


@contextmanager
def _no_garbage_sought() -> Iterator[None]:
    """All of a copy stays: looking for garbage among it again and again takes half as long as reading it."""
    sought = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sought:
            gc.enable()


def _checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_CHECKSUM).digest()
