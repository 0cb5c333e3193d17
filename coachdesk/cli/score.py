"""`coachdesk score`: files and rules in, verdicts and scores out, like a linter."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
import msgspec

from coachdesk.cli.rule_paths import rules_meant
from coachdesk.core.assumptions import Assumptions
from coachdesk.core.errors import ExitCode, Problem, Severity
from coachdesk.core.visible import visible
from coachdesk.desk.scoring import Wish, forms_to_use, score_by_hand, score_calls
from coachdesk.files.calls.openfiles import parse_roles, read_calls
from coachdesk.files.calls.strangers import with_strangers_told
from coachdesk.files.output import output_file
from coachdesk.report.formats import EXPLAINED, FORMATS, chunks_of
from coachdesk.report.reported import Reported
from coachdesk.report.tone import Tone
from coachdesk.report.verdicts import Looks

_PAINT: Mapping[Tone, Mapping[str, Any]] = {
    Tone.GOOD: {"fg": "green"},
    Tone.BAD: {"fg": "red", "bold": True},
    Tone.DOUBT: {"fg": "yellow"},
    Tone.QUIET: {"dim": True},
    Tone.STRONG: {"bold": True},
}


class _Seen(msgspec.Struct, kw_only=True):
    """What has happened so far, for the exit code."""

    bad_input: bool = False
    findings: bool = False
    scored: int = 0

    def say(self, problem: Problem) -> None:
        """Tell a problem that does not end the job."""
        self.bad_input |= problem.severity is Severity.ERROR
        click.echo(visible(str(problem)), err=True)

    def watch(self, stream: Iterable[Reported], fail_under: float | None) -> Iterator[Reported]:
        """The same evaluations, counted as they pass."""
        for reported in stream:
            self.scored += 1
            self.findings = self.findings or reported.has_findings(fail_under)
            yield reported

    @property
    def exit_code(self) -> ExitCode:
        """As documented."""
        if self.bad_input:
            return ExitCode.BAD_INPUT
        return ExitCode.FINDINGS if self.findings else ExitCode.CLEAN


@click.command()
@click.argument("files", nargs=-1, metavar="FILES...")
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    help="A rule file or folder; otherwise the desk's, ./rules, or the starter rules.",
)
@click.option("--scorecard", metavar="ID", help="Score with this one, whatever calls it is for.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How the result is written.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write there, when all is done.",
)
@click.option("--force", is_flag=True, help="Replace the output file.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit 1 when a score, or its lowest bound, is under this.",
)
@click.option("--nearest", is_flag=True, help="Find the nearest miss of what was not heard.")
@click.option("--verbose", "-v", is_flag=True, help="Text: every criterion in full.")
@click.option("--from", "from_format", metavar="FORMAT", help="Read the files as this format.")
@click.option("--roles", metavar="MAP", help='Who is who, such as "Ana=agent,*=customer".')
@click.option("--index", metavar="CSV", help="What is known of the calls besides: a row a call.")
@click.option("--company", metavar="NAME", help="The value of {company} where a call has none.")
@click.option("--form", metavar="FORM", help="A form filled by hand: its rule file, or its id.")
@click.option(
    "--answers", metavar="FILE", help="The answers to --form, as YAML, JSON or CSV; - for stdin."
)
def score(
    files: tuple[str, ...],
    rules: Path | None,
    scorecard: str | None,
    output_format: str,
    output: Path | None,
    force: bool,
    fail_under: float | None,
    nearest: bool,
    verbose: bool,
    from_format: str | None,
    roles: str | None,
    index: str | None,
    company: str | None,
    form: str | None,
    answers: str | None,
) -> int:
    """Score call files with rules, without a desk.

    FILES are call files, folders, patterns such as 'calls/*.vtt', or - for standard input.

    Exit code 0: nothing failed. 1: a criterion or a score failed. 2: a file or an option can't be
    used; the other files are scored all the same.
    """
    _refuse_mixed(files, form, answers, scorecard)
    meant = rules_meant(rules, Path())
    seen = _Seen()
    if answers is not None and form is not None:
        path = None if answers == "-" else Path(answers)
        text = sys.stdin.buffer.read(_MOST_ANSWERS) if path is None else None
        stream: Iterable[Reported] = iter([score_by_hand(form, path, text, meant)])
    else:
        wish = Wish(
            assumptions=Assumptions(company=company),
            regardless=scorecard is not None,
            explain=output_format in EXPLAINED,
            near=nearest,
        )
        forms = forms_to_use(meant, scorecard, seen.say)
        found = read_calls(files, from_format=from_format, roles=parse_roles(roles), index=index)
        stream = score_calls(forms, with_strangers_told(found), wish, seen.say)
    with _destination(output, force) as target:
        looks = Looks(
            paint=_paint if _colourful(target) else Looks().paint,
            columns=_columns(target),
            whole=verbose,
        )
        for chunk in chunks_of(
            output_format, _shown(seen.watch(stream, fail_under), target), looks
        ):
            target.write(chunk)
    if not seen.scored:
        click.echo("no call was scored", err=True)
        return ExitCode.BAD_INPUT
    return seen.exit_code


_MOST_ANSWERS = (1 << 20) + 1


def _refuse_mixed(
    files: tuple[str, ...], form: str | None, answers: str | None, scorecard: str | None
) -> None:
    if (form is None) != (answers is None):
        raise click.UsageError("--form and --answers go together")
    if form is not None and files:
        raise click.UsageError("a form filled by hand is scored alone, without FILES")
    if form is not None and scorecard is not None:
        raise click.UsageError("--form names the form already; leave --scorecard out")
    if form is None and not files:
        raise click.UsageError("name call files, folders, or - for standard input")


@contextmanager
def _destination(output: Path | None, force: bool) -> Iterator[IO[str]]:
    if output is None or str(output) == "-":
        yield sys.stdout
        return
    with output_file(output, force=force) as stream:
        yield stream


def _shown(stream: Iterable[Reported], target: IO[str]) -> Iterator[Reported]:
    """The same evaluations; a count on stderr where a person waits for what they can't see yet."""
    if target.isatty() or not sys.stderr.isatty():
        yield from stream
        return
    with click.progressbar(
        stream, file=sys.stderr, label="scoring", show_pos=True, item_show_func=_name
    ) as bar:
        yield from bar


def _name(reported: Reported | None) -> str | None:
    call = reported.call if reported else None
    return visible(call.id)[:40] if call else None


def _paint(text: str, tone: Tone) -> str:
    return click.style(text, **_PAINT[tone])


def _colourful(target: IO[str]) -> bool:
    return target.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _columns(target: IO[str]) -> int:
    return min(shutil.get_terminal_size().columns, 120) if target.isatty() else 100
