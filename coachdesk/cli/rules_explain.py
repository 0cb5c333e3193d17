"""`coachdesk rules explain`."""

import json
from collections import Counter
from pathlib import Path

import click

from coachdesk.cli.rule_paths import rules_meant
from coachdesk.core.assumptions import Assumptions
from coachdesk.core.errors import ExitCode, Problem, Severity
from coachdesk.core.visible import visible
from coachdesk.desk.reading import calls_in
from coachdesk.desk.rules import explain_verdict, find_criterion, load_sound
from coachdesk.files.calls.openfiles import parse_roles
from coachdesk.report.reasons import reason_lines, reason_object


@click.command()
@click.argument("criterion")
@click.argument("file")
@click.option("--rules", type=click.Path(path_type=Path), help="Rule file or folder.")
@click.option("--call", "call_id", help="Only the call of that id, where the file has several.")
@click.option("--from", "from_format", metavar="FORMAT", help="Read the file as this format.")
@click.option("--roles", metavar="MAP", help='Who is who, such as "Ana=agent,*=customer".')
@click.option("--company", help="The value of {company}.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write."
)
def explain(
    criterion: str,
    file: str,
    rules: Path | None,
    call_id: str | None,
    from_format: str | None,
    roles: str | None,
    company: str | None,
    form: str,
) -> int:
    """Explain one verdict about the calls of a file, step by step.

    CRITERION is the id of a criterion, or SCORECARD/CRITERION. FILE is a call file.
    """
    found = find_criterion(load_sound(rules_meant(rules, Path())), criterion)
    faults = 0

    def say(problem: Problem) -> None:
        nonlocal faults
        faults += problem.severity is Severity.ERROR
        click.echo(visible(str(problem)), err=True)

    explained = 0
    masked: Counter[str] = Counter()
    for call in calls_in(
        [file], say=say, masked=masked, from_format=from_format, roles=parse_roles(roles)
    ):
        if call_id is not None and call.id != call_id:
            continue
        verdict, steps = explain_verdict(*found, call, Assumptions(company=company))
        if form == "json":
            click.echo(json.dumps(reason_object(*found, call, verdict, steps), ensure_ascii=False))
        else:
            if explained:
                click.echo()
            for line in reason_lines(*found, call, verdict, steps):
                click.echo(line)
        explained += 1
    if not explained and not faults:
        wanted = f" with the id '{call_id}'" if call_id else ""
        click.echo(visible(f"no call{wanted} in {file}"), err=True)
    return ExitCode.CLEAN if explained and not faults else ExitCode.BAD_INPUT
