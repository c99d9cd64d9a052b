"""What a card says of the place where somebody lives, shown with the invented offices of docs/example/."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final, Literal
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.model import Filing, Words
from bot.catalog.offices import Office, Opening, Session, Weekday
from bot.catalog.surroundings import Former, Place
from bot.conversation.cards import Card
from bot.conversation.counters import Counter, counters
from bot.conversation.fitting import visible_length
from bot.conversation.replies import MAX_LABEL, MAX_VISIBLE, Link
from bot.conversation.speech import Speech
from bot.conversation.topics.place import MOST_COUNTERS
from bot.conversation.turn import VIETNAM
from bot.language import LANGUAGES, Language
from bot.matching.places import Gazetteer
from tests.catalog.example import with_example_offices
from tests.catalog.project import markup_flaws, no_flaws
from tests.conversation.conftest import TODAY

SECTION_VI: Final = """\
📍 <b>Đăng ký khai sinh</b>: nơi nộp

Đang xem cho <b>phường Bàn Thạch</b> (gồm phường Hoà Thuận, phường Tân Thạnh, xã Tam Thăng cũ).
Nộp ở: Trung tâm Phục vụ hành chính công phường Bàn Thạch (VÍ DỤ) hoặc Trung tâm Phục vụ hành chính công cấp tỉnh.

<b>Trung tâm Phục vụ hành chính công phường Bàn Thạch (VÍ DỤ)</b>
Địa chỉ: 1 đường Ví Dụ
Thứ Hai đến thứ Năm: <b>07:30–11:30, 13:30–17:00</b>
Thứ Sáu: <b>07:30–11:30</b>
Thứ Hai, thứ Tư chỉ nhận hồ sơ trực tuyến. Ngày đó bạn nộp qua mạng tại Cổng Dịch vụ công quốc gia hoặc VNeID, \
hoặc đi ngày khác.
Thứ Bảy có nhận: <b>07:30–11:00</b>, nhưng không tính là ngày làm việc.
Điện thoại: 0235 0000 000
"""


@pytest.fixture(scope="module")
def example(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The project's catalog with the invented offices."""
    return with_example_offices(catalog, tmp_path_factory.mktemp("example"))


def card(catalog: Catalog, name: str, language: Language = "vi") -> Card:
    """The registration of a birth for somebody who lives in a place."""
    procedure, place = catalog.procedure("khai-sinh"), catalog.place(name)
    assert procedure
    assert place
    return Card(procedure, catalog, {}, TODAY, Speech(language), "answer01", place=place)


def test_the_section_tells_all_that_is_known_of_the_own_counter(example: Catalog) -> None:
    assert card(example, "ban-thach").section("place").startswith(SECTION_VI)


def test_it_is_told_in_english_too(example: Catalog) -> None:
    section = card(example, "ban-thach", "en").section("place")
    for line in (
        "Shown for <b>Phường Bàn Thạch</b> (the former Phường Hoà Thuận, Phường Tân Thạnh, Xã Tam Thăng).",
        "Address: 1 Ví Dụ street",
        "Monday to Thursday: <b>07:30–11:30, 13:30–17:00</b>",
        "On Monday, Wednesday it only takes online filings. On these days file online via",
        "Also open on Saturday: <b>07:30–11:00</b>, which does not count as a working day.",
    ):
        assert line in section


def test_the_card_names_the_own_counter_instead_of_its_kind(example: Catalog) -> None:
    text = card(example, "ban-thach").text()
    assert "📍 Trung tâm Phục vụ hành chính công phường Bàn Thạch (VÍ DỤ) hoặc" in text
    assert ". Đang xem cho phường Bàn Thạch.\n" in text
    assert "xã/phường" not in text


def test_what_nobody_told_of_a_counter_is_said_once_each(example: Catalog) -> None:
    section = card(example, "huong-tra").section("place")
    assert "2 đường Ví Dụ" not in section
    for line in (
        "Địa chỉ chưa xác minh, gọi hỏi trước khi đi.",
        "Chưa có thông tin về giờ làm việc.",
        "Chưa có thông tin về số điện thoại.",
    ):
        assert section.count(line) == 1
    assert "trực tuyến" not in section


def test_elsewhere_nothing_is_said_of_another_place_s_counter(example: Catalog) -> None:
    section = card(example, "quang-phu").section("place")
    assert "VÍ DỤ" not in section
    assert "Chưa có thông tin về địa chỉ và giờ làm việc ở phường Quảng Phú: gọi hỏi trước khi đi." in section


def test_a_counter_that_is_closed_for_good_is_not_named(example: Catalog) -> None:
    closed = tuple(replace(each, valid_until=TODAY) if each.place else each for each in example.offices)
    text = card(replace(example, offices=closed), "ban-thach").text()
    assert "📍 Trung tâm Phục vụ hành chính công xã/phường hoặc" in text


def counter_of(catalog: Catalog, place: str) -> Office:
    """The invented counter of a place."""
    return next(each for each in catalog.offices if each.place == place)


def with_counter(catalog: Catalog, old: Office, **changed: object) -> Catalog:
    """The catalog in which a counter is another one."""
    new = replace(old, **changed)  # type: ignore[arg-type]  # fields of an office, by its name
    return replace(catalog, offices=tuple(new if each is old else each for each in catalog.offices))


MOVED: Final = "Trung tâm Phục vụ hành chính công phường Bàn Thạch (VÍ DỤ): từ 01/11/2026 chuyển về Trung tâm Phục vụ"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counter_that_moved_leads_to_the_one_that_took_its_place(example: Catalog, language: Language) -> None:
    own = counter_of(example, "ban-thach")
    moved = with_counter(example, own, valid_until=date(2026, 11, 1), successor="vi-du-hcc-huong-tra")
    section = card(moved, "ban-thach", language).section("place")
    if language == "vi":
        assert f"{MOVED} hành chính công phường Hương Trà (VÍ DỤ).\n" in section
        assert "<b>Trung tâm Phục vụ hành chính công phường Hương Trà (VÍ DỤ)</b>" in section
        assert "Nộp ở: Trung tâm Phục vụ hành chính công phường Hương Trà (VÍ DỤ) hoặc" in section
    else:
        assert "moves to Hương Trà ward public administrative service centre (EXAMPLE) from 1 Nov 2026." in section


def test_a_counter_that_will_move_is_still_the_one_to_go_to(example: Catalog) -> None:
    own = counter_of(example, "ban-thach")
    moving = with_counter(example, own, valid_until=date(2026, 12, 1), successor="vi-du-hcc-huong-tra")
    section = card(moving, "ban-thach").section("place")
    assert "Nộp ở: Trung tâm Phục vụ hành chính công phường Bàn Thạch (VÍ DỤ) hoặc" in section
    assert "phường Bàn Thạch (VÍ DỤ): từ 01/12/2026 chuyển về Trung tâm" in section


def test_a_counter_that_closed_with_nobody_to_follow_does_not_vanish_without_a_word(example: Catalog) -> None:
    own = counter_of(example, "ban-thach")
    for successor in (None, own.id):
        closed = with_counter(example, own, valid_until=date(2026, 11, 1), successor=successor)
        section = card(closed, "ban-thach").section("place")
        assert "Nộp ở: Trung tâm Phục vụ hành chính công xã/phường hoặc" in section
        assert "phường Bàn Thạch (VÍ DỤ): từ 01/11/2026" in section


def test_a_kind_of_office_that_ended_is_named_with_what_followed(catalog: Catalog) -> None:
    whole = card(catalog, "ban-thach")
    section = replace(whole, procedure=replace(whole.procedure, file_at=("mot-cua-xa",))).section("place")
    assert "Nộp ở: Trung tâm Phục vụ hành chính công xã/phường." in section
    assert "Bộ phận Một cửa xã/phường: từ 01/07/2025 chuyển về Trung tâm Phục vụ hành chính công xã/phường." in section


def test_on_paper_nothing_is_said_of_today(example: Catalog) -> None:
    assert "Hôm nay" not in card(example, "ban-thach").section("place")
    now = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
    assert "Hôm nay" in replace(card(example, "ban-thach"), now=now).section("place")


@pytest.mark.parametrize(("online", "first"), [("full", "🌐 Trực tuyến"), (None, "🌐 Trực tuyến"), ("no", None)])
def test_on_a_day_for_online_filings_that_is_the_first_button(
    example: Catalog, online: Literal["full", "no"] | None, first: str | None
) -> None:
    whole = replace(card(example, "ban-thach"), now=datetime(2026, 11, 23, 9, tzinfo=VIETNAM))
    asked = replace(whole, procedure=replace(whole.procedure, channel=Filing(online=online)))
    heading, label = asked.section("place").splitlines()[0], asked.buttons("place")[0][0].label
    assert "hôm nay quầy <b>chỉ nhận hồ sơ trực tuyến</b>" in heading
    assert ("bấm «🌐 Trực tuyến»" in heading) == (online == "full")
    assert (label == "🌐 Trực tuyến") == (first is not None)


def test_an_address_two_sources_agree_on_can_be_looked_for_on_a_map(example: Catalog) -> None:
    own = counter_of(example, "ban-thach")
    searched = card(with_counter(example, own, map_url=None), "ban-thach")
    (link,) = (each for row in searched.buttons("place") for each in row if each.label == "Bản đồ")
    assert isinstance(link, Link)
    query = parse_qs(urlsplit(link.url).query)["query"]
    assert query == ["1 đường Ví Dụ, Phường Bàn Thạch, Đà Nẵng"]
    alone = with_counter(example, own, map_url=None, address_sources=("một trang",))
    assert "Bản đồ" not in [each.label for row in card(alone, "ban-thach").buttons("place") for each in row]


def test_the_map_stands_on_a_button(example: Catalog) -> None:
    rows = card(example, "ban-thach").buttons("place")
    assert Link("Bản đồ", "https://example.org/ban-do") in [each for row in rows for each in row]
    assert "Bản đồ" not in [each.label for row in card(example, "ban-thach").buttons() for each in row]


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (Filing(online="no"), "Việc này không nộp qua mạng được: bạn đi ngày khác."),
        (Filing(online="full"), "Ngày đó bạn nộp qua mạng, hoặc đi ngày khác."),
        (Filing(), "Chưa rõ việc này nộp qua mạng được không: bạn đi ngày khác."),
    ],
)
def test_a_day_for_online_filings_leads_where_the_procedure_can_be_filed(
    example: Catalog, channel: Filing, said: str
) -> None:
    whole = card(example, "ban-thach")
    section = replace(whole, procedure=replace(whole.procedure, channel=channel)).section("place")
    assert f"Thứ Hai, thứ Tư chỉ nhận hồ sơ trực tuyến. {said}" in section


def test_an_address_of_a_general_office_too_needs_two_sources(catalog: Catalog) -> None:
    (kind,) = (each for each in catalog.offices if each.id == "trung-tam-hcc-xa")
    for sources, shown in ((("một",), False), (("một", "một"), False), (("một", "hai"), True)):
        told = replace(kind, address=Words("1 đường A"), address_sources=sources)
        offices = tuple(told if each is kind else each for each in catalog.offices)
        section = card(replace(catalog, offices=offices), "ban-thach").section("place")
        assert ("1 đường A" in section) == shown


MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17))
DAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ((Session(*MORNING, DAYS),), [("thứ Hai đến thứ Sáu", "07:30–11:30")]),
        (
            (Session(*AFTERNOON, ("mon", "tue")), Session(*MORNING, ("sat", "mon"))),
            [("thứ Hai", "07:30–11:30, 13:30–17:00"), ("thứ Ba", "13:30–17:00"), ("thứ Bảy", "07:30–11:30")],
        ),
        (
            (Session(*MORNING, ("sun", "tue", "mon", "thu", "fri", "sat")),),
            [("thứ Hai, thứ Ba, thứ Năm đến Chủ nhật", "07:30–11:30")],
        ),
        (None, []),
    ],
)
def test_weekdays_with_the_same_hours_are_said_together(
    hours: tuple[Session, ...] | None, said: list[tuple[str, str]]
) -> None:
    office = Office("a", Words("A"), one_of="b", place="c", hours=hours)
    assert list(Counter(office, Speech("vi")).hours) == said


def test_saturday_sessions_are_said_in_a_row() -> None:
    office = Office("a", Words("A"), one_of="b", place="c", saturday_sessions=(Opening(*MORNING), Opening(*AFTERNOON)))
    assert Counter(office, Speech("vi")).saturday == "07:30–11:30, 13:30–17:00"


def known(place: Place) -> dict[str, object]:
    """What is said of a place where nobody told of a counter."""
    return {"place": place, "counters": (), "today": TODAY}


BEFORE_TET: Final = datetime(2026, 2, 13, 18, tzinfo=VIETNAM)
"""When most is to be said of a counter: five days off, and a Saturday of which nobody can tell."""


def largest(catalog: Catalog) -> tuple[Catalog, Place]:
    """The catalog with the longest place there is, and a full counter of it for every kind of office."""
    place = max(
        catalog.places,
        key=lambda each: visible_length(Speech("vi").say("place_known", **known(each))),
    )
    (example,) = (each for each in catalog.offices if each.place == "ban-thach")
    own = (
        replace(example, id=f"own-{kind.id}", name=kind.name, one_of=kind.id, place=place.id)
        for kind in catalog.offices
        if not kind.place
    )
    return replace(catalog, offices=(*catalog.offices, *own)), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_place_every_card_and_section_still_is_one_message(example: Catalog, language: Language) -> None:
    full, place = largest(example)

    def flaws(text: str) -> Iterator[object]:
        yield from markup_flaws(text)
        if visible_length(text) > MAX_VISIBLE:
            yield visible_length(text)

    no_flaws(
        f"{procedure.id}: {flaw}"
        for procedure in full.procedures
        for of in [Card(procedure, full, {}, TODAY, Speech(language), "answer01", place=place, now=BEFORE_TET)]
        for text in (of.text(), of.text("place"), of.section("place"))
        for flaw in flaws(text)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_known_of_the_largest_place_is_one_message(example: Catalog, language: Language) -> None:
    full, place = largest(example)
    speech, offices = Speech(language), full.offices_of(place.id, TODAY)
    assert len(offices) > MOST_COUNTERS
    told = counters(offices[:MOST_COUNTERS], speech, full.calendar, BEFORE_TET)
    text = speech.say("place_known", place=place, counters=told, today=BEFORE_TET.date())
    assert text.count("📍") == MOST_COUNTERS
    assert visible_length(text) <= MAX_VISIBLE
    assert not list(markup_flaws(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_which_place_is_meant_is_one_message(catalog: Catalog, language: Language) -> None:
    gazetteer, speech = Gazetteer.of(catalog.places), Speech(language)
    districts = {former.district for place in catalog.places for former in place.made_of}
    assert len(districts) >= 18
    for district in districts:
        spotted = gazetteer.spot(district)
        assert spotted, district
        meanings = gazetteer.meanings(spotted.said)
        assert {each.place for each in meanings} == set(spotted.places)
        names = [name for each in meanings for name in each.communes]
        for communes in ([], names):
            text = speech.say("ask_place", meanings=meanings, communes=communes, numbered=True)
            assert visible_length(text) <= MAX_VISIBLE, district
            assert not list(markup_flaws(text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["which_place", "other_place", "my_place", "forget_place", "map"])
def test_labels_fit_a_button(language: Language, name: str) -> None:
    assert len(Speech(language).label(name)) <= MAX_LABEL


def test_a_special_zone_made_of_nothing_is_named_alone() -> None:
    speech = Speech("vi")
    assert speech.say("place_known", **known(Place("a", "Đặc khu A"))).startswith("Đã nhớ: <b>đặc khu A</b>.")
    made = Place("b", "Xã B", (Former("Huyện C", ("Xã D",)), Former("Huyện E", ("Xã F",))))
    assert "(gồm xã D, xã F cũ)" in speech.say("place_known", **known(made))
