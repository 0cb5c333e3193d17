"""`coachdesk scripts publish | sign | confirm`."""

import click

from coachdesk.cli.evaluations_shown import reason_option
from coachdesk.cli.on_desk import formats, on_desk, tell_object
from coachdesk.cli.pages import columns
from coachdesk.cli.scripts_lists import named, one
from coachdesk.desk import scripts as desk_scripts
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.scripts import difference_lines, signed_lines
from coachdesk.report.scripts_object import (
    publication_object,
    receipt_object,
    signature_object,
)


@click.command()
@on_desk
@one
@reason_option(required=False, what="Why; whoever reads the history sees it.")
@formats("text", "json")
def publish(desk: Desk, acting: Acting, script: str, reason: str, output_format: str) -> None:
    """Publish the library's text as the next version, and show what changed.

    It is written once and never changed. The text must be free of errors, every law tag in it
    signed, and its version raised. From now on people have seven days to confirm that they have
    read it.
    """
    done = desk_scripts.publish(desk, acting, script, reason)
    if output_format == "json":
        tell_object(publication_object(done.version, done.before, done.differences))
        return
    before = "the first version" if done.before is None else f"after {done.before.name}"
    click.echo(f"published {done.version.name}, {before}")
    if done.version.renews:
        click.echo("certificates on it are due for renewal")
    for line in difference_lines(done.differences, columns()):
        click.echo(line)


@click.command()
@on_desk
@one
@click.argument("law", metavar="LAW")
@click.option("--note", default="", metavar="TEXT", help="What you rest it on.")
@formats("text", "json")
def sign(desk: Desk, acting: Acting, script: str, law: str, note: str, output_format: str) -> None:
    """Vouch that every line of the script under this law tag is worded as the law asks.

    The signature holds for these words alone: a changed line needs a new one.
    """
    done = desk_scripts.sign(desk, acting, script, law, note)
    if output_format == "json":
        tell_object(signature_object(done.signature, new=done.new))
        return
    for line in signed_lines(done.signature, done.before, new=done.new, columns=columns()):
        click.echo(line)
    parts = ", ".join(dict.fromkeys(part for part, _, _ in done.signature.lines))
    count = len(done.signature.lines)
    lines = f"{count} line{'s' * (count != 1)}"
    click.echo(
        f"signed {law}: {lines} ({parts})"
        if done.new
        else f"{law} is signed already by {done.signature.by}: {lines} ({parts})"
    )


@click.command()
@on_desk
@named
@formats("text", "json")
def confirm(desk: Desk, acting: Acting, script: str, output_format: str) -> None:
    """Say that you have read a version; the first time counts."""
    done = desk_scripts.confirm(desk, acting, script)
    if output_format == "json":
        tell_object(receipt_object(done.receipt, new=done.new))
        return
    said = "confirmed" if done.new else "was confirmed before"
    click.echo(f"{done.version.name} {said}")
