"""A page for every procedure: `/t/<id>` in Vietnamese, `/en/t/<id>` in English."""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.catalog.model import Procedure
from bot.conversation.addresses import chat_path, sheet_path, telegram_address
from bot.conversation.arrivals import Arrival
from bot.conversation.sheets import Reading, Sheet
from bot.conversation.speech import Speech
from bot.exchange.schema_org import Node, government_service
from bot.language import LANGUAGES, Language
from bot.web.blocks import blocks
from bot.web.fresh import Page
from bot.web.kept import Kept
from bot.web.library import Library
from bot.web.origins import counting, origin_of, place_of
from bot.web.pages import Pages

MOST_KEPT: Final = 1_000
"""Pages in memory, of about 9 KB each: the catalog in both languages, and those that posters lead to."""


class ProcedurePages:
    """Serves the pages of the catalog's procedures."""

    def __init__(self, library: Library, pages: Pages) -> None:
        self._library = library
        self._pages = pages
        self._kept: Kept[Page] = Kept(MOST_KEPT)

    def routes(self) -> list[Route]:
        """Where the pages are."""
        return [Route(sheet_path("{name}", each), self._in(each), methods=["GET"]) for each in LANGUAGES]

    def _in(self, language: Language) -> Callable[[Request], Awaitable[Response]]:
        async def page(request: Request) -> Response:
            return await self._page(request, language)

        return page

    async def _page(self, request: Request, language: Language) -> Response:
        reading = await self._library.reading()
        name = request.path_params["name"]
        procedure = reading.catalog.procedure(name.lower())
        if procedure is None:
            raise HTTPException(404)
        if procedure.id != name:
            path = sheet_path(procedure.id, language)
            return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, 301)
        origin = origin_of(request)
        large = request.query_params.get("chu") == "lon"
        key = (procedure.id, language, origin, large)
        page = self._kept.get(reading, key, lambda: Page(self._html(reading, procedure, language, origin, large)))
        response = page.answer(request, lasting=not origin)
        if not large:  # who asks for large type was here already
            response.background = counting(self._library.led, request, procedure.id, origin)
        return response

    def _html(self, reading: Reading, procedure: Procedure, language: Language, origin: str, large: bool) -> str:
        service = reading.service
        sheet = reading.sheet(procedure, language, place_of(reading, procedure, origin))
        public = service.public_url.rstrip("/") if service.public_url else ""
        path = sheet_path(procedure.id, language)
        payload = Arrival(procedure.id, origin).payload
        return self._pages.public(
            "procedure.html",
            language,
            service,
            sheet=sheet,
            lead=blocks(sheet.lead),
            notices=[blocks(each) for each in sheet.notices],
            parts=[(each.section, each.title, blocks(each.text)) for each in sheet.parts],
            described=_described(reading, sheet, language, public + path if public else None),
            day=Speech(language).day(reading.today),
            large=large,
            path=path,
            others={each: sheet_path(procedure.id, each) for each in LANGUAGES},
            public=public,
            origin=origin,
            chat=chat_path(payload),
            telegram=telegram_address(service.telegram_username, payload) if service.telegram_username else "",
            successors=[(sheet_path(each.id, language), each.name.said_in(language)) for each in sheet.successors],
        )


def _described(reading: Reading, sheet: Sheet, language: Language, address: str | None) -> Node | None:
    """The page for machines; None where there is nothing of the procedure that holds now."""
    if sheet.ended or sheet.paused:
        return None
    return government_service(reading.catalog, sheet.procedure, reading.today, language, sheet.line, address)
