"""`coachdesk certs programmes | list | show | matrix | roster-check | calendar`."""

import functools
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from coachdesk.cli.evaluations_shown import Option
from coachdesk.cli.on_desk import formats, on_desk, report_problems, say, tell_object
from coachdesk.cli.pages import columns, print_rows
from coachdesk.core.certification.state import State
from coachdesk.core.errors import ExitCode
from coachdesk.desk.calendar import days_of
from coachdesk.desk.certification import (
    Wanted,
    check_roster,
    left_out,
    list_held,
    matrix,
    outdated_questions,
    programmes,
    show,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.files.output import output_file
from coachdesk.report.calendar import action_entries, calendar_text, certificate_entries
from coachdesk.report.certification import (
    list_lines,
    matrix_lines,
    page_rows,
    programme_lines,
    roster_lines,
)
from coachdesk.report.certification_object import (
    checked_object,
    held_object,
    matrix_object,
    page_object,
    programme_object,
)

_R = TypeVar("_R")

_OPTIONS: tuple[Option, ...] = (
    click.option("--programme", metavar="ID", help="Only this programme."),
    click.option("--person", metavar="PERSON", help="Only this person."),
    click.option("--team", metavar="TEAM", help="Only this team."),
    click.option("--place", metavar="ID", help="Only this place, and all that lie within it."),
    click.option(
        "--state",
        "states",
        multiple=True,
        type=click.Choice([state.value for state in State], case_sensitive=False),
        help="Only who stands there; may be given several times.",
    ),
    click.option(
        "--expiring",
        type=click.IntRange(0, 366),
        metavar="DAYS",
        help="Only what ends within so many days, such as 60, 30 or 7.",
    ),
    click.option("--ready", is_flag=True, help="Only who is ready to be assessed or decided."),
    click.option(
        "--challenged",
        is_flag=True,
        help="Only what somebody proposed to revoke, or appeals against.",
    ),
)


def _narrowed(command: Callable[..., _R]) -> Callable[..., _R]:
    """Gives a command the options that narrow it, and hands it what they want."""

    @functools.wraps(command)
    def run(
        *args: Any,
        programme: str | None,
        person: str | None,
        team: str | None,
        place: str | None,
        states: tuple[str, ...],
        expiring: int | None,
        ready: bool,
        challenged: bool,
        **kwargs: Any,
    ) -> _R:
        wanted = Wanted(
            programme=programme,
            person=person,
            team=team,
            place=place,
            states=tuple(State(each.lower()) for each in states),
            expiring=expiring,
            ready=ready,
            challenged=challenged,
        )
        return command(*args, wanted=wanted, **kwargs)

    narrowed: Callable[..., _R] = run
    for option in reversed(_OPTIONS):
        narrowed = option(narrowed)
    return narrowed


@click.command("programmes")
@on_desk
@formats("text", "json")
def programmes_(desk: Desk, acting: Acting, output_format: str) -> None:
    """List what the desk certifies for: rules/certifications/."""
    found, outdated = programmes(desk, acting), outdated_questions(desk, acting)
    report_problems(left_out(desk))
    if output_format == "json":
        tell_object([programme_object(each, outdated.get(each.id, ())) for each in found])
        return
    for line in programme_lines(found, outdated, columns()):
        click.echo(line)


@click.command("list")
@on_desk
@_narrowed
@formats("text", "json")
def list_certs(desk: Desk, acting: Acting, wanted: Wanted, output_format: str) -> None:
    """List the certificates that you may see: where people stand today, and what comes next."""
    found = list_held(desk, acting, wanted)
    report_problems(left_out(desk))
    if output_format == "json":
        tell_object([held_object(each) for each in found])
        return
    for line in list_lines(found, columns()):
        click.echo(line)


@click.command("show")
@on_desk
@click.argument("person")
@click.option("--programme", metavar="ID", help="Only this programme.")
@formats("text", "json")
def show_certs(
    desk: Desk, acting: Acting, person: str, programme: str | None, output_format: str
) -> None:
    """Show one person's certificates: why they stand where they do, and on what evidence."""
    found = show(desk, acting, person, programme)
    report_problems(left_out(desk))
    if output_format == "json":
        tell_object([page_object(each) for each in found])
        return
    zone = ZoneInfo(desk.settings.time_zone)
    for each in found:
        print_rows(page_rows(each, zone, columns()))
    if not found:
        click.echo("enrolled for nothing")


@click.command("matrix")
@on_desk
@_narrowed
@formats("text", "json")
def matrix_(desk: Desk, acting: Acting, wanted: Wanted, output_format: str) -> None:
    """Show people by programmes: one sign a cell, and what each person lacks next."""
    found = matrix(desk, acting, wanted)
    report_problems(found.left_out)
    if output_format == "json":
        tell_object(matrix_object(found))
        return
    for line in matrix_lines(found, columns(), narrowed=wanted != Wanted()):
        click.echo(line)


@click.command("roster-check")
@on_desk
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day, for rows without a date; else today.",
)
@formats("text", "json")
def roster_check(
    desk: Desk, acting: Acting, file: Path, on: datetime | None, output_format: str
) -> int:
    """Say who on a shift may not sell what, and why.

    FILE is CSV or XLSX with the columns person and script (or certificate), and a date; - is
    standard input. Exit code 0: everybody may. 1: somebody may not, or a programme with errors is
    left out, so that nobody knows. 2: a row can't be understood.
    """
    day = None if on is None else on.date()
    piped = str(file) == "-"
    text = sys.stdin.buffer.read() if piped else b""
    rows = check_roster(desk, acting, None if piped else file, text, day)
    faulty = left_out(desk)
    report_problems(faulty)
    if output_format == "json":
        tell_object([checked_object(each) for each in rows])
    else:
        for line in roster_lines(rows):
            click.echo(line)
    clean = all(each.may for each in rows) and not faulty
    return ExitCode.CLEAN if clean else ExitCode.FINDINGS


@click.command("calendar")
@on_desk
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_narrowed
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
def calendar(desk: Desk, acting: Acting, file: Path, wanted: Wanted, force: bool) -> None:
    """Write the days that matter as FILE.ics, for any calendar program.

    These are the last days of certificates and of work, and the days on which coaching actions are
    due, as far as you may see them; with an option that only certificates know, such as --state,
    only theirs. A file that is taken in again replaces what it wrote before.
    """
    names = {person.id: person.name for person in desk.settings.people}
    found = days_of(desk, acting, wanted)
    report_problems(left_out(desk))
    entries = [
        *certificate_entries(found.certificates),
        *action_entries(found.actions, names),
    ]
    text = calendar_text(
        entries, f"{desk.settings.name}: certificates and coaching", acting.clock()
    )
    with output_file(file, force=force) as stream:
        stream.write(text.decode())
    say(f"{file}: {len(entries)} days")
