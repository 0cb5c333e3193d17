"""Who acts on this desk, what they may do, and which calls they may see.

A desk whose desk.yaml names no accounts is *solo*: it claims nothing about who acts. One that does
is *guarded*: the account decides. Neither stops anybody who can open the files.
"""

from collections.abc import Iterable

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
    Subject,
    authorize,
    reaches,
)
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.people import Person
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
    named = None if acting.named is None else _named(settings, acting.named)
    if not settings.is_guarded:
        if named is not None:
            return _actor(named, Mode.SOLO)
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
    return _actor(person, Mode.GUARDED)


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


def subject_of(settings: Settings, name: str | None) -> Subject:
    """The colleague whom a call means by this name, id or alias; nobody where none is known."""
    person = settings.person_of(name)
    return NOBODY if person is None else Subject(person=person.id, team=person.team)


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
        members = [person for person in settings.people if person.team == actor.team]
        return Scope(agents=_names(settings, members))
    own = [person for person in settings.people if person.id == actor.id]
    return Scope(agents=_names(settings, own), released_only=True)


def _names(settings: Settings, people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(name for person in people for name in settings.names_of(person.id))


def _named(settings: Settings, name: str) -> Person:
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
