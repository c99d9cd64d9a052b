"""Who scanned a poster and goes on in a chat is shown what the poster is about, and counted as one more."""

from collections.abc import Awaitable, Callable

import pytest

from tests.actors import Door, House

Plays = Callable[[str], Awaitable[None]]
COUNTED = "SELECT origin, procedure, channel, count FROM poster_uses ORDER BY origin, procedure"


async def test_a_posters_link_opens_its_procedure_and_counts(plays: Plays, house: House, channel: str) -> None:
    await plays("""
        opens  khai-sinh__trung-tam-hcc-xa-quay-3
        sees   Đăng ký khai sinh
        offers @section_place
        opens  khai-sinh__trung-tam-hcc-xa-quay-3
        sees   Đăng ký khai sinh
    """)
    ((*poster, arrived, count),) = house.rows(COUNTED)
    assert poster == ["trung-tam-hcc-xa-quay-3", "khai-sinh"]
    assert arrived in channel
    assert count == 2


async def test_an_offices_poster_opens_the_start_page(plays: Plays, house: House) -> None:
    await plays("""
        opens  __trung-tam-hcc-xa
        offers @by_life_event | @by_field
    """)
    assert [row[:2] for row in house.rows(COUNTED)] == [("trung-tam-hcc-xa", "")]


async def test_a_poster_of_what_is_not_in_the_catalog_is_told_kindly_and_counted(plays: Plays, house: House) -> None:
    await plays("""
        opens  khong-co__thu-bay
        sees   =unknown_link
        offers @browse | @home
    """)
    assert [row[:2] for row in house.rows(COUNTED)] == [("thu-bay", "")]


@pytest.mark.parametrize("payload", ["khai-sinh", "", "khai-sinh__", "khai-sinh__A-B", "a__b__c"])
async def test_where_no_poster_led_nothing_is_counted(plays: Plays, house: House, payload: str) -> None:
    await plays(f"opens {payload}")
    assert house.rows(COUNTED) == []


async def test_a_poster_is_counted_without_telling_whom_it_brought(door: Door, house: House) -> None:
    for name in ("An", "Bình"):
        await door.person(name).opens("khai-sinh__quay-3")
    assert [count for *_, count in house.rows(COUNTED)] == [2]
    (columns,) = house.rows("SELECT group_concat(name) FROM pragma_table_info('poster_uses')")
    assert columns == ("day,origin,procedure,channel,count",)
