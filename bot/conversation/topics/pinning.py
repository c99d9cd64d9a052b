"""The co-ordinator of an event wants its helpers' group to see the numbers, by a link that puts the bot there.

Who that is Telegram proves and the records know: whoever else opens the link, whom it was shown to in the group, has
nothing of it.
"""

from bot.conversation.replies import Say
from bot.conversation.topics import shown
from bot.conversation.turn import Outcome, Turn
from bot.records.outreach import BoardPinned


def pinned(turn: Turn, outreach: str) -> Outcome:
    """The numbers will stand in this group, if who opens it co-ordinates the event."""
    group = turn.event.where.group
    if turn.event.where.private:
        return Outcome((Say(turn.speech.say("board_private")),), shown.seen(turn))
    leads = [each.outreach for each in turn.serving or () if each.part == "coordinator"]
    held = next((each for each in leads if each.id == outreach), None)
    if group is None or held is None or held.cancelled or held.end <= turn.now:
        return Outcome((Say(turn.speech.say("board_refused")),), shown.seen(turn))
    unsaved = (Say(turn.speech.say("unsaved")),)
    text = turn.speech.say("board_pinned", outreach=held, today=turn.today)
    return Outcome((Say(text),), shown.seen(turn), (BoardPinned(held.id, group),), unsaved=unsaved)
