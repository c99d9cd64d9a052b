"""An admin plans events in the field: lists them, adds one in their own words, makes its links anew, cancels it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.catalog.surroundings import Place
from bot.conversation.actions import StopWriting
from bot.conversation.events import Tapped
from bot.conversation.outreach_actions import (
    CancelOutreach,
    ChooseCommune,
    CountFrailPeople,
    RenewLinks,
    ShowOutreach,
)
from bot.conversation.outreach_reading import Typed, communes_called, read
from bot.conversation.outreach_report_actions import ShowOutreachReport
from bot.conversation.replies import Attach, Button, Notice, Replace, Reply, Row, Say
from bot.conversation.rows import in_pairs
from bot.conversation.state import Organising
from bot.conversation.topics import official, shown
from bot.conversation.topics.pages import expired
from bot.conversation.turn import Outcome, Turn
from bot.desk.outreach import Pass, Passes, cancel, check_place, count_frail, outreach_of, plan, relink
from bot.desk.people import Person
from bot.desk.refusals import CommuneUnknown
from bot.records.entries import Entry
from bot.records.outreach import Gathering, Outreach

PAGE: Final = 4
"""Events in one message: with the longest places that is what fits."""


def events(turn: Turn) -> Outcome:
    """The command: alone it lists the next events, with a text behind it one is planned."""
    text = official.typed(turn)
    if text:
        return official.done(turn, "run_event", lambda person: _planned(turn, person, text))
    return show(turn, ShowOutreach())


def show(turn: Turn, action: ShowOutreach) -> Outcome:
    """One event, or the next ones."""
    if action.outreach:
        return _about(
            turn, action.outreach, lambda _, found: Outcome((Replace(*_page(turn, found)),), shown.seen(turn))
        )
    return official.done(turn, "run_event", lambda _: _listed(turn, max(action.first, 0)))


def cancel_event(turn: Turn, action: CancelOutreach) -> Outcome:
    """Asks first, then cancels."""

    def asked(_: Person, found: Gathering) -> Outcome:
        sure = Button(turn.speech.label("cancel_event_sure"), CancelOutreach(action.outreach, "y"))
        return _question(turn, "outreach_ask_cancel", found, sure)

    def cancelled(person: Person, found: Gathering) -> Outcome:
        reply = Replace(turn.speech.say("outreach_cancelled"))
        return _changed(turn, reply, cancel(person, found.outreach.id, turn.today))

    return _about(turn, action.outreach, cancelled if action.sure == "y" else asked)


def renew_links(turn: Turn, action: RenewLinks) -> Outcome:
    """Asks first, then makes new links; those of before end."""

    def asked(_: Person, found: Gathering) -> Outcome:
        sure = Button(turn.speech.label("renew_links_sure"), RenewLinks(action.outreach, "y"))
        return _question(turn, "outreach_ask_links", found, sure)

    def renewed(person: Person, found: Gathering) -> Outcome:
        passes = _passes(turn)
        reply = Replace(_with_links(turn, "outreach_relinked", found.outreach, passes))
        changed = _changed(turn, reply, relink(person, found.outreach.id, passes, turn.today))
        return replace(changed, replies=(*changed.replies, *_code(turn, found.outreach, passes.helpers)))

    return _about(turn, action.outreach, renewed if action.sure == "y" else asked)


def count_frail_people(turn: Turn, action: CountFrailPeople) -> Outcome:
    """Older and disabled people are counted from now on, or no longer."""

    def counted(person: Person, found: Gathering) -> Outcome:
        on = action.counted == "y"
        after = replace(found, outreach=replace(found.outreach, counts_frail=on))
        # A new message: the one that was tapped may hold the links, which nobody can show again.
        return _changed(turn, Say(*_page(turn, after)), count_frail(person, found.outreach.id, on, turn.today))

    return _about(turn, action.outreach, counted)


def choose_commune(turn: Turn, action: ChooseCommune) -> Outcome:
    """The commune of the event that was typed a moment ago."""
    dialogue, place = turn.conversation.writing(turn.now), turn.knowledge.catalog.place(action.place)
    if not isinstance(dialogue, Organising) or place is None:
        return expired(turn)
    return official.done(turn, "run_event", lambda person: _planned(turn, person, dialogue.event, place))


def named(turn: Turn, dialogue: Organising, said: str) -> Outcome:
    """The commune of the event that was typed a moment ago, in words."""

    def meant(person: Person) -> Outcome:
        called = communes_called(said, turn.knowledge.matcher.gazetteer)
        if not called.communes:
            raise CommuneUnknown(said)
        if called.plain is None:
            return _which(turn, dialogue.event, called.communes)
        return _planned(turn, person, dialogue.event, called.plain)

    return official.done(turn, "run_event", meant)


def _planned(turn: Turn, person: Person, text: str, chosen: Place | None = None) -> Outcome:
    """What was understood, and the links; or the question in which commune it is."""
    catalog = turn.knowledge.catalog
    typed = read(text, turn.today, catalog.calendar, turn.knowledge.matcher.gazetteer)
    passes = _passes(turn)
    given = plan(person, _outreach(turn, typed, chosen or typed.called.communes[0], passes), catalog, turn.now)
    if chosen is None and typed.called.plain is None:
        return _which(turn, text, typed.called.communes)
    planned = given.outreach
    ways = in_pairs([_counting(turn, planned), _cancelling(turn, planned)])
    reply = Say(_with_links(turn, "outreach_planned", planned, passes), ways)
    return Outcome(
        (reply, *_code(turn, planned, passes.helpers)),
        replace(shown.seen(turn), dialogue=None),
        (given,),
        unsaved=(Say(turn.speech.say("outreach_unsaved")),),
    )


def _outreach(turn: Turn, typed: Typed, commune: Place, passes: Passes) -> Outreach:
    check_place(typed.place)
    hours = (typed.begins, typed.ends)
    return outreach_of(turn.answer, typed.place, commune.id, typed.day, hours, passes)


def _which(turn: Turn, text: str, communes: tuple[Place, ...]) -> Outcome:
    ways = [Button(each.name, ChooseCommune(each.id)) for each in communes]
    rows = (*in_pairs(ways), (Button(turn.speech.label("stop_writing"), StopWriting()),))
    reply = Say(turn.speech.say("outreach_which"), rows)
    return Outcome((reply,), replace(shown.seen(turn), dialogue=Organising(text, turn.now)))


def _listed(turn: Turn, first: int) -> Outcome:
    if turn.gatherings is None:
        return official.unread(turn)
    coming = list(enumerate((each for each in turn.gatherings if _is_ahead(turn, each.outreach)), 1))
    page = coming[first : first + PAGE]
    rows = [(number, each, _commune(turn, each.outreach)) for number, each in page]
    over = [] if first else _held(turn, turn.gatherings)
    ways = [Button(str(number), ShowOutreach(each.outreach.id)) for number, each in page]
    ways += [_report(turn, each, f" {each.day:%d/%m}") for each in over]
    if first + PAGE < len(coming):
        ways.append(Button(turn.speech.label("more_events"), ShowOutreach("", first + PAGE)))
    back = ((Button(turn.speech.label("back"), ShowOutreach()),),) if first else ()
    reply = Replace if isinstance(turn.event, Tapped) else Say
    text = turn.speech.say("outreaches", rows=rows, over=over)
    return Outcome((reply(text, (*in_pairs(ways), *back)),), shown.seen(turn))


def _page(turn: Turn, found: Gathering) -> tuple[str, tuple[Row, ...]]:
    planned = found.outreach
    text = turn.speech.say("outreach", gathering=found, commune=_commune(turn, planned))
    renew = Button(turn.speech.label("renew_links"), RenewLinks(planned.id))
    back = Button(turn.speech.label("back"), ShowOutreach())
    return text, in_pairs([_counting(turn, planned), renew, _cancelling(turn, planned), _report(turn, planned), back])


def _held(turn: Turn, gatherings: Sequence[Gathering]) -> list[Outreach]:
    """The events that were held last, the newest first."""
    over = [each.outreach for each in gatherings if each.outreach.end <= turn.now and not each.outreach.cancelled]
    return over[::-1][:PAGE]


def _report(turn: Turn, planned: Outreach, which: str = "") -> Button:
    return Button(turn.speech.label("outreach_report") + which, ShowOutreachReport(planned.id))


def _counting(turn: Turn, planned: Outreach) -> Button:
    if planned.counts_frail:
        return Button(turn.speech.label("stop_counting_frail"), CountFrailPeople(planned.id, "n"))
    return Button(turn.speech.label("count_frail"), CountFrailPeople(planned.id, "y"))


def _cancelling(turn: Turn, planned: Outreach) -> Button:
    return Button(turn.speech.label("cancel_event"), CancelOutreach(planned.id))


def _question(turn: Turn, template: str, found: Gathering, sure: Button) -> Outcome:
    """A question of its own, below what was tapped: that may hold the links."""
    text = turn.speech.say(template, gathering=found, commune=_commune(turn, found.outreach))
    back = Button(turn.speech.label("back"), ShowOutreach(found.outreach.id))
    return Outcome((Say(text, ((sure, back),)),), shown.seen(turn))


def _with_links(turn: Turn, template: str, planned: Outreach, passes: Passes) -> str:
    service = turn.knowledge.service
    known = {"outreach": planned, "commune": _commune(turn, planned), "passes": passes}
    return turn.speech.say(template, **known, telegram=service.telegram_username, web=service.public_url)


def _code(turn: Turn, planned: Outreach, helpers: Pass) -> tuple[Attach, ...]:
    """The picture that leads to the helpers' invitation; none where the assistant has no address that fits one."""
    from bot.printing.codes import AddressTooLong, png  # only admins need it

    service = turn.knowledge.service
    for link in helpers.links(service.telegram_username, service.public_url):
        try:
            name = f"{turn.speech.label('event_code_file')}-{planned.day.isoformat()}.png"
            return (Attach(name, png(link), turn.speech.say("pass_code_caption")),)
        except AddressTooLong:
            continue
    return ()


def _passes(turn: Turn) -> Passes:
    assert turn.tokens is not None, "the guide gives fresh secrets to whoever plans"
    return Passes.of(turn.tokens)


def _about(turn: Turn, key: str, act: Callable[[Person, Gathering], Outcome]) -> Outcome:
    """What `act` comes to for an event that is still ahead."""

    def found(person: Person) -> Outcome:
        if turn.gatherings is None:
            return official.unread(turn)
        gathering = next((each for each in turn.gatherings if each.outreach.id == key), None)
        if gathering is None or not _is_ahead(turn, gathering.outreach):
            return Outcome((Say(turn.speech.say("outreach_gone")),), shown.seen(turn))
        return act(person, gathering)

    return official.done(turn, "run_event", found)


def _changed(turn: Turn, reply: Reply, decision: Entry) -> Outcome:
    return Outcome(
        (reply,),
        shown.seen(turn),
        (decision,),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Say(turn.speech.say("outreach_gone")),),
    )


def _is_ahead(turn: Turn, planned: Outreach) -> bool:
    return not planned.cancelled and planned.end > turn.now


def _commune(turn: Turn, planned: Outreach) -> str:
    place = turn.knowledge.catalog.place(planned.commune)
    return place.name if place else planned.commune
