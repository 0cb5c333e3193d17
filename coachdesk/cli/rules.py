"""`coachdesk rules`: check, test and explain rule files. Subcommands are imported when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

COMMANDS: Commands = {
    "check": ("coachdesk.cli.rules_check:check", "Report every problem in rule files."),
    "test": ("coachdesk.cli.rules_test:test_rules", "Run the examples beside each rule."),
    "explain": ("coachdesk.cli.rules_explain:explain", "Explain one verdict about one call."),
    "schema": ("coachdesk.cli.rules_schema:schema", "Print the JSON Schema of a kind of file."),
}


@click.group(cls=lazy_group(COMMANDS))
def rules() -> None:
    """Check, test and explain rule files."""
