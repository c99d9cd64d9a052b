"""What the procedures are: YAML files an official can edit, read into an immutable `Catalog`."""

from bot.catalog.catalog import Catalog
from bot.catalog.findings import CatalogBroken, CatalogError, Finding
from bot.catalog.loading import load, read_catalog
from bot.catalog.model import Ended, Procedure

__all__ = [
    "Catalog",
    "CatalogBroken",
    "CatalogError",
    "Ended",
    "Finding",
    "Procedure",
    "load",
    "read_catalog",
]
