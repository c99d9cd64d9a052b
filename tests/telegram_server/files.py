"""Files on the server: what the bot uploads, found again by its id."""

from dataclasses import dataclass
from itertools import count
from typing import Final

from tests.telegram_server.errors import ApiError, bad_request
from tests.telegram_server.objects import Document

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

    def content(self, file_id: str) -> bytes:
        """The bytes of a file; raises `KeyError` where nobody uploaded it."""
        return self._contents[file_id]

    def keep(self, source: Upload | str) -> Document:
        """A new file, or one that is known by its id; raises `ApiError`."""
        if isinstance(source, str):
            if source not in self._documents:
                raise bad_request("wrong file identifier/HTTP URL specified")
            return self._documents[source]
        if not source.content:
            raise bad_request("file must be non-empty")
        if len(source.content) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
        number = next(self._numbers)
        document = Document(
            file_id=f"file-{number}",
            file_unique_id=f"unique-{number}",
            file_size=len(source.content),
            file_name=source.name,
            mime_type=source.media_type,
        )
        self._contents[document.file_id] = source.content
        self._documents[document.file_id] = document
        return document
