"""`coachdesk calls`."""

from collections.abc import Mapping

import click

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.core.listing import Wanted
from coachdesk.core.score import Outcome
from coachdesk.desk.calls import list_calls
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.call_list import as_json, as_text

_OUTCOMES: Mapping[str, Outcome] = {
    outcome.value.lower().replace("_", "-"): outcome for outcome in Outcome
}


@click.command()
@on_desk
@click.option("--agent", multiple=True, help="Only this agent's, by name, id or alias; repeatable.")
@click.option("--campaign", help="Only this campaign's.")
@click.option("--scorecard", help="Only scores of this scorecard.")
@click.option("--outcome", type=click.Choice(list(_OUTCOMES)), help="Only this outcome.")
@click.option(
    "--limit", type=click.IntRange(min=1), help="At most so many lines, the newest calls first."
)
@formats("text", "json")
def calls(
    desk: Desk,
    acting: Acting,
    agent: tuple[str, ...],
    campaign: str | None,
    scorecard: str | None,
    outcome: str | None,
    limit: int | None,
    output_format: str,
) -> None:
    """List the desk's calls, newest first, with their scores under the rules in force."""
    wanted = Wanted(
        agents=agent or None,
        campaign=campaign,
        scorecard=scorecard,
        outcome=_OUTCOMES[outcome] if outcome else None,
        limit=limit,
    )
    found = list_calls(desk, acting, wanted)
    lines = as_json(found) if output_format == "json" else as_text(found, desk.settings.time_zone)
    for line in lines:
        click.echo(line)
