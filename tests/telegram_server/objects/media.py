"""What a message may hold beside its text."""

from typing import Literal

from tests.telegram_server.objects.base import Object


class File(Object):
    file_id: str
    file_unique_id: str
    file_size: int | None = None


class Document(File):
    file_name: str | None = None
    mime_type: str | None = None


class PhotoSize(File):
    width: int
    height: int


class Voice(File):
    duration: int


class Video(File):
    width: int
    height: int
    duration: int


class Sticker(File):
    type: Literal["regular"] = "regular"
    width: int
    height: int
    is_animated: bool
    is_video: bool


class Contact(Object):
    phone_number: str
    first_name: str


class Location(Object):
    latitude: float
    longitude: float
