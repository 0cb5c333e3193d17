"""`coachdesk log`."""

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, say
from coachdesk.core.errors import ExitCode, Problem, Severity
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import anchor_of, verify_log


@click.group()
def log() -> None:
    """Check the desk's event log."""


@log.command()
@on_desk
@click.option(
    "--anchor", metavar="SEQ:HASH", help="A head noted earlier in another place; see docs/desk.md."
)
@formats("text", "json")
def verify(desk: Desk, acting: Acting, anchor: str | None, output_format: str) -> int:
    """Check the chain of events and every row that an event vouches for. Exit 1 on a fault."""
    done = verify_log(desk, acting, anchor_of(anchor) if anchor else None)
    if output_format == "json":
        facts = {
            "events": done.head.seq,
            "head": str(done.head),
            "anchored": done.anchored,
            "mended": done.mended,
            "faults": [{"seq": each.seq, "what": each.what} for each in done.faults],
        }
        click.echo(msgspec.json.encode(facts).decode())
    elif not done.faults:
        click.echo(f"{done.head.seq} events hold together; {_reach(done.anchored)}")
        click.echo(f"head {done.head}")
    for each in done.faults:
        message = f"event {each.seq}: {each.what}"
        say(str(Problem(code="D305", message=message, hint="compare with the newest backup")))
    if done.mended:
        say(str(_mended(done.mended)))
    return ExitCode.FINDINGS if done.faults or done.mended else ExitCode.CLEAN


def _mended(count: int) -> Problem:
    return Problem(
        code="D309",
        message=f"{count} line{'' if count == 1 else 's'} of the queue said something else than "
        "the evaluations",
        hint="made anew from them; nothing is left to do",
        severity=Severity.WARNING,
    )


def _reach(anchored: int) -> str:
    if anchored:
        return f"1 to {anchored} are as the anchor says, later ones only consistent"
    return "this shows order and accidents, not honesty (note the head elsewhere as an anchor)"
