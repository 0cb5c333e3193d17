"""`coachdesk people set | leave`."""

from datetime import datetime

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, say
from coachdesk.cli.people_lists import day_of, day_type, tell
from coachdesk.core.authorize import Role
from coachdesk.core.roster import Brought, Change
from coachdesk.core.visible import visible
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.places import bring_in_places
from coachdesk.desk.roster import bring_in, change, leave, names_in, team_note
from coachdesk.report.roster import dropped_lines

ROLES = [role.value for role in Role if role is not Role.OWNER]
"""Those that somebody may have."""


@click.command("set")
@on_desk
@click.argument("person")
@click.option("--since", type=day_type, metavar="DAY", help="The first day on which it holds.")
@click.option("--until", type=day_type, metavar="DAY", help="The last day, where it is known.")
@click.option("--name", metavar="NAME", help="As shown.")
@click.option("--role", type=click.Choice(ROLES), help="Their part at the desk.")
@click.option("--team", metavar="TEAM", help="The team's name.")
@click.option("--place", metavar="PLACE", help="The id of a place in desk.yaml.")
@click.option("--under", metavar="PERSON", help="The id of whoever leads them.")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name in calls.")
@click.option("--reason", default="", metavar="TEXT", help="Why, for the log.")
@formats("text", "json")
def set_person(
    desk: Desk,
    acting: Acting,
    person: str,
    since: datetime | None,
    until: datetime | None,
    name: str | None,
    role: str | None,
    team: str | None,
    place: str | None,
    under: str | None,
    aliases: tuple[str, ...],
    reason: str,
    output_format: str,
) -> None:
    """Say what somebody is from a day on: PERSON is their id.

    What is not said stays as it was. The days before keep what was true then.
    """
    wanted = Change(
        id=person,
        since=day_of(since),
        until=day_of(until),
        name=name,
        role=role,
        team=team,
        place=place,
        manager=under,
        aliases=aliases,
    )
    tell(desk, change(desk, acting, wanted, reason), output_format)
    noted = team_note(desk, team)
    if noted:
        say(noted)


@click.command("leave")
@on_desk
@click.argument("person")
@click.option("--on", "day", type=day_type, required=True, metavar="DAY", help="Their last day.")
@click.option("--reason", default="", metavar="TEXT", help="Why, for the log.")
@formats("text", "json")
def leave_person(
    desk: Desk, acting: Acting, person: str, day: datetime, reason: str, output_format: str
) -> None:
    """Note somebody's last day; their calls until then stay their team's."""
    known = leave(desk, acting, person, day.date(), reason)
    tell(desk, known, output_format)
    for line in dropped_lines(known, names_in(desk)):
        say(line)


@click.command("import")
@on_desk
@click.argument("file", type=click.Path())
@click.option("--places", is_flag=True, help="FILE is a table of places, not of people.")
@click.option("--dry-run", is_flag=True, help="Only say what it would change.")
@formats("text", "json")
def import_people(
    desk: Desk, acting: Acting, file: str, places: bool, dry_run: bool, output_format: str
) -> None:
    """Bring in people, a spell a row, from CSV or XLSX: all of the table, or nothing of it.

    Columns: id, name, role, team, place, manager, since, until, aliases (parted by ;). With
    --places: id, name, level, within, channel. The same table twice changes nothing.
    """
    job = bring_in_places if places else bring_in
    brought = job(desk, acting, file, dry_run=dry_run)
    if output_format == "json":
        click.echo(msgspec.json.encode(brought).decode())
        return
    click.echo(_told(brought, dry_run=dry_run))
    for note in brought.notes:
        say(note)


def _told(brought: Brought, *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    parts = [
        f"{len(ids)} {would}{what}: {', '.join(ids)}"
        for ids, what in ((brought.new, "new"), (brought.changed, "changed"))
        if ids
    ]
    return visible("; ".join([*parts, f"{brought.same} as before"]))
