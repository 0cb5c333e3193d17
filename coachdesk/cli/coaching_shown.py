"""What the commands on coaching share: which action is meant, and how it is told."""

from datetime import date

import click

from coachdesk.cli.on_desk import tell_object
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.report.coaching import state_line
from coachdesk.report.coaching_object import line_object

named = click.argument("action", metavar="ACTION")
reason = click.option(
    "--reason", "words", default="", metavar="TEXT", help="Why; the other side reads it."
)
note_option = click.option(
    "--note", "words", default="", metavar="TEXT", help="What was said; kept private."
)


def day(text: str) -> date:
    """The day that an option names.

    Raises:
        click.BadParameter: it is none; with an example.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"'{text}' is no day: write one such as 2026-12-15.") from None


def tell(line: ActionLine, output_format: str) -> None:
    """Says where the action stands now."""
    if output_format == "json":
        tell_object(line_object(line))
    else:
        click.echo(state_line(line))
