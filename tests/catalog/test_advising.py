"""Advice: what a served catalog still lacks, told on its line, by the given day alone."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bot.catalog import Finding, read_catalog
from bot.catalog.advising import advise, offices_of
from tests.catalog.writing import BIRTH, PROCEDURE, written

TODAY: Final = date(2026, 11, 23)
WHOLE: Final = """\
id: khai-sinh
level: commune
field: ho-tich
name: {vi: Đăng ký khai sinh, en: Register a birth}
file_at: [quay-xa]
processing_time: {statutory: [{unit: working_day, value: 3}]}
cost: [{amount: 0}]
provenance: [{source: Cổng Dịch vụ công quốc gia, retrieved_on: "2026-07-20"}]
legal_resources: [{number: 60/2014/QH13}]
"""
OFFICES: Final = "- {id: quay-xa, name: Quầy một cửa}\n"
"""A procedure and an office of which there is nothing to say."""


def told(folder: Path, procedure: str, offices: str = OFFICES, today: date = TODAY) -> list[Finding]:
    reading = read_catalog(written(folder, {PROCEDURE: procedure, "offices.yaml": offices}))
    assert reading.findings == ()
    return advise(reading.catalog, reading.placed, offices_of(reading.placed), today)


def test_of_a_whole_procedure_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert told(tmp_path, WHOLE) == []


ADVICE: Final = (
    ("no_provenance", 'provenance: [{source: Cổng Dịch vụ công quốc gia, retrieved_on: "2026-07-20"}]', "", 1),
    ("time_unknown", "processing_time: {statutory: [{unit: working_day, value: 3}]}", "", 1),
    ("cost_unknown", "cost: [{amount: 0}]", "", 1),
    ("unverified", "value: 3}", "value: 3, unverified: true}", 6),
    ("unverified", "amount: 0}", "amount: 5000, unverified: true}", 7),
    ("cost_expired", "amount: 0}", 'amount: 0, valid_until: "2026-11-23"}', 7),
    ("law_ends", "amount: 0}", 'amount: 0, valid_until: "2026-12-31", legal_resource: 1/2026}', 7),
    ("no_english", ", en: Register a birth", "", 4),
)


@pytest.mark.parametrize(("code", "old", "new", "line"), ADVICE, ids=[code for code, *_ in ADVICE])
def test_what_a_procedure_lacks_is_told_alone_and_on_its_line(
    tmp_path: Path, code: str, old: str, new: str, line: int
) -> None:
    assert old in WHOLE
    (finding,) = told(tmp_path, WHOLE.replace(old, new))
    assert (finding.code, finding.line, finding.severity) == (code, line, "advice")
    assert "; " in finding.text


def test_a_paper_to_hand_in_says_how_many(tmp_path: Path) -> None:
    paper = "{id: to-khai, name: {vi: Tờ khai, en: Form}, handling: submitted}"
    (finding,) = told(tmp_path, f"{WHOLE}evidence:\n  - all_of:\n    - {paper}\n")
    assert (finding.code, finding.line) == ("no_copies", 12)
    assert "Tờ khai" in finding.text
    assert told(tmp_path, f"{WHOLE}evidence:\n  - all_of:\n    - {paper.replace('submitted', 'presented')}\n") == []


PLACES: Final = "- {id: tam-ky, name: Phường Tam Kỳ}\n"
MONDAY: Final = '[{weekdays: [mon], opens: "07:30", closes: "11:30"}]'


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", ["no_hours"]),
        (f"hours: {MONDAY}", []),
        ('valid_until: "2026-11-23"', []),
        (f"hours: {MONDAY}, address: 1 đường A", ["address_unverified"]),
        (f"hours: {MONDAY}, address: 1 đường A, address_sources: [trang A, trang A]", ["address_unverified"]),
        (f"hours: {MONDAY}, address: 1 đường A, address_sources: [trang A, trang B]", []),
    ],
)
def test_the_office_of_a_place_is_asked_for_its_hours_and_for_two_sources_of_its_address(
    tmp_path: Path, more: str, codes: list[str]
) -> None:
    (tmp_path / "places.yaml").write_text(PLACES, encoding="utf-8")
    office = f"- {{id: quay-tam-ky, one_of: quay-xa, place: tam-ky, name: Quầy của phường, {more}}}\n"
    findings = told(tmp_path, WHOLE, OFFICES + office)
    assert [(each.code, each.path.name, each.line) for each in findings] == [
        (code, "offices.yaml", 2) for code in codes
    ]


def test_of_what_has_ended_only_the_source_is_asked(tmp_path: Path) -> None:
    ended = BIRTH.replace("legal_resources: [{number: 60/2014/QH13}]\n", "") + 'ended: {on: "2025-07-01", by: 1/2025}\n'
    assert told(tmp_path, ended) == []


DUE: Final = """\
review: {next_review_on: "2026-11-23"}
ahead:
  - {from: "2027-01-22", legal_resource: 1/2026}
"""


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2026, 11, 22), []),
        (date(2026, 11, 23), ["sunset_near"]),
        (date(2026, 11, 24), ["review_due", "sunset_near"]),
        (date(2027, 1, 22), ["review_due", "sunset_near"]),
        (date(2027, 1, 23), ["review_due"]),
    ],
)
def test_a_due_review_and_a_near_change_are_told_by_the_given_day_alone(
    tmp_path: Path, day: date, codes: list[str]
) -> None:
    findings = told(tmp_path, WHOLE + DUE, today=day)
    assert [finding.code for finding in findings] == codes
    assert {finding.severity for finding in findings} <= {"advice"}


@pytest.mark.parametrize("named_by", ["khai-sinh", "khai-tu"])
def test_each_of_a_pair_says_how_it_differs_whichever_names_the_other(tmp_path: Path, named_by: str) -> None:
    other = "khai-tu" if named_by == "khai-sinh" else "khai-sinh"
    named = {named_by: f"confusable_with: [{other}]\n", other: ""}
    death = WHOLE.replace("khai-sinh", "khai-tu").replace("Đăng ký khai sinh", "Đăng ký khai tử") + named["khai-tu"]
    folder = written(tmp_path, {PROCEDURE: WHOLE + named["khai-sinh"], "commune/ho-tich/khai-tu.yaml": death})
    reading = read_catalog(folder)
    assert reading.errors == ()
    lacking = [each for each in advise(reading.catalog, reading.placed, None, TODAY) if each.code == "no_differs"]
    assert [each.path.stem for each in lacking] == ["khai-sinh", "khai-tu"]
    assert [name in each.text for each, name in zip(lacking, ("khai-tu", "khai-sinh"), strict=True)] == [True, True]
