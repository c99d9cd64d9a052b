"""What is taken out of a text before it is kept, and what must stay."""

import logging
import time
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.logs import RedactingFilter
from bot.redaction import Kind, redact

TAKEN_OUT = [
    # written by the person, what is kept, what was found
    ("cccd của em là 048090001234", "cccd của em là [CCCD]", Kind.ID_CARD),
    ("048 090 001 234", "[CCCD]", Kind.ID_CARD),
    ("048.090.001.234", "[CCCD]", Kind.ID_CARD),
    ("0480-9000-1234", "[CCCD]", Kind.ID_CARD),
    ("0 4 8 0 9 0 0 0 1 2 3 4", "[CCCD]", Kind.ID_CARD),
    ("048_090_001_234", "[CCCD]", Kind.ID_CARD),
    ("０４８０９０００１２３４", "[CCCD]", Kind.ID_CARD),
    ("٠٤٨٠٩٠٠٠١٢٣٤", "[CCCD]", Kind.ID_CARD),
    ("𝟎𝟒𝟖𝟎𝟗𝟎𝟎𝟎𝟏𝟐𝟑𝟒", "[CCCD]", Kind.ID_CARD),
    ("0️⃣4️⃣8️⃣0️⃣9️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣ nhé", "[CCCD] nhé", Kind.ID_CARD),
    ("048\u200b090\u200c001\u2060234", "[CCCD]", Kind.ID_CARD),
    ("048\u00a0090\u2009001\u3000234", "[CCCD]", Kind.ID_CARD),
    ("048–090—001−234", "[CCCD]", Kind.ID_CARD),
    ("CCCD:048090001234,tên An", "CCCD:[CCCD],tên An", Kind.ID_CARD),
    ("CCCD048090001234", "CCCD[CCCD]", Kind.ID_CARD),
    ("phí 22.000 và 048 090 001 234 22.000 đồng", "phí 22.000 và [CCCD] 22.000 đồng", Kind.ID_CARD),
    ("cmnd 201234567", "cmnd [CCCD]", Kind.ID_CARD),
    ("cmnd cũ 201 234 567 cấp tại Đồng Nai", "cmnd cũ [CCCD] cấp tại Đồng Nai", Kind.ID_CARD),
    ("201.234.567", "[CCCD]", Kind.ID_CARD),
    ("201.234.567 Đồng Nai cấp", "[CCCD] Đồng Nai cấp", Kind.ID_CARD),
    ("chứng minh nhân dân số 201.234.000", "chứng minh nhân dân số [CCCD]", Kind.ID_CARD),
    ("so dinh danh: 049 305 000 111", "so dinh danh: [CCCD]", Kind.ID_CARD),
    ("CCCD là 48090001234", "CCCD là [CCCD]", Kind.ID_CARD),
    ("cmnd 201234567 22.000 đồng", "cmnd [CCCD] 22.000 đồng", Kind.ID_CARD),
    ("ho chieu B1234567", "ho chieu [hộ chiếu]", Kind.PASSPORT),
    ("hộ chiếu c12345678 hết hạn", "hộ chiếu [hộ chiếu] hết hạn", Kind.PASSPORT),
    ("passport N 1234567", "passport [hộ chiếu]", Kind.PASSPORT),
    ("B-123.4567", "[hộ chiếu]", Kind.PASSPORT),
    ("Ｂ１２３４５６７", "[hộ chiếu]", Kind.PASSPORT),
    ("số sổ bhxh 4921234567", "số sổ bhxh [BHXH]", Kind.SOCIAL_INSURANCE),
    ("bhxh 49 2123 4567", "bhxh [BHXH]", Kind.SOCIAL_INSURANCE),
    ("bhyt DN4490123456789", "bhyt [BHYT]", Kind.HEALTH_INSURANCE),
    ("thẻ TE 1 49 01234 56789", "thẻ [BHYT]", Kind.HEALTH_INSURANCE),
    ("gd4490123456789", "[BHYT]", Kind.HEALTH_INSURANCE),
    ("gọi em 0905123456", "gọi em [điện thoại]", Kind.PHONE),
    ("0905.123.456", "[điện thoại]", Kind.PHONE),
    ("09 05 12 34 56", "[điện thoại]", Kind.PHONE),
    ("+84905123456", "[điện thoại]", Kind.PHONE),
    ("+84 (0) 905 123 456", "[điện thoại]", Kind.PHONE),
    ("84905123456", "[điện thoại]", Kind.PHONE),
    ("(0235) 3852 123", "[điện thoại]", Kind.PHONE),
    ("0235.3852.123", "[điện thoại]", Kind.PHONE),
    ("sđt ０９０５１２３４５６", "sđt [điện thoại]", Kind.PHONE),
    ("xe 92A1-123.45", "xe [biển số]", Kind.PLATE),
    ("43A-12345 sang tên", "[biển số] sang tên", Kind.PLATE),
    ("bien so 92h1 1234", "bien so [biển số]", Kind.PLATE),
    ("92-N1 123.45", "[biển số]", Kind.PLATE),
    ("92MĐ1-123.45", "[biển số]", Kind.PLATE),
    ("stk 12345678", "stk [số tài khoản]", Kind.BANK_ACCOUNT),
    ("STK vietcombank 0041000123456", "STK vietcombank [số tài khoản]", Kind.BANK_ACCOUNT),
    ("số tài khoản của tôi là 1903 4567 8910", "số tài khoản của tôi là [số tài khoản]", Kind.BANK_ACCOUNT),
    ("so tai khoan: 19034567891", "so tai khoan: [số tài khoản]", Kind.BANK_ACCOUNT),
    ("ngân hàng BIDV 56010001234567", "ngân hàng BIDV [số tài khoản]", Kind.BANK_ACCOUNT),
    ("thẻ 9704 3612 3456 7890", "thẻ [số tài khoản]", Kind.BANK_ACCOUNT),
    ("hồ sơ H47.12-260615-0001 đâu rồi", "hồ sơ [mã hồ sơ] đâu rồi", Kind.DOSSIER),
    ("000.00.12.H47-260615-0001", "[mã hồ sơ]", Kind.DOSSIER),
    ("h47.12.34 - 260615 - 0001", "[mã hồ sơ]", Kind.DOSSIER),
    ("mã 000.00.45.G15", "mã [mã hồ sơ]", Kind.DOSSIER),
    ("thư an.nguyen+x@vidu.com.vn nhé", "thư [email] nhé", Kind.EMAIL),
    ("an＠vidu．vn", "[email]", Kind.EMAIL),
    ("an @ vidu.vn", "[email]", Kind.EMAIL),
    ("em sinh 05/06/1990", "em sinh [ngày sinh]", Kind.BIRTH_DATE),
    ("em sinh 05/06/1990 hẹn 15/6", "em sinh [ngày sinh] hẹn 15/6", Kind.BIRTH_DATE),
    ("ngày sinh: 5-6-1990", "ngày sinh: [ngày sinh]", Kind.BIRTH_DATE),
    ("ngay sinh cua con toi la 15/06/2026", "ngay sinh cua con toi la [ngày sinh]", Kind.BIRTH_DATE),
    ("bé sinh ngày 15/6", "bé sinh ngày [ngày sinh]", Kind.BIRTH_DATE),
    ("sinh ngày 5 tháng 6 năm 1990", "sinh ngày [ngày sinh]", Kind.BIRTH_DATE),
    ("Trần Thị B sn 1985", "Trần Thị B sn [ngày sinh]", Kind.BIRTH_DATE),
    ("sn: 05061990", "sn: [ngày sinh]", Kind.BIRTH_DATE),
    ("I was born on 5 June 1990", "I was born on [ngày sinh]", Kind.BIRTH_DATE),
    ("born June 5, 1990", "born [ngày sinh]", Kind.BIRTH_DATE),
    ("date of birth 1990-06-05", "date of birth [ngày sinh]", Kind.BIRTH_DATE),
    ("05/06/1990 là ngày sinh", "[ngày sinh] là ngày sinh", Kind.BIRTH_DATE),
    ("sinh ０５／０６／１９９０", "sinh [ngày sinh]", Kind.BIRTH_DATE),
]

LEFT_ALONE = [
    "lệ phí 22.000 đồng",
    "hết 1 500 000 đ",
    "thửa đất 200.000.000",
    "200.000.000.000 đồng",
    "1.234.567.890 đồng",
    "200000000 đồng",
    "1500000000 vnđ",
    "từ 1.000.000 500.000 đến 2.000.000",
    "22.000 - 50.000 - 100.000 đồng",
    "ngân hàng nộp 22.000.000 đồng",
    "chuyển khoản ngân hàng 15.000.000đ",
    "lệ phí cấp căn cước 50.000 - 70.000 đồng",
    "phạt 3 000 000 - 5 000 000",
    "giá 1,500,000 đ",
    "ngày 15/6 có làm không",
    "hẹn 20/07/2026",
    "15-6-2026 đến 20-7-2026",
    "từ 01.07.2025 đến 31.12.2025",
    "1.7.2025 - 31.12.2025",
    "2026-07-20 15:30:00",
    "ngày 05-12-2026 08:30",
    "giai đoạn 2021-2025-2030",
    "đợt 1 2026 - 2 2027",
    "khai sinh ngày 20/07/2026",
    "làm khai sinh 15/6 được không",
    "học sinh năm 2026",
    "sinh viên 2026",
    "thủ tục 2.000815",
    "1.001193",
    "mã 3.000333 nhé",
    "2.000815 1.001193 3.000333",
    "Ở 2.000815 ghi gì",
    "1.001193 22.000 đồng",
    "Luật 60/2014/QH13",
    "nghị định 118/2025/NĐ-CP",
    "12/2025/TT-BTP và 04/2020/TT-BTP",
    "luật hộ tịch 60/2014",
    "7h30 - 11h30, 13h30 - 17h",
    "07:30-11:30 13:30-17:00",
    "07.30-11.30 13.30-17.00",
    "sau 15h 1500 người",
    "lớp 12A1 2025",
    "mẫu 01A 2026",
    "năm học A 2025 2026",
    "15.06.2026 7.30 1.001193",
    "gọi 113, 114 hoặc 115",
    "tổng đài 1022 hoặc 1900 1234",
    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12",
    "15,16,17,20,25,30",
    "trong 60 ngày, 3 bản sao",
    "thửa 123 tờ bản đồ 45, 120.5 m2",
    "mỗi m2 1.250.000",
    "máy chủ 127.0.0.1:8080",
    "con 5 tháng tuổi sinh mổ 2-3 tháng",
    "giấy khai sinh 60/2014",
    "làm giấy khai sinh cho con cần gì",
    "<b>không</b> {{7*7}} '; DROP TABLE",
    "",
]


@pytest.mark.parametrize(("written", "kept", "kind"), TAKEN_OUT)
def test_a_persons_number_is_taken_out(written: str, kept: str, kind: Kind) -> None:
    redacted = redact(written)

    assert redacted.text == kept
    assert redacted.found == {kind}


@pytest.mark.parametrize("written", LEFT_ALONE)
def test_what_is_no_persons_number_stays_as_it_was_written(written: str) -> None:
    redacted = redact(written)

    assert redacted.text == written
    assert redacted.found == frozenset()


def test_several_numbers_in_one_sentence_each_go() -> None:
    redacted = redact("An 048090001234, sn 1990, 0905 123 456, xe 92A1-123.45, thẻ DN4490123456789")

    assert redacted.text == "An [CCCD], sn [ngày sinh], [điện thoại], xe [biển số], thẻ [BHYT]"


@pytest.mark.parametrize(
    "written",
    [
        "048090001234 0905123456",
        "048090001234-0905123456",
        "0905 123 456 048 090 001 234",
        "048 090 001 234 049 090 001 235",
    ],
)
def test_numbers_side_by_side_leave_nothing_and_the_identity_is_noticed(written: str) -> None:
    redacted = redact(written)

    assert not any(character.isdigit() for character in redacted.text)
    assert redacted.identity


@pytest.mark.parametrize(
    ("written", "warned"),
    [
        ("048090001234", True),
        ("B1234567", True),
        ("4921234567", True),
        ("DN4490123456789", True),
        ("0905123456", False),
        ("92A1-123.45", False),
        ("an@vidu.vn", False),
        ("sinh 05/06/1990", False),
        ("phí 22.000 đồng", False),
    ],
)
def test_only_who_sends_an_identity_number_is_warned(written: str, warned: bool) -> None:
    assert redact(written).identity is warned


@settings(deadline=None)
@given(st.text(max_size=300))
@example("sinh 05/06/1990 15/6")
@example("[CCCD] [ngày sinh] 15/6 sinh")
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)

    assert redact(once.text) == type(once)(once.text, frozenset())


NUMBERISH = st.text(alphabet="0123456789０１٢ .-_/()+@sinhđồngABcd\u200b\n[]", max_size=120)


@settings(deadline=None)
@given(NUMBERISH)
def test_redacting_twice_changes_nothing_more_where_numbers_abound(text: str) -> None:
    once = redact(text)

    assert redact(once.text).text == once.text


SEPARATORS = st.text(alphabet=" .-_\u200b\u00a0\u2013\u2060·", max_size=4)
SCRIPTS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


@settings(max_examples=400, deadline=None)
@given(
    st.from_regex(r"0[0-9]{11}", fullmatch=True),
    st.lists(SEPARATORS, min_size=12, max_size=12),
    st.sampled_from(SCRIPTS),
    st.sampled_from(["", "cccd ", "số của tôi là: ", "phí 22.000 đồng, "]),
    st.sampled_from(["", " nhé", ", sinh 1990", " đồng"]),
)
@example("000000000011", ["", "", "", "", "", "", "", "", "", "_", ".", ""], SCRIPTS[0], "", ", sinh 1990")
@example("048500000000", ["", "", "", ".", "", "", ".", "", "", ".", "", ""], SCRIPTS[0], "", " đồng")
def test_an_id_number_never_survives_however_it_is_split(
    number: str, separators: list[str], digits: str, before: str, behind: str
) -> None:
    written = "".join(digits[int(digit)] + separator for digit, separator in zip(number, separators, strict=True))
    redacted = redact(before + written.rstrip(separators[-1] or None) + behind)

    assert redacted.identity
    assert Kind.ID_CARD.value in redacted.text
    left = redacted.text.removeprefix(before).removesuffix(behind)
    assert not any(character.isdigit() for character in left)


@pytest.mark.parametrize("text", ["0" * 10_000, "1 " * 5_000, "1-" * 5_000, "a@" * 5_000, "sinh " * 2_000])
def test_a_long_text_is_read_in_well_under_a_second(text: str) -> None:
    before = time.perf_counter()
    redact(text)

    assert time.perf_counter() - before < 1


def _logged(*arguments: object, secrets: tuple[str, ...] = (), error: Exception | None = None) -> str:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter(secrets))
    logger = logging.Logger("told")
    logger.addHandler(handler)
    message, *values = arguments
    logger.error(message, *values, exc_info=error)
    return stream.getvalue()


def test_the_log_redacts_message_and_arguments() -> None:
    assert _logged("phone 0905123456 of %s", {"id": "048 090 001 234"}) == ("phone [điện thoại] of {'id': '[CCCD]'}\n")


def test_the_log_redacts_the_stack_it_was_asked_to_show() -> None:
    record = logging.LogRecord("told", logging.ERROR, "", 1, "here", (), None, sinfo="called with 048090001234")
    RedactingFilter().filter(record)
    assert record.stack_info == "called with [CCCD]"


def test_the_log_redacts_tracebacks_and_their_causes() -> None:
    try:
        try:
            raise KeyError("048090001234")
        except KeyError as cause:
            raise ValueError("B1234567 cannot be read") from cause
    except ValueError as error:
        written = _logged("it failed", error=error)

    assert "ValueError: [hộ chiếu] cannot be read" in written
    assert "KeyError: '[CCCD]'" in written
    assert "test_redaction.py" in written


def test_the_log_scrubs_a_token_in_an_address_quoted_or_not() -> None:
    token = "123456:AAabcDEF-gh"
    written = _logged("GET https://api.telegram.org/bot%s/getMe ?t=%s", token, "123456%3AAAabcDEF-gh", secrets=(token,))

    assert written == "GET https://api.telegram.org/bot[secret]/getMe ?t=[secret]\n"


def test_arguments_that_cannot_be_written_do_not_reach_the_error_stream(
    capsys: pytest.CaptureFixture[str],
) -> None:
    written = _logged("card %d", "048090001234")

    assert written == "card %d (its arguments cannot be written: TypeError)\n"
    assert capsys.readouterr().err == ""


def test_what_is_left_of_a_question_holds_no_mark_of_what_was_taken_out() -> None:
    assert redact("048090001234 làm căn cước").bare.split() == ["làm", "căn", "cước"]
