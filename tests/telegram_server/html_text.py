"""Telegram's HTML, parsed as strictly as Telegram parses it, with its words for what is wrong.

Source: https://core.telegram.org/bots/api#html-style and the examples in TDLib's own tests of it. Only four
named references exist; every other `&name;` stays as it is written.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from tests.telegram_server.errors import ApiError, UnmodelledError, bad_request
from tests.telegram_server.links import LinkError, checked_link
from tests.telegram_server.objects import MessageEntity

Simple = Literal["bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote"]

_SIMPLE: Final[dict[str, Simple]] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
_TAGS: Final = {*_SIMPLE, "a", "tg-emoji"}
_REFERENCES: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = re.compile(r"&(?:#[xX]([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_SURROGATES: Final = range(0xD800, 0xE000)

_PLAIN: Final = re.compile(r"[^<&]*")
_SPACE: Final = re.compile(r"[ \t\r\n\0\v]*")
_TAG_NAME: Final = re.compile(r"[^ \t\r\n\0\v>]*")
_ATTRIBUTE_NAME: Final = re.compile(r"[^ \t\r\n\0\v=>]*")
_BARE_VALUE: Final = re.compile(r"[A-Za-z0-9.-]*")


def utf16_length(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[MessageEntity]]:
    """The plain text and its entities; raises `ApiError` in Telegram's words."""
    return _Parser(source).parse()


@dataclass(frozen=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    begins: int


class _Parser:
    """Reads the source from left to right, once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text = ""
        self._open: list[_OpenTag] = []
        self._entities: list[MessageEntity] = []

    def parse(self) -> tuple[str, list[MessageEntity]]:
        while self._at < len(self._source):
            self._text += self._take(_PLAIN)
            if self._next == "&":
                self._text += self._reference()
            elif self._source.startswith("</", self._at):
                self._close_tag()
            elif self._next == "<":
                self._open_tag()
        if self._open:
            raise self._wrong(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return self._text, sorted(self._entities, key=lambda entity: (entity.offset, -entity.length))

    @property
    def _next(self) -> str:
        return self._source[self._at : self._at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        """What the pattern matches here; every pattern used matches at least the empty text."""
        match = pattern.match(self._source, self._at)
        assert match is not None
        self._at = match.end()
        return match[0]

    def _wrong(self, description: str, position: int | None = None) -> ApiError:
        where = "" if position is None else f" at byte offset {len(self._source[:position].encode())}"
        return bad_request(f"can't parse entities: {description}{where}")

    def _reference(self) -> str:
        match = _REFERENCE.match(self._source, self._at)
        character = _character(match) if match else None
        if match is None or character is None:
            self._at += 1
            return "&"
        if ord(character) in _SURROGATES:
            raise self._wrong(
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            )
        self._at = match.end()
        return character

    def _open_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._take(_TAG_NAME).lower()
        if not self._next:
            raise self._wrong("Unclosed start tag", begin)
        if name not in _TAGS:
            raise self._wrong(f'Unsupported start tag "{name}"', begin)
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        if name == "tg-emoji" and not attributes.get("emoji-id", "").isdecimal():
            raise self._wrong("Invalid custom emoji identifier specified")
        self._open.append(_OpenTag(name, attributes, len(self._text)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        self._take(_SPACE)
        while self._next != ">":
            attribute = self._take(_ATTRIBUTE_NAME)
            if not attribute:
                raise self._wrong(f'Empty attribute name in the tag "{tag}"', begin)
            self._take(_SPACE)
            if self._next == "=":
                self._at += 1
                attributes[attribute] = self._value(tag, begin)
            elif (tag, attribute) == ("blockquote", "expandable") and self._next:
                attributes[attribute] = ""
            else:
                raise self._wrong(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
            self._take(_SPACE)
        self._at += 1
        return attributes

    def _value(self, tag: str, begin: int) -> str:
        self._take(_SPACE)
        if not self._next:
            raise self._wrong(f'Unclosed start tag "{tag}"', begin)
        if self._next in "\"'":
            return self._quoted_value(begin)
        value_begin = self._at
        value = self._take(_BARE_VALUE).lower()
        if self._next not in " \t\r\n\0\v>" or not self._next:
            raise self._wrong("Unexpected end of name token", value_begin)
        return value

    def _quoted_value(self, begin: int) -> str:
        quote = self._next
        self._at += 1
        value = ""
        while self._next and self._next != quote:
            if self._next == "&":
                value += self._reference()
            else:
                value += self._next
                self._at += 1
        self._at += 1
        if not self._next:
            raise self._wrong("Unclosed start tag", begin)
        return value

    def _close_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise self._wrong("Unexpected end tag", begin)
        self._at += 2
        name = self._take(_TAG_NAME)
        self._take(_SPACE)
        if self._next != ">":
            raise self._wrong("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            offset = len(self._source[:begin].encode())
            raise self._wrong(f'Unmatched end tag at byte offset {offset}, expected "</{tag.name}>", found "</{name}>"')
        if len(self._text) > tag.begins:
            self._keep(tag)

    def _keep(self, tag: _OpenTag) -> None:
        """Keep the entity of a tag that holds text."""
        inside = self._text[tag.begins :]
        offset, length = utf16_length(self._text[: tag.begins]), utf16_length(inside)
        if tag.name == "a":
            self._keep_link(tag.attributes.get("href") or inside, offset, length)
        elif tag.name == "tg-emoji":
            emoji = tag.attributes["emoji-id"]
            self._entities.append(
                MessageEntity(type="custom_emoji", offset=offset, length=length, custom_emoji_id=emoji)
            )
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            self._entities.append(MessageEntity(type="expandable_blockquote", offset=offset, length=length))
        elif tag.name in ("code", "pre") and tag.attributes.get("class", "").startswith("language-"):
            raise UnmodelledError("HTML code with a language")
        else:
            self._entities.append(MessageEntity(type=_SIMPLE[tag.name], offset=offset, length=length))

    def _keep_link(self, address: str, offset: int, length: int) -> None:
        """Telegram drops a link that it cannot use, without a word; the text stays."""
        if address.startswith(("tg://user", "tg:user")):
            raise UnmodelledError("HTML links to a user (tg://user)")
        try:
            url = checked_link(address)
        except LinkError:
            return
        self._entities.append(MessageEntity(type="text_link", offset=offset, length=length, url=url))


def _character(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _REFERENCES.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else None
