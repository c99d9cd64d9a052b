"""What each poster brought is counted by day, and nobody can be found behind a count."""

import asyncio
from datetime import date, timedelta

from sqlalchemy import insert

from bot.records import Database, PosterLed, PosterUse, Records, Retention
from bot.records.posters import ROWS_A_DAY, UNKNOWN
from bot.records.schema import POSTER_USES
from tests.records.people import AN, AN_CHAT, BINH, BINH_CHAT, DAY, NAMES, SECRETS, STATE, answered, rows

QUAY_3 = PosterLed(DAY, "trung-tam-hcc-xa-quay-3", "khai-sinh", "telegram")
SATURDAY = PosterLed(DAY, "thu-bay", "", "page")
ONE = timedelta(days=1)


def led(origin: str, day: date = DAY) -> PosterLed:
    return PosterLed(day, origin, "khai-sinh", "page")


async def test_each_arrival_is_counted_with_the_conversation_or_by_itself(records: Records) -> None:
    await records.store(AN_CHAT, AN, STATE, [answered(), QUAY_3])
    await records.store(BINH_CHAT, BINH, STATE, [answered("answer-2"), QUAY_3])
    await records.count_poster(SATURDAY)

    assert await records.poster_counts() == [
        PosterUse("trung-tam-hcc-xa-quay-3", "khai-sinh", "telegram", 2),
        PosterUse("thu-bay", "", "page", 1),
    ]


async def test_the_days_from_and_to_are_both_counted(records: Records) -> None:
    for days in range(4):
        await records.count_poster(led("quay-3", DAY + days * ONE))

    async def count(first: date | None, last: date | None) -> int:
        return sum(use.count for use in await records.poster_counts(first, last))

    assert await count(DAY + ONE, DAY + 2 * ONE) == 2
    assert await count(DAY + ONE, None) == 3
    assert await count(None, DAY) == 1
    assert await count(None, None) == 4


async def test_a_row_tells_the_day_the_poster_and_how_many_and_nothing_of_anybody(
    records: Records, database: Database
) -> None:
    await records.store(AN_CHAT, AN, STATE, [QUAY_3])
    (row,) = await rows(database, "poster_uses")
    assert row.keys() == {"day", "origin", "procedure", "channel", "count"}
    assert str(row["day"]) == str(DAY)
    await records.erase(AN)
    assert await rows(database, "poster_uses") == [row]
    assert await records.held_about(AN) == await records.held_about(NAMES.person("web", "nobody"))


async def test_many_at_once_are_all_counted(url: str, records: Records) -> None:
    async with Database(url) as second:
        others = Records(second, SECRETS)
        await asyncio.gather(*(each.count_poster(SATURDAY) for each in [records, others] * 10))
    assert await records.poster_counts() == [PosterUse("thu-bay", "", "page", 20)]


async def test_a_flood_of_invented_origins_fills_no_table_and_hides_no_poster_of_the_day(
    records: Records, database: Database
) -> None:
    await records.count_poster(QUAY_3)
    forged = [{**vars(led(f"forged-{number}")), "count": 1} for number in range(ROWS_A_DAY - 1)]
    async with database.write() as connection:
        await connection.execute(insert(POSTER_USES), forged)
    for number in range(3):
        await records.count_poster(led(f"forged-too-{number}"))
    await records.count_poster(QUAY_3)
    await records.count_poster(led("quay-4", DAY + ONE))

    uses = {use.origin: use.count for use in await records.poster_counts(DAY, DAY)}
    assert len(uses) == ROWS_A_DAY + 1
    assert uses["trung-tam-hcc-xa-quay-3"] == 2
    assert uses[UNKNOWN] == 3
    assert await records.poster_counts(DAY + ONE) == [PosterUse("quay-4", "khai-sinh", "page", 1)]


async def test_counts_go_after_two_years(records: Records, database: Database) -> None:
    today = date(2026, 7, 20)
    for day in (date(2024, 7, 20), date(2024, 7, 19)):
        await records.count_poster(led("quay-3", day))
    assert (await records.purge(today, Retention(), lambda state: state))["poster_uses"] == 1
    assert [str(row["day"]) for row in await rows(database, "poster_uses")] == ["2024-07-20"]
