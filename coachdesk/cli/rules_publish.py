"""`coachdesk rules publish`."""

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, report_problems, watched
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.publishing import publish as publish_draft


@click.command()
@on_desk
@click.option("--note", required=True, metavar="TEXT", help="Why the rules change.")
@formats("text", "json")
def publish(desk: Desk, acting: Acting, note: str, output_format: str) -> None:
    """Put the draft in force, and score all calls with it.

    What earlier versions said is kept. The draft must be free of errors, have its versions raised,
    and have begun from the rules that are in force.
    """
    with watched("scoring") as progress:
        done = publish_draft(desk, acting, note, progress=progress)
    report_problems(done.screened.problems)
    if output_format == "json":
        facts = {
            "files": list(done.files),
            "scorecards": list(done.scorecards),
            "calls": done.screened.calls,
            "evaluations": done.screened.evaluations,
        }
        click.echo(msgspec.json.encode(facts).decode())
        return
    click.echo(
        f"in force: {', '.join(done.scorecards)}; {done.screened.calls} calls scored,"
        f" {done.screened.evaluations} evaluations"
    )
