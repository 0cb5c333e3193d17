"""`coachdesk scripts`: what the front line says. Subcommands are imported when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

_LISTS = "coachdesk.cli.scripts_lists"
_STEPS = "coachdesk.cli.scripts_steps"

COMMANDS: Commands = {
    "check": ("coachdesk.cli.scripts_check:check", "Report what is wrong with scripts."),
    "search": ("coachdesk.cli.scripts_search:search_scripts", "Find words in the scripts."),
    "list": (f"{_LISTS}:list_scripts", "List the scripts, published or not."),
    "show": (f"{_LISTS}:show", "Show a published version."),
    "diff": (f"{_LISTS}:diff", "Show what differs between two versions, line by line."),
    "history": (f"{_LISTS}:history", "Show every published version and what it changed."),
    "sign": (f"{_STEPS}:sign", "Vouch for the legal wording of lines."),
    "publish": (f"{_STEPS}:publish", "Publish the library's text as the next version."),
    "read": (f"{_LISTS}:read", "Read what is published, to confirm it."),
    "confirm": (f"{_STEPS}:confirm", "Say that you have read a version."),
    "delivery": (f"{_LISTS}:delivery", "Show who has read a version, by team and place."),
    "adherence": (
        "coachdesk.cli.scripts_adherence:adherence",
        "Show how often each line is due and said.",
    ),
}
"""In the order of a script's life."""


@click.group(cls=lazy_group(COMMANDS))
def scripts() -> None:
    """Check, publish and read scripts, and see whether they are used.

    A script is named by its id; ID@VERSION is one published version of it, ID alone the newest.
    """
