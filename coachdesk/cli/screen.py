"""`coachdesk screen`."""

from typing import Any

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, report_problems, say, watched
from coachdesk.core.errors import Severity
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.screen import screen as screen_calls


@click.command()
@on_desk
@formats("text", "json")
def screen(desk: Desk, acting: Acting, output_format: str) -> None:
    """Score every call not yet scored with the rules in force.

    Running it again adds nothing; after a stop it goes on where it was. A changed rule is a new
    version, and all calls are scored with it; what earlier versions said is kept.
    """
    with watched("scoring") as progress:
        done = screen_calls(desk, acting, progress=progress)
    warnings = sum(each.severity is Severity.WARNING for each in done.problems)
    report_problems(done.problems)
    if output_format == "json":
        facts: dict[str, Any] = {
            "calls": done.calls,
            "evaluations": done.evaluations,
            "scorecards": list(done.scorecards),
            "warnings": warnings,
            "clocks_ended": done.clocks_ended,
        }
        click.echo(msgspec.json.encode(facts).decode())
        return
    if done.clocks_ended:
        say(f"{done.clocks_ended} evaluations: the time for disputes is over")
    if done.empty:
        click.echo("nothing to score: no calls are on this desk; coachdesk import brings them in")
        click.echo(f"in force now: {_listed(done.scorecards)}")
        return
    if not done.calls:
        click.echo(f"nothing to score: every call was asked about {_listed(done.scorecards)}")
        return
    click.echo(
        f"{done.calls} calls scored, {done.evaluations} evaluations, {_listed(done.scorecards)}"
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)
