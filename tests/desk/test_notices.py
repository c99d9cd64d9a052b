"""Officials announce and pause: whose role allows it, what cannot be announced, and whom a notice concerns."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.model import Procedure, Words
from bot.catalog.offices import Office
from bot.desk.drafting import read_day, read_notice, read_pause, read_resumed, read_scope
from bot.desk.notices import MAX_TEXT, announce, concerning, pause, resume, withdraw
from bot.desk.people import ROLES, NotAllowed, Person, Role
from bot.desk.refusals import (
    AllPast,
    DaysMissing,
    DaysReversed,
    DayUnknown,
    IdentityNumber,
    ProcedureUnknown,
    Refused,
    ScopeUnknown,
    TextMissing,
    TextTooLong,
    TooLongInForce,
)
from bot.records import (
    Announcement,
    Board,
    NoticeGiven,
    NoticeWithdrawn,
    Official,
    Pause,
    PauseGiven,
    PauseLifted,
    Scope,
)
from bot.records.board import WHOLE
from tests.actors.house import knowledge

TODAY: Final = date(2026, 11, 23)
ADMIN: Final = Person("an", "admin")
BY: Final = Official("an", "admin", TODAY)
NOTICE: Final = Announcement("notice01", Words("Quầy đóng cửa vì bão."), TODAY, date(2026, 11, 25))
PAUSE: Final = Pause("khai-sinh", Words("Đang kiểm tra lại."))
DEEDS: Final[dict[str, Callable[[Person, Catalog], object]]] = {
    "announce": lambda person, catalog: announce(person, NOTICE, catalog, TODAY),
    "withdraw": lambda person, _: withdraw(person, NOTICE.id, TODAY),
    "pause": lambda person, catalog: pause(person, PAUSE, catalog, TODAY),
    "resume": lambda person, _: resume(person, PAUSE.subject, TODAY),
}
DONE: Final[dict[str, object]] = {
    "announce": NoticeGiven(NOTICE, BY),
    "withdraw": NoticeWithdrawn(NOTICE.id, BY),
    "pause": PauseGiven(PAUSE, BY),
    "resume": PauseLifted(PAUSE.subject, BY),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return knowledge().catalog


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", DEEDS)
def test_only_an_admin_announces_and_pauses(catalog: Catalog, deed: str, role: Role) -> None:
    if role == "admin":
        assert DEEDS[deed](ADMIN, catalog) == DONE[deed]
    else:
        with pytest.raises(NotAllowed):
            DEEDS[deed](Person("an", role), catalog)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"first_day": date(2026, 11, 26)}, DaysReversed),
        ({"last_day": TODAY + timedelta(days=367)}, TooLongInForce),
        ({"first_day": date(2026, 11, 1), "last_day": date(2026, 11, 22)}, AllPast),
        ({"scope": Scope("field", "khong-co")}, ScopeUnknown),
        ({"scope": Scope("office", "khong-co")}, ScopeUnknown),
        ({"scope": Scope("commune", "xã " + "a" * 40)}, ScopeUnknown),
        ({"text": Words(" ")}, TextMissing),
        ({"text": Words("a" * (MAX_TEXT + 1))}, TextTooLong),
        ({"text": Words("Nghỉ", "a" * (MAX_TEXT + 1))}, TextTooLong),
        ({"text": Words("Mời bà có căn cước 049123456789 tới nhận kết quả")}, IdentityNumber),
    ],
)
def test_what_cannot_be_announced_is_refused(
    catalog: Catalog, wrong: dict[str, object], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        announce(ADMIN, replace(NOTICE, **wrong), catalog, TODAY)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    "right",
    [
        {"last_day": TODAY},
        {"last_day": TODAY + timedelta(days=366)},
        {"first_day": date(2026, 11, 1)},
        {"first_day": date(2027, 1, 1), "last_day": date(2027, 1, 1)},
        {"text": Words("a" * MAX_TEXT, "a" * MAX_TEXT)},
        {"text": Words("Gọi 0235 3812 345 trước khi đi.")},
    ],
)
def test_what_can_just_be_announced_is(catalog: Catalog, right: dict[str, object]) -> None:
    notice = replace(NOTICE, **right)  # type: ignore[arg-type]  # fields by name
    assert announce(ADMIN, notice, catalog, TODAY) == NoticeGiven(notice, BY)


def test_only_what_exists_is_paused_and_everything_can_be(catalog: Catalog) -> None:
    with pytest.raises(ProcedureUnknown):
        pause(ADMIN, Pause("khong-co", PAUSE.sentence), catalog, TODAY)
    with pytest.raises(TextTooLong):
        pause(ADMIN, Pause(WHOLE, Words("a" * 301)), catalog, TODAY)
    assert pause(ADMIN, Pause(WHOLE, PAUSE.sentence), catalog, TODAY).pause.subject == WHOLE
    assert resume(ADMIN, "lost-since", TODAY).subject == "lost-since"


TYPED: Final = "23/11 25/11/2026 {scope}\nQuầy đóng cửa\n vì  bão.\n"
OFFICE: Final = Scope("office", "cong-an-xa")


@pytest.mark.parametrize(
    ("scope", "read"),
    [
        ("tất cả", Scope()),
        ("Tat Ca", Scope()),
        ("all", Scope()),
        ("lĩnh vực ho-tich", Scope("field", "ho-tich")),
        ("linh vuc Hộ tịch", Scope("field", "ho-tich")),
        ("field Civil status", Scope("field", "ho-tich")),
        ("quầy cong-an-xa", OFFICE),
        ("quầy Công an xã/phường", OFFICE),
        ("office commune or ward police station", OFFICE),
        ("xã Duy Xuyên", Scope("commune", "xã Duy Xuyên")),
        ("phường  Tam Kỳ", Scope("commune", "phường Tam Kỳ")),
    ],
)
def test_a_notice_is_read_as_officials_type_it(catalog: Catalog, scope: str, read: Scope) -> None:
    assert read_notice(TYPED.format(scope=scope), "notice01", catalog, TODAY) == replace(NOTICE, scope=read)


@pytest.mark.parametrize(
    "typed", ["23/11 25/11 tất cả\nNghỉ bão.\nen: Closed.", "23/11 25/11 tất cả: Nghỉ bão. en: Closed."]
)
def test_on_one_line_or_on_several_the_english_stands_behind_its_mark(catalog: Catalog, typed: str) -> None:
    assert read_notice(typed, "notice01", catalog, TODAY).text == Words("Nghỉ bão.", "Closed.")


def test_characters_that_only_steer_the_display_are_left_out(catalog: Catalog) -> None:
    typed = "23/11 25/11 tất cả\nNghỉ\u202e\x00 bão\u200b."
    assert read_notice(typed, "notice01", catalog, TODAY).text.vi == "Nghỉ bão."


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("nghỉ bão", DaysMissing),
        ("23/11", DaysMissing),
        ("23/11 25/11\nNghỉ", DaysMissing),
        ("mai mốt tất cả\nNghỉ", DayUnknown),
        ("30/2 1/3 tất cả\nNghỉ", DayUnknown),
        ("23/11 25/11 quầy lạ\nNghỉ", ScopeUnknown),
        ("23/11 25/11 mọi người\nNghỉ", ScopeUnknown),
        ("23/11 25/11 xã\nNghỉ", ScopeUnknown),
        ("23/11 25/11 tất cả", TextMissing),
        ("23/11 25/11 tất cả\nen: Closed.", TextMissing),
    ],
)
def test_what_cannot_be_read_is_refused(catalog: Catalog, typed: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        read_notice(typed, "notice01", catalog, TODAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23/11", TODAY),
        ("22/11", date(2027, 11, 22)),
        ("1/1", date(2027, 1, 1)),
        ("29/2", date(2028, 2, 29)),
        ("22/11/2026", date(2026, 11, 22)),
        ("25.11.2026", date(2026, 11, 25)),
    ],
)
def test_a_day_without_a_year_is_the_nearest_that_is_not_past(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("khai-sinh Đang kiểm tra lại.", PAUSE),
        ("khai-sinh: Đang kiểm\ntra lại.", PAUSE),
        ("tất cả Đang kiểm tra lại.", Pause(WHOLE, PAUSE.sentence)),
        ("all Đang kiểm tra lại. en: Checking.", Pause(WHOLE, Words("Đang kiểm tra lại.", "Checking."))),
    ],
)
def test_a_pause_is_read_as_officials_type_it(catalog: Catalog, typed: str, read: Pause) -> None:
    assert read_pause(typed, catalog) == read


def test_a_procedure_is_paused_and_resumed_by_its_code_too(catalog: Catalog) -> None:
    coded = next(procedure for procedure in catalog.procedures if procedure.code)
    assert read_pause(f"{coded.code} Nghỉ", catalog).subject == coded.id
    assert read_resumed(str(coded.code), catalog) == coded.id
    assert read_resumed("Tất cả", catalog) == WHOLE
    assert read_resumed("lost-since", catalog) == "lost-since"
    for typed, refusal in (("khong-co Nghỉ", ProcedureUnknown), ("khai-sinh", TextMissing)):
        with pytest.raises(refusal):
            read_pause(typed, catalog)


def met(catalog: Catalog, scope: Scope, procedure: Procedure, commune: str | None = None) -> bool:
    board = Board((replace(NOTICE, scope=scope),))
    return bool(concerning(board, [procedure], catalog, commune, TODAY))


def test_a_notice_concerns_its_field_its_office_or_its_commune(catalog: Catalog) -> None:
    birth, passport = catalog.procedure("khai-sinh"), catalog.procedure("ho-chieu")
    assert birth
    assert passport
    assert met(catalog, Scope(), passport)
    for scope in (Scope("field", "ho-tich"), Scope("office", "trung-tam-hcc-xa"), Scope("commune", "xã Duy Xuyên")):
        assert met(catalog, scope, birth), scope
        assert not met(catalog, scope, passport), scope


@pytest.mark.parametrize(
    ("commune", "concerned"),
    [(None, True), ("duy-xuyen", True), ("Xã Duy Xuyên", True), ("tam-ky", False), ("duy-nghia", False)],
)
def test_a_commune_s_notice_is_not_for_somebody_of_another(
    catalog: Catalog, commune: str | None, concerned: bool
) -> None:
    birth = catalog.procedure("khai-sinh")
    assert birth
    assert met(catalog, read_scope("xã Duy Xuyên", catalog), birth, commune) == concerned


def test_a_notice_of_one_ward_s_counter_is_for_those_who_go_there(catalog: Catalog) -> None:
    birth, passport = catalog.procedure("khai-sinh"), catalog.procedure("ho-chieu")
    assert birth
    assert passport
    own = Office("quay-duy-xuyen", Words("Quầy"), one_of="trung-tam-hcc-xa", place="duy-xuyen")
    known = replace(catalog, offices=(*catalog.offices, own))
    scope = Scope("office", own.id)
    for commune, concerned in ((None, True), ("Xã Duy Xuyên", True), ("Phường Tam Kỳ", False)):
        assert met(known, scope, birth, commune) == concerned, commune
    assert not met(known, scope, passport)


@pytest.mark.parametrize(("day", "holds"), [(22, False), (23, True), (25, True), (26, False)])
def test_a_notice_holds_from_its_first_day_to_its_last(catalog: Catalog, day: int, holds: bool) -> None:
    birth = catalog.procedure("khai-sinh")
    assert birth
    assert bool(concerning(Board((NOTICE,)), [birth], catalog, None, date(2026, 11, day))) == holds


def test_the_most_specific_comes_first(catalog: Catalog) -> None:
    birth = catalog.procedure("khai-sinh")
    assert birth
    scopes = (Scope(), Scope("field", "ho-tich"), Scope("commune", "xã Duy Xuyên"), Scope("office", "trung-tam-hcc-xa"))
    board = Board(tuple(replace(NOTICE, id=f"notice{at:02}", scope=scope) for at, scope in enumerate(scopes)))
    found = concerning(board, [birth], catalog, None, TODAY)
    assert [each.scope.kind for each in found] == ["commune", "office", "field", "all"]
