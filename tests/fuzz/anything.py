"""What people, their apps and strangers may send: nearly right, wrong, and no language at all."""

from datetime import date
from typing import Final, get_args, get_type_hints

from hypothesis import strategies as st

from bot.conversation.actions import Action, write
from tests.actors.house import knowledge

CATALOG: Final = knowledge().catalog
_FACTS: Final = [
    (procedure.id, fact.id, option.id)
    for procedure in CATALOG.procedures
    for fact in procedure.case_facts
    for option in fact.options
]
_WORDS: Final = (
    "làm giấy khai sinh kết hôn tạm trú sao y rồi cho con bao lâu lệ phí? 1.001193 còn thì sao cảm ơn how fee passport"
    " cháy nhà 049201012345 0905123456 sinh 1/2/2020 an@example.vn 92A-12345 👶 <b> </i> &lt; &#x0; {{x}} {%x%} %s"
    " ' OR 1=1 -- /start /xoa /dulieu /ngonngu /goi /khong_co @motcua_test_bot ../../etc"
)
_PIECES: Final = (*_WORDS.split(), "\u202e", "\u200b", "\x00", "\x1b[2J")

anything = st.text(st.characters(codec="utf-8"), max_size=60)
surrogates = st.text(st.characters(), max_size=20)
"""Also halves of characters, which JSON can carry and UTF-8 cannot."""

sentences = st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join)
texts = st.one_of(
    sentences,
    anything,
    surrogates,
    st.builds(lambda text, times: text * times, anything | sentences, st.integers(2, 400)),
    st.tuples(sentences, anything, sentences).map(" ".join),
)
"""What somebody types."""

payloads = st.one_of(
    st.sampled_from([procedure.id for procedure in CATALOG.procedures]),
    st.from_regex(r"[A-Za-z0-9_-]{0,64}", fullmatch=True),
    texts,
)
"""What a link brings with `/start`."""

_ids = st.sampled_from(sorted({each for fact in _FACTS for each in fact} | {p.id for p in CATALOG.procedures}))
_identifiers = _ids | st.from_regex(r"[a-z0-9-]{3,40}", fullmatch=True)
_places = st.sampled_from(sorted(p.id for p in CATALOG.places)) | st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)
_answers = st.sampled_from(["00000001", "AAAAAAAA"]) | st.from_regex(r"[A-Za-z0-9_-]{8}", fullmatch=True)

_days = st.dates(date(2026, 11, 1), date(2027, 12, 31)).map(date.isoformat) | st.dates().map(date.isoformat)
_reminders = st.from_regex(r"[A-Za-z0-9_-]{24}", fullmatch=True)
_NAMED: Final = {
    "answer": _answers,
    "place": _places,
    "day": _days,
    "reminder": _reminders,
    "queued": _answers,
    "phrase": _answers,
    "visit": _answers,
    "helped": _answers,
    "counted": _answers,
}


def _actions(kind: type[Action]) -> st.SearchStrategy[Action]:
    """Actions of a kind with values that exist, and with values that only look as if."""
    values: dict[str, st.SearchStrategy[str]] = {}
    for name, type_ in get_type_hints(kind).items():
        if type_ is str:
            values[name] = _NAMED.get(name, _identifiers)
        elif str in get_args(type_):
            values[name] = st.just("") | _NAMED.get(name, _identifiers)
        else:
            values[name] = st.from_type(type_)
    return st.builds(kind, **values)


def _written(action: Action) -> str:
    """The button's wire text; too long ones too, for a forger knows no limit."""
    try:
        return write(action)
    except ValueError:
        return "1c:" + "x" * 80


def _spoilt(wire: str, place: int, letter: str) -> str:
    at = place % (len(wire) + 1)
    return wire[:at] + letter + wire[at + 1 :]


_genuine = st.one_of(*map(_actions, get_args(Action))).map(_written)
wires = st.one_of(
    _genuine,
    st.builds(_spoilt, _genuine, st.integers(0, 63), st.text(st.characters(codec="utf-8"), max_size=2)),
    st.lists(st.sampled_from(["1c", "1r", "1f", "1d", "0c", "2c", "", "khai-sinh", "up", "AAAAAAAA"]), max_size=6).map(
        ":".join
    ),
    anything,
    surrogates,
)
"""What a button may carry: ours, ours spoilt, forged, nonsense."""
