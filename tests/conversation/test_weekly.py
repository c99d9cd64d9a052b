"""What an official reads of a week and of alerts: nothing that few could be known by, and never more than a screen."""

import re
from datetime import date
from html import unescape
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog.model import Procedure
from bot.conversation.actions import write
from bot.conversation.fitting import visible_length, visible_text
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Button
from bot.conversation.speech import Speech
from bot.conversation.weekly import Waiting, alerts, digest, told
from bot.desk.reviews import FactStanding
from bot.language import Language
from bot.records.counts import Counts
from bot.records.mending import FactEvent
from bot.records.queue import Item
from bot.records.told import Told
from bot.satisfaction.alerts import alert, compared, falls
from bot.satisfaction.report import compiled
from tests.actors.house import knowledge
from tests.satisfaction import telling
from tests.satisfaction.telling import WEEK, asked, thumbs, visits

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
CATALOG = knowledge().catalog
LONGEST = sorted(CATALOG.procedures, key=lambda each: -len((each.short_name or each.name).vi))[:4]
SOURCE = max((f"catalog/{each.level}/{each.field}/{each.id}.yaml:123" for each in CATALOG.procedures), key=len)
DAY = date(2026, 11, 23)


def source(*_: object) -> str:
    return SOURCE


def bad_week(name: str, late: int = 190) -> Told:
    """A week in which as much is said as can be; without so many results that come late, the answers are worst."""
    other = next(each.id for each in CATALOG.procedures if each.id != name)
    voiced = (*thumbs(name, 10, 90, "missing"), *thumbs(name, 0, 9, "differs", "cost"), *thumbs(other, 900, 30))
    events = (FactEvent(name, "documents", WEEK.first, "reported", 90),)
    now = Counts(
        WEEK,
        asked=(*asked("dat-dai", 100, 300), *asked("ho-tich", 900, 3)),
        voiced=voiced,
        surveyed=(visits("ubnd-xa", procedure=name, punctual=(20, late)), visits("khac", punctual=(400, 20))),
    )
    before = Counts(
        WEEK.before,
        asked=asked("dat-dai", 4000, 3),
        voiced=thumbs(name, 900, 9),
        surveyed=(visits("ubnd-xa", punctual=(900, 9)),),
    )
    return Told(now, before, events)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("procedure", LONGEST, ids=lambda each: str(each.id))
@pytest.mark.parametrize("late", [190, 0])
def test_the_longest_digest_fits(language: Language, procedure: Procedure, late: int) -> None:
    items = [Item("item0001", "new", "dài", 9, 0, DAY, DAY, DAY)] * 1999
    standing = FactStanding("legal", None, (), ())
    waiting = Waiting(items, 1999, 366, [(max(CATALOG.procedures, key=lambda each: len(each.name.vi)), standing)] * 99)
    said = digest(compiled(bad_week(procedure.id, late), CATALOG, source), CATALOG, Speech(language), waiting)
    assert visible_length(said.text) <= MAX_VISIBLE
    assert all(len(row) <= 2 for row in said.buttons)
    controls = [each for row in said.buttons for each in row]
    assert all(len(each.label) <= MAX_LABEL for each in controls)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_alert_fits_and_leads_to_what_is_wrong(language: Language) -> None:
    period = compared(DAY)
    voiced = tuple(
        each
        for procedure in LONGEST[:3]
        for each in (*thumbs(procedure.id, 1000, 9000, "missing"), *thumbs(procedure.id, 0, 8999, "differs", "cost"))
    )
    now = Counts(period, voiced=voiced)
    before = Counts(period.before, voiced=tuple(each for p in LONGEST[:3] for each in thumbs(p.id, 9999, 1)))
    found = [alert(each, now, CATALOG, source) for each in falls(now, before, CATALOG)]
    said = alerts(found, period, CATALOG, Speech(language))
    assert said
    assert len(found) == 3
    assert visible_length(said.text) <= MAX_VISIBLE
    assert SOURCE in said.text
    wires = [write(each.action) for row in said.buttons for each in row if isinstance(each, Button)]
    assert [wire.split(":")[0] for wire in wires] == ["1R", "1R", "1R", "1Ja", "1Je"]
    assert wires[3] == "1Ja:2026-11-16"


def test_of_a_procedure_that_is_gone_nothing_is_said() -> None:
    assert alerts([], compared(DAY), CATALOG, Speech("vi")) is None


COUNTS = st.tuples(st.integers(0, 60), st.integers(0, 60))


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS, COUNTS, st.sampled_from(LANGUAGES))
def test_no_share_of_fewer_than_thirty_and_no_count_of_fewer_than_ten(
    helped: tuple[int, int], found: tuple[int, int], punctual: tuple[int, int], language: Language
) -> None:
    now = Counts(
        WEEK,
        asked=asked("ho-tich", *found),
        voiced=thumbs("khai-sinh", *helped, "missing"),
        surveyed=(visits("xa", punctual=punctual),),
    )
    report = compiled(Told(now, Counts(WEEK.before)), telling.CATALOG)
    text = visible_text(told(report, telling.CATALOG, Speech(language)))
    lines = text.partition("\n1. ")[2].partition("\n5. ")[0]
    for part, whole, rest in re.findall(r"(\d+)/(\d+)( [^(;\n]*\([^)]*\))?", lines):
        assert int(whole) >= 10, f"{part}/{whole} in {text!r}"
        shares = re.findall(r"\(\d+ ?%,", rest)
        assert bool(shares) == (int(whole) >= 30), f"{part}/{whole}{rest} in {text!r}"
    if not report.empty:
        assert "SIPAS" in text


def test_a_reason_of_fewer_than_five_is_named_without_its_number() -> None:
    voiced = (*thumbs("khai-sinh", 5, 40, "missing"), *thumbs("khai-sinh", 0, 4, "differs", "cost"))
    rest = thumbs("ket-hon", 95, 1)
    report = compiled(Told(Counts(WEEK, voiced=(*voiced, *rest)), Counts(WEEK.before)), telling.CATALOG)
    text = unescape(told(report, telling.CATALOG, Speech("vi")))
    assert "Lý do nhiều nhất: thiếu giấy tờ (40), khác thực tế\n" in text


def test_what_is_typed_into_the_catalog_is_shown_as_text() -> None:
    report = compiled(bad_week(LONGEST[0].id, late=0), CATALOG, lambda *_: "<b>x</b>.yaml:1")
    assert "&lt;b&gt;x" in told(report, CATALOG, Speech("vi"))
