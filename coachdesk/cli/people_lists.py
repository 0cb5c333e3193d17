"""`coachdesk people list | show`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.core.people import name_key
from coachdesk.core.roster import Known
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.roster import colleague, colleagues, names_in
from coachdesk.report.roster import colleague_lines, known_lines, known_object

day_type = click.DateTime(formats=["%Y-%m-%d"])
"""A day as ISO 8601 has it."""


def day_of(given: datetime | None) -> date | None:
    """The day that somebody gave, or None."""
    return None if given is None else given.date()


@click.command("list")
@on_desk
@click.option("--on", "day", type=day_type, metavar="DAY", help="Who worked here then; else today.")
@click.option("--team", metavar="TEAM", help="Only the people of this team.")
@click.option("--place", metavar="PLACE", help="Only those who work at this place.")
@formats("text", "json")
def list_people(
    desk: Desk,
    acting: Acting,
    day: datetime | None,
    team: str | None,
    place: str | None,
    output_format: str,
) -> None:
    """List who works here, by team and name."""
    found = [
        each
        for each in colleagues(desk, acting, day_of(day))
        if _same(team, each.person.team) and _same(place, each.person.place)
    ]
    if output_format == "json":
        click.echo(msgspec.json.encode([known_object(each) for each in found]).decode())
        return
    if not desk.settings.people:
        click.echo("nobody is on the roster yet: coachdesk people set ID --name NAME")
        return
    for line in colleague_lines(found):
        click.echo(line)


@click.command()
@on_desk
@click.argument("person")
@formats("text", "json")
def show(desk: Desk, acting: Acting, person: str, output_format: str) -> None:
    """Show one person: every spell, and who changed what when."""
    tell(desk, colleague(desk, acting, person), output_format)


def tell(desk: Desk, known: Known, output_format: str) -> None:
    """Prints one person."""
    if output_format == "json":
        click.echo(msgspec.json.encode(known_object(known)).decode())
        return
    for line in known_lines(known, names_in(desk), ZoneInfo(desk.settings.time_zone)):
        click.echo(line)


def _same(wanted: str | None, found: str | None) -> bool:
    return wanted is None or (found is not None and name_key(found) == name_key(wanted))
