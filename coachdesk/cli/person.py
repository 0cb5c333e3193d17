"""`coachdesk person`."""

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.cli.pages import ascii_only, columns, print_rows, weeks_option
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.people import people, person_page
from coachdesk.report.people import known_rows, person_rows
from coachdesk.report.people_object import known_object, person_object


@click.command()
@on_desk
@click.argument("name", required=False)
@weeks_option
@formats("text", "json")
def person(desk: Desk, acting: Acting, name: str | None, weeks: int, output_format: str) -> None:
    """Show how one person does over weeks; without NAME, list the people."""
    if name is None:
        found = people(desk, acting)
        if output_format == "json":
            click.echo(msgspec.json.encode([known_object(each) for each in found]).decode())
        else:
            print_rows(known_rows(found))
        return
    page = person_page(desk, acting, name, weeks)
    if output_format == "json":
        click.echo(msgspec.json.encode(person_object(page)).decode())
    else:
        print_rows(person_rows(page, columns(), ascii_only=ascii_only()))
