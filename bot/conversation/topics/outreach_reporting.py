"""Officials, and who co-ordinated an event, are told what came of it: in a message, as a page and as a workbook."""

from bot.conversation.outreach_report import said
from bot.conversation.outreach_report_actions import ShowOutreachReport
from bot.conversation.replies import Attach, Notice, Say
from bot.conversation.topics import shown
from bot.conversation.turn import Outcome, Turn
from bot.desk.people import may


def show_report(turn: Turn, action: ShowOutreachReport) -> Outcome:
    """What came of an event, with its files."""
    if not turn.event.where.private:
        return _refused(turn, "official_private")
    if turn.person is None or turn.serving is None:
        return _refused(turn, "role_missing")
    if not may_see(turn, action.outreach):
        return _refused(turn, "not_allowed")
    told = turn.outreach_told
    if told is None:
        return _refused(turn, "outreach_untold")
    # What draws pages and writes workbooks takes longer to import than most answers take.
    from bot.satisfaction.outreach import compiled
    from bot.satisfaction.outreach_page import as_pdf, as_xlsx

    report, catalog = compiled(told), turn.knowledge.catalog
    name = f"{turn.speech.label('outreach_report_file')}-{told.counts.outreach.day:%Y-%m-%d}"
    return Outcome(
        (
            Say(said(told, catalog, turn.speech)),
            Attach(f"{name}.pdf", as_pdf(report, catalog, turn.today), turn.speech.say("outreach_report_pdf")),
            Attach(f"{name}.xlsx", as_xlsx(report, catalog, turn.today), turn.speech.say("outreach_report_xlsx")),
        ),
        shown.seen(turn),
    )


def may_see(turn: Turn, outreach: str) -> bool:
    """Whether the person who acts may see what came of an event: by their role, or because they co-ordinate it."""
    if turn.person and may(turn.person, "see_report"):
        return True
    return any(each.outreach.id == outreach and each.part == "coordinator" for each in turn.serving or ())


def _refused(turn: Turn, template: str) -> Outcome:
    return Outcome((Notice(turn.speech.say(template)),), shown.seen(turn))
