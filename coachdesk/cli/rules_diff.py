"""`coachdesk rules diff`."""

import shutil
import sys
from collections import Counter
from pathlib import Path

import click
import msgspec

from coachdesk.cli.on_desk import (
    acting_person,
    desk_at,
    desk_option,
    formats,
    person_option,
    say,
    watched,
)
from coachdesk.core.assumptions import Assumptions
from coachdesk.core.errors import BadInput, ExitCode, Problem, Severity, SyntaxFault
from coachdesk.core.flips import Flip, Flips
from coachdesk.desk.calls import unanswerable
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reading import calls_in
from coachdesk.desk.versions import (
    DRAFT,
    IN_FORCE,
    Rules,
    rules_at,
    rules_in_force,
    rules_of_draft,
)
from coachdesk.desk.workbench import try_on, try_rules
from coachdesk.files.calls.reading import Roles
from coachdesk.files.settings import Settings
from coachdesk.report.flips import COLUMNS, flip_object, flips_lines, flips_object

_SHOWN = 20


class _Asked(msgspec.Struct, kw_only=True):
    """What is compared, and the desk once something needs it."""

    folder: Path | None
    acting: Acting
    desk: Desk | None = None
    faults: int = 0

    def desk_here(self) -> Desk:
        """The desk, found when first needed."""
        if self.desk is None:
            self.desk = desk_at(self.folder, self.acting)
        return self.desk

    def rules(self, name: str) -> Rules:
        """The rules that a name means."""
        if name == IN_FORCE:
            return rules_in_force(self.desk_here(), self.acting)
        if name == DRAFT:
            return rules_of_draft(self.desk_here(), self.acting)
        return rules_at(Path(name))

    def say(self, problem: Problem) -> None:
        """Tells a problem that does not end the job."""
        self.faults += problem.severity is Severity.ERROR
        say(str(problem))


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--where", default="", metavar="FILTER", help="Only these calls, such as 'since:7d team:North'."
)
@click.option("--criterion", metavar="ID", help="Flips of this criterion alone.")
@click.option(
    "--calls",
    "files",
    multiple=True,
    metavar="FILES",
    help="On these call files, folders or patterns, not on the desk's calls; repeatable.",
)
@click.option("--company", metavar="NAME", help="With --calls and no desk: the value of {company}.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=_SHOWN,
    show_default=True,
    help="Text: show so many flips; all are counted.",
)
@desk_option("folder")
@person_option
@formats("text", "json")
def diff(
    old: str,
    new: str,
    where: str,
    criterion: str | None,
    files: tuple[str, ...],
    company: str | None,
    limit: int,
    folder: Path | None,
    named: str | None,
    output_format: str,
) -> int:
    """Show which calls two versions of rules judge otherwise. Nothing is written.

    OLD and NEW are rule files or folders; 'desk' is the rules in force, 'draft' the draft of the
    desk. A file named so is meant by ./desk.

    Exit code 0: nothing changes. 1: an answer, an outcome, a score or the calls that a scorecard is
    for. 2: a file or an argument can't be used.
    """
    if files and where:
        raise click.UsageError("--where is about the desk's calls; leave it out with --calls")
    asked = _Asked(folder=folder, acting=acting_person(named))
    versions = asked.rules(old), asked.rules(new)
    if output_format == "json":
        writer = _Json()
        flips = _compared(asked, versions, where, criterion, files, company, 0, writer)
        writer.end(flips, old, new)
    else:
        flips = _compared(asked, versions, where, criterion, files, company, limit, None)
        for line in flips_lines(flips, old, new, _columns()):
            click.echo(line)
    if asked.faults:
        return ExitCode.BAD_INPUT
    return ExitCode.FINDINGS if flips.changes else ExitCode.CLEAN


class _Json:
    """One object: the flips as they are found, then the sums."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, flip: Flip) -> None:
        """Writes one flip."""
        click.echo(",\n" if self._count else '{"flips":[\n', nl=False)
        click.echo(msgspec.json.encode(flip_object(flip)), nl=False)
        self._count += 1

    def end(self, flips: Flips, old: str, new: str) -> None:
        """Writes what comes after the last flip."""
        sums = msgspec.json.encode(flips_object(flips, old, new)).decode()
        click.echo(("" if self._count else '{"flips":[') + f'\n],"summary":{sums}}}')


def _compared(
    asked: _Asked,
    versions: tuple[Rules, Rules],
    where: str,
    criterion: str | None,
    files: tuple[str, ...],
    company: str | None,
    keep: int,
    writer: _Json | None,
) -> Flips:
    found = writer or _nowhere
    if files:
        settings = asked.desk.settings if asked.desk else None
        assumptions = settings.assumptions if settings else Assumptions(company=company)
        stream = calls_in(
            files,
            say=asked.say,
            masked=Counter(),
            patterns=settings.patterns if settings else (),
            roles=_roles(settings),
        )
        return try_on(stream, *versions, assumptions, criterion=criterion, keep=keep, found=found)
    try:
        with watched("trying") as progress:
            return try_rules(
                asked.desk_here(),
                asked.acting,
                *versions,
                where=where,
                criterion=criterion,
                keep=keep,
                found=found,
                progress=progress,
            )
    except SyntaxFault as fault:
        raise BadInput(unanswerable(fault, where, 0)) from None


def _roles(settings: Settings | None) -> Roles | None:
    if settings is None:
        return None
    return Roles({label.casefold(): part for label, part in settings.roles.items()})


def _nowhere(flip: Flip) -> None:
    del flip


def _columns() -> int:
    return shutil.get_terminal_size((COLUMNS, 24)).columns if sys.stdout.isatty() else COLUMNS
