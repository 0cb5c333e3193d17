"""Who acts on this desk, what they may do, and which calls they may see.

A desk whose desk.yaml names no accounts is *solo*: it claims nothing about who acts. One that does
is *guarded*: the account decides. Neither stops anybody who can open the files.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from coachdesk.core.authorize import (
    NO_FACTS,
    NOBODY,
    Action,
    Actor,
    Deny,
    Facts,
    Mode,
    Reach,
    Role,
    Scope,
    Stint,
    Subject,
    authorize,
    reaches,
)
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.people import Person, Spell, as_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings


def actor_of(desk: Desk, acting: Acting) -> Actor:
    """The person who acts, or the owner of a desk where nobody has an account.

    Raises:
        DeskRefused: the account is a stranger's (D401), or somebody else's than `acting.named`
            (D402).
        BadInput: nobody is called that (U107).
    """
    settings = desk.settings
    named = None if acting.named is None else person_named(settings, acting.named)
    if not settings.is_guarded:
        if named is not None:
            return _actor(_now(settings, acting, named), Mode.SOLO)
        return Actor(id=acting.actor, name=acting.actor, role=Role.OWNER)
    person = settings.person_of_account(acting.actor)
    if person is None:
        raise DeskRefused(
            Problem(
                code="D401",
                message=f"the account '{acting.actor}' is nobody's in desk.yaml",
                hint="whoever looks after the desk can name it there",
            )
        )
    if named is not None and named.id != person.id:
        raise DeskRefused(
            Problem(
                code="D402",
                message=f"the account '{acting.actor}' is that of {person.name}, "
                f"not of {named.name}",
                hint="leave --as and COACHDESK_AS away",
            )
        )
    return _actor(_now(settings, acting, person), Mode.GUARDED)


def _now(settings: Settings, acting: Acting, person: Person) -> Person:
    """The person as they are today.

    Raises:
        DeskRefused: they work here no more (D404).
    """
    today = as_of(person, settings.day_of(acting.clock()))
    if today.left:
        message = f"{person.name} does not work here today"
        hint = "coachdesk people show tells their spells"
        raise DeskRefused(Problem(code="D404", message=message, hint=hint))
    return today


def allowed(
    desk: Desk,
    acting: Acting,
    action: Action,
    subject: Subject = NOBODY,
    facts: Facts = NO_FACTS,
) -> Actor:
    """The person who acts, where they may do this.

    Raises:
        DeskRefused: they may not (D403), or as `actor_of`.
        BadInput: as `actor_of`.
    """
    actor = actor_of(desk, acting)
    answer = authorize(actor, action, subject, facts)
    if isinstance(answer, Deny):
        raise DeskRefused(
            Problem(
                code="D403",
                message=answer.reason,
                hint=f"rule {answer.rule}; you act as {actor.name}, {actor.role.value}",
            )
        )
    return actor


def subject_of(settings: Settings, name: str | None, at: datetime | None = None) -> Subject:
    """Whom a call of this agent is about; nobody where desk.yaml does not know the name.

    Args:
        settings: of the desk.
        name: as the call carries it.
        at: when the call began: who led them on that day decides whose call it is. None: now.
    """
    person = settings.person_of(name)
    if person is None:
        return NOBODY
    then = person if at is None else as_of(person, settings.day_of(at))
    return Subject(person=person.id, team=then.team)


def facts_of(settings: Settings, scorers: Iterable[str] = (), *, released: bool = False) -> Facts:
    """What the rules ask for about one evaluation.

    Args:
        settings: of the desk.
        scorers: ids of its scorer and of whoever else gave answers in it.
        released: it is published or later, and not retracted.
    """
    ids = frozenset(scorers)
    return Facts(
        released=released,
        scorers=ids,
        scorers_lead=frozenset(
            person.team
            for person in settings.people
            if person.id in ids and person.role == Role.SUPERVISOR and person.team is not None
        ),
        two_person=settings.two_person,
    )


def scope_of(actor: Actor, settings: Settings) -> Scope:
    """The calls that this person's lists show."""
    found = reaches(actor.role, Action.LIST_CALLS)
    if Reach.EVERYBODY in found:
        return Scope()
    if Reach.TEAM in found and actor.team is not None:
        return crew_of(settings, actor.team).scope
    own = [person for person in settings.people if person.id == actor.id]
    return Scope(agents=_names(settings, own), released_only=True)


class Crew(msgspec.Struct, frozen=True, kw_only=True):
    """The people of a team, those who came or went among them."""

    people: tuple[Person, ...]
    """As they are now."""
    scope: Scope
    """Their calls, of each for as long as they were in the team."""


def crew_of(
    settings: Settings,
    team: str,
    role: Role | None = None,
    since: datetime | None = None,
    before: datetime | None = None,
) -> Crew:
    """Everybody who is or was in a team.

    Args:
        settings: of the desk.
        team: its name.
        role: only while they had this role there; None: any.
        since: nobody who had gone by then; None: whoever was ever there.
        before: nobody who came later.
    """
    people: list[Person] = []
    always: list[str] = []
    stints: list[Stint] = []
    for person in settings.people:
        spells = person.spells or (Spell(role=person.role, team=person.team),)
        there = [
            each
            for each in spells
            if each.team == team
            and role in (None, each.role)
            and _overlaps(settings, each, since, before)
        ]
        names = settings.names_of(person.id)
        if there:
            people.append(person)
        for each in there:
            if each.since is None and each.until is None:
                always += names
            else:
                first, end = settings.bounds_of(each)
                stints.append(Stint(names=names, since=first, before=end))
    return Crew(people=tuple(people), scope=Scope(agents=tuple(always), stints=tuple(stints)))


def _overlaps(
    settings: Settings, spell: Spell, since: datetime | None, before: datetime | None
) -> bool:
    first, end = settings.bounds_of(spell)
    came_later = first is not None and before is not None and first >= before
    had_gone = end is not None and since is not None and end <= since
    return not (came_later or had_gone)


def _names(settings: Settings, people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(name for person in people for name in settings.names_of(person.id))


def person_named(settings: Settings, name: str) -> Person:
    """The colleague of this name, id or alias.

    Raises:
        BadInput: nobody is called that (U107).
    """
    person = settings.person_of(name)
    if person is None:
        known = [each for one in settings.colleagues for each in settings.names_of(one.id)]
        hint = nearest(name, known) or (
            "desk.yaml names the people" if known else "desk.yaml names nobody"
        )
        raise BadInput(Problem(code="U107", message=f"nobody is called '{name}'", hint=hint))
    return person


def _actor(person: Person, mode: Mode) -> Actor:
    return Actor(
        id=person.id, name=person.name, role=Role(person.role), team=person.team, mode=mode
    )
