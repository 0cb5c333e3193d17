"""What the commands share that check files: how problems are written, and the exit code."""

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

import click

from coachdesk.core.errors import ExitCode, Problem, Severity
from coachdesk.core.visible import visible
from coachdesk.report.problems import FORMATS, rendered, summary

_P = ParamSpec("_P")
_R = TypeVar("_R")


def checking(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """The options `--format` and `--strict`."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        help="How to write problems.",
    )
    strict = click.option("--strict", is_flag=True, help="Warnings count as findings too.")
    return form(strict(command))


def report_check(problems: Sequence[Problem], what: str, form: str, strict: bool) -> ExitCode:
    """Writes the problems, and their number to stderr; gives the exit code.

    Args:
        problems: sorted.
        what: was looked at, in words.
        form: one of `FORMATS`.
        strict: whether warnings count.
    """
    click.echo(rendered(problems, form), nl=False)
    click.echo(visible(summary(problems, what)), err=True)
    if any(problem.code.startswith("F1") for problem in problems):
        return ExitCode.BAD_INPUT
    bad = [each for each in problems if strict or each.severity is Severity.ERROR]
    return ExitCode.FINDINGS if bad else ExitCode.CLEAN


def counted(counts: dict[str, int]) -> str:
    """Such as `1 scorecard, 2 packs`."""
    return ", ".join(f"{count} {name}{'s' if count != 1 else ''}" for name, count in counts.items())
