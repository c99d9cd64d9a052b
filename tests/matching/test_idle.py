"""Keywords that could go: what they say is answered without them."""

from dataclasses import replace

from bot.matching import Matcher
from bot.matching.idle import idle_keywords
from tests.matching.small import CATALOG


def test_a_keyword_that_only_repeats_the_name_is_idle_and_one_with_words_of_its_own_is_not() -> None:
    birth = next(each for each in CATALOG.procedures if each.id == "khai-sinh")
    spoken = replace(birth, keywords=("đăng ký khai sinh cho con", "nhà có thêm nhóc tì"))
    catalog = replace(CATALOG, procedures=(spoken, *(each for each in CATALOG.procedures if each.id != "khai-sinh")))
    idle = [each.keywords[position] for each, position in idle_keywords(catalog) if each.id == "khai-sinh"]
    assert idle == ["đăng ký khai sinh cho con"]
    without = replace(spoken, keywords=("nhà có thêm nhóc tì",))
    thinner = replace(catalog, procedures=(without, *catalog.procedures[1:]))
    assert Matcher(thinner).match(idle[0]).candidates[0].procedure.id == "khai-sinh"
