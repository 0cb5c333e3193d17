"""`coachdesk audits list | show | results`."""

from zoneinfo import ZoneInfo

import click

from coachdesk.cli.audits_shown import place_names, visit_argument
from coachdesk.cli.on_desk import formats, on_desk, tell_object
from coachdesk.cli.pages import columns
from coachdesk.core.audits import Stage
from coachdesk.core.audits.figures import By
from coachdesk.desk.audits import asked_form, list_visits, open_visit, visit_figures
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.audit_form import form_lines, form_object
from coachdesk.report.audit_object import line_object, opened_object
from coachdesk.report.audit_page import page_lines
from coachdesk.report.audit_results import result_lines, result_object
from coachdesk.report.audits import list_lines


@click.command("list")
@on_desk
@click.option(
    "--stage",
    "stages",
    multiple=True,
    type=click.Choice([stage.value for stage in Stage], case_sensitive=False),
    help="Only those that stand there; may be given several times.",
)
@click.option("--form", metavar="ID", help="Only those of this audit form.")
@click.option("--place", metavar="ID", help="Only those to this place.")
@click.option("--agent", metavar="PERSON", help="Only those to this colleague.")
@click.option("--shopper", metavar="PERSON", help="Only those by this shopper.")
@click.option("--overdue", is_flag=True, help="Only those whose next step is overdue.")
@formats("text", "json")
def list_audits(
    desk: Desk,
    acting: Acting,
    stages: tuple[str, ...],
    form: str | None,
    place: str | None,
    agent: str | None,
    shopper: str | None,
    overdue: bool,
    output_format: str,
) -> None:
    """List the visits that you may see, the newest first; ! marks what is overdue."""
    found = list_visits(
        desk,
        acting,
        stages=[Stage(stage.lower()) for stage in stages] or None,
        form=form,
        place=place,
        agent=agent,
        shopper=shopper,
        overdue=overdue,
    )
    if output_format == "json":
        tell_object([line_object(each) for each in found])
        return
    zone = ZoneInfo(desk.settings.time_zone)
    for line in list_lines(found, zone, place_names(desk), columns=columns()):
        click.echo(line)


@click.command()
@on_desk
@visit_argument
@click.option("--nearest", is_flag=True, help="Show what came closest where a thing was not said.")
@formats("text", "json")
def show(desk: Desk, acting: Acting, visit: str, nearest: bool, output_format: str) -> None:
    """Show one visit: where it stands, what the shopper does, the report, what was done."""
    found = open_visit(desk, acting, visit, near=nearest)
    if output_format == "json":
        tell_object(opened_object(found))
        return
    zone = ZoneInfo(desk.settings.time_zone)
    for line in page_lines(found, zone, place_names(desk), columns=columns()):
        click.echo(line)


@click.command("form")
@on_desk
@click.argument("form", metavar="FORM|VISIT")
@formats("text", "json")
def show_form(desk: Desk, acting: Acting, form: str, output_format: str) -> None:
    """Show the briefing and every question of a form, or of the form of a visit such as V12."""
    found = asked_form(desk, acting, form)
    if output_format == "json":
        tell_object(form_object(found))
        return
    for line in form_lines(found, columns=columns()):
        click.echo(line)


@click.command()
@on_desk
@click.argument("form", required=False)
@click.option(
    "--by",
    type=click.Choice([by.value for by in By], case_sensitive=False),
    default=By.PLACE.value,
    show_default=True,
    help="What the figures are told apart by.",
)
@click.option("--calls", is_flag=True, help="With --by line: the same lines on the desk's calls.")
@formats("text", "json")
def results(
    desk: Desk, acting: Acting, form: str | None, by: str, calls: bool, output_format: str
) -> None:
    """Show what the released visits come to, each form version by itself.

    A figure that too few visits would make is not given, and it says so.
    """
    wanted = By(by.lower())
    found = visit_figures(desk, acting, form, wanted, calls=calls)
    if output_format == "json":
        tell_object([result_object(each) for each in found])
        return
    for line in result_lines(found, wanted, place_names(desk), columns=columns()):
        click.echo(line)
