"""`coachdesk evaluations list | mine | show | overturned`."""

import click

from coachdesk.cli.evaluations_shown import named, scorecard, tell_page
from coachdesk.cli.on_desk import formats, on_desk, tell_object
from coachdesk.cli.pages import columns
from coachdesk.core.reviews import Stage
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews import list_reviews, my_evaluations, open_named, overturn_rates
from coachdesk.report.evaluation_object import line_object, opened_object, overturned_object
from coachdesk.report.evaluations import list_lines, overturned_lines


@click.command("list")
@on_desk
@click.option(
    "--stage",
    "stages",
    multiple=True,
    type=click.Choice([stage.value for stage in Stage], case_sensitive=False),
    help="Only those that stand there; may be given several times.",
)
@click.option("--scorer", metavar="PERSON", help="Only those that this person began.")
@click.option("--about", metavar="PERSON", help="Only those about this person.")
@formats("text", "json")
def list_evaluations(
    desk: Desk,
    acting: Acting,
    stages: tuple[str, ...],
    scorer: str | None,
    about: str | None,
    output_format: str,
) -> None:
    """List the evaluations that you may see, the newest first."""
    wanted = [Stage(stage.lower()) for stage in stages] or None
    found = list_reviews(desk, acting, stages=wanted, scorer=scorer, subject=about)
    if output_format == "json":
        tell_object([line_object(each) for each in found.lines])
        return
    for line in list_lines(found.lines, found.hidden, columns()):
        click.echo(line)


@click.command()
@on_desk
@formats("text", "json")
def mine(desk: Desk, acting: Acting, output_format: str) -> None:
    """Show what is published about you: verdicts, evidence, score and reasons.

    What you can still answer comes first.
    """
    found = my_evaluations(desk, acting)
    if output_format == "json":
        tell_object([opened_object(each) for each in found])
        return
    for each in found:
        tell_page(desk, each)
        click.echo()
    if not found:
        click.echo("nothing is published about you")


@click.command()
@on_desk
@named
@scorecard
@click.option("--nearest", is_flag=True, help="Show what came closest where a thing was not said.")
@formats("text", "json")
def show(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    scorecard: str | None,
    nearest: bool,
    output_format: str,
) -> None:
    """Show one evaluation: where it stands, its verdicts with their evidence, what was done."""
    opened = open_named(desk, acting, evaluation, scorecard, near=nearest)
    if output_format == "json":
        tell_object(opened_object(opened))
        return
    tell_page(desk, opened)


@click.command()
@on_desk
@formats("text", "json")
def overturned(desk: Desk, acting: Acting, output_format: str) -> None:
    """Show how often disputes were right, by question.

    Where over a fifth of the decided disputes was amended, the question or its rule is what is
    wrong, not the agents.
    """
    found = overturn_rates(desk, acting)
    if output_format == "json":
        tell_object([overturned_object(each) for each in found])
        return
    for line in overturned_lines(found, columns()):
        click.echo(line)
