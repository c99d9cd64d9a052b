"""How numbers are written in Vietnamese, and the templates that write them."""

from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from bot.satisfaction.change import Change
from bot.satisfaction.disclosure import Few, Hidden, Share
from bot.satisfaction.mended import Quantile
from bot.satisfaction.metrics import Counted
from bot.satisfaction.tables import Cell
from bot.satisfaction.voices import Criterion
from bot.satisfaction.words import words

NOTHING = "–"


@cache
def environment() -> Environment:
    """The templates of this room; of those that are pages every value is escaped."""
    made = Environment(
        loader=PackageLoader("bot.satisfaction"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"cell": cell, "number": number, "percent": percent, "counted": counted, "short": short}
    return made


def number(value: int) -> str:
    """12.000"""
    return f"{value:,}".replace(",", ".")


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cents, without the sign: more places would say more than is known."""
    return f"{100 * share:.0f}"


def counted(value: Counted) -> str:
    """53/134"""
    return f"{number(value.part)}/{number(value.whole)}"


def short(criterion: Criterion) -> str:
    """What a criterion is called in a sentence."""
    return str(words()["criteria"][criterion]["short"])


def cell(value: Cell) -> str:
    """A cell of a table in words; counts always come before the share."""
    match value:
        case None:
            return NOTHING
        case Hidden(whole):
            return f"chưa đủ dữ liệu ({whole})" if whole else NOTHING
        case Share(part, whole, low, high, share):
            return f"{number(part)}/{number(whole)} · {percent(share)}\u00a0% {_reach(low, high)}"
        case Few(part, whole, low, high):
            return f"{number(part)}/{number(whole)} {_reach(low, high)}"
        case Change():
            return _change(value)
        case Quantile(days, at_least):
            return f"ít nhất {days}" if at_least else str(days)
        case int():
            return number(value)
        case date():
            return f"{value:%d/%m/%Y}"
    return value


def _reach(low: float, high: float) -> str:
    """An interval, which no line break tears apart."""
    return f"({percent(low)}–\u2060{percent(high)}\u00a0%)"


def _change(value: Change) -> str:
    reach = f"({_signed(value.low)}\u00a0đến\u00a0{_signed(value.high)})"
    if not value.sure:
        return f"chưa rõ {reach}"
    return f"{'tăng' if value.difference > 0 else 'giảm'} {abs(100 * value.difference):.0f} điểm {reach}"


def _signed(share: float) -> str:
    return f"{100 * share:+.0f}".replace("-", "−")
