"""`coachdesk team`."""

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.cli.pages import ascii_only, columns, print_rows, weeks_option
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.people import teams
from coachdesk.desk.profile import team_profile
from coachdesk.desk.roster import names_in
from coachdesk.report.profile import team_profile_rows
from coachdesk.report.profile_object import team_profile_object
from coachdesk.report.teams import name_rows


@click.command()
@on_desk
@click.argument("name", required=False)
@weeks_option
@formats("text", "json")
def team(desk: Desk, acting: Acting, name: str | None, weeks: int, output_format: str) -> None:
    """Show a team: figures over weeks, members, certificates, coaching, visits.

    Without NAME, list the teams.
    """
    if name is None:
        known = teams(desk, acting)
        if output_format == "json":
            click.echo(msgspec.json.encode(known).decode())
        else:
            print_rows(name_rows(known))
        return
    found = team_profile(desk, acting, name, weeks)
    if output_format == "json":
        click.echo(msgspec.json.encode(team_profile_object(found)).decode())
    else:
        print_rows(team_profile_rows(found, names_in(desk), columns(), ascii_only=ascii_only()))
