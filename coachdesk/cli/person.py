"""`coachdesk person`."""

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.cli.pages import ascii_only, columns, print_rows, weeks_option
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.people import people
from coachdesk.desk.profile import profile
from coachdesk.desk.roster import names_in
from coachdesk.report.people import known_rows
from coachdesk.report.people_object import known_object
from coachdesk.report.profile import profile_rows
from coachdesk.report.profile_object import profile_object


@click.command()
@on_desk
@click.argument("name", required=False)
@weeks_option
@formats("text", "json")
def person(desk: Desk, acting: Acting, name: str | None, weeks: int, output_format: str) -> None:
    """Show one person: figures over weeks, certificates, coaching, visits, spells.

    Without NAME, list the people.
    """
    if name is None:
        known = people(desk, acting)
        if output_format == "json":
            click.echo(msgspec.json.encode([known_object(each) for each in known]).decode())
        else:
            print_rows(known_rows(known))
        return
    found = profile(desk, acting, name, weeks)
    if output_format == "json":
        click.echo(msgspec.json.encode(profile_object(found)).decode())
    else:
        print_rows(profile_rows(found, names_in(desk), columns(), ascii_only=ascii_only()))
