"""The project's own catalog, and a procedure of which no source says anything."""

from datetime import date

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from tests.actors.house import knowledge

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return knowledge().catalog


@pytest.fixture
def unknown() -> Procedure:
    return Procedure(id="chua-ro", level="commune", field="ho-tich", name=Words("Việc chưa rõ", "An unknown thing"))
