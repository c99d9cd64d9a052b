"""Learned phrases written among the keywords of the catalog's files; every other character, comments too, stays."""

import json
import re
from collections.abc import Sequence
from typing import Final

import yaml

_KEY: Final = "keywords"
_PLAIN: Final = re.compile(r"[^\W\d_]\w* [\w /%.()-]*")
"""Several words that YAML takes as they stand, in a list of lines and in one of brackets."""


def with_keywords(text: str, phrases: Sequence[str]) -> str:
    """The text of a procedure's file with these phrases behind its last keyword."""
    if not phrases:
        return text
    said = [each if _PLAIN.fullmatch(each) else json.dumps(each, ensure_ascii=False) for each in phrases]
    found = _keywords_of(text)
    if found is None:
        return _ended(text) + f"{_KEY}:\n" + "".join(f"  - {each}\n" for each in said)
    if not isinstance(found, yaml.SequenceNode):
        begin, end = found.start_mark.index, found.end_mark.index
        return text[:begin] + (" " if text[begin - 1] == ":" else "") + f"[{', '.join(said)}]" + text[end:]
    if found.flow_style:
        at = found.value[-1].end_mark.index if found.value else found.start_mark.index + 1
        return text[:at] + (", " if found.value else "") + ", ".join(said) + text[at:]
    return _with_lines(text, found.value[-1], said)


def _with_lines(text: str, last: yaml.Node, said: Sequence[str]) -> str:
    """The text with a line for each phrase behind the one of the last keyword, and behind a comment on it."""
    begin = text.rfind("\n", 0, last.start_mark.index) + 1
    dash = text[begin : last.start_mark.index]
    end = text.find("\n", last.end_mark.index)
    head, tail = (_ended(text), "") if end < 0 else (text[: end + 1], text[end + 1 :])
    return head + "".join(f"{dash}{each}\n" for each in said) + tail


def _keywords_of(text: str) -> yaml.Node | None:
    """The value of the file's key, or None where there is no such key."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == _KEY), None)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
