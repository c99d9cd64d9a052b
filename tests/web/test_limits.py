"""Who sends too much waits; everybody else does not notice."""

from collections.abc import Callable

import httpx
import pytest
from starlette.requests import Request

from bot.buckets import MINUTE, SECOND, Buckets
from bot.web.application import build
from bot.web.limits import Limits, address_of
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import library
from tests.web.visiting import Visit

JSON = {"Accept": "application/json"}
PROXY = "10.0.0.1"


class Stopwatch:
    """Nanoseconds that go on when a test says so."""

    def __init__(self) -> None:
        self.now = 7 * MINUTE + 1

    def __call__(self) -> int:
        return self.now


class Crowd:
    """People with a browser each, at addresses of their own, before one application."""

    def __init__(self, guide: EchoGuide, clock: Stopwatch, trusted_proxy: str | None = None) -> None:
        self.guide = guide
        # Fewer than in earnest, so that they are soon used up.
        limits = Limits.a_minute(clock, address=120, person=30)
        self._app = build(guide, PlainPseudonyms(), library(), trusted_proxy=trusted_proxy, limits=limits)

    async def person(self, address: str = "192.0.2.1", **headers: str) -> Visit:
        """Somebody new who has the page open, which is their first event."""
        transport = httpx.ASGITransport(app=self._app, client=(address, 40_000))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        visit = Visit(httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080", headers=named))
        await visit.opens()
        return visit


@pytest.fixture
def clock() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def crowd(guide: EchoGuide, clock: Stopwatch) -> Crowd:
    return Crowd(guide, clock)


async def refused(visit: Visit) -> bool:
    return (await visit.posts(JSON, text="xin chào")).status_code == 429


async def sends(visit: Visit, times: int) -> None:
    for _ in range(times):
        assert not await refused(visit)


async def test_one_person_may_send_so_many_a_minute_and_others_at_the_address_go_on(crowd: Crowd) -> None:
    an, binh = await crowd.person(), await crowd.person()
    await sends(an, 29)
    assert await refused(an)
    assert not await refused(binh)


async def test_one_address_may_send_so_many_a_minute_and_others_go_on(crowd: Crowd) -> None:
    people = [await crowd.person() for _ in range(6)]
    for person in people:
        await sends(person, 19)
    assert [await refused(person) for person in people] == [True] * 6
    assert not await refused(await crowd.person("192.0.2.2"))


def test_sixty_helpers_behind_one_address_go_on_tapping(clock: Stopwatch) -> None:
    limits = Limits.a_minute(clock)
    taps = [limits.wait("192.0.2.1", f"helper {number}") for _ in range(10) for number in range(60)]
    assert taps == [0] * 600
    assert limits.wait("192.0.2.1", "somebody else")


async def test_who_waits_as_long_as_was_said_may_go_on(crowd: Crowd, clock: Stopwatch) -> None:
    an = await crowd.person()
    await sends(an, 29)
    seconds = int((await an.posts(JSON, text="xin chào")).headers["retry-after"])
    assert seconds == 2
    clock.now += seconds * SECOND - 1
    assert await refused(an)
    clock.now += 1
    assert not await refused(an)
    assert await refused(an)
    clock.now += MINUTE
    await sends(an, 30)
    assert await refused(an)


async def test_what_is_refused_is_told_kindly_and_counts_for_nothing(crowd: Crowd, guide: EchoGuide) -> None:
    an = await crowd.person()
    await sends(an, 29)
    heard = len(guide.events)
    answer = await an.posts(JSON, text="xin chào")
    assert answer.status_code == 429
    (shown,) = answer.json()["shown"]
    assert shown["how"] == "add"
    assert "Bạn đợi một phút rồi gửi lại" in shown["content"]
    page = await an.posts(text="xin chào")
    assert (page.status_code, "Bạn đợi một phút rồi gửi lại" in page.text) == (429, True)
    for _ in range(200):
        await an.posts(JSON, text="xin chào")
    assert len(guide.events) == heard
    assert not await refused(await crowd.person())


async def test_opening_the_page_counts_too_for_it_starts_a_conversation(crowd: Crowd) -> None:
    an = await crowd.person()
    for _ in range(29):
        await an.opens()
    assert (await an.client.get("/chat")).status_code == 429
    assert (await an.client.get("/static/chat.js")).status_code == 200


async def test_who_throws_the_cookie_away_is_still_one_address(crowd: Crowd) -> None:
    an = await crowd.person()
    statuses = []
    for _ in range(120):
        an.client.cookies.clear()
        statuses.append((await an.client.get("/chat")).status_code)
    assert statuses == [200] * 119 + [429]


async def test_a_made_up_forwarded_address_changes_nothing(crowd: Crowd) -> None:
    people = [await crowd.person(X_Forwarded_For=f"198.51.100.{number}") for number in range(6)]
    for person in people:
        await sends(person, 19)
    assert await refused(people[0])


async def test_behind_the_proxy_each_address_counts_for_itself(guide: EchoGuide, clock: Stopwatch) -> None:
    crowd = Crowd(guide, clock, PROXY)
    people = [await crowd.person(PROXY, X_Forwarded_For=f"203.0.113.9, 198.51.100.{number}") for number in range(6)]
    for person in people:
        await sends(person, 19)
    assert [await refused(person) for person in people] == [False] * 6


def requested(peer: str | None, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", each.encode("latin-1")) for each in forwarded]
    return Request({"type": "http", "headers": headers, "client": (peer, 1) if peer else None})


@pytest.mark.parametrize(
    ("request_", "trusted", "address"),
    [
        (requested("192.0.2.1", "198.51.100.1"), None, "192.0.2.1"),
        (requested("192.0.2.1", "198.51.100.1"), PROXY, "192.0.2.1"),
        (requested(PROXY, "198.51.100.1"), PROXY, "198.51.100.1"),
        (requested(PROXY, "1.1.1.1, 198.51.100.1"), PROXY, "198.51.100.1"),
        (requested(PROXY, "1.1.1.1", "198.51.100.1"), PROXY, "198.51.100.1"),
        (requested(f"::ffff:{PROXY}", "198.51.100.1"), PROXY, "198.51.100.1"),
        (requested("::1", "198.51.100.1"), "::1", "198.51.100.1"),
        (requested("unix", "198.51.100.1"), PROXY, "unix"),
        (requested(PROXY, "<script>"), PROXY, PROXY),
        (requested(PROXY), PROXY, PROXY),
        (requested("2001:db8:1:2::5"), None, "2001:db8:1:2::/64"),
        (requested("2001:db8:1:2:ffff::6"), None, "2001:db8:1:2::/64"),
        (requested(PROXY, "2001:db8:1:3::5"), PROXY, "2001:db8:1:3::/64"),
        (requested("::ffff:192.0.2.1"), None, "192.0.2.1"),
        (requested("unix"), None, "unix"),
        (requested(None), None, ""),
    ],
)
def test_the_address_is_the_last_hop_that_can_be_believed(request_: Request, trusted: str | None, address: str) -> None:
    assert address_of(request_, trusted) == address


def test_full_buckets_are_forgotten() -> None:
    clock = Stopwatch()
    buckets = Buckets(30, clock)
    for number in range(1_000):
        buckets.take(str(number))
    assert len(buckets) == 1_000
    clock.now += MINUTE
    buckets.take("late")
    assert len(buckets) == 1


async def test_ordinary_visitors_never_meet_a_limit(browse: Callable[..., Visit]) -> None:
    """Without limits of its own an application has generous ones."""
    for _ in range(10):
        visit = browse()
        await visit.opens()
        await sends(visit, 5)
