"""Files on the server: what the bot uploads, found again by its id."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final, TypeVar

from tests.telegram_server.errors import ApiError, bad_request
from tests.telegram_server.objects import Document, PhotoSize
from tests.telegram_server.photos import photo_sizes

Kept = TypeVar("Kept")

MAX_UPLOAD: Final = 50 * 1024 * 1024
"""Bytes a bot may upload in one file."""


@dataclass(frozen=True)
class Upload:
    """A file that travels with a call."""

    name: str
    content: bytes
    media_type: str


class Files:
    """Everything that was uploaded."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._contents: dict[str, bytes] = {}
        self._documents: dict[str, Document] = {}
        self._photos: dict[str, tuple[PhotoSize, ...]] = {}

    def content(self, file_id: str) -> bytes:
        """The bytes of a file; raises `KeyError` where nobody uploaded it."""
        return self._contents[file_id]

    def keep(self, source: Upload | str) -> Document:
        """A new file, or one that is known by its id; raises `ApiError`."""
        if isinstance(source, str):
            return _known(self._documents, source)
        file_id, unique_id = self._stored(source)
        document = Document(
            file_id=file_id,
            file_unique_id=unique_id,
            file_size=len(source.content),
            file_name=source.name,
            mime_type=source.media_type,
        )
        self._documents[file_id] = document
        return document

    def keep_photo(self, source: Upload | str) -> tuple[PhotoSize, ...]:
        """A new photo in its sizes, or one that is known by the id of any of them; raises `ApiError`."""
        if isinstance(source, str):
            return _known(self._photos, source)
        file_id, unique_id = self._stored(source)
        photo = tuple(
            PhotoSize(file_id=f"{file_id}-{width}", file_unique_id=f"{unique_id}-{width}", width=width, height=height)
            for width, height in photo_sizes(source.content)
        )
        for size in photo:
            self._photos[size.file_id] = photo
            self._contents[size.file_id] = source.content
        return photo

    def _stored(self, upload: Upload) -> tuple[str, str]:
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
        number = next(self._numbers)
        self._contents[f"file-{number}"] = upload.content
        return f"file-{number}", f"unique-{number}"


def _known(kept: Mapping[str, Kept], file_id: str) -> Kept:
    if file_id not in kept:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return kept[file_id]
