"""What can be wrong with an office is told alone and on its line, with what to write."""

from pathlib import Path
from typing import Final

import pytest

from bot.catalog import read_catalog
from tests.catalog.project import reading
from tests.catalog.writing import HERE, written

MORNING: Final = 'opens: "07:30", closes: "11:30"'
LATE: Final = 'opens: "11:30", closes: "07:30"'
COUNTERS: Final = """\
- {id: quay-xa, name: Quầy một cửa}
- id: quay-tam-ky
  name: Quầy một cửa của phường Tam Kỳ
  one_of: quay-xa
  place: tam-ky
"""

PLACES: Final = "- {id: tam-ky, name: Phường Tam Kỳ}\n"
Mistake = tuple[str, str, tuple[str, ...]]


def case(code: str, more: str, *words: str) -> Mistake:
    """The finding, the lines added to the offices (of which the last is that of a place), words an official reads."""
    return code, more, words


MISTAKES: Final = (
    case("closes_early", f"  hours:\n    - {{weekdays: [mon], {LATE}}}  {HERE}\n", "11:30–07:30"),
    case("closes_early", f"  saturday_sessions:\n    - {{{LATE}}}  {HERE}\n", "11:30–07:30"),
    case("closes_early", f'  saturday_sessions:\n    - {{opens: "07:30", closes: "07:30"}}  {HERE}\n', "07:30–07:30"),
    case(
        "sessions_overlap",
        f"  hours:\n    - {{weekdays: [mon, fri], {MORNING}}}\n    - {{weekdays: [tue], {MORNING}}}\n"
        f'    - {{weekdays: [fri, sat], opens: "11:00", closes: "12:00"}}  {HERE}\n',
        "fri",
        "07:30–11:30",
        "11:00–12:00",
    ),
    case(
        "sessions_overlap",
        f"  hours:\n    - {{weekdays: [sat], {MORNING}}}\n  saturday_sessions:\n    - {{{MORNING}}}  {HERE}\n",
        "sat",
    ),
    case("not_a_time", f'  hours:\n    - {{weekdays: [mon], opens: 7h30, closes: "11:30"}}  {HERE}\n', "“7h30”"),
    case("not_a_time", f'  hours:\n    - {{weekdays: [mon], opens: 27000, closes: "11:30"}}  {HERE}\n', "“27000”"),
    case("not_one_of", f"  online_only: [thứ hai]  {HERE}\n", "“thứ hai”", "'mon'"),
    case("not_matching", f"  map_url: bản đồ  {HERE}\n", "“bản đồ”"),
    case("not_matching", f"- {{id: b, name: B, place: mot-noi-co-ten-dai-lam-lam}}  {HERE}\n"),
    case("unknown_reference", f"- {{id: b, name: B, one_of: quay-sa, place: tam-ky}}  {HERE}\n", "“quay-xa”?"),
    case("unknown_reference", f"- {{id: b, name: B, one_of: quay-tam-ky, place: tam-ky}}  {HERE}\n"),
    case(
        "unknown_reference",
        f"- {{id: b, name: B, one_of: quay-xa, place: tam-k}}  {HERE}\n",
        "“tam-ky”?",
        "places.yaml",
    ),
    case("half_of_a_place", f"- {{id: b, name: B, place: tam-ky}}  {HERE}\n", "“one_of: …”"),
    case("half_of_a_place", f"- {{id: b, name: B, one_of: quay-xa}}  {HERE}\n", "“place: …”"),
    case(
        "hours_of_no_place",
        f"- id: b\n  name: B\n  hours:\n    - {{weekdays: [mon], {MORNING}}}\n  phone: '113'\n".replace(
            "  hours:", f"  hours:  {HERE}"
        ),
        "“hours”",
    ),
    case("hours_of_no_place", f"- {{id: b, name: B, online_only: [mon]}}  {HERE}\n", "“online_only”"),
)
CODES: Final = ("closes_early", "sessions_overlap", "half_of_a_place", "hours_of_no_place")
"""The findings that only an office can have."""


@pytest.mark.parametrize(("code", "more", "words"), MISTAKES, ids=[code for code, *_ in MISTAKES])
def test_a_mistake_in_an_office_is_told_on_its_line(
    tmp_path: Path, code: str, more: str, words: tuple[str, ...]
) -> None:
    text = COUNTERS + more
    line = next(number for number, each in enumerate(text.splitlines(), 1) if HERE in each)
    (finding,) = read_catalog(written(tmp_path, {"offices.yaml": text, "places.yaml": PLACES})).findings
    assert (finding.path.name, finding.line, finding.code) == ("offices.yaml", line, code)
    assert [word for word in words if word not in str(finding)] == []


def test_each_finding_of_an_office_has_its_mistake() -> None:
    assert set(CODES) <= {code for code, *_ in MISTAKES}


def test_half_a_day_and_a_second_saturday_session_are_no_mistake(tmp_path: Path) -> None:
    more = f"""\
  hours:
    - {{weekdays: [mon, tue], {MORNING}}}
    - {{weekdays: [mon], opens: "11:30", closes: "17:00"}}
  saturday_sessions:
    - {{{MORNING}}}
    - {{opens: "13:00", closes: "15:00"}}
"""
    reading = read_catalog(written(tmp_path, {"offices.yaml": COUNTERS + more, "places.yaml": PLACES}))
    assert reading.findings == ()
    office = reading.catalog.offices[-1]
    assert {days: [str(each) for each in openings] for days, openings in office.week.items()} == {
        ("mon",): ["07:30–11:30", "11:30–17:00"],
        ("tue",): ["07:30–11:30"],
    }


def test_no_invented_office_is_shipped() -> None:
    offices = reading().catalog.offices
    assert offices
    assert [each.id for each in offices if "VÍ DỤ" in each.name.vi] == []
