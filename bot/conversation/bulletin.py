"""The notices of officials as people read them, above an answer or in a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from bot.catalog.catalog import Catalog
from bot.catalog.model import Words
from bot.conversation.speech import Speech
from bot.records.board import Announcement, Scope

MOST_WHOLE: Final = 2
"""Notices said in full above an answer; of the others only how many there are."""


@dataclass(frozen=True)
class Bulletin:
    """Notices in one language, the most specific first."""

    announcements: tuple[Announcement, ...]
    catalog: Catalog
    speech: Speech

    def above(self) -> Iterator[str]:
        """What may stand above an answer, from the most to the least; a notice is said whole or only counted."""
        if not self.announcements:
            yield ""
            return
        for whole in range(min(MOST_WHOLE, len(self.announcements)), -1, -1):
            said = [self.said(each) for each in self.announcements[:whole]]
            more = len(self.announcements) - whole
            yield self.speech.say("above", notices=said, more=more) + "\n\n"

    def said(self, announcement: Announcement) -> Markup:
        """A notice as citizens see it."""
        text = self.speech.say("notice", notice=announcement, of=self._of(announcement.scope))
        return Markup(text)  # noqa: S704 - our own template, which escapes what was typed

    def _of(self, scope: Scope) -> Words | None:
        """The name of whom it concerns, where that is not everybody."""
        match scope.kind:
            case "commune":
                return Words(scope.subject[:1].upper() + scope.subject[1:])
            case "office":
                office = self.catalog.office(scope.subject)
                return office.name if office else None
            case "field":
                return next((each.name for each in self.catalog.fields if each.id == scope.subject), None)
        return None
