"""What was done about what was called wrong, and how long it took, with what still waits counted in."""

from datetime import date, timedelta

from bot.records.counts import Period
from bot.records.mending import FactEvent, Said
from bot.satisfaction.mended import Matter, Mended, Quantile, matters, mended

START = date(2026, 11, 1)
NOVEMBER = Period(START, date(2026, 11, 30))


def _event(day: int, said: Said, digest: str | None = None, fact: str = "cost") -> FactEvent:
    return FactEvent("khai-sinh", fact, START + timedelta(days=day), said, 1, digest)  # type: ignore[arg-type]  # a fact


def test_a_matter_is_open_from_the_first_report_until_somebody_looked() -> None:
    (matter,) = matters([_event(2, "reported"), _event(5, "reported"), _event(9, "assured", "b")])
    assert (matter.opened.day, matter.closed and matter.closed.day, matter.days(date(2026, 12, 9))) == (3, 10, 7)
    assert matter.mended is None  # nobody noted what stood there


def test_mended_is_what_stands_there_otherwise_than_before() -> None:
    said = [_event(0, "doubted", "a"), _event(4, "assured", "b"), _event(6, "reported"), _event(8, "assured", "b")]
    assert [each.mended for each in matters(said)] == [True, False]


def test_what_is_called_true_without_having_been_called_wrong_is_no_matter() -> None:
    assert matters([_event(0, "assured", "a")]) == ()


def test_facts_are_matters_of_their_own() -> None:
    said = [_event(0, "reported"), _event(1, "reported", fact="time"), _event(2, "assured", "a")]
    assert [(each.fact, each.closed is None) for each in matters(said)] == [("cost", False), ("time", True)]


def test_a_matter_looked_at_on_the_day_it_was_reported_took_no_day() -> None:
    (matter,) = matters([_event(0, "assured", "b"), _event(0, "reported")])
    assert matter.days(NOVEMBER.last) == 0


def test_open_matters_count_with_the_days_they_have_waited() -> None:
    closed = [Matter("p", "cost", START, START + timedelta(days=days), True) for days in (2, 3, 4)]
    waiting = Matter("p", "time", START)
    done = mended([*closed, waiting], NOVEMBER)
    assert done == Mended(3, 3, 1, Quantile(3, at_least=False), Quantile(29, at_least=True))


def test_what_waits_a_short_time_yet_makes_every_longer_time_one_that_is_only_reached() -> None:
    """Two that were reported yesterday may wait for a year: that half was done within ten days is not known."""
    closed = [Matter("p", "cost", START, START + timedelta(days=days), True) for days in (10, 20, 25)]
    waiting = [Matter("p", fact, NOVEMBER.last - timedelta(days=1)) for fact in ("time", "place")]
    done = mended([*closed, *waiting], NOVEMBER)
    assert (done.median, done.ninetieth) == (Quantile(10, at_least=True), Quantile(25, at_least=True))


def test_what_was_settled_before_the_period_is_left_out_and_what_was_settled_after_it_still_waits() -> None:
    early = Matter("p", "cost", date(2026, 10, 1), date(2026, 10, 9), True)
    late = Matter("p", "cost", date(2026, 11, 20), date(2026, 12, 5), True)
    done = mended([early, late], NOVEMBER)
    assert (done.settled, done.open, done.median) == (0, 1, Quantile(10, at_least=True))


def test_nothing_takes_no_time() -> None:
    assert mended([], NOVEMBER) == Mended(0, 0, 0, None, None)
