"""The command line, `motcua COMMAND`.

Exit codes: 0 done, 1 the input has errors, 2 the command line or the config is wrong. What only one command needs it
imports itself: `motcua ask` is to answer at once.
"""

import click

from bot.cli.asking import ask, chat
from bot.cli.checking import check
from bot.cli.due import due
from bot.cli.evaluating import evaluate
from bot.cli.event import event
from bot.cli.exchanging import export_catalog, import_national
from bot.cli.learning import learned
from bot.cli.poster import poster
from bot.cli.reporting import report
from bot.cli.reviewing import write_reviews
from bot.cli.running import demo, init, invite, purge, run


@click.group(
    commands=[
        init,
        run,
        demo,
        chat,
        ask,
        check,
        evaluate,
        import_national,
        export_catalog,
        write_reviews,
        learned,
        due,
        poster,
        invite,
        purge,
        report,
        event,
    ],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="motcua")
def main() -> None:
    """Một Cửa tells citizens how to get an administrative procedure done."""
