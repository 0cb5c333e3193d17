"""`coachdesk scripts adherence`."""

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from coachdesk.cli.on_desk import formats, on_desk, tell_object, watched
from coachdesk.cli.pages import columns
from coachdesk.cli.scripts_lists import named, refuse_unknown_part
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.scripts.adherence import GOOD
from coachdesk.desk.scripts.adherence import adherence as adherence_of
from coachdesk.report.scripts_use import line_lines, use_lines
from coachdesk.report.scripts_use_object import use_object


@click.command()
@on_desk
@named
@click.option(
    "--since",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DATE",
    help="Calls from this day on; else from the publication.",
)
@click.option(
    "--where", default="", metavar="FILTER", help="Only these calls, such as 'campaign:spring'."
)
@click.option("--by", type=click.Choice(["agent", "team"]), help="Text: who uses each line.")
@click.option("--line", metavar="LINE", help="Text: this step or block alone, with the words.")
@click.option(
    "--good",
    multiple=True,
    default=GOOD,
    show_default=True,
    metavar="DISPOSITION",
    help="What counts as ending well; repeatable.",
)
@formats("text", "json")
def adherence(
    desk: Desk,
    acting: Acting,
    script: str,
    since: datetime | None,
    where: str,
    by: str | None,
    line: str | None,
    good: tuple[str, ...],
    output_format: str,
) -> None:
    """Show on how many calls each line was due, said, nearly said and not said.

    Also: the lines that hardly anybody says, how calls end with a line and without, objections that
    the script has no block for, and sentences worth taking in.
    """
    day = since.date() if since else None
    with watched("listening") as progress:
        found = adherence_of(
            desk, acting, script, since=day, where=where, good=good, progress=progress
        )
    if output_format == "json":
        tell_object(use_object(found))
        return
    zone = ZoneInfo(desk.settings.time_zone)
    if line is None:
        for text in use_lines(found, zone, by=by, columns=columns()):
            click.echo(text)
        return
    refuse_unknown_part(found.script, line, [each.part for each in found.lines])
    (one,) = (each for each in found.lines if each.part == line)
    for text in line_lines(found, one, zone, columns()):
        click.echo(text)
