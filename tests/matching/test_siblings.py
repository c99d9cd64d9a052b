"""Procedures that are easily confused are told apart by what they are called every day, in either direction."""

from collections.abc import Iterator
from dataclasses import replace

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from bot.matching import Matcher
from tests.catalog.project import matcher, no_flaws, without_accents
from tests.matching.small import LEXICON, found, procedure

ASKED = "cho mình hỏi {name} thì cần những giấy tờ gì"


def siblings(catalog: Catalog) -> dict[str, set[str]]:
    """Every procedure that is confused with others, and with which, whichever of the two says so."""
    named = [(each.id, other) for each in catalog.procedures for other in each.confusable_with]
    both = [*named, *((other, one) for one, other in named)]
    return {one: {other for name, other in both if name == one} for one, _ in both}


def questions(wanted: Procedure) -> Iterator[str]:
    """What sets a procedure apart: its everyday name in a question, with accents and without."""
    called = (wanted.short_name or wanted.name).vi
    question = ASKED.format(name=called[0].lower() + called[1:])
    yield from (question, without_accents(question))


def confused(asking: Matcher) -> Iterator[str]:
    """Every distinguishing question that does not find its procedure first, or offers nothing."""
    for name, others in sorted(siblings(asking.catalog).items()):
        wanted = asking.catalog.procedure(name)
        assert wanted is not None
        for question in questions(wanted):
            match = asking.match(question)
            if found(match)[:1] != [name] or match.outcome == "none":
                got = found(match)[0] if found(match) else "nothing"
                sibling = "its sibling " if got in others else ""
                yield f"{question!r} means {name} and finds {sibling}{got} ({match.outcome})"


def test_each_of_two_siblings_is_found_by_its_own_name() -> None:
    assert len(siblings(matcher().catalog)) >= 100
    no_flaws(confused(matcher()))


def test_a_sibling_that_takes_the_name_of_another_is_told() -> None:
    copy = replace(
        procedure("trich-luc", "Cấp bản sao trích lục", near=("dang-ky-lai",)), short_name=Words("Xin bản sao")
    )
    again = procedure("dang-ky-lai", "Đăng ký lại khai sinh", "làm lại khai sinh")
    assert list(confused(Matcher(Catalog((copy, again), lexicon=LEXICON)))) == []
    taken = replace(again, keywords=("xin bản sao thì cần những giấy tờ gì", "cho mình hỏi xin bản sao"))
    told = list(confused(Matcher(Catalog((copy, taken), lexicon=LEXICON))))
    assert len(told) == 2
    assert "means trich-luc and finds its sibling dang-ky-lai" in told[0]
