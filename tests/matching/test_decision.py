"""An answer needs good reasons; what is doubtful is asked back, what is unlikely is not offered."""

from dataclasses import replace

import pytest

from bot.matching.decision import Decision, Evidence, Weights, fitted

DECISION = Decision(
    Weights(score=2.0, lead=3.0, ahead=4.0, said=3.0, constant=-4.0),
    answer_from=0.8,
    choose_from=0.2,
    name_from=0.3,
    sibling_lead=0.1,
    worth_choosing=0.75,
)
SURE = Evidence(score=0.8, lead=0.3, ahead=0.5, said=1.0)
DOUBTFUL = Evidence(score=0.5, lead=0.05, ahead=0.2, said=0.6)
UNLIKELY = Evidence(score=0.2, lead=0.0, ahead=-0.1, said=0.2)


@pytest.mark.parametrize(
    ("evidence", "outcome"), [(SURE, "answer"), (DOUBTFUL, "choose"), (UNLIKELY, "none"), (None, "none")]
)
def test_what_is_done_follows_from_how_likely_it_is(evidence: Evidence | None, outcome: str) -> None:
    assert DECISION.outcome(evidence) == outcome


def test_the_likelihood_is_the_logistic_of_the_weighed_evidence() -> None:
    assert DECISION.probability(SURE) == pytest.approx(0.9706877692)  # 1 / (1 + e^-(1.6 + 0.9 + 2.0 + 3.0 - 4.0))
    assert DECISION.probability(None) == 0.0


@pytest.mark.parametrize("part", ["score", "lead", "ahead", "said"])
def test_each_part_of_the_evidence_makes_it_likelier(part: str) -> None:
    more = replace(DOUBTFUL, **{part: getattr(DOUBTFUL, part) + 0.1})
    for decision in (DECISION, fitted()):
        assert 0 < decision.probability(DOUBTFUL) < decision.probability(more) < 1


def test_close_siblings_are_asked_between_however_likely_and_others_are_not() -> None:
    close = replace(SURE, lead=0.07, siblings=True)
    assert DECISION.outcome(replace(close, ahead=0.9)) == "choose"
    assert DECISION.outcome(replace(close, ahead=0.9, siblings=False)) == "answer"
    assert DECISION.outcome(replace(close, ahead=0.9, lead=0.09)) == "answer"


def test_what_stands_beside_is_named_where_it_is_much_likelier_and_nothing_is_answered() -> None:
    assert DECISION.outcome(UNLIKELY, SURE) == "beside"
    assert DECISION.outcome(None, SURE) == "beside"
    assert DECISION.outcome(DOUBTFUL, DOUBTFUL) == "choose"
    assert DECISION.outcome(UNLIKELY, DOUBTFUL) == "beside"
    assert DECISION.outcome(SURE, SURE) == "answer"


def test_the_decision_in_use_was_read_from_its_file() -> None:
    made = fitted()
    assert 0 < made.choose_from < made.answer_from < 1
    assert 0 < made.name_from < 1
    assert 0 <= made.sibling_lead < 1
    assert 0.5 <= made.worth_choosing <= 1
