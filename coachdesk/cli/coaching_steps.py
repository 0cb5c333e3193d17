"""`coachdesk coaching agree | decline | start | ...`: the steps of an action's life."""

from datetime import datetime

import click

from coachdesk.cli.coaching_shown import DAY, day_of, named, reason, tell, tell_object, words
from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.core.coaching import Method, Practice
from coachdesk.desk import coaching
from coachdesk.desk.coaching.listing import action_number
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.coaching import state_line
from coachdesk.report.coaching_object import line_object

_practised = click.option(
    "--practised",
    multiple=True,
    required=True,
    type=click.Choice([each.value for each in Practice]),
    help="What was practised; may be given several times.",
)


@click.command()
@on_desk
@named
@click.option("--coach", metavar="PERSON", help="Who coaches from here on.")
@click.option("--due", type=DAY, metavar="DAY", help="By when, such as 2026-12-15.")
@formats("text", "json")
def agree(
    desk: Desk,
    acting: Acting,
    action: str,
    coach: str | None,
    due: datetime | None,
    output_format: str,
) -> None:
    """Agree to an action; once the person and the coach both have, it is agreed.

    Who changes the coach or the day changes the terms: the other one has to agree anew.
    """
    number = action_number(desk, acting, action)
    tell(coaching.agree(desk, acting, number, coach=coach, due=day_of(due)), output_format)


@click.command()
@on_desk
@named
@reason
@formats("text", "json")
def decline(desk: Desk, acting: Acting, action: str, reason: str, output_format: str) -> None:
    """Say no to an action about you; needs a reason. It stays on the supervisor's list."""
    number = action_number(desk, acting, action)
    tell(coaching.decline(desk, acting, number, reason), output_format)


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
@words
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
@words
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


@click.command()
@on_desk
@named
@words
@formats("text", "json")
def claim(desk: Desk, acting: Acting, action: str, words: str, output_format: str) -> None:
    """Say that it is done; calls that begin from now on can show it."""
    number = action_number(desk, acting, action)
    tell(coaching.claim(desk, acting, number, words), output_format)


@click.command()
@on_desk
@named
@words
@formats("text", "json")
def verify(desk: Desk, acting: Acting, action: str, words: str, output_format: str) -> None:
    """Say that it helped.

    Calls are drawn at random from those that began after the claim; enough of them must have
    passed. Somebody else than the coach does this.
    """
    number = action_number(desk, acting, action)
    tell(coaching.verify(desk, acting, number, words), output_format)


@click.command("not-effective")
@on_desk
@named
@reason
@formats("text", "json")
def not_effective(desk: Desk, acting: Acting, action: str, reason: str, output_format: str) -> None:
    """Say that it did not help; needs a reason. A proposal follows that goes on from there."""
    number = action_number(desk, acting, action)
    ended, following = coaching.not_effective(desk, acting, number, reason)
    if output_format == "json":
        tell_object({"ended": line_object(ended), "following": line_object(following)})
    else:
        click.echo(f"{state_line(ended)}; {following.name} follows")


@click.command()
@on_desk
@named
@reason
@formats("text", "json")
def close(desk: Desk, acting: Acting, action: str, reason: str, output_format: str) -> None:
    """End a claimed action unverified, because too few calls can show it; needs a reason."""
    number = action_number(desk, acting, action)
    tell(coaching.close(desk, acting, number, reason), output_format)


@click.command()
@on_desk
@named
@reason
@formats("text", "json")
def cancel(desk: Desk, acting: Acting, action: str, reason: str, output_format: str) -> None:
    """End an open action; needs a reason."""
    number = action_number(desk, acting, action)
    tell(coaching.cancel(desk, acting, number, reason), output_format)
