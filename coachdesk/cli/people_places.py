"""`coachdesk people places`."""

from datetime import datetime

import click
import msgspec

from coachdesk.cli.lazy import lazy_group
from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.cli.pages import columns, print_rows
from coachdesk.cli.people_lists import day_of, day_type
from coachdesk.core.people import Level
from coachdesk.core.places import PlaceChange
from coachdesk.core.visible import visible
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.places import places as tree_of
from coachdesk.desk.places import put_place
from coachdesk.report.places import place_object, place_rows


@click.group(
    cls=lazy_group(
        {
            "list": ("coachdesk.cli.people_places:list_places", "Show the tree, and who is where."),
            "set": ("coachdesk.cli.people_places:set_place", "Add, rename or move a place."),
        }
    )
)
def places() -> None:
    """Nation, region, province, city, area, store: the places, and who works where."""


@click.command("list")
@on_desk
@click.option("--on", "day", type=day_type, metavar="DAY", help="Who worked there then.")
@formats("text", "json")
def list_places(desk: Desk, acting: Acting, day: datetime | None, output_format: str) -> None:
    """Show every place below the one that it lies in, with the people who work there."""
    found = tree_of(desk, acting, day_of(day))
    if output_format == "json":
        click.echo(msgspec.json.encode([place_object(each) for each in found]).decode())
    else:
        print_rows(place_rows(found, columns()))


@click.command("set")
@on_desk
@click.argument("place")
@click.option("--name", metavar="NAME", help="As shown; a new place needs one.")
@click.option("--level", type=click.Choice([level.value for level in Level]), help="How large.")
@click.option("--within", metavar="PLACE", help="The id of the next larger place; '': none.")
@click.option("--reason", default="", metavar="TEXT", help="Why, for the log.")
@formats("text", "json")
def set_place(
    desk: Desk,
    acting: Acting,
    place: str,
    name: str | None,
    level: str | None,
    within: str | None,
    reason: str,
    output_format: str,
) -> None:
    """Add a place, rename it, or move it with all that lies within: PLACE is its id.

    What is not said stays as it was.
    """
    wanted = PlaceChange(
        id=place, name=name, level=None if level is None else Level(level), within=within
    )
    made = put_place(desk, acting, wanted, reason)
    if output_format == "json":
        click.echo(msgspec.json.encode(made).decode())
        return
    inside = f", within {made.within}" if made.within else ""
    click.echo(visible(f"{made.name} ({made.id}): {made.level}{inside}"))
