"""Whether a script reached people: they read it and confirm it, and others see how far it came."""

from datetime import datetime, timedelta

import msgspec

from coachdesk.core.authorize import Action, Actor, Allow, Role, Subject, authorize
from coachdesk.core.people import Person, as_of
from coachdesk.core.scripts.delivery import (
    DAYS,
    Delivery,
    by_place,
    by_team,
    coverage,
    readers_of,
)
from coachdesk.core.scripts.life import LIFE, Step
from coachdesk.core.scripts.versions import Receipt, Version
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.scripts.versions import version_named
from coachdesk.desk.steps import hand_of
from coachdesk.files.settings import Settings
from coachdesk.store import records, scripts
from coachdesk.store.connect import write


class Confirmed(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt, and whether it is new."""

    version: Version
    receipt: Receipt
    new: bool
    """False: they had confirmed it before; the first time counts."""


def confirm(desk: Desk, acting: Acting, name: str) -> Confirmed:
    """Notes that whoever acts has read a version; once.

    Args:
        desk: where.
        acting: who has read it.
        name: `ID` for the newest version, or `ID@VERSION`.

    Raises:
        DeskRefused: nothing of the kind is published (D736), or this person may not.
    """
    with desk.opened(acting) as db, write(db):
        actor = _reader(desk, acting)
        version = version_named(db, name)
        script, number = version.script.id, version.script.version
        there = scripts.receipt(db, script, number, actor.id)
        if there is not None:
            return Confirmed(version=version, receipt=there.content, new=False)
        hand = hand_of(acting, actor)
        receipt = Receipt(script=script, version=number, at=hand.at)
        stage = LIFE.after(None, Step.CONFIRM)
        assert stage is not None
        records.create(
            db,
            scripts.RECEIPT,
            hand,
            step=Step.CONFIRM,
            stage=stage,
            content=receipt,
            key=scripts.receipt_key(script, number, actor.id),
            subject=actor.id,
        )
    return Confirmed(version=version, receipt=receipt, new=True)


def delivery(desk: Desk, acting: Acting, name: str) -> Delivery:
    """How far a version reached among today's agents of the teams that it is for.

    Only those whom this person may ask about.

    Whoever came after the publication has their seven days from their first day on.

    Args:
        desk: where.
        acting: who asks.
        name: `ID` for the newest version, or `ID@VERSION`.

    Raises:
        DeskRefused: nothing of the kind is published (D736), or this person may not ask.
    """
    actor, settings, now = may_ask(desk, acting), desk.settings, acting.clock()
    today = [as_of(person, settings.day_of(now)) for person in settings.people]
    with desk.opened(acting) as db:
        version = version_named(db, name)
        people = {
            person.id: (person, began(settings, person))
            for person in today
            if not person.left
            and person.role == Role.AGENT
            and version.script.is_for(person.team)
            and is_theirs(actor, person)
        }
        script, number = version.script.id, version.script.version
        found = {id: scripts.receipt(db, script, number, id) for id in people}
    confirmed = {id: each.content.at for id, each in found.items() if each is not None}
    readers = readers_of(people, confirmed, version.at, now)
    return Delivery(
        script=script,
        version=number,
        title=version.script.title,
        published_at=version.at,
        due_at=version.at + timedelta(days=DAYS),
        whole=coverage("", readers),
        teams=by_team(readers),
        places=by_place(readers, {place.id: place for place in settings.places}),
        readers=readers,
    )


def may_ask(desk: Desk, acting: Acting) -> Actor:
    """Who asks for figures about scripts, where their role has a part in them.

    Raises:
        DeskRefused: it has none.
    """
    team = actor_of(desk, acting).team
    return allowed(desk, acting, Action.READ_DELIVERY, Subject(team=team))


def is_theirs(actor: Actor, person: Person) -> bool:
    """Whether this person may ask how that one reads and uses scripts."""
    subject = Subject(person=person.id, team=person.team)
    return isinstance(authorize(actor, Action.READ_DELIVERY, subject), Allow)


def began(settings: Settings, person: Person) -> datetime | None:
    """When somebody began to work here, where the roster says so."""
    return settings.bounds_of(person.spells[0])[0] if person.spells else None


def _reader(desk: Desk, acting: Acting) -> Actor:
    actor = actor_of(desk, acting)
    return allowed(desk, acting, Action.CONFIRM_SCRIPT, Subject(person=actor.id, team=actor.team))
