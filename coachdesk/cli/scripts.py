"""`coachdesk scripts`: write, check and search scripts; commands load when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

COMMANDS: Commands = {
    "check": ("coachdesk.cli.scripts_check:check", "Report what is wrong with scripts."),
    "search": ("coachdesk.cli.scripts_search:search_scripts", "Find words in the scripts."),
}


@click.group(cls=lazy_group(COMMANDS))
def scripts() -> None:
    """Check and search the words that the front line uses."""
