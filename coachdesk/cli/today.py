"""`coachdesk today`."""

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, report_problems
from coachdesk.cli.pages import columns
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.team_week import teams_this_week
from coachdesk.desk.today import today as what_to_do
from coachdesk.desk.trial import rules_in_trial
from coachdesk.report.today import as_lines, as_object


@click.command()
@on_desk
@formats("text", "json")
def today(desk: Desk, acting: Acting, output_format: str) -> None:
    """Show what you have to do, how the team does, the rules in trial, and what you did last."""
    with desk.held(acting) as held:
        found = what_to_do(held, acting)
        teams = teams_this_week(held, acting)
        trials = rules_in_trial(held, acting)
    report_problems(found.left_out)
    if output_format == "json":
        click.echo(msgspec.json.encode(as_object(found, teams, trials)).decode())
        return
    for line in as_lines(found, teams, trials, desk.settings.time_zone, columns()):
        click.echo(line)
