"""The commands of whoever runs the service: set it up, start it, invite people, delete what is too old."""

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import get_args

import click

from bot import config as settings
from bot import service
from bot.cli.options import clock_of, common, config_of, day_in_vietnam, failing_clearly
from bot.config import secrets_in
from bot.logs import to_stderr
from bot.records import GrantedRole


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("config.yaml"))
def init(path: Path) -> None:
    """Write a config with fresh secrets that only you may read."""
    with failing_clearly():
        settings.write_new(path)
    click.echo(f"{path} written. Put the bot's token into it, then start with scripts/run.")


@click.command()
@common
def run(catalog: Path | None, config_file: Path | None, today: datetime | None) -> None:
    """Serve Telegram and the web as configured."""
    from bot.telegram.polling import TokenRefused

    with failing_clearly(TokenRefused):
        config = config_of(config_file, catalog)
        to_stderr(config.log.level, secrets_in(config))
        asyncio.run(service.serve(config, clock_of(today), _announce))


@click.command()
@common
@click.option("--port", default=8080, show_default=True, help="Port of the web chat; 0 takes a free one.")
@click.option("--with-history", is_flag=True, help="Begin with half a year of invented feedback, for motcua report.")
def demo(catalog: Path | None, config_file: Path | None, today: datetime | None, port: int, with_history: bool) -> None:
    """Serve the web chat on loopback with a throw-away database; no token, no config."""
    with failing_clearly(), service.demo_config(catalog, port) as config:
        to_stderr(config.log.level, secrets_in(config))
        if with_history:
            asyncio.run(_invent(config, clock_of(today), day_in_vietnam(today)))
            database = config.database.get_secret_value()
            click.echo("It begins with half a year of invented feedback. To see what a report makes of it:")
            click.echo(f"MOTCUA_DATABASE={database} motcua report --format html -o report.html")
        asyncio.run(service.serve(config, clock_of(today), _announce))


@click.command()
@common
@click.option("--role", type=click.Choice(get_args(GrantedRole)), required=True, help="The role that is offered.")
def invite(catalog: Path | None, config_file: Path | None, today: datetime | None, role: GrantedRole) -> None:
    """Print a link that gives a role to the first person who accepts it."""
    import secrets

    from bot.desk.invitations import LASTS, Invitation

    async def keeping(config: settings.Config, day: date) -> None:
        async with service.opened(config, clock_of(today)) as house:
            await house.records.keep_invitation(invitation.kept(day))

    with failing_clearly():
        config = config_of(config_file, catalog)
        invitation = Invitation(role, secrets.token_urlsafe(16))
        links = invitation.links(config.telegram.username, config.web.public_url)
        if not links:
            problem = "telegram.username, web.public_url: neither is set; set one, or there is no address to print"
            raise settings.ConfigIncomplete([problem])
        day = day_in_vietnam(today)
        asyncio.run(keeping(config, day))
    click.echo(f"One person can become {role} by one of these, until {day + LASTS - timedelta(days=1)}:")
    for link in links:
        click.echo(link)


@click.command()
@common
def purge(catalog: Path | None, config_file: Path | None, today: datetime | None) -> None:
    """Delete what has been kept long enough; for a daily timer."""
    with failing_clearly():
        counts = asyncio.run(service.purge(config_of(config_file, catalog), clock_of(today)))
    click.echo(", ".join(f"{name}: {count}" for name, count in counts.items()))


async def _invent(config: settings.Config, now: service.Clock, today: date) -> None:
    """Keeps half a year of invented feedback until the day before `today`."""
    from bot.records.stocking import Stock
    from bot.satisfaction.history import History

    async with service.opened(config, now) as house:
        history = History(house.shelf.knowledge.catalog, today - timedelta(days=1))
        stock = Stock(house.pseudonyms)
        stock.take(history.entries())
        async with house.database.write() as connection:
            await stock.keep(connection)
        for decision in history.decisions():
            await house.records.store("", "", None, [decision])


def _announce(address: str) -> None:
    click.echo(f"Một Cửa: {address}")
