"""`coachdesk read`."""

import shutil
import sys
from collections import Counter

import click

from coachdesk.core.errors import ExitCode, Problem, Severity
from coachdesk.core.visible import visible
from coachdesk.desk.reading import calls_in
from coachdesk.files.calls.openfiles import parse_roles
from coachdesk.report.calls import call_line, call_lines


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@click.option("--from", "from_format", metavar="FORMAT", help="Read the files as this format.")
@click.option("--roles", metavar="MAP", help='Who is who, such as "Ana=agent,*=customer".')
@click.option("--index", metavar="CSV", help="What is known of the calls besides: a row a call.")
@click.option("--as-is", is_flag=True, help="Mask no card data; only for a look on this machine.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="json: one object a call, one a line; reading it again gives the same call.",
)
def read(
    files: tuple[str, ...],
    from_format: str | None,
    roles: str | None,
    index: str | None,
    as_is: bool,
    output_format: str,
) -> int:
    """Show call files as Coachdesk reads them.

    FILES are call files, folders, patterns such as 'calls/*.vtt', or - for standard input. Card
    numbers and card codes are masked, as everywhere.

    Exit code 0: everything was read. 2: a file, or a line of one, can't be used; the others are
    shown all the same.
    """
    faults = 0

    def say(problem: Problem) -> None:
        nonlocal faults
        faults += problem.severity is Severity.ERROR
        click.echo(visible(str(problem)), err=True)

    masked: Counter[str] = Counter()
    columns = shutil.get_terminal_size((100, 24)).columns
    calls = calls_in(
        files,
        say=say,
        masked=masked,
        from_format=from_format,
        roles=parse_roles(roles),
        index=index,
        as_is=as_is,
    )
    for number, call in enumerate(calls):
        if output_format == "json":
            sys.stdout.write(call_line(call) + "\n")
        else:
            sys.stdout.write("\n" if number else "")
            sys.stdout.writelines(f"{line}\n" for line in call_lines(call, columns))
    if masked:
        counts = ", ".join(f"{count} × {mark}" for mark, count in sorted(masked.items()))
        click.echo(visible(f"masked: {counts}"), err=True)
    return ExitCode.BAD_INPUT if faults else ExitCode.CLEAN
