"""`coachdesk coaching list | show | sheet | waivers | matters | effect`."""

from pathlib import Path

import click

from coachdesk.cli.coaching_shown import named
from coachdesk.cli.on_desk import ending_of, formats, on_desk, say, tell_lines
from coachdesk.cli.pages import columns
from coachdesk.core.coaching import Stage
from coachdesk.desk import coaching
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.coaching import list_lines, matter_lines, page_lines, waiver_lines
from coachdesk.report.coaching_object import (
    effect_object,
    line_object,
    matter_object,
    page_object,
    waiver_object,
)


@click.command("list")
@on_desk
@click.option(
    "--stage",
    "stages",
    multiple=True,
    type=click.Choice([stage.value for stage in Stage], case_sensitive=False),
    help="Only those that stand there; may be given several times.",
)
@click.option("--person", metavar="PERSON", help="Only those about this person.")
@click.option("--coach", metavar="PERSON", help="Only those that this person coaches.")
@click.option("--overdue", is_flag=True, help="Only those whose day has passed.")
@click.option("--waiting", is_flag=True, help="Only those that wait for you.")
@formats("text", "json")
def list_(
    desk: Desk,
    acting: Acting,
    stages: tuple[str, ...],
    person: str | None,
    coach: str | None,
    overdue: bool,
    waiting: bool,
    output_format: str,
) -> None:
    """List the coaching actions that you may see: overdue ones first."""
    wanted = [Stage(stage.lower()) for stage in stages] or None
    found = coaching.list_actions(
        desk,
        acting,
        stages=wanted,
        person=person,
        coach=coach,
        overdue=overdue,
        waiting=waiting,
    )
    tell_lines(
        output_format, [line_object(each) for each in found.lines], list_lines(found, columns())
    )


@click.command()
@on_desk
@named
@formats("text", "json")
def show(desk: Desk, acting: Acting, action: str, output_format: str) -> None:
    """Show one action: what it is about, what was done, how the draw stands, what is possible."""
    page = coaching.action_page(desk, acting, action)
    tell_lines(output_format, page_object(page), page_lines(page, columns()))


@click.command()
@on_desk
@named
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it to print: as a web page (.html), or as PDF (.pdf).",
)
@click.option("--force", is_flag=True, help="Replace the file.")
def sheet(desk: Desk, acting: Acting, action: str, output: Path | None, force: bool) -> None:
    """Show the sheet for the talk: the behaviour, the calls, how it sounds when it is right.

    With --output it is written as a file to print.
    """
    from coachdesk.report.coaching_sheet import ENDINGS, sheet_file, sheet_lines

    if output is None:
        for line in sheet_lines(coaching.sheet(desk, acting, action), columns()):
            click.echo(line)
        return
    from coachdesk.files.output import output_bytes

    ending = ending_of(output, ENDINGS, "sheet")
    data = sheet_file(coaching.sheet(desk, acting, action), ending)
    with output_bytes(output, force=force) as stream:
        stream.write(data)
    say(f"written to {output}")


@click.command()
@on_desk
@formats("text", "json")
def waivers(desk: Desk, acting: Acting, output_format: str) -> None:
    """List the waivers of this desk; those in policies stand in their files."""
    found = coaching.list_waivers(desk, acting)
    tell_lines(
        output_format, [waiver_object(each) for each in found], waiver_lines(found, columns())
    )


@click.command()
@on_desk
@formats("text", "json")
def matters(desk: Desk, acting: Acting, output_format: str) -> None:
    """List what most of a team fails: a matter of the rule or the script."""
    found = coaching.list_matters(desk, acting)
    tell_lines(
        output_format, [matter_object(each) for each in found], matter_lines(found, columns())
    )


@click.command()
@on_desk
@click.option("--criterion", metavar="ID", help="Only this behaviour.")
@click.option("--coach", metavar="PERSON", help="Only what this person coached.")
@click.option("--policy", metavar="ID", help="Only what this policy raised.")
@click.option(
    "--days",
    type=click.IntRange(7, 365),
    default=30,
    show_default=True,
    help="So many days before, and as many after.",
)
@formats("text", "json")
def effect(
    desk: Desk,
    acting: Acting,
    criterion: str | None,
    coach: str | None,
    policy: str | None,
    days: int,
    output_format: str,
) -> None:
    """Show whether coaching helped: the coached beside peers who stood at the same baseline."""
    found = coaching.effects(
        desk, acting, criterion=criterion, coach=coach, policy=policy, days=days
    )
    from coachdesk.report.coaching_effect import effect_lines

    tell_lines(
        output_format, [effect_object(each) for each in found], effect_lines(found, columns())
    )
