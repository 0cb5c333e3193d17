"""`coachdesk import`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, say
from coachdesk.core.errors import ExitCode, Problem
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.imports import import_files
from coachdesk.desk.keeping import Imported
from coachdesk.files.calls.openfiles import parse_roles


@click.command("import")
@on_desk
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@click.option("--from", "from_format", metavar="FORMAT", help="Read the files as this format.")
@click.option("--roles", metavar="MAP", help='Who is who, such as "Ana=agent,*=customer".')
@click.option("--index", metavar="CSV", help="What is known of the calls besides: a row a call.")
@formats("text", "json")
def import_calls(
    desk: Desk,
    acting: Acting,
    files: tuple[str, ...],
    from_format: str | None,
    roles: str | None,
    index: str | None,
    output_format: str,
) -> int:
    """Bring calls into the desk.

    FILES are call files, folders, patterns such as 'calls/*.vtt', or - for standard input. Card
    numbers and the desk's own patterns are masked before anything is kept. The same call twice is
    kept once; another call under a known id is refused.

    Exit code 0: all of it is in the desk. 2: something could not be read or was refused; the rest
    is in the desk.
    """
    with _watched() as progress:
        done = import_files(
            desk,
            acting,
            files,
            say=_say,
            from_format=from_format,
            roles=parse_roles(roles),
            index=index,
            progress=progress,
        )
    if output_format == "json":
        click.echo(msgspec.json.encode(_facts(done)).decode())
    else:
        click.echo(_line(done))
    return ExitCode.CLEAN if done.is_whole else ExitCode.BAD_INPUT


def _say(problem: Problem) -> None:
    say(str(problem))


def _facts(done: Imported) -> dict[str, Any]:
    return {
        "added": done.added,
        "known": done.known,
        "refused": done.refused,
        "errors": done.unreadable,
        "masked": dict(done.masked),
    }


def _line(done: Imported) -> str:
    parts = [f"{done.added} calls imported"]
    if done.known:
        parts.append(f"{done.known} known already")
    if done.refused:
        parts.append(f"{done.refused} refused")
    if done.unreadable:
        parts.append(f"{done.unreadable} could not be read")
    if done.masked:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(done.masked.items()))
        parts.append(f"masked: {kinds}")
    return ", ".join(parts)


@contextmanager
def _watched() -> Iterator[Callable[[int], None]]:
    """A count on stderr while a person watches."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    yield lambda done: click.echo(f"\r{done} calls", err=True, nl=False)
    click.echo(err=True)
