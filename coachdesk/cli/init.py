"""`coachdesk init`."""

from pathlib import Path

import click

from coachdesk.cli.on_desk import acting_person, say
from coachdesk.core.visible import visible
from coachdesk.desk.init import init_desk


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def init(folder: Path) -> None:
    """Make a new desk in FOLDER (default: here) from the starter rules.

    The folder must be empty or not there yet.
    """
    desk = init_desk(folder, acting_person())
    click.echo(visible(str(desk.root)))
    say("A desk with starter rules. Next:")
    if folder != Path():
        say(f"  cd {folder}")
    say("  edit desk.yaml             who works here, who the speaker labels are")
    say("  coachdesk import CALLS     bring calls in")
    say("  coachdesk screen           score them")
