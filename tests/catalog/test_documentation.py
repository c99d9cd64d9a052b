"""docs/catalog.md names every key there is and no other, and its examples can be copied."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.catalog import load, read_catalog
from bot.catalog.calendar import Calendar
from bot.catalog.commitments import Commitment
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.lexicon import Lexicon
from bot.catalog.model import Procedure, Words
from bot.catalog.offices import Office
from bot.catalog.schema import schema
from bot.catalog.surroundings import Authority, Place, Topic
from tests.catalog.project import PROJECT

PAGE = (PROJECT / "docs/catalog.md").read_text(encoding="utf-8")
TOPS = (Procedure, Authority, Office, Topic, GeneralAnswer, Elsewhere, Lexicon, Calendar, Commitment, Place)
"""What a file, or an entry of a shared list, is made of."""


def kinds() -> Mapping[str, type]:
    """Every kind of block that a file may hold, by the heading it has on the page."""
    found: dict[str, type] = {}
    waiting: list[Any] = list(TOPS)
    while waiting:
        kind = waiting.pop()
        waiting.extend(get_args(kind))
        if is_dataclass(kind) and isinstance(kind, type) and kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting.extend(field.type for field in fields(kind))
    found["Text"] = found.pop(Words.__name__)
    return found


def documented() -> Mapping[str, list[str]]:
    """The keys in the table of each section, by its heading."""
    sections = re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]
    named = {section.partition("\n")[0]: section.partition("\n## ")[0] for section in sections}
    return {name: re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE) for name, section in named.items()}


def examples() -> Mapping[str, str]:
    """The examples, by the file they belong into."""
    return dict(re.findall(r"^`([\w/-]+\.yaml)`\n```yaml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL))


def test_every_kind_of_block_has_its_section() -> None:
    assert set(documented()) == set(kinds())


@pytest.mark.parametrize("name", sorted(kinds()))
def test_the_page_and_the_program_know_the_same_keys(name: str) -> None:
    known = ["from" if field.name == "from_day" else field.name for field in fields(kinds()[name])]
    assert sorted(documented().get(name, [])) == sorted(known)


def test_the_examples_are_a_catalog_without_findings(tmp_path: Path) -> None:
    for name, text in examples().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert [str(finding) for finding in read_catalog(tmp_path).findings] == []
    catalog = load(tmp_path)
    assert [each.id for each in catalog.procedures] == ["khai-sinh", "khai-tu"]
    for shared in (catalog.authorities, catalog.offices, catalog.fields, catalog.life_events):
        assert shared
    assert catalog.general_answers
    assert catalog.elsewhere
    assert catalog.calendar.days_off
    assert catalog.lexicon.concepts


def test_the_schema_for_editors_is_the_one_of_the_program() -> None:
    """Written anew by `python -m bot.catalog.schema > docs/catalog.schema.json`."""
    assert (PROJECT / "docs/catalog.schema.json").read_text(encoding="utf-8") == schema()


def test_the_schema_lets_a_text_be_a_string_or_both_languages() -> None:
    kinds_of_text = json.loads(schema())["properties"]["name"]["anyOf"]
    assert {"type": "string"} in kinds_of_text
    assert {"$ref": "#/$defs/Words"} in kinds_of_text


def test_every_example_on_the_page_is_one_of_these() -> None:
    assert PAGE.count("```yaml") == len(examples())


def test_the_links_on_the_page_lead_somewhere() -> None:
    headings = {heading.lower() for heading in documented()}
    for anchor in re.findall(r"\]\(#([\w-]+)\)", PAGE):
        assert anchor in headings
    for file in re.findall(r"\]\(([\w./]+\.md)\)", PAGE):
        assert (PROJECT / "docs" / file).is_file()


def test_the_values_a_key_may_have_are_on_the_page() -> None:
    """Whoever adds a unit, an aspect or a kind of talk adds it here too."""
    for kind in kinds().values():
        for value in literals([field.type for field in fields(kind)]):
            assert f"`{value}`" in PAGE, value


def literals(types: list[Any]) -> set[str]:
    """The words that may be chosen from inside some types."""
    found: set[str] = set()
    while types:
        kind = types.pop()
        arguments = get_args(kind)
        found |= {each for each in arguments if isinstance(each, str)}
        types.extend(each for each in arguments if not isinstance(each, str))
    return found
