"""Findings about the shared lists, and about files that nobody would ever read."""

from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from bot.catalog.findings import Finding
from bot.catalog.general import GeneralAnswer
from bot.catalog.nearest import nearest
from bot.catalog.offices import Office
from bot.catalog.source import Source

ALLOWED_TAGS = frozenset({"b", "i", "u", "s", "code"})


def check_list(source: Source, items: Sequence[object]) -> Iterator[Finding]:
    """Ids used twice, a successor that is no office, markup that would break a message."""
    ids = [str(getattr(item, "id", "")) for item in items]
    for position, (item, name) in enumerate(zip(items, ids, strict=True)):
        if name in ids[:position]:
            yield source.finding("id_taken", position, id=name, other=source.path)
        if isinstance(item, Office) and item.successor and item.successor not in ids:
            where = (position, "successor")
            named = {"key": "successor", "given": item.successor, "where": source.path.name}
            yield source.finding("unknown_reference", *where, **named, nearest=nearest(item.successor, ids))
        if isinstance(item, GeneralAnswer):
            for language, text in (("vi", item.answer.vi), ("en", item.answer.en or "")):
                tag = wrong_tag(text)
                if tag:
                    yield source.finding("not_small_html", position, "answer", key=f"answer.{language}", tag=tag)


def check_places(folder: Path, lists: Iterable[str], levels: Iterable[str]) -> Iterator[Finding]:
    """Folders and files with names that are not read: a slip there would silently hide procedures."""
    known = [*lists, *levels]
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and path.name not in known:
            yield Finding.of("unknown_place", path, 1, name=path.name, nearest=nearest(path.name, known))
    for level in levels:
        for path in sorted((folder / level).glob("**/*.yml")):
            yield Finding.of("unknown_place", path, 1, name=path.name, nearest=f"{path.stem}.yaml")


def wrong_tag(text: str) -> str | None:
    """The first tag that is not allowed, not opened or not closed; None where all is well."""
    reader = _Tags()
    reader.feed(text)
    reader.close()
    return reader.wrong or (f"<{reader.open[-1]}>" if reader.open else None)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS or attrs:
            self.wrong = self.wrong or f"<{tag}>"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong = self.wrong or f"</{tag}>"
