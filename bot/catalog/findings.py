"""What an official should mend in the catalog, told as `file:line: what is wrong, what to write`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml


class CatalogError(Exception):
    """Something is wrong with the catalog as a whole."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend; `severity` is `error` (the catalog is not served) or `advice`."""

    path: Path
    line: int
    code: str
    severity: str = "error"
    values: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, code: str, path: Path, line: int, **values: object) -> "Finding":
        """A finding whose severity and sentence stand in `findings.yaml` under `code`."""
        return cls(path, line, code, _sentences()[code]["severity"], {k: str(v) for k, v in values.items()})

    @property
    def text(self) -> str:
        """The sentence an official reads."""
        return _sentences()[self.code]["text"].format_map(self.values)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


class CatalogBroken(CatalogError):
    """Raised when a catalog has errors; carries every finding of every file."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(map(str, self.findings)))


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    text = files("bot.catalog").joinpath("findings.yaml").read_text(encoding="utf-8")
    sentences: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return sentences
