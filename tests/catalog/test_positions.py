"""A position that cannot be one of ours is told on its line; ours are all there."""

from pathlib import Path

import pytest

from bot.catalog import read_catalog
from tests.catalog.project import reading
from tests.catalog.writing import written


@pytest.mark.parametrize(
    ("position", "code", "words"),
    [
        ('{latitude: "15,57", longitude: 108.47}', "not_degrees", ("“15,57”", "“latitude”", "15.5735")),
        ("{latitude: 108.47, longitude: 15.57}", "not_in_range", ("“108.47”", "“latitude”", "≤ 17.3")),
        ("{latitude: 15.57, longitude: 10.847}", "not_in_range", ("“10.847”", "“longitude”", "≥ 107.1")),
        ("{latitude: nan, longitude: 108.47}", "not_in_range", ("“nan”",)),
        ("{latitude: 15.57}", "missing_key", ("“longitude”",)),
    ],
)
def test_a_mistake_in_a_position_is_told_on_its_line(
    tmp_path: Path, position: str, code: str, words: tuple[str, ...]
) -> None:
    text = f"- id: tam-ky\n  name: Phường Tam Kỳ\n  position: {position}\n"
    findings = read_catalog(written(tmp_path, {"places.yaml": text})).findings
    assert {(each.path.name, each.line, each.code) for each in findings} == {("places.yaml", 3, code)}
    assert [word for word in words if word not in str(findings[0])] == []


def test_every_place_has_a_position_of_its_own() -> None:
    positions = [each.position for each in reading().catalog.places]
    assert None not in positions
    assert len(set(positions)) == len(positions) == 94
