"""Reviews written into the catalog's files, as changes that somebody looks at before they are made."""

import json
from difflib import unified_diff
from typing import Final

import yaml

from bot.catalog.model import Review

_KEY: Final = "review"


def with_review(text: str, review: Review) -> str:
    """The text of a procedure's file with this review in it; no other character changes."""
    said = {
        name: json.dumps(str(value), ensure_ascii=False)
        for name in ("assured_on", "assured_by", "next_review_on")
        if (value := getattr(review, name)) is not None
    }
    found = _review_of(text)
    if not isinstance(found, yaml.MappingNode) or not found.value:
        return _put(text, found, said)
    places = {key.value: value for key, value in found.value}
    edits = [(_span(places[name]), value) for name, value in said.items() if name in places]
    lacking = [f"{name}: {value}" for name, value in said.items() if name not in places]
    first = found.value[0][0].start_mark
    between = ", " if found.flow_style else "\n" + " " * first.column
    edits += [((first.index, first.index), f"{each}{between}") for each in lacking]
    for (begin, end), value in sorted(edits, reverse=True):
        text = text[:begin] + value + text[end:]
    return text


def difference(path: str, old: str, new: str) -> str:
    """What changes in a file, for `patch -p1` in the folder that `path` begins in; empty where nothing does."""
    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _review_of(text: str) -> yaml.Node | None:
    """The value of the file's key, or None where there is no such key."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == _KEY), None)


def _put(text: str, found: yaml.Node | None, said: dict[str, str]) -> str:
    """The text with a review where there was none, or an empty one."""
    whole = "{" + ", ".join(f"{name}: {value}" for name, value in said.items()) + "}"
    if found is None:
        whole_lines = text if text.endswith("\n") else f"{text}\n"
        return f"{whole_lines}{_KEY}: {whole}\n"
    begin, end = _span(found)
    return text[:begin] + (" " if text[begin - 1] == ":" else "") + whole + text[end:]


def _span(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index
