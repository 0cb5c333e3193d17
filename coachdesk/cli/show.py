"""`coachdesk show`."""

import shutil
import sys

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.desk.calls import show_call
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.call_page import as_lines, as_object


@click.command()
@on_desk
@click.argument("call")
@click.option("--nearest", is_flag=True, help="Show what came closest where a thing was not said.")
@formats("text", "json")
def show(desk: Desk, acting: Acting, call: str, nearest: bool, output_format: str) -> None:
    """Show one call with its verdicts and their evidence."""
    found = show_call(desk, acting, call, near=nearest)
    if output_format == "json":
        page = as_object(found.call, found.scores, withheld=found.withheld)
        click.echo(msgspec.json.encode(page).decode())
        return
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    for line in as_lines(found.call, found.scores, columns=columns, withheld=found.withheld):
        click.echo(line)
