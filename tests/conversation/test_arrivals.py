"""What a poster's link carries is read as it was written, and nothing else is taken for it."""

import re
from datetime import date

import pytest

from bot.catalog.catalog import Catalog
from bot.conversation import arrivals
from bot.conversation.arrivals import MAX_PAYLOAD, Arrival, OriginUnwritable
from bot.records import PosterLed
from tests.catalog.project import reading

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return reading().catalog


@pytest.mark.parametrize(
    ("arrival", "payload"),
    [
        (Arrival("khai-sinh", "trung-tam-hcc-xa-quay-3"), "khai-sinh__trung-tam-hcc-xa-quay-3"),
        (Arrival("", "thu-bay"), "__thu-bay"),
        (Arrival("khai-sinh"), "khai-sinh"),
        (Arrival(), ""),
    ],
)
def test_a_link_is_read_as_it_was_written(arrival: Arrival, payload: str) -> None:
    assert arrival.payload == payload
    assert arrivals.read(payload) == arrival


def test_every_poster_of_the_catalog_has_a_link_that_telegram_takes(catalog: Catalog) -> None:
    for procedure in catalog.procedures:
        for office in catalog.offices:
            arrival = Arrival(procedure.id, arrivals.origin(office.id))
            assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", arrival.payload)
            assert arrivals.read(arrival.payload).procedure == procedure.id


def test_what_is_too_long_for_telegram_still_arrives_uncounted() -> None:
    long = Arrival("a" * 40, "b" * 40)
    assert len(f"{long.procedure}__{long.origin}") > MAX_PAYLOAD
    assert long.payload == long.procedure


@pytest.mark.parametrize(
    "payload", ["khai-sinh__", "khai-sinh__Quay", "a__b__c", "__" + "x" * 41, "khai-sinh__<b>", "____"]
)
def test_what_is_no_origin_is_not_taken_for_one(payload: str) -> None:
    assert arrivals.read(payload) == Arrival(payload)


@pytest.mark.parametrize(
    ("arrival", "address"),
    [
        (Arrival("khai-sinh", "quay-3"), "https://motcua.example/t/khai-sinh?o=quay-3"),
        (Arrival("khai-sinh"), "https://motcua.example/t/khai-sinh"),
        (Arrival("", "quay-3"), "https://motcua.example/?o=quay-3"),
        (Arrival(), "https://motcua.example/"),
    ],
)
def test_a_poster_leads_to_its_page(arrival: Arrival, address: str) -> None:
    assert arrival.address("https://motcua.example") == address


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        (("trung-tam-hcc-xa", "Quầy số 3"), "trung-tam-hcc-xa-quay-so-3"),
        (("Thứ Bảy vì dân, 28/11",), "thu-bay-vi-dan-28-11"),
        (("ĐƯỜNG Lê Lợi",), "duong-le-loi"),
        (("Lưu động: xã Trà My",), "luu-dong-xa-tra-my"),
        (("cong_an", ""), "cong-an"),
    ],
)
def test_an_origin_is_made_of_what_people_say(said: tuple[str, ...], origin: str) -> None:
    assert arrivals.origin(*said) == origin
    assert arrivals.is_origin(origin)


@pytest.mark.parametrize(("said", "told"), [("???", "no letter"), ("Ngày hội " * 6, "at most 40")])
def test_what_makes_no_origin_is_refused_with_a_remedy(said: str, told: str) -> None:
    with pytest.raises(OriginUnwritable, match=told):
        arrivals.origin(said)


def test_a_procedure_is_counted_by_its_id_and_one_that_is_not_there_as_none(catalog: Catalog) -> None:
    def led(procedure: str) -> PosterLed | None:
        return arrivals.led(Arrival(procedure, "quay-3"), catalog, DAY, "web")

    birth = catalog.procedure("khai-sinh")
    assert birth is not None
    assert led("khai-sinh") == PosterLed(DAY, "quay-3", "khai-sinh", "web")
    assert led(birth.code or "") == led("khai-sinh")
    assert led("nothing-of-the-kind") == led("") == PosterLed(DAY, "quay-3", "", "web")


@pytest.mark.parametrize("origin", ["", "Quầy", "a b", "a_b", "x" * 41, "a\n"])
def test_what_has_not_the_shape_of_an_origin_is_not_counted(catalog: Catalog, origin: str) -> None:
    assert arrivals.led(Arrival("khai-sinh", origin), catalog, DAY, "page") is None
