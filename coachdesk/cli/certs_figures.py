"""`coachdesk certs items | cohorts`: what questions are worth, and how long training takes."""

import click

from coachdesk.cli.on_desk import formats, on_desk, tell_object
from coachdesk.desk.certification import BY, cohorts, questions
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.certification import cohort_lines, item_lines
from coachdesk.report.certification_object import cohort_object, items_object


@click.command("items")
@on_desk
@click.argument("exam", metavar="EXAM")
@formats("text", "json")
def items_(desk: Desk, acting: Acting, exam: str, output_format: str) -> None:
    """Show how hard each question of an exam is, and whether it tells strong from weak.

    EXAM is its id, or that of a programme with a single exam.

    Each person's first sitting counts, of the version in force. Under ten sittings there is no
    share, under thirty no correlation.
    """
    found = questions(desk, acting, exam)
    if output_format == "json":
        tell_object(
            {
                "exam": found.exam.id,
                "version": found.exam.version,
                "sha256": found.exam.sha256,
                "sittings": found.sittings,
                "later_sittings": found.later,
                "items": items_object(found.items),
            }
        )
        return
    click.echo(
        f"{found.exam.id} v{found.exam.version}: n {found.sittings} first sittings"
        f", {found.later} later ones left out; intervals 95 %"
    )
    for line in item_lines(found.items):
        click.echo(line)


@click.command("cohorts")
@on_desk
@click.argument("programme", metavar="PROGRAMME")
@click.option(
    "--by", type=click.Choice(BY), default=BY[0], show_default=True, help="What makes a cohort."
)
@formats("text", "json")
def cohorts_(desk: Desk, acting: Acting, programme: str, by: str, output_format: str) -> None:
    """Show how many days people take from enrolment to their first certificate.

    Those still in training count for the days so far (Kaplan-Meier), so that slow training does
    not look quick. Under ten people there is no figure.
    """
    found = cohorts(desk, acting, programme, by)
    everything = (found.whole, *found.cohorts)
    if output_format == "json":
        tell_object(
            {
                "programme": found.programme.id,
                "version": found.programme.version,
                "on": found.on.isoformat(),
                "method": "Kaplan-Meier, 95 % on the log(-log) scale",
                "cohorts": [cohort_object(each) for each in everything],
            }
        )
        return
    click.echo(f"{found.programme.id}, on {found.on} (Kaplan-Meier; intervals 95 %)")
    for each in everything:
        for line in cohort_lines(each):
            click.echo(line)
