"""`coachdesk people set | leave`."""

from datetime import datetime

import click

from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.cli.people_lists import day_of, day_type, tell
from coachdesk.core.authorize import Role
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.roster import Change, change, leave

_ROLES = [role.value for role in Role if role is not Role.OWNER]


@click.command("set")
@on_desk
@click.argument("person")
@click.option("--since", type=day_type, metavar="DAY", help="The first day on which it holds.")
@click.option("--until", type=day_type, metavar="DAY", help="The last day, where it is known.")
@click.option("--name", metavar="NAME", help="As shown.")
@click.option("--role", type=click.Choice(_ROLES), help="Their part at the desk.")
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
    tell(desk, leave(desk, acting, person, day.date(), reason), output_format)
