"""`coachdesk scripts list | show | read | diff | history | delivery`."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import click

from coachdesk.cli.on_desk import formats, on_desk, report_problems, tell_object
from coachdesk.cli.pages import columns
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.scripts.versions import Version, only
from coachdesk.desk import scripts as desk_scripts
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report import scripts as text
from coachdesk.report import scripts_object as objects

named = click.argument("script", metavar="ID[@VERSION]")
one = click.argument("script", metavar="ID")


@click.command("list")
@on_desk
@formats("text", "json")
def list_scripts(desk: Desk, acting: Acting, output_format: str) -> None:
    """List the scripts: what is published, what the library says, what you have read."""
    found = desk_scripts.list_scripts(desk, acting)
    report_problems(found.problems)
    if output_format == "json":
        tell_object([objects.line_object(each) for each in found.lines])
        return
    for line in text.list_lines(found.lines, columns()):
        click.echo(line)


@click.command()
@on_desk
@click.argument("script", metavar="ID[@VERSION][/LINE]")
@formats("text", "json")
def show(desk: Desk, acting: Acting, script: str, output_format: str) -> None:
    """Show a published version: every step and objection block with its lines, or one of them."""
    name, _, part = script.partition("/")
    found = desk_scripts.show_script(desk, acting, name)
    if part:
        refuse_unknown_part(found.script.id, part, [each.id for each in found.script.parts()])
    _tell(desk, found, output_format, part)


@click.command()
@on_desk
@named
@formats("text", "json")
def read(desk: Desk, acting: Acting, script: str, output_format: str) -> None:
    """Read a published version, and see how to confirm it."""
    found = desk_scripts.show_script(desk, acting, script)
    _tell(desk, found, output_format)
    if output_format == "text":
        click.echo()
        click.echo(f"Read it? coachdesk scripts confirm {found.name}")


def _tell(desk: Desk, version: Version, output_format: str, part: str = "") -> None:
    if output_format == "json":
        tell_object(objects.version_object(only(version, part) if part else version))
        return
    for line in text.version_lines(version, _zone(desk), columns(), part=part):
        click.echo(line)


@click.command()
@on_desk
@one
@click.argument("old", metavar="[FROM", type=click.IntRange(min=1), required=False)
@click.argument("new", metavar="[TO]]", type=click.IntRange(min=1), required=False)
@formats("text", "json")
def diff(
    desk: Desk, acting: Acting, script: str, old: int | None, new: int | None, output_format: str
) -> None:
    """Show what differs between two versions, line by line.

    Without versions: the newest published one and what the library says. With one: that one and
    what the library says.
    """
    found = desk_scripts.compare(desk, acting, script, old, new)
    if output_format == "json":
        tell_object(objects.compared_object(found))
        return
    for line in text.compared_lines(found, columns()):
        click.echo(line)


@click.command()
@on_desk
@one
@formats("text", "json")
def history(desk: Desk, acting: Acting, script: str, output_format: str) -> None:
    """Show every published version, the newest first, and what it changed."""
    found = desk_scripts.history(desk, acting, script)
    if output_format == "json":
        tell_object([objects.told_object(each) for each in found])
        return
    for line in text.history_lines(found, _zone(desk), columns()):
        click.echo(line)


@click.command()
@on_desk
@named
@formats("text", "json")
def delivery(desk: Desk, acting: Acting, script: str, output_format: str) -> None:
    """Show who has confirmed a version within seven days, by team and place."""
    found = desk_scripts.delivery(desk, acting, script)
    if output_format == "json":
        tell_object(objects.delivery_object(found))
        return
    for line in text.delivery_lines(found, _zone(desk), columns()):
        click.echo(line)


def refuse_unknown_part(script: str, part: str, known: Sequence[str]) -> None:
    """Refuses a step or block that the script has not got.

    Raises:
        BadInput: D739; it names those that there are.
    """
    if part in known:
        return
    from coachdesk.files.schema import nearest

    meant = nearest(part, known)
    hint = "; ".join(filter(None, (meant, f"there are: {', '.join(known)}")))
    message = f"'{script}' has no step or block '{part}'"
    raise BadInput(Problem(code="D739", message=message, hint=hint))


def _zone(desk: Desk) -> ZoneInfo:
    return ZoneInfo(desk.settings.time_zone)
