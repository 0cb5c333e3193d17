"""Places: the tree of them with who works where, added to, renamed, moved, and brought in."""

from collections.abc import Mapping
from datetime import date

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.location import Location
from coachdesk.core.people import ID_HINT, Place, is_id
from coachdesk.core.places import Node, PlaceChange, fault_of, placed, tree_of
from coachdesk.core.roster import Brought
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.roster import colleagues, with_roster
from coachdesk.desk.steps import hand_of
from coachdesk.files.people_table import read_places
from coachdesk.files.schema import nearest
from coachdesk.store import roster
from coachdesk.store.connect import write


def places(desk: Desk, acting: Acting, on: date | None = None) -> tuple[Node, ...]:
    """The tree of places, with the people who work there on a day; None: today.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    known = colleagues(desk, acting, on)
    return tree_of(desk.settings.places, (each.person for each in known))


def put_place(
    desk: Desk, acting: Acting, wanted: PlaceChange, reason: str = "", *, new: bool = False
) -> Place:
    """Adds a place, renames it, or moves it and all that lies within.

    Args:
        desk: which.
        acting: who does it.
        wanted: what is said.
        reason: why, for the log.
        new: a place is meant that the desk does not know yet.

    Raises:
        BadInput: it does not fit among the places (D793), or the id does not do (D795).
        DeskRefused: this person may not.
    """
    allowed(desk, acting, Action.EDIT_ROSTER)
    with desk.opened(acting) as db, write(db):
        desk = with_roster(desk, acting)
        known = desk.settings.place_of(wanted.id)
        problems = _unknown(desk, known, wanted, new=new)
        place = placed(known, wanted)
        listed = {each.id: each for each in desk.settings.places} | {place.id: place}
        problems += [] if problems else _misplaced({place.id: None}, listed)
        if problems:
            raise BadInput(*problems)
        roster.put_place(db, hand_of(acting, actor_of(desk, acting)), place, "change", reason)
    return place


def _unknown(desk: Desk, known: Place | None, wanted: PlaceChange, *, new: bool) -> list[Problem]:
    """Why this makes no new place, or is about one that stands."""
    if known is not None:
        if not new:
            return []
        message = f"'{wanted.id}' is {known.name} already"
        return [Problem(code="D795", message=message, hint="take another id")]
    if not is_id(wanted.id):
        return [Problem(code="D795", message=f"'{wanted.id}' is no id", hint=ID_HINT)]
    if wanted.name:
        return []
    hint = nearest(wanted.id, [each.id for each in desk.settings.places]) or (
        "a new place needs a name: --name NAME"
    )
    return [Problem(code="D795", message=f"there is no place '{wanted.id}'", hint=hint)]


def bring_in_places(desk: Desk, acting: Acting, file: str, *, dry_run: bool = False) -> Brought:
    """Brings a table of places to the desk: all of it, or nothing.

    Raises:
        BadInput: with every fault, by row and column; a place lies within a larger one that is
            known or in the table.
        DeskRefused: this person may not.
    """
    allowed(desk, acting, Action.EDIT_ROSTER)
    read = read_places(file)
    known = {place.id: place for place in desk.settings.places}
    listed = known | {place.id: place for place, _ in read.rows}
    rows = {place.id: at for place, at in read.rows}
    problems = [*read.problems, *_misplaced(rows, listed)]
    if problems:
        raise BadInput(*problems)
    new = [place for place in listed.values() if known.get(place.id) != place]
    if not dry_run and new:
        with desk.opened(acting) as db, write(db):
            hand = hand_of(acting, actor_of(desk, acting))
            for place in new:
                roster.put_place(db, hand, place, "import")
    came = tuple(place.id for place in new if place.id not in known)
    moved = tuple(place.id for place in new if place.id in known)
    return Brought(new=came, changed=moved, same=len(rows) - len(new))


def _misplaced(said: Mapping[str, Location | None], listed: Mapping[str, Place]) -> list[Problem]:
    """Why the places would not make a tree: of those that are said anew, and those within them.

    Args:
        said: ids of places that are said anew, and where.
        listed: all places as they would stand.
    """
    found = []
    for place in listed.values():
        if place.id not in said and place.within not in said:
            continue
        message = fault_of(place, listed)
        if message is not None:
            hint = ""
            if place.within not in listed:
                hint = nearest(place.within or "", listed) or "name that place first"
            at = said.get(place.id) or said.get(place.within or "")
            found.append(Problem(code="D793", message=message, hint=hint, location=at))
    return found
