"""What every job on certificates shares: whom one is about, and what rules of access ask for."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from coachdesk.core.authorize import (
    NO_FACTS,
    Action,
    Actor,
    Allow,
    Facts,
    Role,
    Subject,
    authorize,
)
from coachdesk.core.certification.facts import Deed, Passed, Reinstated, RevocationProposed, Revoked
from coachdesk.core.certification.kept import Enrolment, RolePlay, Sitting
from coachdesk.core.certification.life import (
    LIFE,
    PLAYING,
    SITTING,
    WORDS,
    PlayStage,
    PlayStep,
    SittingStage,
    SittingStep,
    Stage,
    Step,
)
from coachdesk.core.certification.programme import Programme
from coachdesk.core.people import Person
from coachdesk.desk.certification.programmes import programme_named
from coachdesk.desk.folder import Desk
from coachdesk.desk.identity import subject_of
from coachdesk.desk.steps import Room
from coachdesk.files.settings import Settings
from coachdesk.store.certification import ENROLMENTS, ROLE_PLAYS, SITTINGS
from coachdesk.store.records import Record

EnrolmentRecord = Record[Enrolment]

_TRAINS = frozenset({Role.SUPERVISOR, Role.TRAINER})


def room_of(programme: Programme) -> Room[Enrolment, Stage, Step]:
    """The certificates of one programme: it decides who may assess."""

    def about(desk: Desk, record: EnrolmentRecord) -> tuple[Subject, Facts]:
        return subject_of(desk.settings, record.content.person), facts_of(
            desk.settings, programme, record.content.person, record.content.deeds
        )

    return Room(
        kind=ENROLMENTS,
        noun="certificate",
        listing="coachdesk certs list",
        stages=Stage,
        life=LIFE,
        action=lambda step: Action(f"certificate: {step.value}"),
        about=about,
        words=WORDS,
    )


def facts_of(
    settings: Settings, programme: Programme, person: str, deeds: Iterable[Deed] = ()
) -> Facts:
    """Who trains the person, whether others may assess them, and who revoked.

    Whoever leads or trains the person's own team is no stranger to how they did; where somebody
    else of the roles that the programme names may assess them, that one does.
    """
    own = frozenset(_own_trainers(settings, person))
    subject = subject_of(settings, person)
    others = (
        each
        for each in settings.people
        if not each.left
        and each.id not in own
        and each.id != person
        and each.role in programme.assessors
    )
    return Facts(
        own_trainers=own,
        other_assessors=any(_may_assess(each, subject) for each in others),
        revokers=frozenset(_revokers(deeds)),
    )


def _own_trainers(settings: Settings, person: str) -> Iterator[str]:
    found = settings.person_of(person)
    if found is None:
        return
    if found.manager is not None:
        yield found.manager
    for each in settings.people:
        if found.team is not None and each.team == found.team and each.role in _TRAINS:
            yield each.id


def _may_assess(each: Person, subject: Subject) -> bool:
    actor = Actor(id=each.id, name=each.name, role=Role(each.role), team=each.team)
    return isinstance(authorize(actor, Action.CERTIFICATE_ASSESS, subject), Allow)


def _revokers(deeds: Iterable[Deed]) -> list[str]:
    found: list[str] = []
    for deed in deeds:
        if isinstance(deed, RevocationProposed):
            found = [deed.by]
        elif isinstance(deed, Revoked):
            found.append(deed.by)
        elif isinstance(deed, Passed | Reinstated):
            found = []
    return found


SITTINGS_ROOM: Room[Sitting, SittingStage, SittingStep] = Room(
    kind=SITTINGS,
    noun="exam",
    listing="coachdesk certs show",
    stages=SittingStage,
    life=SITTING,
    action=lambda step: Action.SIT_EXAM,
    about=lambda desk, record: (subject_of(desk.settings, record.content.person), NO_FACTS),
)
"""Exams that people sit."""


def _about_play(desk: Desk, record: Record[RolePlay]) -> tuple[Subject, Facts]:
    play = record.content
    facts = facts_of(desk.settings, programme_named(desk, play.programme), play.person)
    if record.stage == PlayStage.OPEN:
        facts = replace(facts, assessor=play.by)
    return subject_of(desk.settings, play.person), facts


PLAYS_ROOM: Room[RolePlay, PlayStage, PlayStep] = Room(
    kind=ROLE_PLAYS,
    noun="role-play",
    listing="coachdesk certs show",
    stages=PlayStage,
    life=PLAYING,
    action=lambda step: Action.SCORE_ROLE_PLAY,
    about=_about_play,
)
"""Role-plays that assessors score."""
