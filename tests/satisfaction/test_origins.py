"""Which posters led people here: counts of uses, by place, told apart from everything people said."""

from dataclasses import replace

from bot.catalog.model import Words
from bot.catalog.offices import Office
from bot.records.entries import PosterUse
from bot.satisfaction.exports import as_json, exported
from bot.satisfaction.origins import poster_table
from bot.satisfaction.page import page
from bot.satisfaction.report import compiled
from bot.satisfaction.words import Names
from tests.satisfaction.telling import CATALOG, asked, told

OFFICES = replace(CATALOG, offices=(Office("trung-tam", Words("Trung tâm hành chính công")),))
USES = (
    PosterUse("trung-tam-quay-3", "khai-sinh", "page", 41),
    PosterUse("trung-tam-quay-3", "ket-hon", "page", 4),
    PosterUse("trung-tam-quay-3", "khai-sinh", "telegram", 9),
    PosterUse("trung-tam", "khai-sinh", "page", 12),
    PosterUse("ngay-hoi", "", "web", 3),
    PosterUse("", "", "page", 70),
)


def test_a_row_is_a_place_with_how_often_each_way_was_taken() -> None:
    assert poster_table(USES, Names(OFFICES)).rows == [
        ("không rõ nơi treo", 70, 0, 0),
        ("Trung tâm hành chính công (quay-3)", 45, 9, 0),
        ("Trung tâm hành chính công", 12, 0, 0),
        ("ngay-hoi", 0, 0, 3),
    ]


def test_in_an_export_few_uses_are_blanked_and_what_anybody_may_have_invented_is_not_published() -> None:
    report = compiled(replace(told(), posters=USES), OFFICES)
    (posters,) = (each for each in exported(report, open_data=False) if each.id == "posters")
    assert posters.rows[-1] == ("ngay-hoi", 0, 0, None)
    assert b"ngay-hoi" not in as_json(report, open_data=True)


def test_the_page_says_why_nothing_is_split_by_them() -> None:
    shown = page(compiled(replace(told(asked=asked("ho-tich", 90, 10)), posters=USES), OFFICES))
    assert "Trung tâm hành chính công (quay-3)" in shown
    assert "không nối với câu hỏi hay ý kiến nào" in shown
