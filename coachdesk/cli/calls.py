"""`coachdesk calls`."""

import click

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.cli.pages import columns
from coachdesk.core.queue import Sort, quoted
from coachdesk.desk.calls import list_calls
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.call_list import as_json, as_text


@click.command()
@on_desk
@click.option(
    "--where", default="", metavar="FILTER", help="Only these, such as 'agent:ana score<80'."
)
@click.option("--agent", multiple=True, help="The same as agent:…; repeatable, any of them.")
@click.option("--campaign", help="The same as campaign:…")
@click.option("--scorecard", help="The same as scorecard:…")
@click.option("--outcome", help="The same as outcome:… (pass, fail, not-scored).")
@click.option(
    "--sort",
    type=click.Choice([each.value for each in Sort], case_sensitive=False),
    default=Sort.NEWEST.value,
    show_default=True,
    help="The order.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many lines.")
@formats("text", "json")
def calls(
    desk: Desk,
    acting: Acting,
    where: str,
    agent: tuple[str, ...],
    campaign: str | None,
    scorecard: str | None,
    outcome: str | None,
    sort: str,
    limit: int | None,
    output_format: str,
) -> None:
    """List the desk's calls, each with the most urgent of what was said about it.

    docs/queue.md tells what filters mean; an option is one more clause of the filter.
    """
    named = {
        "agent": ",".join(map(quoted, agent)),
        "campaign": quoted(campaign) if campaign is not None else "",
        "scorecard": quoted(scorecard) if scorecard is not None else "",
        "outcome": quoted(outcome) if outcome is not None else "",
    }
    options = " ".join(f"{field}:{value}" for field, value in named.items() if value)
    found = list_calls(desk, acting, where, Sort(sort), options=options, limit=limit)
    if output_format == "json":
        lines = as_json(found)
    else:
        lines = as_text(found, desk.settings.time_zone, columns())
    for line in lines:
        click.echo(line)
