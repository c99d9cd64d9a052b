"""The rooms of the house: docs/architecture.md, .importlinter and the folders of bot/ tell the same story."""

import re
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "bot"
MAX_LINES = 350


@dataclass(frozen=True)
class Room:
    """A row of the table of rooms."""

    name: str
    built: bool
    forbidden: frozenset[str]


def described() -> list[Room]:
    """The rooms of docs/architecture.md, from the top down."""
    section = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8").partition("\n## Rooms\n")[2]
    table = re.findall(r"^\| `(\w+)(?:/|\.py)`( \*\(later\)\*)? \|.*\|(.*)\|$", section, flags=re.MULTILINE)
    return [
        Room(name, built=not later, forbidden=frozenset(re.findall(r"`(\w+)`", never))) for name, later, never in table
    ]


def contracts() -> ConfigParser:
    """What import-linter is asked to prove."""
    parser = ConfigParser()
    parser.read(PROJECT / ".importlinter", encoding="utf-8")
    return parser


def layers() -> list[set[str]]:
    """The rooms of each layer of the contract, from the top down; parentheses say that one may be missing."""
    lines = contracts()["importlinter:contract:rooms"]["layers"].split("\n")
    return [set(re.split(r"\s*\|\s*", line)) for line in lines if line]


def test_the_table_lists_the_rooms_from_the_top_down_as_the_contract_does() -> None:
    rooms = iter(described())
    for layer in layers():
        listed = [next(rooms) for _ in layer]
        assert {room.name if room.built else f"({room.name})" for room in listed} == layer
    assert [room.name for room in rooms] == []


def test_the_folders_are_the_rooms_that_are_said_to_be_built() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert modules | packages == {room.name for room in described() if room.built}


@pytest.mark.parametrize("room", described(), ids=lambda room: room.name)
def test_a_package_a_room_never_uses_is_forbidden_to_it(room: Room) -> None:
    proven = {
        module
        for contract in map(dict, contracts().values())
        if contract.get("type") == "forbidden" and f"bot.{room.name}" in contract["source_modules"].split()
        for module in contract["forbidden_modules"].split()
    }
    assert room.forbidden == proven


def test_a_module_is_one_idea() -> None:
    lengths = {
        str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in (PACKAGE, PROJECT / "tests")
        for path in folder.glob("**/*.py")
    }
    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}
