"""The matcher of a catalog, kept with it for the next start."""

from pathlib import Path

from bot.catalog.keeping import kept
from bot.catalog.loading import PACKAGE, load
from bot.matching.matcher import Matcher


def load_matcher(folder: Path) -> Matcher:
    """The matcher of the catalog in a folder, ready for its first question; raises `CatalogBroken`.

    It holds its catalog. `bot.catalog.keeping` says when the copy of an earlier start is taken.
    """
    return kept(Matcher, folder, (PACKAGE, Path(__file__).parent), lambda: Matcher(load(folder)).ready())
