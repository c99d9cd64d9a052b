"""The first page: one search box, and the shelves by life event and by field."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.catalog.model import Procedure
from bot.catalog.surroundings import Topic
from bot.conversation.actions import Shelf
from bot.conversation.addresses import (
    chat_path,
    field_path,
    home_path,
    life_event_path,
    sheet_path,
    telegram_address,
)
from bot.conversation.arrivals import Arrival
from bot.conversation.finding import Found, find
from bot.conversation.sheets import Reading
from bot.conversation.shelves import filled, in_order, standing, topics
from bot.conversation.speech import Speech
from bot.language import LANGUAGES, Language
from bot.web.blocks import blocks
from bot.web.fresh import Page
from bot.web.kept import Kept
from bot.web.library import Library
from bot.web.limits import Limits, address_of
from bot.web.origins import counting, origin_of
from bot.web.pages import Pages
from bot.web.visitors import Visitors

LONGEST: Final = 300
"""Characters of a search that are read."""

Serve = Callable[[Request], Awaitable[Response]]
_PATHS: Final[dict[Shelf, Callable[[str, Language], str]]] = {"life_event": life_event_path, "field": field_path}
_MOST_KEPT: Final = 200


@dataclass(frozen=True)
class Listed:
    """A procedure in a list: where its page is, its name, and papers, time and fee in one line."""

    path: str
    name: str
    line: str


class Home:
    """Serves the first page, what a search finds, and the shelves."""

    def __init__(
        self, library: Library, pages: Pages, visitors: Visitors, limits: Limits, trusted_proxy: str | None
    ) -> None:
        self._library = library
        self._pages = pages
        self._visitors = visitors
        self._limits = limits
        self._trusted_proxy = trusted_proxy
        self._kept: Kept[Page] = Kept(_MOST_KEPT)

    def routes(self) -> list[Route]:
        """Where the pages are."""
        return [
            *(Route(home_path(each), self._home(each), methods=["GET"]) for each in LANGUAGES),
            *(
                Route(path("{item}", each), self._board(each, shelf), methods=["GET"])
                for each in LANGUAGES
                for shelf, path in _PATHS.items()
            ),
        ]

    def _home(self, language: Language) -> Serve:
        async def home(request: Request) -> Response:
            return await self._first(request, language)

        return home

    def _board(self, language: Language, shelf: Shelf) -> Serve:
        async def board(request: Request) -> Response:
            return await self._held(request, language, shelf)

        return board

    async def _first(self, request: Request, language: Language) -> Response:
        if "p" in request.query_params:  # as addresses were while the chat stood here
            return RedirectResponse(chat_path(request.query_params["p"]), 303, {"Cache-Control": "no-store"})
        question = " ".join(request.query_params.get("q", "").split())[:LONGEST]
        reading = await self._library.reading()
        if question:
            self._admit(request)
            html = self._found(reading, question, language)
            return HTMLResponse(html, headers={"Cache-Control": "private, no-store"})
        origin = origin_of(request)
        key = ("home", language, origin)
        page = self._kept.get(reading, key, lambda: Page(self._shelves(reading, language, origin)))
        response = page.answer(request, lasting=not origin)
        response.background = counting(self._library.led, request, "", origin)
        return response

    def _admit(self, request: Request) -> None:
        """A search counts as an event of the chat does; raises `HTTPException` 429 for one too many."""
        address = address_of(request, self._trusted_proxy)
        wait = self._limits.wait(address, self._visitors.who(self._visitors.welcome(request)).key)
        if wait:
            raise HTTPException(429, headers={"Retry-After": str(wait)})

    def _found(self, reading: Reading, question: str, language: Language) -> str:
        found = find(question, self._library.knowledge(), Speech(language))
        resting = reading.resting(language)
        if resting and not found.urgent:
            found = Found(resting)
        return self._render(
            reading,
            "found.html",
            language,
            question=question,
            text=blocks(found.said) if found.said else Markup(),
            found=self._listed(reading, found.procedures, language),
            answered=found.answered,
        )

    def _shelves(self, reading: Reading, language: Language, origin: str) -> str:
        catalog, today, username = reading.catalog, reading.today, reading.service.telegram_username
        payload = Arrival(origin=origin).payload
        return self._render(
            reading,
            "home.html",
            language,
            chat=chat_path(payload),
            telegram=telegram_address(username, payload) if username else "",
            shelves=[
                (
                    Speech(language).label(f"by_{shelf}"),
                    [
                        (path(topic.id, language), topic.name.said_in(language), count)
                        for topic, count in filled(catalog, shelf, today)
                    ],
                )
                for shelf, path in _PATHS.items()
            ],
        )

    async def _held(self, request: Request, language: Language, shelf: Shelf) -> Response:
        reading = await self._library.reading()
        topic = next((each for each in topics(reading.catalog, shelf) if each.id == request.path_params["item"]), None)
        if topic is None:
            raise HTTPException(404)
        key = (shelf, topic.id, language)
        page = self._kept.get(reading, key, lambda: Page(self._standing(reading, language, shelf, topic)))
        return page.answer(request)

    def _standing(self, reading: Reading, language: Language, shelf: Shelf, topic: Topic) -> str:
        held = sorted(standing(reading.catalog, shelf, topic, reading.today), key=in_order)
        path = _PATHS[shelf]
        return self._render(
            reading,
            "shelf.html",
            language,
            path=path(topic.id, language),
            others={each: path(topic.id, each) for each in LANGUAGES},
            heading=topic.name.said_in(language),
            found=self._listed(reading, held, language),
        )

    def _listed(self, reading: Reading, procedures: Sequence[Procedure], language: Language) -> list[Listed]:
        return [
            Listed(sheet_path(each.id, language), each.name.said_in(language), reading.line(each, language))
            for each in procedures
        ]

    def _render(self, reading: Reading, template: str, language: Language, **values: Any) -> str:
        service = reading.service
        resting = reading.resting(language)
        given = {
            "about": Speech(language).label("bot_short_description"),
            "resting": blocks(resting) if resting else Markup(),
            "path": home_path(language),
            "others": {each: home_path(each) for each in LANGUAGES},
            "public": service.public_url.rstrip("/") if service.public_url else "",
            "chat": chat_path(question=values.get("question", "")),
        }
        return self._pages.public(template, language, service, **given | values)
