"""`coachdesk rules test`."""

import json
from pathlib import Path

import click

from coachdesk.cli.rule_paths import rules_meant
from coachdesk.core.assumptions import Assumptions
from coachdesk.core.errors import ExitCode
from coachdesk.desk.rules import (
    load_sound,
    rehearse_policies,
    rehearse_programmes,
    rehearse_rules,
)
from coachdesk.report.policy_rehearsals import policy_lines, policy_object, policy_summary
from coachdesk.report.programme_rehearsals import (
    programme_lines,
    programme_object,
    programme_summary,
)
from coachdesk.report.rehearsals import rehearsal_lines, rehearsal_object, summary_line


@click.command(name="test")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--scripts", type=click.Path(path_type=Path), help="The folder of scripts.")
@click.option(
    "--mutate",
    is_flag=True,
    help="Also drop each phrase and turn each condition around, and list what no example notices.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write."
)
def test_rules(path: Path | None, scripts: Path | None, mutate: bool, form: str) -> int:
    """Run the examples beside each rule and each coaching policy.

    A failing example shows the verdict with its evidence, where the engine looked, and the nearest
    miss. Outcomes that no example shows are listed by criterion.

    Exit code 0: every example is as expected. 1: some are not, or with --mutate a change goes
    unnoticed. 2: a rule file has errors.
    """
    loaded = load_sound(rules_meant(path, Path()), scripts)
    rehearsals = list(rehearse_rules(loaded, Assumptions(), mutate=mutate))
    policies = list(rehearse_policies(loaded))
    programmes = list(rehearse_programmes(loaded))
    if form == "json":
        objects = [
            *(rehearsal_object(each) for each in rehearsals),
            *(policy_object(each) for each in policies),
            *(programme_object(each) for each in programmes),
        ]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
    else:
        for each in rehearsals:
            for line in rehearsal_lines(each):
                click.echo(line)
        for policy in policies:
            for line in policy_lines(policy):
                click.echo(line)
        for programme in programmes:
            for line in programme_lines(programme):
                click.echo(line)
    for each in rehearsals:
        click.echo(summary_line(each, mutate=mutate), err=True)
    for policy in policies:
        click.echo(policy_summary(policy), err=True)
    for programme in programmes:
        click.echo(programme_summary(programme), err=True)
    failed = any(not result.passed for each in rehearsals for result in each.results)
    failed |= any(not result.passed for each in policies for result in each.results)
    failed |= any(result.differs for each in programmes for result in each.results)
    unnoticed = any(each.unnoticed for each in rehearsals)
    return ExitCode.FINDINGS if failed or unnoticed else ExitCode.CLEAN
