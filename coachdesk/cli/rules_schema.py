"""`coachdesk rules schema`."""

import json

import click

from coachdesk.files.rulebook import KINDS
from coachdesk.files.schema import schema_of


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
def schema(kind: str) -> None:
    """Print the JSON Schema (draft 2020-12) of a kind of rule file.

    Editors use it: put `# yaml-language-server: $schema=FILE` on the first line of a rule file.
    """
    click.echo(json.dumps(schema_of(kind), indent=2, ensure_ascii=False))
