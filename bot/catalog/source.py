"""YAML read strictly: every scalar as typed, every value with its line, no duplicate key taken silently.

PyYAML by itself reads `7:30` as 450, `no` as False and `012` as 10, and lets a second key win. Here scalars
stay text (an empty one, `~` and `null` are None) and the types of `model.py` decide what they mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.catalog.findings import Finding

Trail = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top of the file."""


@dataclass(frozen=True)
class Source:
    """One YAML file as plain values, with the line of each."""

    path: Path
    data: object
    lines: Mapping[Trail, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def line(self, *trail: str | int) -> int:
        """The line (from 1) of the value at `trail`, or of the nearest thing around it."""
        while trail and trail not in self.lines:
            trail = trail[:-1]
        return self.lines.get(trail, 1)

    def finding(self, code: str, *trail: str | int, **values: object) -> Finding:
        """A finding about the value at `trail`."""
        return Finding.of(code, self.path, self.line(*trail), **values)


def read(path: Path) -> Source:
    """The file's values and lines; what cannot be read becomes a finding, never an exception."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError:
        return Source(path, None, findings=(Finding.of("not_utf8", path, 1),))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return Source(path, None, findings=(Finding.of("not_yaml", path, line, problem=error.problem),))
    except (yaml.YAMLError, OSError) as error:
        return Source(path, None, findings=(Finding.of("not_yaml", path, 1, problem=str(error)),))
    problems = tuple(_problems(node, path, set())) if node else ()
    if node is None or any(problem.code == "not_yaml" for problem in problems):
        return Source(path, None, findings=problems)
    return Source(path, _plain(node), dict(_lines(node, ())), problems)


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _lines(node: yaml.Node, trail: Trail) -> Iterator[tuple[Trail, int]]:
    yield trail, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*trail, str(key.value)))
            # A key's own line is where an official looks; a long value may start further down.
            yield (*trail, str(key.value)), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from _lines(item, (*trail, position))


def _problems(node: yaml.Node, path: Path, seen: set[int]) -> Iterator[Finding]:
    """What YAML allows and a catalog must not have: a key twice, a key that is no word, a value used twice."""
    line = node.start_mark.line + 1
    if id(node) in seen:
        yield Finding.of("not_yaml", path, line, problem="& *")
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _problems(item, path, seen)
    elif isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                yield Finding.of("not_yaml", path, line, problem="{ } [ ]")
                continue
            if key.value in first:
                yield Finding.of("duplicate_key", path, line, key=key.value, first=first[key.value])
            first.setdefault(key.value, line)
            yield from _problems(value, path, seen)
