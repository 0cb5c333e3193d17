"""`coachdesk rules`: check, test, compare and change rule files; commands load when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

COMMANDS: Commands = {
    "check": ("coachdesk.cli.rules_check:check", "Report every problem in rule files."),
    "test": ("coachdesk.cli.rules_test:test_rules", "Run the examples beside each rule."),
    "explain": ("coachdesk.cli.rules_explain:explain", "Explain one verdict about one call."),
    "hits": ("coachdesk.cli.rules_hits:hits", "Show what a criterion hears in the desk's calls."),
    "diff": ("coachdesk.cli.rules_diff:diff", "Show which calls two versions judge otherwise."),
    "draft": ("coachdesk.cli.rules_draft:draft", "Change rules beside those in force."),
    "publish": ("coachdesk.cli.rules_publish:publish", "Put the draft in force."),
    "schema": ("coachdesk.cli.rules_schema:schema", "Print the JSON Schema of a kind of file."),
}


@click.group(cls=lazy_group(COMMANDS))
def rules() -> None:
    """Check, test, explain, compare and change rule files."""
