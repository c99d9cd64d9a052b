"""Somebody came by a poster: its address carries `?o=`, the office or the poster it is from."""

import logging

from starlette.background import BackgroundTask
from starlette.requests import Request

from bot.catalog.model import Procedure
from bot.catalog.surroundings import Place
from bot.conversation.arrivals import is_origin
from bot.conversation.sheets import Reading
from bot.logs import described
from bot.web.library import Led

_log = logging.getLogger(__name__)


def origin_of(request: Request) -> str:
    """The poster by which somebody came, or nothing."""
    origin = request.query_params.get("o", "")
    return origin if is_origin(origin) else ""


def place_of(reading: Reading, procedure: Procedure, origin: str) -> Place | None:
    """Where a poster hangs, if that is a counter at which this procedure is filed today."""
    office = reading.catalog.office(origin) if origin else None
    current = procedure.on(reading.today)
    if office is None or not office.holds(reading.today) or not isinstance(current, Procedure):
        return None
    return reading.catalog.place(office.place) if office.one_of in current.file_at else None


def counting(led: Led, request: Request, procedure: str, origin: str) -> BackgroundTask | None:
    """What is left to do once the page was sent: tell of the poster; nothing where there is none."""
    if not origin or request.method != "GET":
        return None
    return BackgroundTask(_told, led, procedure, origin)


async def _told(led: Led, procedure: str, origin: str) -> None:
    """Whatever fails here, the page was served."""
    try:
        await led(procedure, origin)
    except Exception as error:
        _log.error("An opening from a poster was not counted: %s", described(error))
