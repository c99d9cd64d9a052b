"""What search engines are told: which pages there are, and which of them are nobody's to index."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from xml.etree import ElementTree

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.catalog.model import Procedure
from bot.conversation.addresses import field_path, home_path, life_event_path, sheet_path
from bot.conversation.sheets import Reading
from bot.conversation.shelves import filled
from bot.language import LANGUAGES
from bot.web.fresh import LASTING
from bot.web.library import Library

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_NOT_FOR_INDEXES: Final = "User-agent: *\nDisallow: /chat\nDisallow: /*?q=\n"

Entry = tuple[dict[str, str], date | None]
"""The paths of one page by language, and the day its facts were last looked at."""


class Signposts:
    """Serves `/sitemap.xml` and `/robots.txt`."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/sitemap.xml", self._sitemap, methods=["GET"]),
            Route("/robots.txt", self._robots, methods=["GET"]),
        ]

    async def _sitemap(self, request: Request) -> Response:
        """Both languages of every page; 404 where the assistant does not know its own address."""
        public = self._library.knowledge().service.public_url
        if not public:
            raise HTTPException(404)
        content = sitemap(public.rstrip("/"), _entries(await self._library.reading()))
        return Response(content, media_type="application/xml", headers={"Cache-Control": LASTING})

    async def _robots(self, request: Request) -> Response:
        public = self._library.knowledge().service.public_url
        where = f"Sitemap: {public.rstrip('/')}/sitemap.xml\n" if public else ""
        return PlainTextResponse(_NOT_FOR_INDEXES + where, headers={"Cache-Control": LASTING})


def sitemap(public: str, entries: Iterable[Entry]) -> bytes:
    """The document (sitemaps.org 0.9), each language of a page beside the other."""
    ElementTree.register_namespace("", _SITEMAP)
    ElementTree.register_namespace("xhtml", _XHTML)
    root = ElementTree.Element(f"{{{_SITEMAP}}}urlset")
    for paths, day in entries:
        for path in paths.values():
            url = ElementTree.SubElement(root, f"{{{_SITEMAP}}}url")
            ElementTree.SubElement(url, f"{{{_SITEMAP}}}loc").text = public + path
            if day:
                ElementTree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = day.isoformat()
            for language, other in paths.items():
                link = {"rel": "alternate", "hreflang": language, "href": public + other}
                ElementTree.SubElement(url, f"{{{_XHTML}}}link", link)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entries(reading: Reading) -> Iterable[Entry]:
    yield {each: home_path(each) for each in LANGUAGES}, None
    for topic, _ in filled(reading.catalog, "life_event", reading.today):
        yield {each: life_event_path(topic.id, each) for each in LANGUAGES}, None
    for topic, _ in filled(reading.catalog, "field", reading.today):
        yield {each: field_path(topic.id, each) for each in LANGUAGES}, None
    for procedure in reading.catalog.procedures:
        yield {each: sheet_path(procedure.id, each) for each in LANGUAGES}, _looked_at(procedure)


def _looked_at(procedure: Procedure) -> date | None:
    days = [each.retrieved_on for each in procedure.provenance]
    return max([*days, *filter(None, [procedure.review.assured_on])], default=None)
