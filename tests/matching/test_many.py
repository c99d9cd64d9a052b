"""Thousands of titles are found as well, and as quickly, as a few."""

from random import Random

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere
from bot.catalog.model import Words
from bot.exchange.national import LEVELS, Title, as_catalog, distant, read_records
from bot.matching.index import FEW, MANY, MANY_FROM, FeatureMaker
from bot.matching.text import MAX_LENGTH, clean, folded
from bot.matching.titles import Titles
from bot.matching.vocabulary import LONGEST_JOINED, Vocabulary
from tests.catalog.project import PROJECT, matcher

RECORDS = PROJECT.parent / "shared/national/procedures.jsonl.gz"
CATALOG = matcher().catalog
WORDS = sorted({word for each in CATALOG.procedures for word in clean(each.name.vi)})


def made(number: int) -> Titles:
    """So many titles of words that the catalog uses, the same each time."""
    chance = Random(5)
    named = [Elsewhere(f"title-{at}", Words(" ".join(chance.sample(WORDS, 8)))) for at in range(number)]
    return Titles(Catalog(procedures=(), elsewhere=tuple(named), lexicon=CATALOG.lexicon))


def test_a_title_is_found_among_thousands_without_accents_too() -> None:
    titles = made(MANY_FROM)
    wanted = titles.catalog.elsewhere[MANY_FROM // 2]
    assert titles.ranked(f"hồ sơ {wanted.name.vi} gồm những gì")[0] is wanted
    assert titles.nearest(wanted.name.vi) == [wanted]


def test_among_thousands_what_only_sounds_or_looks_alike_is_left_out() -> None:
    few = FeatureMaker(frozenset(), {}, FEW).features(("căn", "cước"))
    many = FeatureMaker(frozenset(), {}, MANY).features(("căn", "cước"))
    assert set(many) < set(few)
    assert {feature[0] for feature in set(few) - set(many)} == {"♪", "…"}


def test_of_two_titles_as_likely_the_commune_s_comes_first_and_a_likelier_one_before_it() -> None:
    titles = [
        Title("1.000001", "Cấp giấy phép bán rượu", LEVELS["Cấp Tỉnh"]),
        Title("1.000002", "Cấp giấy phép bán thuốc", LEVELS["Cấp Xã"]),
    ]
    held = as_catalog(titles, Catalog(procedures=()))
    assert [each.code for each in Titles(held).ranked("giấy phép bán")] == ["1.000001", "1.000002"]
    assert [each.code for each in Titles(held, distant(titles)).ranked("giấy phép bán")] == ["1.000002", "1.000001"]
    assert Titles(held, distant(titles)).nearest("cấp giấy phép bán rượu ở đâu")[0].code == "1.000001"


def test_a_hand_that_stays_on_the_keys_joins_no_words() -> None:
    known = Vocabulary.of([("khai", "sinh")])
    assert known.split("khaisinh" * (LONGEST_JOINED // 8)) == ("khai", "sinh") * (LONGEST_JOINED // 8)
    longer = "khaisinh" * (LONGEST_JOINED // 8 + 1)
    assert known.split(longer) == (longer,)


def test_a_code_far_beyond_what_is_read_is_not_looked_for() -> None:
    titles = Titles(as_catalog([Title("1.000001", "Cấp giấy phép bán rượu")], Catalog(procedures=())))
    assert titles.nearest("mã 1.000001")
    assert titles.nearest(f"{' ' * 2 * MAX_LENGTH}mã 1.000001") == []
    assert titles.nearest("mã 11.0000012") == []


def test_a_slip_is_mended_as_if_every_known_syllable_were_compared() -> None:
    chance = Random(5)
    known = Vocabulary.of([folded(WORDS)])
    letters = "abcdeghiklmnopqrstuvxy"
    for _ in range(300):
        word = "".join(chance.choices(letters, k=chance.randint(3, 6)))
        assert known.correct(word) == _slowly(known, word)


def _slowly(known: Vocabulary, word: str) -> str:
    near = [each for each in known.counts if _apart(each, word) and known.counts[each]]
    if word in known.counts or not near:
        return word
    return max(near, key=lambda each: (each[0] == word[0], len(each) == len(word), known.counts[each], each))


def _apart(one: str, other: str) -> bool:
    """Whether one slip makes one of the other: a letter more, fewer, another, or two swapped."""
    ways = {one[:at] + one[at + 1 :] for at in range(len(one))}
    ways |= {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in set(other)}
    ways |= {one[:at] + letter + one[at:] for at in range(len(one) + 1) for letter in set(other)}
    ways |= {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}
    return other in ways


@pytest.mark.skipif(not RECORDS.exists(), reason="the portal's records belong to others and lie beside a working copy")
def test_a_national_title_named_in_a_question_comes_first() -> None:
    titles = tuple(read_records(RECORDS))
    searched = Titles(as_catalog(titles, Catalog(procedures=(), lexicon=CATALOG.lexicon)), distant(titles))
    chosen = Random(5).sample(titles, 200)
    found = [searched.ranked(f"hồ sơ {title.name} gồm những gì")[0] for title in chosen]
    right = sum(clean(each.name.vi) == clean(title.name) for each, title in zip(found, chosen, strict=True))
    assert right >= 0.97 * len(chosen)
