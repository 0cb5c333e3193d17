"""`coachdesk rules check`."""

import gc
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import click

from coachdesk.cli.rule_paths import rules_meant
from coachdesk.core.errors import ExitCode, Problem, Severity
from coachdesk.core.visible import visible
from coachdesk.files.lint import lint
from coachdesk.files.rulebook import Loaded, load
from coachdesk.report.problems import FORMATS, rendered, summary


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--scripts",
    type=click.Path(path_type=Path),
    help="The folder of scripts; otherwise scripts_library beside the rules.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to write problems."
)
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
def check(
    path: Path | None, scripts: Path | None, form: str, strict: bool, today: datetime | None
) -> int:
    """Report every problem in a rule file or folder.

    PATH is a rule file, a rule folder or a desk. Without it: the rules of the desk around this
    folder, else ./rules, else the starter rules.

    Exit code 0: no errors. 1: errors (with --strict also warnings). 2: a file cannot be read, or
    is not YAML that is allowed here.
    """
    # All that is made here lives until the end; looking for garbage would only cost time.
    gc.disable()
    day = today.date() if today else _today()
    meant = rules_meant(path, Path())
    loaded = load(meant, scripts)
    problems = lint(loaded, day)
    click.echo(rendered(problems, form), nl=False)
    click.echo(visible(summary(problems, f"{meant}: {_counted(loaded)}")), err=True)
    return _exit_code(problems, strict)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _exit_code(problems: tuple[Problem, ...], strict: bool) -> ExitCode:
    if any(problem.code.startswith("F1") for problem in problems):
        return ExitCode.BAD_INPUT
    bad = [each for each in problems if strict or each.severity is Severity.ERROR]
    return ExitCode.FINDINGS if bad else ExitCode.CLEAN


def _counted(loaded: Loaded) -> str:
    of_kind = Counter(part.root.entries[0][0].value for part in loaded.parts)
    counts = {
        **{kind: of_kind[kind] for kind in ("scorecard", "audit", "pack")},
        "script": len(loaded.scripts),
    }
    further = {
        "role-play": of_kind["roleplay"],
        "exam": len(loaded.exams),
        "programme": len(loaded.programmes),
    }
    counts |= {name: count for name, count in further.items() if count}
    told = [f"{count} {name}{'s' if count != 1 else ''}" for name, count in counts.items()]
    if loaded.policies:
        policies = len(loaded.policies)
        told.append(f"{policies} coaching polic{'ies' if policies != 1 else 'y'}")
    return ", ".join(told)
