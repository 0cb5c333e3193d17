"""`coachdesk demo`."""

import shutil
import sys
from pathlib import Path

import click

from coachdesk.cli.on_desk import acting_person, say
from coachdesk.core.errors import Problem
from coachdesk.core.visible import visible
from coachdesk.desk.demo import make_demo
from coachdesk.report.layout import wrapped
from coachdesk.report.summary import summary_lines


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("coachdesk-demo"))
def demo(folder: Path) -> None:
    """Make a ready desk in FOLDER (default: coachdesk-demo) with sample calls, and sum it up."""
    noted: list[Problem] = []
    made = make_demo(folder, acting_person(), say=noted.append)
    columns = max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))
    scorecards = ", ".join(made.screened.scorecards)
    click.echo(f"{visible(str(folder))}: a desk with")
    told = (
        f"{made.imported.added} sample calls, {made.evaluations} evaluations by people,"
        f" {made.scripts} published scripts, {made.visits} visits,"
        f" {made.actions} coaching actions, {made.certificates} people in training or certified"
    )
    for line in wrapped(told, columns):
        click.echo(line)
    for line in wrapped(f"Scored by {scorecards}", columns):
        click.echo(line)
    click.echo()
    for line in summary_lines(made.standing, columns):
        click.echo(line)
    click.echo()
    click.echo("Next")
    if shutil.which("coachdesk") is None:
        # README's first command leaves the environment closed.
        click.echo(f"  . {visible(str(Path(sys.prefix) / 'bin' / 'activate'))}")
    click.echo(f"  cd {visible(str(folder))}")
    click.echo("  coachdesk                             the desk in the terminal")
    click.echo("  coachdesk open --as grace.lindqvist   the same, as one of its supervisors")
    click.echo("  coachdesk calls --outcome fail        the calls that failed")
    if made.standing.critical:
        call = visible(made.standing.critical[0].call.id)
        click.echo(f"  {f'coachdesk show {call}':<38}one of them, every verdict in full")
    click.echo("  coachdesk coaching effect             did coaching help, beside peers")
    click.echo("  coachdesk certs matrix                who may sell what, and what blocks whom")
    click.echo("  coachdesk audits list                 mystery visits, wherever they stand")
    click.echo("  coachdesk rules test                  the rules are tested like code")
    click.echo("  coachdesk rescore --verify            every score comes out again, bit for bit")
    if noted:
        shown = "coachdesk import calls --index index.csv"
        say(f"of the sample files something was noted ({len(noted)}): {shown} shows it")
