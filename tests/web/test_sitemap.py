"""What search engines are told."""

from xml.etree import ElementTree

import httpx

from bot.conversation.turn import Service
from bot.web.application import build
from tests.actors.house import knowledge
from tests.web.echo import EchoGuide, PlainPseudonyms
from tests.web.public import SERVICE, library

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


async def got(path: str, service: Service = SERVICE) -> httpx.Response:
    """What is answered to a search engine."""
    app = build(EchoGuide(), PlainPseudonyms(), library(service))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as client:
        return await client.get(path)


async def test_the_sitemap_has_every_page_in_both_languages_with_its_day() -> None:
    answer = await got("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    urls = {
        each.findtext("s:loc", "", NAMES): each
        for each in ElementTree.fromstring(answer.content).findall("s:url", NAMES)
    }
    for procedure in knowledge().catalog.procedures:
        for path in (f"/t/{procedure.id}", f"/en/t/{procedure.id}"):
            assert f"https://motcua.example{path}" in urls
    birth = urls["https://motcua.example/t/khai-sinh"]
    assert birth.findtext("s:lastmod", "", NAMES) == "2026-11-23"
    assert [link.get("hreflang") for link in birth.findall("x:link", NAMES)] == ["vi", "en"]
    assert {"https://motcua.example/", "https://motcua.example/en", "https://motcua.example/viec/sinh-con"} <= set(urls)


async def test_every_address_of_the_sitemap_is_answered() -> None:
    app = build(EchoGuide(), PlainPseudonyms(), library())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="https://motcua.example") as client:
        root = ElementTree.fromstring((await client.get("/sitemap.xml")).content)
        shelves = [each.text or "" for each in root.iterfind("s:url/s:loc", NAMES) if "/t/" not in (each.text or "")]
        assert len(shelves) > 50
        for address in shelves:
            assert (await client.get(address)).status_code == 200, address


async def test_without_an_address_of_ours_there_is_no_sitemap() -> None:
    assert (await got("/sitemap.xml", Service())).status_code == 404
    assert "Sitemap" not in (await got("/robots.txt", Service())).text


async def test_robots_keep_out_of_the_chat_and_of_what_people_searched_for() -> None:
    text = (await got("/robots.txt")).text
    assert "Disallow: /chat\n" in text
    assert "Disallow: /*?q=\n" in text
    assert "Sitemap: https://motcua.example/sitemap.xml" in text
