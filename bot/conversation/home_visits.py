"""What is said of a visit at home to who co-ordinates the event, and to who asked for it."""

from bot.catalog.catalog import Catalog
from bot.conversation.actions import ShowPage
from bot.conversation.replies import Button, Say
from bot.conversation.saturday_actions import AnswerHomeVisit, SettleHomeVisit, ShowUpcoming
from bot.conversation.saturdays import told
from bot.conversation.speech import Speech
from bot.conversation.turn import Operator
from bot.records.outreach import VisitDue


def to_coordinator(visit: VisitDue, catalog: Catalog) -> Say:
    """Where to send somebody, in the words of who asked; or that they need nobody any more."""
    speech = Speech("vi")
    event = told(visit.outreach, catalog)
    values = {"event": event, "said": visit.said, "withdrawn": visit.withdrawn, "language": visit.language}
    if visit.withdrawn:
        return Say(speech.say("visit_for_you", **values))
    answered = Button(speech.label("visit_answered"), AnswerHomeVisit(visit.key))
    return Say(speech.say("visit_for_you", **values), ((answered,),))


def to_asker(visit: VisitDue, catalog: Catalog, operator: Operator) -> Say:
    """That nobody will come, for the event is not held; or that nobody could be told yet, and whom to call."""
    speech = Speech(visit.language)
    text = speech.say(
        "visit_not_told", event=told(visit.outreach, catalog), operator=operator, cancelled=visit.outreach.cancelled
    )
    call = Button(speech.label("person"), ShowPage("person"))
    if visit.outreach.cancelled:
        return Say(text, ((call, Button(speech.label("other_events"), ShowUpcoming())),))
    return Say(text, ((call, Button(speech.label("withdraw_visit"), SettleHomeVisit(visit.outreach.id, "withdraw"))),))
