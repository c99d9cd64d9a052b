"""Whether somebody may be invited to tell of a visit: at most once in seven days, and never who does not want it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

QUIET_FOR: Final = timedelta(days=7)
"""How long nobody is invited again, and how long the days below are kept."""

COMES_OF_IT_FOR: Final = timedelta(days=1)
"""How long after an invitation a survey counts as what came of it."""


@dataclass(frozen=True)
class Inviting:
    """What is remembered for it; days in Vietnam, gone after `QUIET_FOR`. Of what was looked at, nothing is.

    `looked_on`: the first day, of those not gone, on which the person looked at a procedure. `never`: they do not want
    to be asked again; then no days are kept, for there is nothing left that they could be needed for.
    """

    looked_on: date | None = None
    invited_on: date | None = None
    never: bool = False

    def on(self, today: date) -> "Inviting":
        """What is left of it on a day."""
        days = (self.looked_on, self.invited_on)
        looked_on, invited_on = (each if each and abs(today - each) < QUIET_FOR else None for each in days)
        return replace(self, looked_on=looked_on, invited_on=invited_on)

    def looking(self, today: date) -> "Inviting":
        """After the person looked at a procedure."""
        return self if self.never or self.looked_on else replace(self, looked_on=today)

    def inviting(self, today: date) -> "Inviting":
        """After the person was invited."""
        return replace(self, invited_on=today)

    def telling(self) -> "Inviting":
        """After the person told of a visit: they are not asked about what they looked at before."""
        return replace(self, looked_on=None)

    def refusing(self) -> "Inviting":
        """After the person said that they do not want to be asked again."""
        return Inviting(never=True)

    def may_invite(self, today: date) -> bool:
        """Whether this is somebody who looked at a procedure on an earlier day and was not invited since it began."""
        left = self.on(today)
        return left.looked_on is not None and left.looked_on < today and left.invited_on is None and not self.never

    def comes_of_it(self, today: date) -> bool:
        """Whether what the person tells today comes of an invitation."""
        return self.invited_on is not None and abs(today - self.invited_on) <= COMES_OF_IT_FOR
