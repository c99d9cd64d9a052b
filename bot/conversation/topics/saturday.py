"""A citizen asks when and where helpers help next ("Ngày thứ Bảy – ngày công dân số"), and wants to be reminded."""

from dataclasses import replace
from html import unescape

from bot.conversation.actions import SetPlace, ShowPage
from bot.conversation.calendar_file import calendar_file
from bot.conversation.events import Tapped
from bot.conversation.reminders import CONSENT, moments
from bot.conversation.replies import AskLocation, Attach, Button, Link, Notice, Replace, Reply, Row, Say
from bot.conversation.rows import in_pairs
from bot.conversation.saturday_actions import AskHomeVisit, RemindOfOutreach, ShowUpcoming
from bot.conversation.saturdays import MOST, Saturday, nearest_first, to_come
from bot.conversation.topics import shown
from bot.conversation.topics.asides import with_asides
from bot.conversation.topics.missed import person_page
from bot.conversation.topics.pages import expired
from bot.conversation.topics.reminding import MOST as MOST_REMINDERS
from bot.conversation.topics.reminding import listed
from bot.conversation.turn import Outcome, Turn
from bot.records.diary import Address
from bot.records.entries import ReminderWanted


def next_events(turn: Turn) -> Outcome:
    """The next events, near the person's commune first; where that is not known it is asked for once."""
    if turn.gatherings is None:
        return _said(turn, turn.speech.say("saturday_unread") + "\n\n" + person_page(turn, None))
    private = turn.event.where.private
    home = turn.knowledge.catalog.place(turn.conversation.commune) if private else None
    events = to_come(turn.gatherings, turn.knowledge.catalog, turn.now)
    if not events:
        own = [Button(turn.speech.label("my_counter"), SetPlace(home.id))] if home else []
        ways = [*own, Button(turn.speech.label("person"), ShowPage("person"))]
        return _said(turn, turn.speech.say("saturday_none", place=home), in_pairs(ways) if private else ())
    if private and home is None and not turn.conversation.expects_a_place(turn.now):
        asked = turn.conversation.asking_for_a_place(turn.now)
        asking = AskLocation(turn.speech.say("saturday_where"))
        return Outcome((asking,), shown.seen(replace(turn, conversation=asked)))
    nearest = nearest_first(events, home)[:MOST]
    text = turn.speech.say("saturday", events=nearest, place=home, today=turn.today, private=private)
    return _said(turn, text, _ways_to(turn, nearest) if private else ())


def show_outreach(turn: Turn, action: ShowUpcoming) -> Outcome:
    """One event with what can be done about it; without one, all of them."""
    if not action.outreach or turn.gatherings is None:
        return next_events(turn)
    event = found(turn, action.outreach)
    if event is None:
        return not_held(turn)
    text = turn.speech.say("saturday_event", event=event, today=turn.today)
    return _said(turn, text, (*_own_ways(turn, event), (_back(turn),)))


def remind(turn: Turn, action: RemindOfOutreach) -> Outcome:
    """What would be kept before anything is; then the reminder, or the day as a file."""
    event = found(turn, action.outreach)
    if event is None:
        return not_held(turn)
    if not turn.event.where.private:
        return expired(turn)
    match action.step:
        case "ask":
            return _offered(turn, event)
        case "agree":
            return _agreed(turn, event)
        case "save":
            return _saved(turn, event)


def found(turn: Turn, outreach: str) -> Saturday | None:
    """The event with this id, if it is held and not over."""
    events = to_come(turn.gatherings or (), turn.knowledge.catalog, turn.now)
    return next((each for each in events if each.outreach.id == outreach), None)


def not_held(turn: Turn) -> Outcome:
    """What is said of an event that was cancelled, or is over: it must not stand there as if it were held."""
    if turn.gatherings is None:
        return Outcome((Notice(turn.speech.say("unsaved")),), shown.seen(turn))
    cancelled = [each.outreach for each in turn.gatherings if each.outreach.cancelled]
    action = turn.event.action if isinstance(turn.event, Tapped) else None
    gone = next((each for each in cancelled if each.id == getattr(action, "outreach", None)), None)
    text = turn.speech.say("saturday_gone", outreach=gone, today=turn.today)
    return _said(turn, text, ((Button(turn.speech.label("other_events"), ShowUpcoming()),),))


def _offered(turn: Turn, event: Saturday) -> Outcome:
    held = event.outreach
    planned = moments("outreach", held.day, turn.now)
    reachable = turn.event.where.address is not None
    text = turn.speech.say("saturday_reminder", event=event, today=turn.today, moments=planned, reachable=reachable)
    agree = Button(turn.speech.label("agree_reminder"), RemindOfOutreach(held.id, "agree"))
    save = Button(turn.speech.label("save_to_calendar"), RemindOfOutreach(held.id, "save"))
    back = Button(turn.speech.label("back"), ShowUpcoming(held.id))
    return _said(turn, text, (*in_pairs([*([agree] if planned and reachable else []), save]), (back,)))


def _agreed(turn: Turn, event: Saturday) -> Outcome:
    held, where = event.outreach, turn.event.where
    planned = moments("outreach", held.day, turn.now)
    if where.address is None or not planned:
        return expired(turn)
    if turn.reminders is not None and len(turn.reminders) >= MOST_REMINDERS:
        return Outcome((Replace(*listed(turn, turn.reminders, full=True)),), shown.seen(turn))
    address = Address(where.channel, where.address)
    wanted = ReminderWanted(turn.event.who.key, address, held.id, "outreach", held.day, planned, turn.language, CONSENT)
    text = turn.speech.say("saturday_reminder_kept", event=event, today=turn.today, moments=planned)
    mine = Button(turn.speech.label("my_reminders"), ShowPage("reminders"))
    reply = Replace(text, ((mine, Button(turn.speech.label("back"), ShowUpcoming(held.id))),))
    return Outcome((reply,), shown.seen(turn), (wanted,), unsaved=(Notice(turn.speech.say("unsaved")),))


def _saved(turn: Turn, event: Saturday) -> Outcome:
    """The day as a file for the person's own calendar; nothing is kept."""
    held, say = event.outreach, turn.speech.say
    words = unescape(say("saturday_title", event=event)), unescape(say("saturday_note"))
    content = calendar_file(held.id, "outreach", held.day, words, None, turn.now)
    file = Attach(f"buoi-ho-tro-{held.day.isoformat()}.ics", content, say("calendar_saved", day=held.day))
    return Outcome((file,), shown.seen(turn))


def _ways_to(turn: Turn, events: tuple[Saturday, ...]) -> tuple[Row, ...]:
    """The buttons of the only event, or one for each."""
    if len(events) == 1:
        return _own_ways(turn, events[0])
    return in_pairs([Button(str(at), ShowUpcoming(each.outreach.id)) for at, each in enumerate(events, 1)])


def _own_ways(turn: Turn, event: Saturday) -> tuple[Row, ...]:
    """What somebody can do about an event; nothing of their own where others read along."""
    label, held = turn.speech.label, event.outreach
    ways: list[Button | Link] = [Link(label("map"), event.map)]
    if turn.event.where.private and moments("outreach", held.day, turn.now):
        ways.append(Button(label("remind_outreach"), RemindOfOutreach(held.id, "ask")))
    if turn.event.where.private and event.reachable:
        ways.append(Button(label("home_visit"), AskHomeVisit(held.id)))
    return in_pairs(ways)


def _back(turn: Turn) -> Button:
    return Button(turn.speech.label("back"), ShowUpcoming())


def _said(turn: Turn, text: str, rows: tuple[Row, ...] = ()) -> Outcome:
    """In place of what was tapped, or as a new message."""
    reply: Reply = (Replace if isinstance(turn.event, Tapped) else Say)(text, rows)
    return with_asides(Outcome((reply,), shown.seen(turn)), turn)
