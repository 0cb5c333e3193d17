"""`coachdesk rules check`."""

import gc
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from coachdesk.cli.checking import checking, counted, report_check
from coachdesk.cli.rule_paths import is_in_desk, rules_meant
from coachdesk.core.errors import CoachdeskError, Problem
from coachdesk.files.lint import lint
from coachdesk.files.loaded import Loaded, place_of
from coachdesk.files.rulebook import load


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--scripts",
    type=click.Path(path_type=Path),
    help="The folder of scripts; otherwise scripts_library beside the rules.",
)
@checking
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
    problems = sorted((*lint(loaded, day), *_reused(meant, loaded)), key=place_of)
    return report_check(problems, f"{meant}: {_counted(loaded)}", form, strict)


def _reused(meant: Path, loaded: Loaded) -> Sequence[Problem]:
    """What a desk around the rules has kept under the same version with another text."""
    if not loaded.exams or not is_in_desk(meant):
        return ()
    from coachdesk.cli.on_desk import acting_person
    from coachdesk.desk.folder import find_desk
    from coachdesk.desk.reused import reused_in_exams

    try:
        desk = find_desk(meant.absolute())
        return reused_in_exams(desk, acting_person(), loaded)
    except CoachdeskError as error:
        return error.problems


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _counted(loaded: Loaded) -> str:
    of_kind = Counter(part.root.entries[0][0].value for part in loaded.parts)
    always = {
        **{kind: of_kind[kind] for kind in ("scorecard", "audit", "pack")},
        "script": len(loaded.scripts),
    }
    further = {
        "role-play": of_kind["roleplay"],
        "exam": len(loaded.exams),
        "programme": len(loaded.programmes),
    }
    told = counted(always | {name: count for name, count in further.items() if count})
    if loaded.policies:
        policies = len(loaded.policies)
        told += f", {policies} coaching polic{'ies' if policies != 1 else 'y'}"
    return told
