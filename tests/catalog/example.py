"""The offices of docs/example/, read together with the catalog's own as an official would add them."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.catalog import read_catalog
from bot.catalog.catalog import Catalog
from tests.catalog.project import FOLDER, PROJECT
from tests.catalog.writing import written

EXAMPLE: Final = PROJECT / "docs/example/offices.yaml"


def with_example_offices(catalog: Catalog, folder: Path) -> Catalog:
    """`catalog` with the invented offices added; `folder` is where they are read from."""
    own, example = ((path / "offices.yaml").read_text("utf-8") for path in (FOLDER, EXAMPLE.parent))
    places = (FOLDER / "places.yaml").read_text("utf-8")
    reading = read_catalog(written(folder, {"offices.yaml": own + example, "places.yaml": places}))
    assert reading.findings == ()
    return replace(catalog, offices=reading.catalog.offices)
