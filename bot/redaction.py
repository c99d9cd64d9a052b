"""Takes numbers that point at a person out of a text before anything is written.

Found are ID-card (12 digits; 9 on the old card), passport, social and health insurance, phone, plate, bank and
dossier numbers, e-mail addresses, and a date of birth that stands beside a word for birth. Digits may be
full-width or of any other script, and split by spaces, dots, dashes and characters nobody sees. Fees, dates,
procedure codes, law numbers and hours stay. Names and addresses cannot be told by rules: they are not found.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Kind(Enum):
    """What was found; the value is what stands in its place."""

    ID_CARD = "[CCCD]"
    PASSPORT = "[hộ chiếu]"
    SOCIAL_INSURANCE = "[BHXH]"
    HEALTH_INSURANCE = "[BHYT]"
    PHONE = "[điện thoại]"
    PLATE = "[biển số]"
    BANK_ACCOUNT = "[số tài khoản]"
    DOSSIER = "[mã hồ sơ]"
    EMAIL = "[email]"
    BIRTH_DATE = "[ngày sinh]"


IDENTITIES: Final = frozenset({Kind.ID_CARD, Kind.PASSPORT, Kind.SOCIAL_INSURANCE, Kind.HEALTH_INSURANCE})
"""Numbers of an identity paper or an insurance: who sends one is warned."""


@dataclass(frozen=True)
class Redacted:
    """A text that may be kept, and the kinds of what was taken out of it."""

    text: str
    found: frozenset[Kind]

    @property
    def bare(self) -> str:
        """The text without what stands in the place of numbers: what is left of a question."""
        return _LABEL.sub(" ", self.text)

    @property
    def identity(self) -> bool:
        """Whether an identity number was among what was found."""
        return not self.found.isdisjoint(IDENTITIES)


_Span = tuple[int, int, Kind]
_CLAIMED: Final = "\x00"
_JOIN: Final = r"[ ._-]{0,4}"
_PHONE_JOIN: Final = r"[ ._()-]{0,4}"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_YEAR: Final = r"(?:19|20)\d\d"
_LABEL: Final = re.compile("|".join(re.escape(kind.value) for kind in Kind))


def _digits(least: int, most: int | None = None) -> str:
    return rf"\d(?:{_JOIN}\d){{{least - 1},{(most or least) - 1}}}(?!\d)"


_NUMERIC_DATE: Final = rf"(?:{_DAY} ?[/.-] ?{_MONTH}(?: ?[/.-] ?(?:\d{{4}}|\d\d))?(?!\d|[/.-]\d))"
_DATE: Final = (
    rf"(?:{_NUMERIC_DATE}(?! ?(?:thang|tuan|tuoi|ngay|gio)\b)|{_YEAR} ?[/.-] ?{_MONTH} ?[/.-] ?{_DAY}(?!\d)"
    rf"|{_DAY} {_MONTH} {_YEAR}(?!\d)|\d{{8}}(?!\d)"
    rf"|{_DAY} +thang +{_MONTH}(?:[ ,]+(?:nam +)?\d{{4}})?(?!\d)"
    rf"|{_DAY}(?:st|nd|rd|th)?(?: of)? [a-z]{{3,9}},? \d{{4}}(?!\d)"
    rf"|[a-z]{{3,9}} {_DAY}(?:st|nd|rd|th)?,? \d{{4}}(?!\d))"
)
_BIRTH: Final = (
    r"(?:(?<!khai )(?<!chung )(?<!hoc )(?<!thi )(?<!ve )(?<!phat )(?<!tuyen )"
    r"\bsinh(?![a-z]| (?:vien|hoat|song|trac|thai|ke)\b)|\b(?:sn|born|birthday|birth|dob)(?![a-z]))"
)

_RULES: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.ID_CARD, rf"(?<!\d)(?<!\d[ ._-])(?P<it>0(?:{_JOIN}\d){{11}})(?!{_JOIN}\d)"),
        (Kind.EMAIL, r"(?<![\w.%+-])(?P<it>[\w.%+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+)"),
        (
            Kind.DOSSIER,
            r"(?<![a-z\d])(?P<it>(?:\d{3}[. ]{1,2}\d\d[. ]{1,2}\d\d[. ]{1,2})?[a-z]\d\d"
            r"(?:[ .-]{1,3}\d{1,3}){0,3}[ .-]{1,3}\d{6}[ .-]{1,3}\d{3,6})(?!\d)",
        ),
        (Kind.DOSSIER, r"(?<![\w.])(?P<it>000\.00(?:\.\w{1,4})+(?: ?- ?\d+){0,3})"),
        (
            Kind.HEALTH_INSURANCE,
            rf"(?<![a-z])(?P<it>(?:(?-i:[A-Z]){{2}}{_JOIN}|[a-z]{{2}})(?=[1-5]){_digits(13)})",
        ),
        (Kind.BIRTH_DATE, rf"{_BIRTH}[^\d\n\x00.,;!?]{{0,24}}?(?P<it>{_DATE})"),
        (
            Kind.BIRTH_DATE,
            rf"{_BIRTH}(?:[ :(-]|nam|thang|in)*(?P<it>(?:{_MONTH}[/.-])?{_YEAR})(?!\d|[.,]\d)",
        ),
        (
            Kind.BIRTH_DATE,
            rf"(?<![\d/.-])(?P<it>{_NUMERIC_DATE})[ ,(]{{0,3}}(?:(?:la|em|toi|chau|be|con) ){{0,2}}(?:ngay )?{_BIRTH}",
        ),
        (
            Kind.PLATE,  # two digits of a province (11–99), a series; `15h 1500` is an hour
            rf"(?<![a-z\d])(?!\d\d ?[hk] )(?P<it>[1-9]\d{_JOIN}[a-z]{{1,2}}\d?{_JOIN}"
            rf"(?:\d{{3}}{_JOIN}\d\d|(?!{_YEAR})\d{{4}}))(?![.-]?\d)",
        ),
        (
            Kind.PASSPORT,
            rf"(?<![a-z\d])(?P<it>(?-i:[A-Z])[ .-]?(?![1-9]\.\d{{6}}(?!\d)|{_YEAR}[ -]){_digits(7, 8)}"
            r"|[a-z][ .-]?\d{7,8}(?!\d))",
        ),
        (
            Kind.ID_CARD,
            rf"\b(?:cccd|cmnd|cmt|can cuoc|chung minh(?: nhan dan| thu)?|dinh danh)\b"
            rf"\W{{0,3}}(?:(?:so|la|cua|toi|em)\W{{1,3}}){{0,4}}(?P<it>{_digits(12)}|{_digits(9)}|\d{{10,15}}(?!\d))",
        ),
        (
            Kind.BANK_ACCOUNT,
            r"\b(?:stk|tk|so tai khoan|ngan hang)\b(?:(?!vneid|dinh danh|cccd|cmnd|can cuoc)[^\d\n\x00]){0,32}"
            rf"(?P<it>{_digits(8, 19)})",
        ),
        (
            Kind.PHONE,
            rf"(?<!\d)(?P<it>(?:(?:\+ ?|00)84{_PHONE_JOIN}(?:0\)?{_PHONE_JOIN})?|\(0)"
            rf"(?:[35789]|2(?:{_PHONE_JOIN}\d)?)(?:{_PHONE_JOIN}\d){{8}})(?!\d)",
        ),
    )
)
"""Tried in this order on the plain text; what one has claimed the next ones no longer see."""

_RUN: Final = re.compile(r"\d(?:[ ._-]{0,4}\d){8,}")
# A word of nine digits or more is a number by itself.
_UNBROKEN: Final = re.compile(r"(?<![^ ])(\d{9,})(?![^ ])")
_CURRENCY: Final = re.compile(
    r" ?(?:₫|(?:d|dong|vnd|k|nghin|ngan|trieu|ty)\b)(?! (?:nai|thap|hoi|xoai)\b)", re.IGNORECASE
)
_HARMLESS: Final = tuple(
    re.compile(pattern + r"(?!\d)")
    for pattern in (
        r"[1-9]\d{0,2}(?:\.\d{3})*\.000",  # a round sum
        r"[1-9]\d{0,2}(?: \d{3})* 000",
        r"[1-9]\.\d{6}",  # the national code of a procedure
        rf"{_YEAR}(?:-{_MONTH}-{_DAY})?",
        rf"{_DAY}\.{_MONTH}(?:\.{_YEAR})?",
        rf"{_DAY}-{_MONTH}(?:-{_YEAR})?",
        r"(?:[01]?\d|2[0-3])\.[0-5]\d",  # an hour
    )
)
_SMALL: Final = re.compile(r"\d{1,2}(?!\d)")
_GAP: Final = re.compile(r" {1,3}- {1,3}| {1,3}|-")
_SUM_BEFORE_CURRENCY: Final = re.compile(r"(?:[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)|[1-9]\d*000)$")
_WORD: Final = re.compile(r"[^ ]+")
_MOST_WORDS: Final = 24


def writable(text: str) -> str:
    """The text with U+FFFD for what no database and no channel can write: half a character, NUL."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")


def redact(text: str) -> Redacted:
    """`text` without the numbers of a person, and what was found; redacting the result changes nothing.

    What no database and no channel can write, half a character (a lone surrogate) or NUL, is U+FFFD afterwards.
    """
    text = writable(text)
    found: set[Kind] = set()
    while spans := _spans(text):
        for start, end, kind in reversed(spans):
            text = text[:start] + kind.value + text[end:]
            found.add(kind)
    return Redacted(text, frozenset(found))


def _spans(text: str) -> list[_Span]:
    """What has to go, by its place in `text`: from left to right, never overlapping."""
    letters = list(_letters(text))
    plain = "".join(letter for letter, _ in letters)
    places = [place for _, place in letters] + [len(text)]
    return sorted(
        # The marks that hang on the last digit (an accent, a keycap) go with it.
        (places[start], max(places[end - 1] + 1, places[end]), kind)
        for start, end, kind in _found_in(plain)
    )


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """The characters of `text` as the rules see them, unaccented and in ASCII digits, each with its place."""
    labelled = {place for label in _LABEL.finditer(text) for place in range(*label.span())}
    for place, character in enumerate(text):
        for letter in _CLAIMED if place in labelled else _plain(character):
            yield letter, place


def _plain(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return "".join(_plain_part(part) for part in unicodedata.normalize("NFKD", character))


def _plain_part(part: str) -> str:
    category = unicodedata.category(part)
    if part in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if category == "Zs" or part == "\t":
        return " "
    if category == "Pd" or part in "\u2212\u2043":
        return "-"
    if part in "·•∙⋅・‧。":
        return "."
    if part in "đĐ":
        return "d"
    return "" if category in {"Mn", "Me", "Cc", "Cf"} else part


def _found_in(plain: str) -> Iterator[_Span]:
    for kind, rule in _RULES:
        for match in rule.finditer(plain):
            start, end = match.span("it")
            if kind is Kind.BANK_ACCOUNT and _harmless(match["it"], plain[end:]):
                continue
            yield start, end, kind
            plain = plain[:start] + _CLAIMED * (end - start) + plain[end:]
    for run in _RUN.finditer(plain):
        place = run.start()
        for piece in _UNBROKEN.split(run.group()):
            after = plain[place + len(piece) : place + len(piece) + 16]
            for start, end, kind in _numbers(piece, after):
                yield place + start, place + end, kind
            place += len(piece)


def _numbers(piece: str, after: str) -> Iterator[_Span]:
    """The numbers of a person in a run of digits; `after` is what follows it, where a currency would stand."""
    digits = _only_digits(piece)
    start = len(piece) - len(piece.lstrip(" ._-"))
    end = len(piece.rstrip(" ._-"))
    if len(digits) < 9:
        return
    if _is_id_card(digits):
        yield start, end, Kind.ID_CARD
    elif not _harmless(piece[start:end], after):
        yield _number_among_others(piece, after) or (start, end, _meaning(piece))


def _number_among_others(piece: str, after: str) -> _Span | None:
    """The words of `piece` that are one number while all words beside them are harmless."""
    words = [word.span() for word in _WORD.finditer(piece)][:_MOST_WORDS]
    for first, (start, _) in enumerate(words):
        for _, end in words[first:]:
            others = [(piece[:start].strip(" -"), ""), (piece[end:].strip(" -"), after)]
            if len(_only_digits(piece[start:end])) in {9, 10, 12} and all(
                _harmless(other, next_to) for other, next_to in others if other
            ):
                return start, end, _meaning(piece[start:end])
    return None


def _harmless(piece: str, after: str) -> bool:
    """Whether `piece` is nothing but sums, codes, years, days and hours, and small numbers among them."""
    sums = (_SUM_BEFORE_CURRENCY,) if _CURRENCY.match(after) else ()
    reached = {0: False}  # where a number may begin → whether more than small numbers came before
    for place in range(len(piece)):
        if place not in reached:
            continue
        small = () if piece[place - 1 : place] == "-" else (_SMALL,)
        for pattern in (*sums, *_HARMLESS, *small):
            if match := pattern.match(piece, place):
                told = reached[place] or pattern is not _SMALL
                if match.end() == len(piece) and told:
                    return True
                if gap := _GAP.match(piece, match.end()):
                    reached[gap.end()] = reached.get(gap.end(), False) or told
    return False


def _meaning(piece: str) -> Kind:
    """What the digits of `piece` most likely are, by their count and how they begin."""
    digits = _only_digits(piece)
    if re.fullmatch(r"0[35789]\d{8}|02\d{8,9}|84[235789]\d{8}", digits):
        return Kind.PHONE
    if len(digits) in {9, 12} or _holds_id_card(piece):
        return Kind.ID_CARD
    return Kind.SOCIAL_INSURANCE if len(digits) == 10 else Kind.BANK_ACCOUNT


def _holds_id_card(piece: str) -> bool:
    groups = re.findall(r"\d+", piece)[:_MOST_WORDS]
    return any(
        _is_id_card("".join(groups[first:last]))
        for first in range(len(groups))
        for last in range(first + 1, len(groups) + 1)
    )


def _is_id_card(digits: str) -> bool:
    """Twelve digits, of which the first is 0 as in every province's code."""
    return len(digits) == 12 and digits.startswith("0")


def _only_digits(piece: str) -> str:
    return re.sub(r"\D", "", piece)
