"""YAML read strictly: every scalar as typed, no duplicate key taken silently.

PyYAML by itself reads `7:30` as 450, `no` as False and `012` as 10, and lets a second key win. Here scalars
stay text (an empty one, `~` and `null` are None) and the types of `model.py` decide what they mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from bot.catalog.findings import Finding

Trail = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top of the file."""

_NULL = "tag:yaml.org,2002:null"
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML 1.1 takes for nothing when it stands without quotes."""


@dataclass(frozen=True)
class Source:
    """One YAML file as plain values; `text` is what they were read from."""

    path: Path
    data: object
    text: str = ""
    findings: tuple[Finding, ...] = ()

    def line(self, *trail: str | int) -> int:
        """The line (from 1) of the value at `trail`, or of the nearest thing around it."""
        while trail and trail not in self._lines:
            trail = trail[:-1]
        return self._lines.get(trail, 1)

    def finding(self, code: str, *trail: str | int, **values: object) -> Finding:
        """A finding about the value at `trail`."""
        return Finding.of(code, self.path, self.line(*trail), **values)

    @cached_property
    def _lines(self) -> Mapping[Trail, int]:
        """The line of each value; only a file with findings is asked, so it is read for them once more."""
        node = _compose(self.text) if self.data is not None else None
        return dict(_lines(node, ())) if node else {}


def read(path: Path) -> Source:
    """The file's values; what cannot be read becomes a finding, never an exception."""
    try:
        text = path.read_text(encoding="utf-8")
        node = _compose(text)
    except UnicodeDecodeError:
        return Source(path, None, findings=(Finding.of("not_utf8", path, 1),))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return Source(path, None, findings=(Finding.of("not_yaml", path, line, problem=error.problem),))
    except (yaml.YAMLError, OSError) as error:
        return Source(path, None, findings=(Finding.of("not_yaml", path, 1, problem=str(error)),))
    if node is None:
        return Source(path, None)
    values = _Values(path)
    data = values.of(node)
    problems = tuple(values.problems)
    if any(problem.code == "not_yaml" for problem in problems):
        return Source(path, None, findings=problems)
    return Source(path, data, text, problems)


class _AsTyped(yaml.CBaseLoader):
    """Tells emptiness from text and nothing else: comparing every value with numbers and dates took half the time."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a value that has none of its own."""
        return _NULL if kind is yaml.ScalarNode and implicit[0] and value in _EMPTY else _PLAIN


_PLAIN = "tag:yaml.org,2002:str"


def _compose(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=_AsTyped)


class _Values:
    """The plain values of one file, and what YAML allows but a catalog must not have.

    That is a key twice, a key that is no word, a value used twice.
    """

    def __init__(self, path: Path) -> None:
        self.problems: list[Finding] = []
        self._path = path
        self._seen: set[int] = set()

    def of(self, node: yaml.Node) -> object:
        """The value of a node; of one with problems, as much as there is."""
        if id(node) in self._seen:
            self._tell("not_yaml", node, problem="& *")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == _NULL else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.of(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> dict[str, object]:
        values: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._tell("not_yaml", key, problem="{ } [ ]")
                continue
            if key.value in values:
                first = next(each for each, _ in node.value if each.value == key.value)
                self._tell("duplicate_key", key, key=key.value, first=_line(first))
            values[key.value] = self.of(value)
        return values

    def _tell(self, code: str, node: yaml.Node, **values: object) -> None:
        self.problems.append(Finding.of(code, self._path, _line(node), **values))


def _lines(node: yaml.Node, trail: Trail) -> Iterator[tuple[Trail, int]]:
    yield trail, _line(node)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*trail, key.value))
            # A key's own line is where an official looks; a long value may start further down.
            yield (*trail, key.value), _line(key)
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from _lines(item, (*trail, position))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
