"""`coachdesk coaching agree | decline | start | ...`: the steps of an action's life."""

from datetime import date
from typing import Protocol

import click

from coachdesk.cli.coaching_shown import day, named, note_option, reason, tell
from coachdesk.cli.evaluations_shown import Option
from coachdesk.cli.on_desk import formats, on_desk, tell_object
from coachdesk.core.coaching import Method, Practice
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.desk import coaching
from coachdesk.desk.coaching.listing import action_number
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.coaching import state_line
from coachdesk.report.coaching_object import line_object


class _Job(Protocol):
    def __call__(self, desk: Desk, acting: Acting, number: int, words: str, /) -> ActionLine: ...


_practised = click.option(
    "--practised",
    multiple=True,
    required=True,
    type=click.Choice([each.value for each in Practice]),
    help="What was practised; may be given several times.",
)


def _step(name: str, job: _Job, told: str, said: Option) -> click.Command:
    """The command that takes a step which asks for words alone, by the option `said`."""

    @click.command(name, help=told)
    @on_desk
    @named
    @said
    @formats("text", "json")
    def run(desk: Desk, acting: Acting, action: str, words: str, output_format: str) -> None:
        tell(job(desk, acting, action_number(desk, acting, action), words), output_format)

    return run


decline = _step(
    "decline",
    coaching.decline,
    "Say no to an action about you; needs a reason. It stays on the supervisor's list.",
    reason,
)
claim = _step(
    "claim",
    coaching.claim,
    "Say that it is done; calls that begin from now on can show it.",
    note_option,
)
verify = _step(
    "verify",
    coaching.verify,
    "Say that it helped.\n\nCalls are drawn at random from those that began after the claim; "
    "enough of them must have passed. Somebody else than the coach does this.",
    note_option,
)
close = _step(
    "close",
    coaching.close,
    "End a claimed action unverified, because too few calls can show it; needs a reason.",
    reason,
)
cancel = _step("cancel", coaching.cancel, "End an open action; needs a reason.", reason)


@click.command()
@on_desk
@named
@click.option("--coach", metavar="PERSON", help="Who coaches from here on.")
@click.option("--due", type=day, metavar="DAY", help="By when, such as 2026-12-15.")
@formats("text", "json")
def agree(
    desk: Desk,
    acting: Acting,
    action: str,
    coach: str | None,
    due: date | None,
    output_format: str,
) -> None:
    """Agree to an action; once the person and the coach both have, it is agreed.

    Who changes the coach or the day changes the terms: the other one has to agree anew.
    """
    number = action_number(desk, acting, action)
    tell(coaching.agree(desk, acting, number, coach=coach, due=due), output_format)


@click.command()
@on_desk
@named
@click.option(
    "--method",
    required=True,
    type=click.Choice([each.value for each in Method]),
    help="How you go about it.",
)
@_practised
@note_option
@formats("text", "json")
def start(
    desk: Desk,
    acting: Acting,
    action: str,
    method: str,
    practised: tuple[str, ...],
    words: str,
    output_format: str,
) -> None:
    """Begin an agreed action, with its first session."""
    number = action_number(desk, acting, action)
    held = [Practice(each) for each in practised]
    tell(coaching.start(desk, acting, number, Method(method), held, words), output_format)


@click.command()
@on_desk
@named
@_practised
@note_option
@formats("text", "json")
def note(
    desk: Desk,
    acting: Acting,
    action: str,
    practised: tuple[str, ...],
    words: str,
    output_format: str,
) -> None:
    """Note a further session."""
    number = action_number(desk, acting, action)
    held = [Practice(each) for each in practised]
    tell(coaching.note(desk, acting, number, held, words), output_format)


@click.command("not-effective")
@on_desk
@named
@reason
@formats("text", "json")
def not_effective(desk: Desk, acting: Acting, action: str, words: str, output_format: str) -> None:
    """Say that it did not help; needs a reason. A proposal follows that goes on from there."""
    number = action_number(desk, acting, action)
    ended, following = coaching.not_effective(desk, acting, number, words)
    if output_format == "json":
        tell_object({"ended": line_object(ended), "following": line_object(following)})
    else:
        click.echo(f"{state_line(ended)}; {following.name} follows")
