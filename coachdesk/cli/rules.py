"""`coachdesk rules`: check, test and explain rule files. Subcommands are imported when used."""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "check": ("coachdesk.cli.rules_check:check", "Report every problem in rule files."),
    "test": ("coachdesk.cli.rules_test:test_rules", "Run the examples beside each rule."),
    "explain": ("coachdesk.cli.rules_explain:explain", "Explain one verdict about one call."),
    "schema": ("coachdesk.cli.rules_schema:schema", "Print the JSON Schema of a kind of file."),
}
"""Name -> (module:attribute, one line of help)."""


class RulesGroup(click.Group):
    """A group that imports a subcommand only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every subcommand."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for `--help`, without importing any subcommand."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=RulesGroup)
def rules() -> None:
    """Check, test and explain rule files."""
