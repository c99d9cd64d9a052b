"""Pseudonyms and sealed values: what the database holds instead of who and what."""

import base64
import hmac
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.records.errors import SealBroken

_SHORTEST_SECRET: Final = 32
_PSEUDONYM_BYTES: Final = 18
_BLOCK: Final = 512
_NO_MOMENT: Final = 0


@dataclass(frozen=True)
class Secrets:
    """The secrets of the records, kept outside the database.

    `pseudonym`: at least 32 random bytes; it never changes, since erasing needs it. `sealing`: Fernet keys (32
    bytes in URL-safe base64), the newest first; older ones still open what they sealed. Raises ValueError.
    """

    pseudonym: bytes = field(repr=False)
    sealing: tuple[bytes, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.pseudonym) < _SHORTEST_SECRET:
            raise ValueError(
                f"The pseudonym secret has {len(self.pseudonym)} bytes; it needs {_SHORTEST_SECRET} random ones."
            )
        if not self.sealing:
            raise ValueError("There is no sealing key; give at least one (cryptography's Fernet.generate_key()).")
        for place, key in enumerate(self.sealing, start=1):
            try:
                Fernet(key)
            except ValueError:
                # The cause would print the key.
                message = f"Sealing key {place} is no Fernet key; make one with Fernet.generate_key()."
                raise ValueError(message) from None


class Pseudonyms:
    """Keyed hashes (HMAC-SHA256) that stand for people and chats: the same one for the same person, for ever."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def person(self, channel: str, identity: str) -> str:
        """Stands for a person on a channel."""
        return self._hash("person", channel, identity)

    def chat(self, channel: str, person_identity: str, chat_identity: str) -> str:
        """Stands for what one person says in one chat."""
        return self._hash("chat", channel, person_identity, chat_identity)

    def rater(self, person: str, answer: str) -> str:
        """Stands for a person (their `person` pseudonym) under one answer, and under no other."""
        return self._hash("rater", person, answer)

    def owner(self, person: str, contact: str) -> str:
        """Stands for a person under one of their contacts, and under no other."""
        return self._hash("owner", person, contact)

    def reminder(self, person: str, procedure: str, subject: str, day: date) -> str:
        """Stands for what a person wants to be reminded of, and for nothing else of theirs."""
        return self._hash("reminder", person, procedure, subject, day.isoformat())

    def digest(self, person: str) -> str:
        """Stands for where an official wants a week's digest sent to."""
        return self._hash("digest", person)

    def member(self, person: str, outreach: str) -> str:
        """Stands for a person at one event, and at no other."""
        return self._hash("member", person, outreach)

    def once(self, person: str, day: date, procedure: str | None, office: str | None = None) -> str:
        """Stands for what a person says of a procedure (or, where none is named, of an office) on one day.

        It joins nothing but what replaces each other: only what was said last carries it.
        """
        return self._hash("once", person, day.isoformat(), procedure or "", "" if procedure else office or "")

    def _hash(self, *parts: str) -> str:
        digest = hmac.digest(self._secret, json.dumps(parts).encode(), "sha256")
        return base64.urlsafe_b64encode(digest[:_PSEUDONYM_BYTES]).decode()


class Sealing:
    """Encrypts texts with the newest key; opens them with any.

    A sealed value tells neither when it was sealed (Fernet would write the second in clear) nor, beyond a
    multiple of 512 bytes, how long it is.
    """

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        self._newest = Fernet(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> bytes:
        """`text`, which must not end in a space, encrypted."""
        content = text.encode()
        return self._newest.encrypt_at_time(content.ljust(-(-len(content) // _BLOCK) * _BLOCK), _NO_MOMENT)

    def open(self, sealed: bytes) -> str:
        """The text in `sealed`; raises `SealBroken`."""
        try:
            return self._all.decrypt(sealed).decode().rstrip(" ")
        except InvalidToken:
            # What cannot be opened must not be shown either.
            message = f"A sealed value of {len(sealed)} bytes opens with no key; is a sealing key missing?"
            raise SealBroken(message) from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether the newest key opens `sealed`."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True
