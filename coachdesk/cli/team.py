"""`coachdesk team`."""

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.cli.pages import ascii_only, columns, print_rows, weeks_option
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.people import team_page, teams
from coachdesk.report.people_object import team_object
from coachdesk.report.teams import name_rows, team_rows


@click.command()
@on_desk
@click.argument("name", required=False)
@weeks_option
@formats("text", "json")
def team(desk: Desk, acting: Acting, name: str | None, weeks: int, output_format: str) -> None:
    """Show how a team and its members do over weeks; without NAME, list the teams."""
    if name is None:
        found = teams(desk, acting)
        if output_format == "json":
            click.echo(msgspec.json.encode(found).decode())
        else:
            print_rows(name_rows(found))
        return
    page = team_page(desk, acting, name, weeks)
    if output_format == "json":
        click.echo(msgspec.json.encode(team_object(page)).decode())
    else:
        print_rows(team_rows(page, columns(), ascii_only=ascii_only()))
