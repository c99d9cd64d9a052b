"""Any request at all to the web chat: a sentence in HTML or JSON, never an error of ours."""

import json
from html.parser import HTMLParser
from itertools import count
from typing import Final

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.web.application import build
from bot.web.words import words_in
from tests.actors import House
from tests.actors.on_web import ADDRESS
from tests.fuzz.anything import payloads, texts, wires
from tests.web.visiting import Visit

one_house = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
FAULTS: Final = {words_in("vi").fault, words_in("en").fault}
REFUSALS: Final = {400, 403, 404, 405, 413}
_VOID: Final = {"br", "input", "link", "meta"}
_ADDRESSES: Final = count(1)
_header_text = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)

headers = st.dictionaries(
    st.sampled_from(
        ["Accept", "Accept-Language", "Origin", "Referer", "Sec-Fetch-Site", "Cookie", "X-Forwarded-For", "Forwarded"]
    ),
    st.one_of(
        _header_text,
        st.sampled_from(
            [
                "application/json", "vi", "en;q=nan,vi;q=-1", "null", "same-origin", "cross-site", "http://[",
                "motcua=", "http://127.0.0.1:8080", "http://127.0.0.1:x", "//", "motcua=" + "A" * 43,
                "*/*;q=1e999", ",,,;q=",
            ]
        ),
    ),
    max_size=4,
)  # fmt: skip
content_types = st.one_of(
    st.sampled_from(
        [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=x; charset=utf-16", "multipart/form-data; boundary=x; charset=idna",
            "multipart/form-data; boundary=x; charset=unicode_escape", "multipart/form-data; boundary=\xff",
            "application/x-www-form-urlencoded", "application/json", "text/plain", "",
        ]
    ),
    _header_text,
)  # fmt: skip
fields = st.dictionaries(
    st.sampled_from(["text", "tap", "open", "latitude", "longitude", "x"]) | st.text(max_size=5),
    st.one_of(texts, wires, payloads, st.floats().map(str)),
    max_size=4,
)


class Balanced(HTMLParser):
    """Fails where a tag is closed that is not open; `open` must be empty at the end."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        harmless = given.get("src") or given.get("type") == "application/ld+json"
        assert tag != "script" or harmless, "a script that is not a file of ours"
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def judge(response: httpx.Response, house: House) -> None:
    """What came back is a page or JSON with a sentence, and the operator has nothing to complain of."""
    complaints = house.complaints.copy()
    house.complaints.clear()
    assert complaints == []
    assert response.status_code == 200 or response.status_code in REFUSALS, response.text
    assert "Traceback" not in response.text
    if response.headers["content-type"].startswith("application/json"):
        shown = json.loads(response.text)["shown"]
        assert shown
        assert all(each["content"] for each in shown)
        pages = [each["content"] for each in shown if each["how"] != "notice"]
    else:
        pages = [response.text]
    for page in pages:
        assert Balanced(page).open == []
        assert not any(fault in page for fault in FAULTS)


@pytest.fixture
def application(house: House) -> Starlette:
    return build(house.guide, house.pseudonyms, house.library)


def _browser(application: Starlette) -> httpx.AsyncClient:
    """A browser at an address of its own; an exception of ours comes through to the test."""
    number = next(_ADDRESSES)
    client = (f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", 4_000)
    return httpx.AsyncClient(transport=httpx.ASGITransport(application, client=client), base_url=ADDRESS)


def _raw(given: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("latin-1")) for name, value in given.items()]


def _encoded(name: str) -> bytes:
    """As browsers write a field's name: what would end the header is percent-encoded."""
    escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.encode("utf-8", "surrogatepass")


def _multipart(parts: dict[str, str]) -> bytes:
    return (
        b"".join(
            b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
            % (_encoded(name), value.encode("utf-8", "surrogatepass"))
            for name, value in parts.items()
        )
        + b"--x--\r\n"
    )


@given(given_fields=fields, given_headers=headers)
@example(given_fields={"text": "khai sinh"}, given_headers={"Origin": "http://["})
@example(given_fields={"text": "\ud800"}, given_headers={"Accept": "application/json"})
@one_house
async def test_any_form_of_somebody_with_the_page_open_is_answered(
    house: House, application: Starlette, given_fields: dict[str, str], given_headers: dict[str, str]
) -> None:
    async with _browser(application) as client:
        visit = Visit(client)
        await visit.opens()
        type_ = {"Content-Type": "multipart/form-data; boundary=x"}
        sent = _raw(given_headers | type_)
        body = _multipart({"token": visit.token} | given_fields)
        judge(await client.post("/chat", content=body, headers=sent), house)


TOO_LARGE: Final = None
"""Stands for a body over the limit: hypothesis, which shows what it tries, refuses to show one of 70 000 bytes."""


@given(
    method=st.sampled_from(["POST", "GET", "PUT", "HEAD", "DELETE", "OPTIONS"]),
    path=st.sampled_from(
        [
            "/chat",
            "/",
            "/healthz",
            "/static/x",
            "/static/../../etc/passwd",
            "/%00",
            "/t/khai-sinh",
            "/en/t/x",
            "/viec/x",
        ]
    ),
    query=st.text(st.characters(codec="utf-8"), max_size=30),
    type_=content_types,
    body=st.one_of(st.binary(max_size=200), fields.map(_multipart), st.just(TOO_LARGE)),
    given_headers=headers,
)
@example(
    method="POST",
    path="/chat",
    query="",
    type_="multipart/form-data; boundary=x; charset=idna",
    body=_multipart({"token": "x" * 70}),
    given_headers={},
)
@one_house
async def test_any_request_of_a_stranger_is_answered(
    house: House,
    application: Starlette,
    method: str,
    path: str,
    query: str,
    type_: str,
    body: bytes | None,
    given_headers: dict[str, str],
) -> None:
    content = b"x" * 70_000 if body is TOO_LARGE else body
    async with _browser(application) as client:
        # A made-up session, another one each time: the same one may send thirty a minute.
        with_cookie = {"Cookie": f"motcua={next(_ADDRESSES):043d}"} | given_headers | {"Content-Type": type_}
        sent = _raw(with_cookie)
        response = await client.request(method, path, params={"p": query}, content=content, headers=sent)
        if method in ("HEAD", "OPTIONS") or path == "/healthz" or response.is_redirect:
            assert response.status_code < 500
            assert "Traceback" not in response.text
        else:
            judge(response, house)
