"""What the commands on coaching share: which action is meant, and how it is told."""

from collections.abc import Iterable
from datetime import date, datetime

import click
import msgspec

from coachdesk.core.coaching.pages import ActionLine
from coachdesk.report.coaching import state_line
from coachdesk.report.coaching_object import line_object

named = click.argument("action", metavar="ACTION")
reason = click.option("--reason", default="", metavar="TEXT", help="Why; the other side reads it.")
words = click.option(
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


def tell_lines(output_format: str, facts: object, lines: Iterable[str]) -> None:
    """Writes the facts as JSON, or the lines as text."""
    if output_format == "json":
        tell_object(facts)
        return
    for line in lines:
        click.echo(line)


def tell_object(facts: object) -> None:
    """Writes JSON."""
    click.echo(msgspec.json.encode(facts).decode())
