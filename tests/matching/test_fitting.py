"""A decision fitted to questions: weights that are found again, thresholds that reach their goals and no more."""

from dataclasses import replace
from random import Random

import pytest

from bot.matching.decision import Evidence, Weights, fitted
from bot.matching.evaluation import CLERK, WISHES, Labelled
from bot.matching.fitting import (
    FOLDS,
    Case,
    Goals,
    answered,
    brier,
    cases,
    derived,
    left_out_cases,
    likelihoods,
    reliability,
    shares,
    told_apart,
    validated,
    weights,
    with_thresholds,
)
from tests.matching.small import MATCHER

TRUE = Weights(score=2.0, lead=3.0, ahead=4.0, said=3.0, constant=-4.0)


def drawn(number: int) -> list[Case]:
    """Cases whose rightness is drawn with the likelihood that `TRUE` gives them; each third is outside."""
    chance = Random(5)
    decision = replace(fitted(), weights=TRUE)
    found = []
    for at in range(number):
        outside = at % 3 == 0
        best = chance.random() * (0.4 if outside else 1.0)
        evidence = Evidence(best, best * chance.random(), chance.uniform(-0.2, best), chance.random())
        right = not outside and chance.random() < decision.probability(evidence)
        found.append(Case(at % FOLDS, not outside, outside, right, "none", evidence, None))
    return found


CASES = drawn(3_000)
HELD = [each for each in CASES if each.held]
BY_FOLD = validated(CASES, fitted())


def test_the_weights_that_made_the_cases_are_found_again() -> None:
    found = weights(drawn(30_000)[1::3] + drawn(30_000)[2::3])
    for part in ("score", "lead", "ahead", "said", "constant"):
        assert getattr(found, part) == pytest.approx(getattr(TRUE, part), abs=0.35)


def test_a_part_that_is_left_out_weighs_nothing() -> None:
    found = weights(HELD, ("score", "lead"))
    assert (found.ahead, found.said) == (0.0, 0.0)
    assert found.score > 0


def test_a_case_is_judged_by_weights_that_do_not_know_it() -> None:
    turned = [replace(each, right=not each.right) if each.fold == 3 else each for each in CASES]
    assert validated(turned, fitted())[3] == BY_FOLD[3]
    assert validated(turned, fitted())[4] != BY_FOLD[4]


@pytest.mark.parametrize("goals", [Goals(0.1, wrong=0.15, none=0.1), Goals(0.1, wrong=0.4, none=0.07, outside=0.002)])
def test_the_thresholds_reach_the_goals(goals: Goals) -> None:
    made = derived(CASES, (), BY_FOLD, goals)
    reached = shares(CASES, with_thresholds(BY_FOLD, made))
    assert reached.wrong <= goals.wrong
    assert reached.outside <= goals.outside
    assert reached.none <= goals.none
    bolder = shares(CASES, with_thresholds(BY_FOLD, replace(made, answer_from=made.answer_from - 0.01)))
    assert bolder.wrong > goals.wrong or bolder.outside > goals.outside


def test_where_the_goals_exclude_each_other_enough_is_answered_all_the_same() -> None:
    made = derived(CASES, (), BY_FOLD, Goals(answered=0.9, wrong=0.0))
    assert shares(CASES, with_thresholds(BY_FOLD, made)).answered >= 0.9


def test_what_is_answered_without_the_right_procedure_makes_it_careful() -> None:
    goals = Goals(0.1, wrong=0.4, none=0.1, outside=1.0, left_out=0.02)
    outside = [each for each in CASES if each.outside]
    bold, careful = (derived(CASES, missing, BY_FOLD, goals) for missing in ((), outside))
    assert careful.answer_from > bold.answer_from
    assert answered(outside, with_thresholds(BY_FOLD, careful)) <= 0.02


def test_a_likelihood_that_holds_is_right_as_often_as_it_says() -> None:
    bins = reliability(likelihoods(HELD, {fold: replace(fitted(), weights=TRUE) for fold in range(FOLDS)}))
    assert sum(each.number for each in bins) == len(HELD)
    assert all(each.low <= each.said <= each.high for each in bins)
    assert all(each.said == pytest.approx(each.right, abs=0.08) for each in bins if each.number > 100)


def test_the_measures_of_a_likelihood() -> None:
    found = [(0.9, True), (0.8, True), (0.8, False), (0.1, False)]
    assert brier(found) == pytest.approx((0.01 + 0.04 + 0.64 + 0.01) / 4)
    assert told_apart(found) == pytest.approx(3.5 / 4)


def test_what_is_learned_from_is_neither_held_out_nor_two_wishes_nor_without_a_name() -> None:
    questions = [
        Labelled("đăng ký khai sinh cho bé", ("khai-sinh",), "answer"),
        Labelled("trời mưa không em", (), "none"),
        Labelled("làm khai tử cho ông", ("2.999999",), "none"),
        Labelled("làm tạm trú cho bé", ("tam-tru",), "answer", held_out=True),
        Labelled("khai sinh và kết hôn", ("khai-sinh", "ket-hon"), "answer", WISHES),
        Labelled("lệ phí bao nhiêu tiền", ("khai-sinh",), "choose", CLERK),
    ]
    found = cases(MATCHER, questions)
    assert [(each.held, each.outside, each.right) for each in found] == [
        (True, False, True),
        (False, True, False),
        (False, False, False),
    ]
    assert [each.right for each in left_out_cases(MATCHER, questions)] == [False]
