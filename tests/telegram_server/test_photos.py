"""Photos within Telegram's limits."""

from struct import pack

import pytest
from telegram.error import BadRequest

from tests.telegram_server import Person, TelegramServer
from tests.telegram_server.conftest import Bot
from tests.telegram_server.photos import MAX_PHOTO


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG, which is all that the server looks at."""
    return b"\x89PNG\r\n\x1a\n" + pack(">I4sII", 13, b"IHDR", width, height)


def jpeg(width: int, height: int) -> bytes:
    """The beginning of a JPEG: a comment, then the frame."""
    return b"\xff\xd8" + pack(">BBH4s", 255, 0xFE, 6, b"mau.") + pack(">BBHBHH", 255, 0xC0, 11, 8, height, width)


@pytest.fixture
def an(server: TelegramServer) -> Person:
    person = server.person("An")
    person.presses_start()
    return person


@pytest.mark.parametrize("photo", [png(1600, 900), jpeg(1600, 900)], ids=["png", "jpeg"])
async def test_a_photo_arrives_in_sizes_and_can_be_sent_again(
    server: TelegramServer, bot: Bot, an: Person, photo: bytes
) -> None:
    sent = await bot.send_photo(an.user.id, photo, caption="Áp phích")
    assert [(size.width, size.height) for size in sent.photo] == [(90, 50), (320, 180), (800, 450), (1280, 720)]
    again = await bot.send_photo(an.user.id, sent.photo[-1].file_id)
    assert (again.photo, again.caption) == (sent.photo, None)
    assert server.files.content(sent.photo[0].file_id) == photo


@pytest.mark.parametrize(
    ("photo", "description"),
    [
        (png(9_000, 1_001), r"(?i)photo_invalid_dimensions"),
        (png(2_100, 100), r"(?i)photo_invalid_dimensions"),
        (png(0, 100), r"(?i)photo_invalid_dimensions"),
        (b"%PDF-1.7", r"(?i)image_process_failed"),
        (b"\xff\xd8\xff", r"(?i)image_process_failed"),
        (png(90, 90) + bytes(MAX_PHOTO), "too big for a photo; the maximum size is 10485760 bytes"),
        (b"", "must be non-empty"),
    ],
)
async def test_a_photo_that_telegram_would_not_take_is_refused(
    bot: Bot, an: Person, photo: bytes, description: str
) -> None:
    with pytest.raises(BadRequest, match=description):
        await bot.send_photo(an.user.id, photo)
    assert len(an.screen) == 1
    assert await bot.send_photo(an.user.id, png(9_000, 1_000))
    assert await bot.send_photo(an.user.id, png(2_000, 100))


async def test_a_photo_by_an_id_that_nobody_knows_and_with_a_long_caption_is_refused(bot: Bot, an: Person) -> None:
    with pytest.raises(BadRequest, match="rong file identifier"):
        await bot.send_photo(an.user.id, "AgACAgUAAxkBAAI")
    with pytest.raises(BadRequest, match="essage caption is too long"):
        await bot.send_photo(an.user.id, png(90, 90), caption="a" * 1025)
