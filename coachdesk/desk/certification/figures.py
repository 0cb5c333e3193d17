"""How long training takes, and what the questions of an exam are worth."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import msgspec

from coachdesk.core.authorize import Action, Allow, Subject, authorize
from coachdesk.core.certification.cohorts import (
    Cohort,
    Trained,
    curve,
    share_within,
    time_to_certificate,
)
from coachdesk.core.certification.dates import day_of
from coachdesk.core.certification.exam import Exam, marked
from coachdesk.core.certification.facts import Enrolled, Passed
from coachdesk.core.certification.items import Item, Sat, items
from coachdesk.core.certification.kept import Enrolment
from coachdesk.core.certification.needs import blocking
from coachdesk.core.certification.programme import PassExam, Programme
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.people import Person
from coachdesk.desk.certification.evidence import Evidence
from coachdesk.desk.certification.over import exam_of, over
from coachdesk.desk.certification.programmes import exams_of, programme_named, programmes_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, subject_of
from coachdesk.files.schema import nearest
from coachdesk.store import certification

DAYS = (10, 20, 30)
"""By which days the share of certified people is told."""


class Cohorts(msgspec.Struct, frozen=True, kw_only=True):
    """How long training for one programme takes."""

    programme: Programme
    on: date
    whole: Cohort
    cohorts: tuple[Cohort, ...]
    """By the month of enrolment or the team, in order."""


class Questions(msgspec.Struct, frozen=True, kw_only=True):
    """What the questions of one version of an exam are worth."""

    exam: Exam
    sittings: int
    """The first of each person, of this version, that is over."""
    later: int
    """Left out: further tries of the same people."""
    items: tuple[Item, ...]


class _Training(msgspec.Struct, frozen=True, kw_only=True):
    person: Person | None
    began: date
    trained: Trained
    blocked: str | None


def cohorts(desk: Desk, acting: Acting, programme: str, by: str = "month") -> Cohorts:
    """How long people take from their first enrolment to their first certificate.

    Those still in training count for the days so far; those who left, until their last day.

    Args:
        desk: which.
        acting: who asks; people of other teams than theirs are left out where their part is one.
        programme: its id.
        by: `month` of enrolment, or `team`.

    Raises:
        DeskRefused: there is no such programme (D770), or this person may not ask (D403).
    """
    wanted = programme_named(desk, programme)
    actor = actor_of(desk, acting)
    allowed(desk, acting, Action.READ_TRAINING_FIGURES, Subject(team=actor.team))
    day = desk.settings.day_of(acting.clock())
    groups: dict[str, list[_Training]] = defaultdict(list)
    whole: list[_Training] = []
    with desk.opened(acting) as db:
        evidence = Evidence(desk, db, acting.clock())
        for (id, person), record in evidence.enrolments.items():
            subject = subject_of(desk.settings, person)
            answer = authorize(actor, Action.READ_TRAINING_FIGURES, subject)
            if id != wanted.id or not isinstance(answer, Allow):
                continue
            training = _training(desk, evidence, wanted, record.content, day)
            if training is not None:
                whole.append(training)
                groups[_GROUPS[by](training)].append(training)
    return Cohorts(
        programme=wanted,
        on=day,
        whole=_cohort("all", whole),
        cohorts=tuple(_cohort(name, groups[name]) for name in sorted(groups)),
    )


def questions(desk: Desk, acting: Acting, exam: str) -> Questions:
    """How hard each question of an exam is, and how it goes with the rest.

    Args:
        desk: which.
        acting: who asks.
        exam: its id, or that of a programme with a single exam; the version in force is told of.

    Raises:
        DeskRefused: there is no such exam (D775), or this person may not ask (D403).
    """
    actor = actor_of(desk, acting)
    allowed(desk, acting, Action.READ_TRAINING_FIGURES, Subject(team=actor.team))
    known = exams_of(desk).exams
    asked = _exams_asked(desk, exam)
    if exam not in known and len(asked) == 1:
        (exam,) = asked
    if exam not in known:
        named = f"the exams of '{exam}': {', '.join(asked)}" if asked else nearest(exam, known)
        hint = named or f"there are: {', '.join(known) or 'none'}"
        raise DeskRefused(Problem(code="D775", message=f"no exam '{exam}'", hint=hint))
    meant = known[exam]
    seen: set[str] = set()
    sat: list[Sat] = []
    later = 0
    with desk.opened(acting) as db:
        for record, sitting in over(db, acting.clock()):
            if sitting.exam != exam:
                continue
            first = sitting.person not in seen
            seen.add(sitting.person)
            if sitting.sha256 != meant.sha256:
                continue
            if not first:
                later += 1
                continue
            kept = exam_of(db, sitting.sha256)
            answers = marked(kept, sitting.questions, certification.choices_of(db, record))
            sat.append(Sat(right={each.criterion: each.state is State.PASS for each in answers}))
    return Questions(
        exam=meant,
        sittings=len(sat),
        later=later,
        items=items(sat, [each.id for each in meant.questions()]),
    )


def _exams_asked(desk: Desk, programme: str) -> tuple[str, ...]:
    """The exams that a programme of this id asks for, each once; none where there is none."""
    found = programmes_of(desk).get(programme)
    needs = found.requirements if found is not None else ()
    return tuple(dict.fromkeys(each.exam for each in needs if isinstance(each, PassExam)))


_GROUPS: Mapping[str, Callable[[_Training], str]] = {
    "month": lambda each: f"{each.began:%Y-%m}",
    "team": lambda each: (each.person.team if each.person else None) or "no team",
}
BY = tuple(_GROUPS)
"""By what cohorts can be told apart."""


def _training(
    desk: Desk, evidence: Evidence, programme: Programme, kept: Enrolment, day: date
) -> _Training | None:
    began = next((each.at for each in kept.deeds if isinstance(each, Enrolled)), None)
    if began is None:
        return None
    first = day_of(began, evidence.zone)
    passed = next((each.at for each in kept.deeds if isinstance(each, Passed)), None)
    person = desk.settings.person_of(kept.person)
    last = day if passed is None else day_of(passed, evidence.zone)
    if passed is None and person is not None and person.left:
        last = min(last, max((each.until or last for each in person.spells), default=last))
    blocked = None
    if passed is None and (person is None or not person.left):
        found = evidence.standing(programme, kept.person, day)
        need = blocking(evidence.needs(programme, kept.person, found))
        blocked = need.requirement.id if need else None
    return _Training(
        person=person,
        began=first,
        trained=Trained(max(0, (last - first).days), passed is not None),
        blocked=blocked,
    )


def _cohort(name: str, people: list[_Training]) -> Cohort:
    trained = [each.trained for each in people]
    return Cohort(
        name=name,
        time=time_to_certificate(trained),
        shares=tuple(share_within(trained, days) for days in DAYS),
        curve=curve(trained),
        blocked=tuple(_most(people)),
    )


def _most(people: list[_Training]) -> Iterator[tuple[str, int]]:
    yield from Counter(each.blocked for each in people if each.blocked).most_common()
