"""A catalog small enough to be read at a glance, which a test changes in one place."""

from collections.abc import Mapping
from pathlib import Path

PROCEDURE = "commune/ho-tich/khai-sinh.yaml"
HERE = "# ←"
"""A comment in an example: the line an official should be sent to."""

BIRTH = """\
id: khai-sinh
level: commune
field: ho-tich
name: Đăng ký khai sinh
provenance:
  - {source: Cổng Dịch vụ công quốc gia, retrieved_on: "2026-07-20"}
legal_resources: [{number: 60/2014/QH13}]
"""

SMALL = {
    "authorities.yaml": "- {id: ubnd-xa, level: commune, name: Ủy ban nhân dân xã}\n",
    "offices.yaml": "- {id: quay-xa, name: Quầy một cửa của xã}\n",
    "fields.yaml": "- {id: ho-tich, name: Hộ tịch}\n- {id: cu-tru, name: Cư trú}\n",
    "life_events.yaml": "- {id: sinh-con, name: Sinh con}\n",
    PROCEDURE: BIRTH,
}
"""A catalog without findings."""


def written(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """`folder` with the small catalog; `changes` replaces files, adds them, or (None) leaves them out."""
    for name, content in {**SMALL, **(changes or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content is not None:
            path.write_text(content, encoding="utf-8")
    return folder


def with_birth(more: str) -> dict[str, str]:
    """The change that adds lines to the procedure of the small catalog."""
    return {PROCEDURE: BIRTH + more}


def place(files: Mapping[str, str | bytes | None]) -> tuple[str, int]:
    """The file and line marked in an example; the first line of the only file where nothing is marked."""
    for name, content in files.items():
        lines = content.splitlines() if isinstance(content, str) else []
        for number, line in enumerate(lines, 1):
            if HERE in line:
                return name, number
    return next(iter(files)), 1
