"""What the commands on evaluations share: which one is meant, and how it is shown."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import click

from coachdesk.cli.on_desk import tell_object
from coachdesk.cli.pages import columns
from coachdesk.core.reviews import Opened
from coachdesk.desk.folder import Desk
from coachdesk.report.evaluation_object import opened_object
from coachdesk.report.evaluations import page_lines, state_line

named = click.argument("evaluation", metavar="EVALUATION")
scorecard = click.option(
    "--scorecard", metavar="ID", help="Under which scorecard, where EVALUATION is a call's id."
)
Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def reason_option(*, required: bool, what: str = "Why; the other side reads it.") -> Option:
    """The option `--reason`."""
    return click.option("--reason", required=required, default="", metavar="TEXT", help=what)


def tell(opened: Opened, output_format: str, before: str = "") -> None:
    """Says where the evaluation stands now."""
    if output_format == "json":
        tell_object(opened_object(opened))
    else:
        click.echo((f"{before}; " if before else "") + state_line(opened))


def tell_page(desk: Desk, opened: Opened) -> None:
    """Shows the whole evaluation as text."""
    zone = ZoneInfo(desk.settings.time_zone)
    for line in page_lines(opened, zone, columns=columns()):
        click.echo(line)
