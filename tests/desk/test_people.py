"""Who may do what, deed by deed and role by role."""

import itertools
from typing import Final, get_args

import pytest

from bot.desk.people import ROLES, Deed, NotAllowed, Person, Role, acting, ensure, may
from bot.records import GrantedRole

CITIZENS: Final[set[Deed]] = {
    "ask",
    "rate",
    "see_own_data",
    "erase_own_data",
    "set_reminder",
    "answer_survey",
    "ask_home_visit",
    "join_event",
}
HELPERS: Final[set[Deed]] = {*CITIZENS, "work_shift"}
REVIEWERS: Final[set[Deed]] = {
    *HELPERS,
    "review_fact",
    "mend_fact",
    "see_unanswered",
    "answer_unanswered",
    "see_report",
}
ADMINS: Final[set[Deed]] = {*REVIEWERS, "edit_notice", "pause_service", "run_event", "invite"}
ALLOWED: Final[dict[Role, set[Deed]]] = {
    "citizen": CITIZENS,
    "helper": HELPERS,
    "reviewer": REVIEWERS,
    "admin": ADMINS,
}


@pytest.mark.parametrize(("role", "deed"), list(itertools.product(ROLES, get_args(Deed))))
def test_each_role_may_do_its_deeds_and_no_other(role: Role, deed: Deed) -> None:
    person = Person("key", role)
    assert may(person, deed) == (deed in ALLOWED[role])
    if deed in ALLOWED[role]:
        ensure(person, deed)
    else:
        with pytest.raises(NotAllowed, match=rf"'{role}' may not '{deed}'.*motcua invite --role"):
            ensure(person, deed)


def test_whoever_was_given_no_role_is_a_citizen() -> None:
    assert Person("key").role == "citizen"
    assert Person("key") == Person("key", "citizen")


async def test_the_acting_person_has_the_role_that_is_kept() -> None:
    class Kept:
        async def role_of(self, person: str) -> GrantedRole | None:
            return "reviewer" if person == "an" else None

    assert await acting("an", Kept()) == Person("an", "reviewer")
    assert await acting("binh", Kept()) == Person("binh", "citizen")


def test_a_person_is_not_printed_with_their_key() -> None:
    assert "secret-key" not in repr(Person("secret-key", "admin"))
