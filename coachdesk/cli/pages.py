"""What commands that print pages share: how many weeks, how wide, and which signs."""

import shutil
import sys
from collections.abc import Iterable

import click

from coachdesk.report.rows import Row

weeks_option = click.option(
    "--weeks",
    type=click.IntRange(2, 104),
    default=13,
    show_default=True,
    help="So many ISO weeks, up to this one.",
)


def columns() -> int:
    """How wide text may be: as COLUMNS says, else as the terminal is, else 80."""
    return shutil.get_terminal_size((80, 24)).columns


def ascii_only() -> bool:
    """Whether the output can't carry signs beyond ASCII."""
    return not (sys.stdout.encoding or "").lower().startswith("utf")


def print_rows(rows: Iterable[Row]) -> None:
    """The rows as plain text."""
    for row in rows:
        click.echo(row.text)
