"""What a procedure was, is and will be: `Procedure.on(day)`, and what a day asks of the officials."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import Ended, Procedure
from bot.catalog.model import Ahead, Before, Cost, LegalResource, Words

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
MERGER, REFORM, NEXT, LATER = date(2025, 7, 1), date(2015, 1, 1), date(2027, 3, 1), date(2028, 1, 1)
FREE, PAID = (Cost(0),), (Cost(5000),)


def ahead(day: date, **named: object) -> Ahead:
    """A decided change; its key in YAML is `from`."""
    return Ahead(from_day=day, **named)  # type: ignore[arg-type]  # each test names other fields


NOW = Procedure(
    id="cai-chinh",
    level="district",
    field="ho-tich",
    name=Words("Cải chính hộ tịch"),
    valid_from=MERGER,
    competent_authority="ubnd-xa",
    code="1.000003",
    cost=FREE,
    file_at=("quay-xa",),
    before=(
        Before(until=REFORM, code="1.000001", cost=PAID, legal_resource="60/2014/QH13"),
        Before(until=MERGER, competent_authority="ubnd-huyen", code="1.000002", file_at=()),
    ),
    ahead=(ahead(NEXT, cost=PAID), ahead(LATER, code="1.000004")),
)


def on(day: date, procedure: Procedure = NOW) -> Procedure:
    """The procedure on a day on which it has not ended."""
    state = procedure.on(day)
    assert isinstance(state, Procedure)
    return state


@pytest.mark.parametrize(
    ("day", "authority", "code", "cost", "file_at", "valid_from"),
    [
        (REFORM - DAY, "ubnd-huyen", "1.000001", PAID, (), None),
        (REFORM, "ubnd-huyen", "1.000002", FREE, (), REFORM),
        (MERGER - DAY, "ubnd-huyen", "1.000002", FREE, (), REFORM),
        (MERGER, "ubnd-xa", "1.000003", FREE, ("quay-xa",), MERGER),
        (NEXT - DAY, "ubnd-xa", "1.000003", FREE, ("quay-xa",), MERGER),
        (NEXT, "ubnd-xa", "1.000003", PAID, ("quay-xa",), NEXT),
        (LATER - DAY, "ubnd-xa", "1.000003", PAID, ("quay-xa",), NEXT),
        (LATER, "ubnd-xa", "1.000004", PAID, ("quay-xa",), LATER),
    ],
)
def test_each_day_has_its_state(
    day: date, authority: str, code: str, cost: object, file_at: object, valid_from: date | None
) -> None:
    state = on(day)
    assert (state.competent_authority, state.code, state.cost, state.file_at) == (authority, code, cost, file_at)
    assert state.valid_from == valid_from


def test_what_a_change_cannot_name_stays_the_same_at_all_times() -> None:
    assert {(on(day).id, on(day).name, on(day).level) for day in (date.min, REFORM, TODAY, date.max)} == {
        (NOW.id, NOW.name, NOW.level)
    }


def test_a_list_that_an_entry_names_replaces_the_whole_list() -> None:
    old = (LegalResource("1/2014"), LegalResource("2/2014"))
    procedure = replace(
        NOW, legal_resources=(LegalResource("3/2025"),), before=(Before(until=MERGER, legal_resources=old),)
    )
    assert on(MERGER - DAY, procedure).legal_resources == old
    assert on(MERGER, procedure).legal_resources == (LegalResource("3/2025"),)


def test_the_order_in_the_file_says_nothing() -> None:
    turned = replace(NOW, before=NOW.before[::-1], ahead=NOW.ahead[::-1])
    for day in (REFORM - DAY, REFORM, MERGER, NEXT, LATER):
        assert (on(day, turned).code, on(day, turned).cost) == (on(day).code, on(day).cost)


def test_a_procedure_without_dated_changes_is_itself_on_every_day() -> None:
    plain = replace(NOW, before=(), ahead=())
    assert on(date.min, plain) is on(date.max, plain) is plain


def test_an_ended_procedure_is_itself_until_the_day_before() -> None:
    ended = Ended(MERGER, "118/2025/NĐ-CP", ("khai-sinh",))
    procedure = replace(NOW, ahead=(), ended=ended)
    assert on(MERGER - DAY, procedure).code == "1.000002"
    assert procedure.on(MERGER) is procedure.on(date.max) is ended


@dataclass(frozen=True)
class Life:
    """Days on which something changed, first to last, and the place of today among them."""

    days: tuple[date, ...]
    now: int
    codes: tuple[str | None, ...]
    authorities: tuple[str | None, ...]

    def procedure(self) -> Procedure:
        """The procedure with the changes before today in `before` and the others in `ahead`."""
        entries = list(zip(self.days, self.codes, self.authorities, strict=True))
        return Procedure(
            id="khai-sinh",
            level="commune",
            field="ho-tich",
            name=Words("Khai sinh"),
            code="9.000000",
            competent_authority="hien-tai",
            before=tuple(
                Before(until=day, code=code, competent_authority=who) for day, code, who in entries[: self.now]
            ),
            ahead=tuple(ahead(day, code=code, competent_authority=who) for day, code, who in entries[self.now :]),
        )

    def expected(self, day: date, values: tuple[str | None, ...], top: str) -> str:
        """The value of a field on a day: the nearest entry that names it between that day and today."""
        older = [value for at, value in zip(self.days[: self.now], values, strict=False) if day < at]
        newer = [value for at, value in zip(self.days[self.now :], values[self.now :], strict=True) if at <= day]
        said = next((value for value in older if value), None) if older else next(filter(None, newer[::-1]), None)
        return said or top


CODES = st.one_of(st.none(), st.from_regex(r"[0-8]\.[0-9]{6}", fullmatch=True))
NAMES = st.one_of(st.none(), st.sampled_from(["ubnd-xa", "ubnd-huyen", "so-tu-phap"]))


@st.composite
def lives(draw: st.DrawFn) -> Life:
    days = tuple(sorted(draw(st.sets(st.dates(date(2000, 1, 1), date(2040, 1, 1)), max_size=5))))
    values = st.tuples(*[CODES] * len(days)), st.tuples(*[NAMES] * len(days))
    return Life(days, draw(st.integers(0, len(days))), draw(values[0]), draw(values[1]))


@settings(derandomize=True, database=None, deadline=None, max_examples=80)
@given(life=lives())
def test_a_field_is_what_the_nearest_entry_that_names_it_says(life: Life) -> None:
    procedure = life.procedure()
    for day in {TODAY, *life.days, *(each - DAY for each in life.days)}:
        state = on(day, procedure)
        assert state.code == life.expected(day, life.codes, "9.000000")
        assert state.competent_authority == life.expected(day, life.authorities, "hien-tai")


@settings(derandomize=True, database=None, deadline=None, max_examples=40)
@given(life=lives())
def test_any_order_of_the_entries_gives_the_same_states(life: Life) -> None:
    procedure = life.procedure()
    for before in list(permutations(procedure.before))[-3:]:
        turned = replace(procedure, before=before, ahead=procedure.ahead[::-1])
        for day in (*life.days, *(each - DAY for each in life.days)):
            assert (on(day, turned).code, on(day, turned).valid_from) == (
                on(day, procedure).code,
                on(day, procedure).valid_from,
            )
