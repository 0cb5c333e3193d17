"""`coachdesk rules hits`."""

import shutil
import sys

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, watched
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, SyntaxFault
from coachdesk.desk.calls import unanswerable
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.versions import DRAFT, IN_FORCE, rules_in_force, rules_of_draft
from coachdesk.desk.workbench import hits as find_hits
from coachdesk.report.flips import COLUMNS
from coachdesk.report.hits import hits_lines, hits_object

_SHOWN = 20


@click.command()
@click.argument("criterion")
@on_desk
@click.option(
    "--rules",
    "version",
    type=click.Choice([IN_FORCE, DRAFT]),
    default=IN_FORCE,
    show_default=True,
    help="The rules in force, or the draft.",
)
@click.option("--where", default="", metavar="FILTER", help="Only these calls, such as 'since:7d'.")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([each.value for each in State]),
    help="Show only such answers; repeatable. All are counted.",
)
@click.option("--limit", type=click.IntRange(min=0), default=_SHOWN, show_default=True)
@formats("text", "json")
def hits(
    desk: Desk,
    acting: Acting,
    criterion: str,
    version: str,
    where: str,
    states: tuple[str, ...],
    limit: int,
    output_format: str,
) -> None:
    """Show what one criterion says about the desk's calls, and the words that decide it.

    CRITERION is the id of a criterion, or SCORECARD/CRITERION.
    """
    rules = (rules_of_draft if version == DRAFT else rules_in_force)(desk, acting)
    try:
        with watched("listening") as progress:
            found = find_hits(
                desk,
                acting,
                rules,
                criterion,
                where=where,
                states=frozenset(map(State, states)) or None,
                keep=limit,
                progress=progress,
            )
    except SyntaxFault as fault:
        raise BadInput(unanswerable(fault, where, 0)) from None
    if output_format == "json":
        click.echo(msgspec.json.encode(hits_object(found)).decode())
        return
    columns = shutil.get_terminal_size((COLUMNS, 24)).columns if sys.stdout.isatty() else COLUMNS
    for line in hits_lines(found, columns):
        click.echo(line)
