"""`coachdesk rescore`."""

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, say, watched
from coachdesk.core.errors import ExitCode, Problem
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.rescore import rescore as rescore_calls


@click.command()
@on_desk
@click.option("--verify", is_flag=True, help="Compare only; the one way there is so far.")
@formats("text", "json")
def rescore(desk: Desk, acting: Acting, verify: bool, output_format: str) -> int:
    """Score stored calls again with the stored form texts, and compare bit for bit.

    Nothing is changed. Exit 1 when any evaluation does not come out as it is kept.
    """
    if not verify:
        raise click.UsageError(
            "rescore compares only: add --verify. (To score with changed rules: coachdesk screen.)"
        )
    with watched("scoring again") as progress:
        done = rescore_calls(desk, acting, progress=progress)
    if output_format == "json":
        facts = {"evaluations": done.evaluations, "differences": list(done.differences)}
        click.echo(msgspec.json.encode(facts).decode())
    else:
        differing = len(done.differences)
        equal = done.evaluations - differing
        click.echo(f"{equal} of {done.evaluations} evaluations come out bit for bit")
    for each in done.differences:
        what = f"call '{each.call}', {each.scorecard} v{each.version}: not as kept: {each.what}"
        say(str(Problem(code="D304", message=what, hint="coachdesk log verify")))
    return ExitCode.FINDINGS if done.differences else ExitCode.CLEAN
