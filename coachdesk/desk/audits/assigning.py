"""Give visits to shoppers, and keep away those who can't make them."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.audits import Stage, Step
from coachdesk.core.audits.plan import Earlier, knows, too_soon
from coachdesk.core.audits.visit import Visit
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.people import Person, as_of
from coachdesk.desk.audits.room import VisitRecord, started
from coachdesk.desk.folder import Acting, Desk
from coachdesk.files.schema import nearest
from coachdesk.store import records
from coachdesk.store.audits import VISITS
from coachdesk.store.connect import Db, write

_SHOPPING = ("shopper", "auditor")
"""Roles whose people make visits."""


def assign(
    desk: Desk, acting: Acting, number: int, shopper: str | None = None, *, seen: int | None = None
) -> str | None:
    """Gives a visit to a shopper; None: to the one that was drawn.

    Gives whose it was before: drawn, picked or assigned; None: nobody's.

    Raises:
        BadInput: nobody is called that (U107).
        DeskRefused: they can't make it (D712), this person may not assign, or the stage does not
            allow it.
    """
    with desk.opened(acting) as db, write(db):
        step = started(desk, acting, db, number, Step.ASSIGN, seen)
        visit = step.record.content
        person = person_named(desk, shopper or visit.shopper or "")
        refuse_unfit(desk, db, visit, person, step.record.number)
        content = msgspec.structs.replace(visit, shopper=person.id, since=step.hand.at)
        records.take_step(
            db, step.record, step.hand, Step.ASSIGN.value, step.stage.value, content=content
        )
        return visit.shopper


def refuse_unfit(
    desk: Desk, db: Db, visit: Visit, person: Person, number: int | None = None
) -> None:
    """Refuses a shopper who can't make the visit.

    Args:
        desk: where.
        db: in a transaction.
        visit: which is to be made.
        person: who would make it.
        number: of the visit, where it has one: it does not stand in its own way.

    Raises:
        DeskRefused: they are no shopper, known at the place, or were there too lately (D712).
    """
    zone = ZoneInfo(desk.settings.time_zone)
    others = earlier_of(
        (each for each in records.listed(db, VISITS) if each.number != number), zone
    )
    on = visit.window_from.astimezone(zone).date()
    near = too_soon(person.id, visit.agent, visit.place, on, others)
    reason = ""
    if as_of(person, on).role not in _SHOPPING:
        reason = f"{person.name} is {person.role}, not a shopper"
    elif person.id == visit.agent or knows(person, visit.place, desk.settings.people):
        reason = f"{person.name} is known at the place"
    elif near is not None:
        reason = f"{person.name} has a visit to the same colleague on {near}"
    if reason:
        raise DeskRefused(Problem(code="D712", message=reason, hint="assign somebody else"))


def earlier_of(found: Iterable[VisitRecord], zone: ZoneInfo) -> list[Earlier]:
    """The visits that a draw, or an assignment, has to keep away from."""
    return [
        Earlier(
            place=each.content.place,
            agent=each.content.agent,
            shopper=each.content.shopper,
            on=(each.content.contact_at or each.content.window_from).astimezone(zone).date(),
            name=each.name,
            form=each.content.form,
        )
        for each in found
        if each.stage != Stage.CANCELLED.value
    ]


def person_named(desk: Desk, name: str) -> Person:
    """The person of this name, id or alias.

    Raises:
        BadInput: nobody is called that (U107).
    """
    person = desk.settings.person_of(name)
    if person is None:
        known = [each for one in desk.settings.people for each in desk.settings.names_of(one.id)]
        hint = nearest(name, known) or "coachdesk people list names those you may see"
        message = f"nobody is called '{name}'" if name else "name the shopper"
        raise BadInput(Problem(code="U107", message=message, hint=hint))
    return person
