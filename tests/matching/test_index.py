"""The index prefers the entry whose phrase shares the rarest words, in order, with the question."""

import numpy as np
import pytest

from bot.matching.index import FeatureMaker, Index

STOP = frozenset({"lam", "giay", "cho", "con"})
MAKER = FeatureMaker(STOP, {("de", "con"): "birth", ("khai", "sinh"): "birth"})


def index(*entries: list[str]) -> Index:
    """The index of entries, each a list of phrases."""
    return Index.of([[tuple(phrase.split()) for phrase in phrases] for phrases in entries], MAKER)


def best(made: Index, question: str) -> int:
    """The place of the entry that wins."""
    return int(np.argmax(made.scores(tuple(question.split()))))


def score(made: Index, question: str, entry: int = 0) -> float:
    """The score of one entry."""
    return float(made.scores(tuple(question.split()))[entry])


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    made = index(["dang ky xe"], ["dang ky tau"], ["dang ky nha"], ["thue dat"])
    assert made.rarity("xe") > made.rarity("dang")
    assert score(made, "xe") > score(made, "dang")
    assert best(made, "dang thue") == 3


def test_the_order_of_words_matters() -> None:
    made = index(["ban nha dat"], ["dat ban nha"])
    assert best(made, "ban nha dat") == 0
    assert best(made, "dat ban nha") == 1
    assert score(made, "ban nha dat", 0) > score(made, "dat nha ban", 0) > 0


def test_accents_help_and_are_not_needed() -> None:
    made = index(["khai tử"], ["khai từ"])
    assert best(made, "khai tử") == 0
    assert best(made, "khai từ") == 1
    assert score(made, "khai tu", 0) == pytest.approx(score(made, "khai tu", 1))
    assert score(made, "khai tử", 0) > score(made, "khai tu", 0) > 0


def test_a_stop_word_counts_little() -> None:
    made = index(["giay dau"], ["quay dau"], ["giay quay"])
    assert 0 < score(made, "giay", 0) < score(made, "quay", 1) / 2


def test_phrases_that_mean_the_same_share_a_concept() -> None:
    made = index(["khai sinh"], ["khai tu"], ["ket hon"])
    assert best(made, "de con") == 0
    assert score(made, "de con") > 0
    assert score(made, "con de") == 0


def test_a_spelling_that_sounds_alike_in_a_pair_is_heard() -> None:
    made = index(["can cuoc"], ["tam tru"])
    assert score(made, "tru cang cuoc", 0) > score(made, "tru xang cuoc", 0)
    assert best(made, "cang cuot") == 0


def test_an_entry_gains_from_a_second_phrase_that_fits() -> None:
    made = index(["khai sinh", "khai sinh tre"], ["khai sinh"], ["ket hon"])
    alone = index(["khai sinh tre"], ["khai sinh"], ["ket hon"])
    assert score(made, "khai sinh", 0) > score(made, "khai sinh", 1)
    assert score(made, "khai sinh tre", 0) > score(alone, "khai sinh tre", 0)


def test_words_that_nobody_has_lower_a_score() -> None:
    made = index(["khai sinh"], ["khai tu"])
    assert score(made, "khai sinh") > score(made, "khai sinh voi bong da toi nay") > 0


def test_a_phrase_that_says_more_than_was_asked_fits_less() -> None:
    made = index(["khai sinh"], ["khai sinh co yeu to nuoc ngoai"])
    assert best(made, "khai sinh") == 0
    assert best(made, "khai sinh nuoc ngoai") == 1


def test_a_question_without_any_known_word_scores_nothing() -> None:
    made = index(["khai sinh"], ["khai tu"])
    assert made.scores(("bong", "roo")).tolist() == [0.0, 0.0]
    assert made.scores(()).tolist() == [0.0, 0.0]


def test_scores_come_in_the_order_of_the_entries_whatever_their_number_of_phrases() -> None:
    made = index(["a"], ["b", "c", "d"], ["e", "f"])
    for entry, word in ((0, "a"), (1, "b"), (1, "c"), (1, "d"), (2, "e"), (2, "f")):
        assert best(made, word) == entry
        assert np.count_nonzero(made.scores((word,))) == 1


def test_the_words_that_are_shared_are_told_in_the_order_asked() -> None:
    made = index(["khai sinh"])
    phrases = [("khai", "sinh"), ("trẻ", "em")]
    assert made.shared(("em", "sinh", "ở", "sinh", "nhà"), phrases) == ["em", "sinh"]
