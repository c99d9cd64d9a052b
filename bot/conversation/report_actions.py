"""What a button says when it is tapped, of a week's report; all but the last are an official's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation.button_values import IsoDay


@dataclass(frozen=True)
class ShowWeek:
    """Show what was told in the week in which a day lies; of a week that is not over, the last one that is."""

    day: IsoDay


@dataclass(frozen=True)
class ShowFixes:
    """Show what people call wrong in the catalog."""


@dataclass(frozen=True)
class AskDigest:
    """Want to be written to on Mondays, and when a procedure helps less than it did."""


@dataclass(frozen=True)
class AgreeDigest:
    """Agree to that."""


@dataclass(frozen=True)
class StopDigest:
    """Not be written to any more; whoever lost their role can do so, too."""


ReportAction = ShowWeek | ShowFixes | AskDigest | AgreeDigest | StopDigest
REPORT_VERBS: Final[Mapping[str, type[Any]]] = {
    "Ja": ShowWeek,
    "Jb": ShowFixes,
    "Jc": AskDigest,
    "Jd": AgreeDigest,
    "Je": StopDigest,
}
