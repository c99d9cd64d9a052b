"""A person is invited to a role and accepts it.

Opening the link only asks: who shows a preview of a link opens it too, and would use the invitation up.
"""

from bot.conversation.official_actions import AcceptInvitation
from bot.conversation.replies import Button, Notice, Replace, Say
from bot.conversation.topics import shown
from bot.conversation.topics.asides import with_asides
from bot.conversation.turn import Outcome, Turn
from bot.desk.invitations import Invitation
from bot.records.entries import InvitationAccepted


def invited(turn: Turn, invitation: Invitation) -> Outcome:
    """What is offered, and a button to accept it; never where others read along."""
    if not turn.event.where.private:
        return Outcome((Say(turn.speech.say("invitation_private")),), shown.seen(turn))
    accept = Button(turn.speech.label("accept_invitation"), AcceptInvitation(invitation.role, invitation.token))
    reply = Say(turn.speech.say("invited", role=invitation.role), ((accept,),))
    return with_asides(Outcome((reply,), shown.seen(turn)), turn)


def accept(turn: Turn, action: AcceptInvitation) -> Outcome:
    """The role is theirs, or the invitation holds no more."""
    if not turn.event.where.private:
        return Outcome((Notice(turn.speech.say("invitation_private")),), shown.seen(turn))
    digest = Invitation(action.role, action.token).digest
    return Outcome(
        (Replace(turn.speech.say("joined", role=action.role)),),
        shown.seen(turn),
        (InvitationAccepted(turn.event.who.key, digest, turn.today),),
        unsaved=(Notice(turn.speech.say("unsaved")),),
        unknown=(Replace(turn.speech.say("invitation_refused")),),
    )
