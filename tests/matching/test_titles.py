"""Titles beside the catalog: named where one, or a few, are likely meant."""

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere
from bot.catalog.model import Words
from bot.matching.titles import MOST, Titles
from tests.matching.small import LEXICON


def title(code: str, name: str) -> Elsewhere:
    return Elsewhere(f"title-{code[-3:]}", Words(name), code)


WATER = title("1.000101", "Cấp giấy phép đấu nối nước thải")
OIL = [title(f"1.00020{at}", f"Phê duyệt kế hoạch ứng phó sự cố tràn dầu của {who}") for at, who in enumerate("ABCDE")]
TWINS = [title("1.000301", "Đăng ký đàm phán giá thuốc"), title("1.000302", "Đăng ký đàm phán giá thuốc")]
TITLES = Titles(Catalog(procedures=(), elsewhere=(WATER, *OIL, *TWINS), lexicon=LEXICON))


def test_the_title_that_is_meant_is_named_alone() -> None:
    assert TITLES.nearest("giấy phép đấu nối nước thải") == [WATER]
    assert TITLES.nearest("dau noi nuoc thai thi xin giay phep o dau") == [WATER]


def test_titles_called_nearly_the_same_are_named_together_at_most_three() -> None:
    found = TITLES.nearest("kế hoạch ứng phó sự cố tràn dầu")
    assert len(found) == MOST
    assert {each.code for each in found} <= {each.code for each in OIL}
    assert TITLES.nearest("đăng ký đàm phán giá thuốc") == TWINS


def test_a_code_names_its_title_whatever_else_is_said() -> None:
    assert TITLES.nearest("mã 1.000203 đàm phán giá thuốc") == [OIL[3]]


def test_nothing_is_named_by_force() -> None:
    assert TITLES.nearest("làm thẻ lên sao hỏa") == []
    assert TITLES.nearest("") == []
    assert Titles(Catalog(procedures=())).nearest("giấy phép") == []
