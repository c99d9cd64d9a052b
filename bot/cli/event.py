"""`motcua event`: events in the field."""

import click

from bot.cli.event_papers import outreach_report, pack

event = click.Group("event", commands=[pack, outreach_report], help="Events at which helpers help people in the field.")
