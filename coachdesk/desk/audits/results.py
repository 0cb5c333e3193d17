"""Figures over released visits."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

import msgspec

from coachdesk.core.audits import (
    COUNTED,
    Group,
    Visited,
    agents,
    beside,
    executions,
    mean_score,
    places,
    severities,
    teams,
    versions,
)
from coachdesk.core.audits.figures import By, VisitFigures
from coachdesk.core.authorize import Action, Actor, Deny, Subject, authorize
from coachdesk.core.errors import CoachdeskError
from coachdesk.core.form import Form, questions_of
from coachdesk.core.score import Outcome, Score
from coachdesk.core.scored import Scored
from coachdesk.desk.audits.listing import line_of
from coachdesk.desk.audits.opening import answered, heard
from coachdesk.desk.audits.room import VisitRecord, about
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.store import audits, records
from coachdesk.store.audits import VISITS
from coachdesk.store.connect import Db

_GROUPED: Mapping[By, Callable[[Iterable[Visited]], tuple[Group, ...]]] = {
    By.PLACE: places,
    By.TEAM: teams,
    By.AGENT: agents,
}


def visit_figures(
    desk: Desk,
    acting: Acting,
    form: str | None = None,
    by: By = By.PLACE,
    *,
    calls: bool = False,
) -> tuple[VisitFigures, ...]:
    """What the released visits come to, form version by form version.

    A supervisor gets figures of their own team's visits alone.

    Args:
        desk: which.
        acting: who asks.
        form: id of an audit form; None: all.
        by: what they are told apart by.
        calls: set the use of each line on the desk's calls beside that on visits; takes a while.

    Raises:
        DeskRefused: this person may not read such figures, or not who the shoppers are.
    """
    actor = actor_of(desk, acting)
    if isinstance(authorize(actor, Action.READ_VISIT_FIGURES), Deny):
        allowed(desk, acting, Action.READ_VISIT_FIGURES, Subject(team=actor.team))
    if by is By.SHOPPER:
        allowed(desk, acting, Action.READ_SHOPPER)
    forms: dict[tuple[str, int], Form] = {}
    visits: list[Visited] = []
    scores: dict[str, Score] = {}
    drawn: set[str] = set()
    with desk.opened(acting) as db:
        for record in _counted(desk, actor, db):
            if form not in (None, record.content.form):
                continue
            scored = _scored(db, record)
            forms[scored.form.id, scored.form.version] = scored.form
            scores[record.name] = scored.score
            if record.content.seed:
                drawn.add(record.name)
            visits.append(_visited(desk, acting, actor, record, scored))
    found = [
        _figures(forms[key], each, by, scores, drawn) for key, each in versions(visits).items()
    ]
    if not calls or by is not By.LINE:
        return tuple(found)
    return tuple(
        _beside_calls(desk, acting, forms[each.form, each.version], each) for each in found
    )


def _beside_calls(desk: Desk, acting: Acting, form: Form, found: VisitFigures) -> VisitFigures:
    """The figures with the same lines on calls, or with the reason why there are none.

    The calls are those under the version of the script that the form tests, however many versions
    came after it: the lines of another version are other lines.
    """
    from coachdesk.desk.scripts.adherence import adherence

    script, tested = form.script, form.briefing.script_version if form.briefing else None
    try:
        used = adherence(desk, acting, script if tested is None else f"{script}@{tested}")
    except CoachdeskError as error:
        return msgspec.structs.replace(found, no_calls=error.problems[0].message)
    on_calls = {f"{script}/{each.part}": each.tally.rate for each in used.lines}
    return msgspec.structs.replace(
        found,
        beside=tuple(
            beside(each, on_calls[each.line]) for each in found.lines if each.line in on_calls
        ),
    )


def _counted(desk: Desk, actor: Actor, db: Db) -> Iterable[VisitRecord]:
    """The released visits whose figures this person may read."""
    for record in records.listed(db, VISITS, stages=sorted(COUNTED)):
        subject, _ = about(desk, record)
        if not isinstance(authorize(actor, Action.READ_VISIT_FIGURES, subject), Deny):
            yield record


def _scored(db: Db, record: VisitRecord) -> Scored:
    filed = audits.filed_of(db, record)
    return answered(db, heard(db, record, filed), filed.changes)


def _visited(
    desk: Desk, acting: Acting, actor: Actor, record: VisitRecord, scored: Scored
) -> Visited:
    visit = line_of(desk, acting, actor, record).visit
    subject, _ = about(desk, record)
    return Visited(
        visit=record.name,
        form=visit.form,
        version=visit.version,
        place=visit.place,
        shopper=visit.shopper or "",
        team=subject.team,
        agent=visit.agent,
        questions=questions_of(scored.form),
        score=scored.score.shown,
        answers=scored.evaluation.answers,
    )


def _figures(
    form: Form, found: Sequence[Visited], by: By, scores: Mapping[str, Score], drawn: Set[str]
) -> VisitFigures:
    """Of the visits that were drawn: what somebody picked speaks for itself alone."""
    visits = [each for each in found if each.visit in drawn]
    outcomes = Counter(scores[each.visit].outcome for each in visits)
    grouped = _GROUPED.get(by)
    return VisitFigures(
        form=form.id,
        version=form.version,
        title=form.title,
        visits=len(visits),
        picked=len(found) - len(visits),
        method=form.scoring.method.value,
        mean=mean_score(visits),
        outcomes=tuple((each, outcomes[each]) for each in Outcome if outcomes[each]),
        groups=grouped(visits) if grouped else (),
        lines=executions(form, visits) if by is By.LINE else (),
        shoppers=severities(visits) if by is By.SHOPPER else (),
    )
