"""The commands people may type, in both languages."""

import re
from collections.abc import Mapping
from typing import Final, Literal

Command = Literal[
    "start",
    "help",
    "browse",
    "checklist",
    "place",
    "language",
    "privacy",
    "data",
    "erase",
    "person",
    "about",
    "notices",
    "pause",
    "resume",
    "review",
    "reminders",
    "stop",
    "queue",
    "fixes",
    "survey",
    "statistics",
    "events",
    "saturday",
    "shift",
    "end_shift",
]

COMMANDS: Final[Mapping[str, Command]] = {
    "start": "start",
    "help": "help",
    "trogiup": "help",
    "thutuc": "browse",
    "browse": "browse",
    "danhsach": "checklist",
    "checklist": "checklist",
    "noio": "place",
    "place": "place",
    "ngonngu": "language",
    "language": "language",
    "riengtu": "privacy",
    "privacy": "privacy",
    "dulieu": "data",
    "mydata": "data",
    "xoa": "erase",
    "delete": "erase",
    "goi": "person",
    "call": "person",
    "gioithieu": "about",
    "about": "about",
    "thongbao": "notices",
    "notice": "notices",
    "tamdung": "pause",
    "pause": "pause",
    "tieptuc": "resume",
    "resume": "resume",
    "ra_soat": "review",
    "rasoat": "review",
    "review": "review",
    "nhac": "reminders",
    "reminders": "reminders",
    "thoi": "stop",
    "stop": "stop",
    "ton": "queue",
    "queue": "queue",
    "sua": "fixes",
    "fixes": "fixes",
    "danhgia": "survey",
    "survey": "survey",
    "thongke": "statistics",
    "statistics": "statistics",
    "sukien": "events",
    "event": "events",
    "thubay": "saturday",
    "saturday": "saturday",
    "batdau": "shift",
    "begin": "shift",
    "ketthuc": "end_shift",
    "end": "end_shift",
}
"""What people type after the slash → what it does."""

SHOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "vi": (
        "start",
        "thutuc",
        "danhsach",
        "noio",
        "goi",
        "thubay",
        "nhac",
        "danhgia",
        "thongbao",
        "trogiup",
        "ngonngu",
        "riengtu",
        "dulieu",
        "xoa",
        "gioithieu",
    ),
    "en": (
        "start",
        "browse",
        "checklist",
        "place",
        "call",
        "saturday",
        "reminders",
        "survey",
        "notice",
        "help",
        "language",
        "privacy",
        "mydata",
        "delete",
        "about",
    ),
}
"""The commands a menu shows, likeliest first; `labels.yaml` has a line for each under `command_…`."""

_COMMAND = re.compile(r"/(\w{1,32})(?:@\w{5,32})?(?:\s+(.*))?", re.DOTALL)


def parse(text: str) -> tuple[str, str] | None:
    """The name and the rest of a command (`/start khai-sinh` → `("start", "khai-sinh")`), or None."""
    found = _COMMAND.fullmatch(text.strip())
    return (found[1].lower(), (found[2] or "").strip()) if found else None
