"""A reviewer looks at a procedure fact by fact; what citizens reported stands beside it."""

from bot.conversation.speech import Speech
from bot.records.book import FACTS
from tests.actors import Door, House
from tests.dialogues.officials import official, said

LABEL = Speech("vi").label
TRUE, WRONG, NEXT = (LABEL(name) for name in ("still_true", "not_true", "next_fact"))


def heading(number: int) -> str:
    return f"mục {number}/{len(FACTS)}: {LABEL(f'fact_{FACTS[number - 1]}')}"


async def test_a_reviewer_calls_every_fact_true(door: Door, house: House) -> None:
    chi_hoa = await official(door, house, "reviewer")
    chi_hoa.sees("/ra_soat")
    await chi_hoa.says("/ra_soat khai-sinh")
    for number in range(1, len(FACTS) + 1):
        chi_hoa.sees("Đăng ký khai sinh", heading(number), "Nguồn: Cổng Dịch vụ công quốc gia", "Người dân đang đọc")
        await chi_hoa.taps(TRUE)
    chi_hoa.sees(f"Cả {len(FACTS)} mục vẫn đúng", "motcua write-reviews")
    assert house.rows("SELECT procedure, fact FROM assurances ORDER BY fact") == [
        ("khai-sinh", fact) for fact in sorted(FACTS)
    ]
    assert house.rows("SELECT deed, count(*) FROM audit GROUP BY deed") == [("assure", len(FACTS))]


async def test_a_reviewer_says_what_is_wrong(door: Door, house: House) -> None:
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ra_soat đăng ký khai sinh")
    await chi_hoa.taps(NEXT)
    await chi_hoa.taps(WRONG)
    chi_hoa.sees("Đăng ký khai sinh", "Sai chỗ nào")
    await chi_hoa.says("Nay là 2 ngày, hỏi chị có căn cước 049123456789")
    chi_hoa.sees(heading(3))
    assert house.rows("SELECT procedure, fact, said FROM doubts") == [
        ("khai-sinh", "time", "Nay là 2 ngày, hỏi chị có căn cước [CCCD]")
    ]
    await chi_hoa.says("/ra_soat")
    chi_hoa.sees("Đăng ký khai sinh: 1 lượt báo sai")
    await chi_hoa.says("/ra_soat khai-sinh")
    for _ in range(len(FACTS) - 1):
        await chi_hoa.taps(TRUE)
    chi_hoa.sees("Có 1 mục bị báo sai: thời hạn.")
    await chi_hoa.says("/ra_soat khai-sinh")
    chi_hoa.sees(heading(2), "báo sai ngày 23/11/2026: Nay là 2 ngày")
    await chi_hoa.taps(TRUE)
    chi_hoa.sees(f"Cả {len(FACTS)} mục vẫn đúng")
    assert house.rows("SELECT * FROM doubts") == []


async def test_a_doubt_needs_no_sentence(door: Door, house: House) -> None:
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ra_soat khai-sinh")
    await chi_hoa.taps(WRONG)
    await chi_hoa.taps(NEXT)
    chi_hoa.sees(heading(2))
    await chi_hoa.says("khai tử cần giấy gì")
    chi_hoa.sees("Đăng ký khai tử")
    assert house.rows("SELECT fact, said FROM doubts") == [("documents", None)]


async def test_what_citizens_report_waits_for_the_reviewer(door: Door, house: House) -> None:
    an = door.person("An")
    await an.says("khai sinh cần giấy gì")
    await an.taps(LABEL("not_helpful"))
    await an.taps(LABEL("reason_differs"))
    await an.taps(LABEL("section_cost"))
    await an.taps(LABEL("write"))
    await an.says("Ở xã thu thêm tiền bản sao")
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ra_soat")
    chi_hoa.sees("1. Đăng ký khai sinh", "1 lượt báo sai")
    await chi_hoa.taps("1. Khai sinh")
    chi_hoa.sees(heading(3), "1 người dân nói khác thực tế", "Ở xã thu thêm tiền bản sao")
    await chi_hoa.taps(TRUE)
    await chi_hoa.says("/ra_soat")
    chi_hoa.sees("không ai báo sai")


async def test_nobody_else_reviews_and_nothing_unknown_is_reviewed(door: Door, house: House) -> None:
    an, helper = door.person("An"), await official(door, house, "helper", "Anh Bình")
    helper.does_not_see("/ra_soat")
    for person in (an, helper):
        await person.says("/ra_soat khai-sinh")
        person.sees(said("not_allowed"))
    chi_hoa = await official(door, house, "reviewer")
    await chi_hoa.says("/ra_soat trời hôm nay mưa không")
    chi_hoa.sees("Không có thủ tục nào tên hay mã là")
    assert house.rows("SELECT * FROM assurances") == []
