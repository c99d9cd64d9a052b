"""What keeps strangers out: cookies, tokens, origins, sizes, headers."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.application import build
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import library
from tests.web.visiting import Visit

JSON = {"Accept": "application/json"}


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_lasts_a_year(
    browse: Callable[..., Visit],
) -> None:
    cookie = (await browse().opens()).headers["set-cookie"].lower()
    assert cookie.startswith("motcua=")
    for part in ("httponly", "samesite=lax", "path=/", "max-age=31536000"):
        assert part in cookie
    assert "secure" not in cookie


async def test_over_https_the_cookie_is_secure_and_bound_to_the_host(
    browse: Callable[..., Visit], guide: EchoGuide
) -> None:
    app = build(guide, PlainPseudonyms(), library(), "https://motcua.example")
    visit = browse(app, host="https://motcua.example")
    cookie = (await visit.opens()).headers["set-cookie"]
    assert cookie.startswith("__Host-motcua=")
    assert "; Secure" in cookie
    assert (await visit.says("xin chào"))[0]["how"] == "add"


@pytest.mark.parametrize("token", ["", "0" * 64, "chữ"])
async def test_a_form_our_page_did_not_make_is_refused(visit: Visit, guide: EchoGuide, token: str) -> None:
    heard = len(guide.events)
    answer = await visit.posts(text="xin chào", token=token)
    assert answer.status_code == 403
    assert "mở lại trang" in answer.text
    assert len(guide.events) == heard


async def test_a_token_serves_one_browser_only(visit: Visit, browse: Callable[..., Visit]) -> None:
    other = browse()
    await other.opens()
    assert (await other.posts(text="xin chào", token=visit.token)).status_code == 403


async def test_a_browser_that_keeps_no_cookie_is_told_so(visit: Visit) -> None:
    visit.client.cookies.clear()
    answer = await visit.posts(JSON, text="xin chào")
    assert answer.status_code == 403
    assert "cho phép trang này lưu cookie" in answer.json()["shown"][0]["content"]


async def test_a_made_up_session_is_replaced_by_a_random_one(browse: Callable[..., Visit]) -> None:
    visit = browse(cookies={"motcua": "an"})
    assert "motcua=an;" not in (await visit.opens()).headers["set-cookie"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8080"}, 200),
        ({"Origin": "http://127.0.0.1:8080"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Origin": "http://["}, 403),
    ],
)
async def test_only_our_own_pages_may_post(visit: Visit, headers: dict[str, str], status: int) -> None:
    assert (await visit.posts(headers, text="xin chào")).status_code == status


async def test_behind_a_proxy_the_public_address_is_ours(browse: Callable[..., Visit], guide: EchoGuide) -> None:
    visit = browse(build(guide, PlainPseudonyms(), library(), "http://motcua.example"))
    await visit.opens()
    assert (await visit.posts({"Origin": "http://motcua.example"}, text="xin chào")).status_code == 200


async def test_a_body_that_is_too_large_gets_a_sentence(visit: Visit, guide: EchoGuide) -> None:
    heard = len(guide.events)
    page = await visit.posts(text="a" * 70_000)
    assert page.status_code == 413
    assert "Bạn viết ngắn lại giúp nhé" in page.text
    answer = await visit.posts(JSON, text="a" * 70_000)
    assert "Bạn viết ngắn lại giúp nhé" in answer.json()["shown"][0]["content"]
    assert len(guide.events) == heard


async def test_a_body_that_hides_its_size_is_cut_off_too(visit: Visit) -> None:
    sent = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 1
            yield b"text=" + b"a" * 10_000

    answer = await visit.client.post(
        "/chat", content=pieces(), headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413
    assert sent < 10


async def test_a_broken_form_gets_a_sentence(visit: Visit) -> None:
    answer = await visit.client.post(
        "/chat", content=b"--y\r\nnonsense", headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 400
    assert "Mình chưa đọc được" in answer.text


async def test_every_answer_keeps_scripts_frames_and_referrers_out(visit: Visit) -> None:
    async def broken(request: Request) -> Response:
        raise RuntimeError("broken")

    async def mounted(request: Request) -> Response:
        return PlainTextResponse("đây")

    routes = [Route("/broken", broken), Route("/beside", mounted)]
    app = build(EchoGuide(), PlainPseudonyms(), library(), routes=routes)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        statuses = []
        for path in ("/", "/chat", "/static/chat.js", "/nowhere", "/t/khai-sinh", "/beside", "/broken"):
            answer = await client.get(path)
            statuses.append(answer.status_code)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy, path
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
    assert statuses == [200, 200, 200, 404, 200, 200, 500]
    assert "Traceback" not in answer.text
    assert "Bạn gửi lại sau ít phút nhé" in answer.text


async def test_the_page_obeys_its_own_policy(visit: Visit) -> None:
    for path in ("/", "/chat", "/t/khai-sinh", "/?q=khai+sinh"):
        page = (await visit.client.get(path)).text
        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick" not in page
