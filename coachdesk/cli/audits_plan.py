"""`coachdesk audits plan | pick | assign`."""

from zoneinfo import ZoneInfo

import click
import msgspec

from coachdesk.cli.audits_shown import moment, number, place_names, tell, visit_argument
from coachdesk.cli.on_desk import formats, on_desk, tell_object
from coachdesk.cli.pages import columns
from coachdesk.desk.audits import Planned, assign, audit_form, open_visit, pick_visit, plan_visits
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.audit_object import drawn_object
from coachdesk.report.audits import left_out_lines, plan_lines
from coachdesk.report.layout import wrapped


@click.command()
@on_desk
@click.argument("form")
@click.option("--quarter", required=True, metavar="QUARTER", help="Such as 2026Q4.")
@click.option(
    "--visits", type=click.IntRange(min=1), metavar="N", help="So many; else what the stores need."
)
@click.option("--seed", metavar="TEXT", help="Draw by this seed; else by a fresh one, and show it.")
@click.option("--within", multiple=True, metavar="PLACE", help="Only stores in there; repeatable.")
@click.option("--dry-run", is_flag=True, help="Show the draw and write nothing.")
@formats("text", "json")
def plan(
    desk: Desk,
    acting: Acting,
    form: str,
    quarter: str,
    visits: int | None,
    seed: str | None,
    within: tuple[str, ...],
    dry_run: bool,
    output_format: str,
) -> None:
    """Draw visits with FORM to every store that has none in the quarter yet, and plan them.

    Place, day, colleague and shopper are drawn by the seed alone. With the seed of visits that are
    planned already, --dry-run draws them again.
    """
    found = plan_visits(
        desk, acting, form, quarter, wanted=visits, seed=seed, within=within, dry_run=dry_run
    )
    if output_format == "json":
        numbers = found.numbers or (None,) * len(found.visits)
        tell_object(
            {
                "form": found.form,
                "version": found.version,
                "quarter": str(found.quarter),
                "seed": found.seed,
                "within": found.within,
                "first_day": found.first.isoformat(),
                "frame_sha256": found.frame_sha256,
                "kept": found.kept,
                "frame_changed": found.changed,
                "visits": [
                    drawn_object(each, visit)
                    for each, visit in zip(found.visits, numbers, strict=True)
                ],
                "left_out": msgspec.to_builtins(found.left_out),
            }
        )
        return
    names = place_names(desk)
    for line in plan_lines(found.visits, found.numbers, names):
        click.echo(line)
    for line in left_out_lines(found.left_out, names):
        for part in wrapped(line, columns()):
            click.echo(part)
    click.echo(_told(found))


def _told(found: Planned) -> str:
    count = len(found.visits)
    what = f"{count} visit{'' if count == 1 else 's'} of {found.form} in {found.quarter}"
    if not count:
        return f"no store needs a visit by {found.form} in {found.quarter}; nothing to plan"
    if found.kept and found.changed:
        return (
            f"{what}, seed {found.seed}: people, places or earlier visits are not those of then, "
            "so this need not be what was planned"
        )
    if found.kept:
        return f"{what}, seed {found.seed}: as they were planned"
    done = "planned" if found.numbers else "drawn, nothing written"
    return f"{what}, seed {found.seed}: {done}"


@click.command()
@on_desk
@click.argument("form")
@click.argument("place")
@click.option("--from", "since", required=True, metavar="TIME", help="Such as 2026-10-05T10:00.")
@click.option("--until", required=True, metavar="TIME", help="When it must be made at the latest.")
@click.option("--agent", metavar="PERSON", help="Who is visited; else whoever serves.")
@click.option("--shopper", metavar="PERSON", help="Who makes it; else say so when you assign it.")
@formats("text", "json")
def pick(
    desk: Desk,
    acting: Acting,
    form: str,
    place: str,
    since: str,
    until: str,
    agent: str | None,
    shopper: str | None,
    output_format: str,
) -> None:
    """Plan one visit to PLACE with FORM that nobody drew; figures tell such visits apart."""
    zone = ZoneInfo(desk.settings.time_zone)
    number = pick_visit(
        desk,
        acting,
        audit_form(desk, form),
        place,
        since=moment(since, zone),
        until=moment(until, zone),
        agent=agent,
        shopper=shopper,
    )
    tell(desk, open_visit(desk, acting, f"V{number}"), output_format)


@click.command("assign")
@on_desk
@visit_argument
@click.option("--shopper", metavar="PERSON", help="Else the one that was drawn.")
@formats("text", "json")
def assign_visit(
    desk: Desk, acting: Acting, visit: str, shopper: str | None, output_format: str
) -> None:
    """Give a visit to a shopper who is a stranger there."""
    before = assign(desk, acting, number(visit), shopper)
    found = open_visit(desk, acting, visit)
    other = before is not None and before != found.visit.shopper
    instead = f" instead of {before}" if other else ""
    tell(desk, found, output_format, f"for {found.visit.shopper}{instead}")
