"""The standing pages: start, help, privacy, about, a person to call, language; and what fits no topic."""

from dataclasses import replace

from bot.conversation import arrivals
from bot.conversation.actions import Browse, SetLanguage, ShowPage
from bot.conversation.events import Opened, Tapped
from bot.conversation.replies import Button, Notice, Replace, Say
from bot.conversation.rows import in_pairs
from bot.conversation.speech import Speech
from bot.conversation.suggesting import ASK
from bot.conversation.topics import shown
from bot.conversation.topics.asides import with_asides
from bot.conversation.turn import Outcome, Turn
from bot.records.entries import Departed


def home(turn: Turn) -> Outcome:
    """Who speaks, what is kept, and how to begin; with a deep link, the procedure it names."""
    service = turn.knowledge.service
    text = turn.speech.say("start", agency=service.agency, keeps=service.keeps_text != "never", days=service.text_days)
    label = turn.speech.label
    other = "en" if turn.language == "vi" else "vi"
    ways = [
        Button(label("by_life_event"), Browse("life_event")),
        Button(label("by_field"), Browse("field")),
        Button(label("help"), ShowPage("help")),
        Button(label("privacy"), ShowPage("privacy")),
        Button(label("language"), SetLanguage(other)),  # type: ignore[arg-type]  # the other of the two languages
    ]
    outcome = _page(turn, text, ways)
    assert outcome.conversation is not None
    return replace(outcome, conversation=replace(outcome.conversation, noticed=True))


def help_page(turn: Turn) -> Outcome:
    """How to ask and which commands there are."""
    label = turn.speech.label
    ways = [
        Button(label("browse"), Browse("start")),
        Button(label("person"), ShowPage("person")),
        Button(label("privacy"), ShowPage("privacy")),
        Button(label("about"), ShowPage("about")),
    ]
    return _page(turn, turn.speech.say("help", agency=turn.knowledge.service.agency), ways)


def privacy(turn: Turn) -> Outcome:
    """What is kept, why, how long and how to delete it (Luật 91/2025/QH15)."""
    service = turn.knowledge.service
    text = turn.speech.say(
        "privacy", keeps=service.keeps_text != "never", days=service.text_days, rating_months=service.rating_months
    )
    label = turn.speech.label
    return _page(turn, text, [Button(label("data"), ShowPage("data")), Button(label("home"), ShowPage("home"))])


def about(turn: Turn) -> Outcome:
    """What the assistant is and who runs it."""
    catalog = turn.knowledge.catalog
    text = turn.speech.say("about", count=len(catalog.procedures), agency=turn.knowledge.service.agency)
    return _page(turn, text, [Button(turn.speech.label("home"), ShowPage("home"))])


def person(turn: Turn) -> Outcome:
    """Whom to call, when, and the last question in one line to read out."""
    operator = turn.knowledge.service.operator
    text = turn.speech.say("person", operator=operator, question=turn.conversation.question)
    return _page(turn, text, [Button(turn.speech.label("home"), ShowPage("home"))])


def set_language(turn: Turn, action: SetLanguage) -> Outcome:
    """The start page in the language that was chosen, kept until `/xoa`."""
    chosen = replace(turn.conversation, language=action.language)
    return home(replace(turn, conversation=chosen, speech=Speech(action.language)))


def other_language(turn: Turn) -> Outcome:
    """The command `/ngonngu`: the other of the two languages."""
    return set_language(turn, SetLanguage("en" if turn.language == "vi" else "vi"))


def opened(turn: Turn) -> Outcome:
    """The chat is opened: the start page, or the procedure that the link names; a poster that led here is counted."""
    assert isinstance(turn.event, Opened)
    arrival = arrivals.read(turn.event.payload)
    outcome = _arrived(turn, arrival.procedure)
    led = arrivals.led(arrival, turn.knowledge.catalog, turn.today, turn.event.where.channel)
    return replace(outcome, records=(*outcome.records, led)) if led else outcome


def _arrived(turn: Turn, payload: str) -> Outcome:
    procedure = turn.knowledge.catalog.procedure(payload)
    if procedure:
        card = shown.card(turn, procedure, turn.answer)
        reply = Say(card.text(), card.buttons(share=shown.share(turn, procedure)))
        answer = shown.given(turn, "procedure", procedure.id)
        return with_asides(Outcome((reply,), shown.seen(turn, procedure), (answer,)), turn)
    if payload and payload != ASK:
        label = turn.speech.label
        ways = [Button(label("browse"), Browse("start")), Button(label("home"), ShowPage("home"))]
        return Outcome((Say(turn.speech.say("unknown_link"), in_pairs(ways)),), shown.seen(turn))
    return home(turn)


def sent(turn: Turn) -> Outcome:
    """One kind sentence for a photo, voice or file; its content is not fetched."""
    return Outcome((Say(turn.speech.say("sent")),), shown.seen(turn), (shown.asked(turn, "unreadable"),))


def left(turn: Turn) -> Outcome:
    """Nobody is there: nothing is said, and what was kept of this chat goes."""
    where, who = turn.event.where, turn.event.who
    return Outcome((), None, (Departed(where.chat, who.key if where.private else None),))


def unknown_command(turn: Turn, command: str) -> Outcome:
    """A command that does not exist."""
    ways = [Button(turn.speech.label("help"), ShowPage("help")), Button(turn.speech.label("browse"), Browse("start"))]
    return Outcome((Say(turn.speech.say("unknown_command", command=command), in_pairs(ways)),), shown.seen(turn))


def expired(turn: Turn) -> Outcome:
    """A button that means nothing any more."""
    return Outcome((Notice(turn.speech.say("expired")),), shown.seen(turn))


def _page(turn: Turn, text: str, ways: list[Button]) -> Outcome:
    """A page in place of what was tapped, or as a new message where it was asked for in words."""
    reply = (Replace if isinstance(turn.event, Tapped) else Say)(text, in_pairs(ways))
    return Outcome((reply,), shown.seen(turn))
