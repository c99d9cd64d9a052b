"""Photos: the limits of sendPhoto (https://core.telegram.org/bots/api#sendphoto), without decoding the picture."""

from struct import unpack
from typing import Final

from tests.telegram_server.errors import bad_request

MAX_PHOTO: Final = 10 * 1024 * 1024
"""Bytes of a photo."""
MAX_SIDES: Final = 10_000
"""Pixels of width and height together."""
MAX_RATIO: Final = 20

_BOXES: Final = (90, 320, 800, 1280)
"""Pixels of the longer side of the sizes in which Telegram keeps a photo."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_NO_FRAME: Final = (0xC4, 0xC8, 0xCC)


def photo_sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each size that Telegram makes of a PNG or JPEG; raises `ApiError`."""
    if len(content) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    width, height = _measured(content)
    if not width or not height or width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    longer = max(width, height)
    boxes = [box for box in _BOXES if box < longer] + [min(longer, _BOXES[-1])]
    return [(max(1, width * box // longer), max(1, height * box // longer)) for box in dict.fromkeys(boxes)]


def _measured(content: bytes) -> tuple[int, int]:
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = unpack(">II", content[16:24])
        return width, height
    if content.startswith(_JPEG):
        return _measured_jpeg(content)
    raise bad_request("IMAGE_PROCESS_FAILED")


def _measured_jpeg(content: bytes) -> tuple[int, int]:
    place = len(_JPEG)
    while place + 9 <= len(content):
        marker, length = unpack(">xBH", content[place : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            height, width = unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
