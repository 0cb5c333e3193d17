"""`coachdesk open`, and `coachdesk` alone in a terminal: the desk on the screen."""

import os
import sys
from pathlib import Path

import click

from coachdesk.cli.on_desk import acting_person, desk_at, desk_option, say
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.files.terminal import Terminal, read_terminal, terminal_file


@click.command("open")
@desk_option("desk_folder")
@click.option("--as", "named", envvar="COACHDESK_AS", metavar="PERSON", help="Who you are.")
@click.option("--theme", help="dusk, paper, contrast or terminal.")
@click.argument("place", required=False)
def open_desk(
    desk_folder: Path | None, named: str | None, theme: str | None, place: str | None
) -> None:
    """Open the desk in the terminal, where you were last, or at PLACE.

    PLACE is a view (home, queue, evaluations, coaching, team, workbench), a call's id, or a link
    to a call.
    """
    show_desk(desk_folder, named, theme, place)


def show_desk(
    desk_folder: Path | None = None,
    named: str | None = None,
    theme: str | None = None,
    place: str | None = None,
) -> None:
    """Runs the screens until somebody quits."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise DeskRefused(
            Problem(
                code="U301",
                message="this is no terminal, so there is nothing to show the desk on",
                hint="coachdesk --help lists the commands that write text",
            )
        )
    terminal = read_terminal(terminal_file(os.environ))
    acting = acting_person(named)
    try:
        desk = desk_at(desk_folder, acting)
    except DeskRefused as error:
        if desk_folder is not None or error.problems[0].code != "D101":
            raise
        desk = None
    from coachdesk.tui.start import run_app

    fault = run_app(desk, acting, _with_theme(terminal, theme), place)
    if fault is not None:
        say(fault)
        raise SystemExit(70)


def _with_theme(terminal: Terminal, theme: str | None) -> Terminal:
    if theme is None:
        return terminal
    from coachdesk.tui.looks import PALETTES

    if theme not in PALETTES:
        raise click.BadParameter(
            f"{theme!r} is none of {', '.join(PALETTES)}", param_hint="--theme"
        )
    import msgspec

    return msgspec.structs.replace(terminal, theme=theme)
