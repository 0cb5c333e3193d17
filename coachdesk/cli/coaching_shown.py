"""What the commands on coaching share: which action is meant, and how it is told."""

from datetime import date, datetime

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
DAY = click.DateTime(["%Y-%m-%d"])


def day_of(moment: datetime | None) -> date | None:
    """The day that an option names."""
    return None if moment is None else moment.date()


def tell(line: ActionLine, output_format: str) -> None:
    """Says where the action stands now."""
    if output_format == "json":
        tell_object(line_object(line))
    else:
        click.echo(state_line(line))
