"""What applies under the facts a person told."""

import pytest

from bot.catalog.model import CaseFact, Cost, Option, Procedure, Words
from bot.conversation.cases import Applies, Facts, applies, applying, told, unanswered

BORN = CaseFact("noi", Words("Ở đâu?"), (Option("vien", Words("Viện")), Option("nha", Words("Nhà"))))
WED = CaseFact("cuoi", Words("Cưới?"), (Option("roi", Words("Rồi")), Option("chua", Words("Chưa"))))


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ({}, {}, Applies.YES),
        ({"noi": ("vien",)}, {}, Applies.USUALLY),
        ({"noi": ("nha",)}, {}, Applies.PERHAPS),
        ({"noi": ("nha", "vien")}, {"noi": "nha"}, Applies.YES),
        ({"noi": ("nha",)}, {"noi": "vien"}, Applies.NO),
        ({"noi": ("vien",), "cuoi": ("chua",)}, {}, Applies.PERHAPS),
        ({"noi": ("nha",), "cuoi": ("chua",)}, {"noi": "nha"}, Applies.PERHAPS),
        ({"noi": ("nha",), "cuoi": ("chua",)}, {"noi": "nha", "cuoi": "chua"}, Applies.YES),
        ({"noi": ("nha",), "cuoi": ("chua",)}, {"noi": "vien"}, Applies.NO),
    ],
)
def test_every_fact_must_hold_and_an_untold_one_leaves_it_open(
    when: dict[str, tuple[str, ...]], facts: Facts, expected: Applies
) -> None:
    assert applies(when, facts, (BORN, WED)) is expected


def test_a_cost_of_another_case_is_left_out(unknown: Procedure) -> None:
    costs = (Cost(0, when={"noi": ("vien",)}), Cost(8_000, when={"noi": ("nha",)}))
    assert applying(costs, with_facts(unknown), {"noi": "nha"}) == (costs[1],)
    assert applying(costs, with_facts(unknown), {}) == costs


def test_facts_are_asked_in_order_until_all_are_told(unknown: Procedure) -> None:
    procedure = with_facts(unknown)
    assert unanswered(procedure, {}) == BORN
    assert unanswered(procedure, {"noi": "nha"}) == WED
    assert unanswered(procedure, {"noi": "nha", "cuoi": "roi"}) is None
    assert [each.vi for each in told(procedure, {"cuoi": "roi", "noi": "nha"})] == ["Nhà", "Rồi"]


def with_facts(procedure: Procedure) -> Procedure:
    return Procedure(id=procedure.id, level="commune", field="ho-tich", name=procedure.name, case_facts=(BORN, WED))
