"""The coaching sheet: one behaviour, the calls that show it, and how it sounds when it is right."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from coachdesk.core.authorize import Action, Actor, Facts
from coachdesk.core.coaching import ENDED, CoachingAction, Stage, Step, TopicKind
from coachdesk.core.coaching.pages import ActionLine, Sheet
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Criterion, Form
from coachdesk.core.people import Person, name_key
from coachdesk.core.standing import Example
from coachdesk.desk.coaching.history import bases_in_force, position_in
from coachdesk.desk.coaching.room import (
    ActionRecord,
    line_of,
    may_see,
    person_subject,
    room_in,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed, subject_of
from coachdesk.desk.kept import kept_of
from coachdesk.desk.steps import number_of, record_of
from coachdesk.store import calls, evaluations, forms, records
from coachdesk.store import coaching as store
from coachdesk.store.connect import Db
from coachdesk.store.forms import Basis

_SHOWN = 5
"""So many calls of the evidence stand on a sheet."""
_GOOD = 3
"""So many calls of colleagues."""
_LOOKED = 40
"""So many of a colleague's newest calls are looked at for one that shows it."""
_GOOD_DAYS = 120


def sheet(desk: Desk, acting: Acting, named: str) -> Sheet:
    """The sheet of an action.

    Words of a call stand on it where whoever asks may read them; the others are named.

    Raises:
        DeskRefused: there is no such action, or this person may not read it.
    """
    with desk.opened(acting) as db:
        room = room_in(db)
        record = record_of(db, room, number_of(room, named))
        actor = allowed(desk, acting, Action.READ_COACHING, *room.about(desk, record))
        action = record.content
        form, criterion = _asked(db, action)
        shown, withheld = _evidence(desk, actor, db, action)
        good = () if criterion is None else _good(desk, acting, actor, db, action)
        script, says = _line(db, form, criterion)
        settings = desk.settings
        person, coach = settings.person_of(action.person), settings.person_of(action.coach)
        return Sheet(
            line=line_of(desk, acting, record, records.steps_of(db, record)[-1].at),
            person=person.name if person else action.person,
            coach=coach.name if coach else action.coach or "",
            form=form.title if form else "",
            criterion=criterion,
            script=script,
            says=says,
            shown=shown,
            withheld=withheld,
            good=tuple(good),
            own=actor.id == action.person,
            declined=_declined(db, record),
            before=_before(desk, acting, db, record),
        )


def _asked(db: Db, action: CoachingAction) -> tuple[Form | None, Criterion | None]:
    """The criterion as it was asked when the action was proposed."""
    if action.topic.kind is not TopicKind.CALLS or not action.form_sha256:
        return None, None
    form = kept_of(db).form(action.form_sha256)
    for _, criterion in form.criteria():
        if criterion.id == action.topic.criterion:
            return form, criterion
    return form, None


def _evidence(
    desk: Desk, actor: Actor, db: Db, action: CoachingAction
) -> tuple[tuple[Example, ...], tuple[str, ...]]:
    """What the calls show, and those whose words are not for whoever asks."""
    bases = {basis.form_sha256: basis for basis in forms.bases(db)}
    shown: list[Example] = []
    withheld: list[str] = []
    for each in action.evidence[:_SHOWN]:
        found, basis = calls.find(db, each.call), bases.get(each.form_sha256)
        if found is None or basis is None:
            continue
        # Who led them on the day of the call decides whose call it is.
        subject = subject_of(desk.settings, action.person, found[1].started_at)
        facts = Facts(released=calls.is_released(db, found[0]))
        if not may_see(actor, Action.READ_TRANSCRIPT, subject, facts):
            withheld.append(each.call)
            continue
        example = _example(desk, db, basis, found[0], action.topic.criterion, explain=True)
        if example is not None:
            shown.append(example)
    return tuple(shown), tuple(withheld)


def _example(
    desk: Desk, db: Db, basis: Basis, number: int, criterion: str, *, explain: bool = False
) -> Example | None:
    """What a form says of a call about a criterion; where it is silence, what came closest."""
    row = evaluations.under(db, number, basis.number)
    if row is None:
        return None
    kept, call = kept_of(db), calls.by_number(db, number)
    scored = kept.scored(basis, call, row)
    asked = {each.id: each for _, each in scored.form.criteria()}
    answer = next(each for each in scored.evaluation.answers if each.criterion == criterion)
    zone = ZoneInfo(desk.settings.time_zone)
    began = call.started_at.astimezone(zone) if call.started_at else None
    example = Example(
        call=replace(call, started_at=began),
        form=scored.form,
        criterion=asked[criterion],
        answer=answer,
    )
    silent = answer.verdict is not None and not answer.verdict.evidence
    if explain and silent:
        (again,) = kept.explained(basis, [(call, row)], near=True)
        return replace(example, explained=again.explained.get(criterion))
    return example


def _good(
    desk: Desk, acting: Acting, actor: Actor, db: Db, action: CoachingAction
) -> Iterator[Example]:
    """Calls of colleagues on which it passed and the words show it: own team first."""
    basis = bases_in_force(db).get(action.topic.form)
    if basis is None:
        return
    team = person_subject(desk.settings, action.person).team
    others = [each for each in desk.settings.people if each.id != action.person]
    found = 0
    for person in sorted(others, key=lambda each: (each.team != team, each.id)):
        if found == _GOOD:
            return
        example = _newest_good(desk, acting, actor, db, basis, person, action)
        if example is not None:
            found += 1
            yield example


def _newest_good(
    desk: Desk,
    acting: Acting,
    actor: Actor,
    db: Db,
    basis: Basis,
    person: Person,
    action: CoachingAction,
) -> Example | None:
    position = position_in(db, basis, action.topic.criterion)
    if position is None:
        return None
    now = acting.clock()
    since = now - timedelta(days=_GOOD_DAYS)
    for key in dict.fromkeys(map(name_key, desk.settings.names_of(person.id))):
        for looked, each in enumerate(store.answers(db, key, basis.number, since, now)):
            if looked == _LOOKED:
                break
            # Where only published calls may be read, they are not for somebody else's sheet.
            subject = subject_of(desk.settings, person.id, each.at)
            readable = may_see(actor, Action.READ_TRANSCRIPT, subject, Facts())
            passed = each.states[position] is State.PASS and readable
            found = calls.find(db, each.call) if passed else None
            if found is None:
                continue
            example = _example(desk, db, basis, found[0], action.topic.criterion)
            verdict = example.answer.verdict if example else None
            if example is not None and verdict is not None and verdict.evidence:
                return example
    return None


def _line(db: Db, form: Form | None, criterion: Criterion | None) -> tuple[str, tuple[str, ...]]:
    """The line of the script that the criterion covers, and its words."""
    if form is None or criterion is None or not criterion.line:
        return "", ()
    from coachdesk.files.rulebook import load_sources

    script, _, step = criterion.line.partition("/")
    scripts = load_sources(forms.texts_of(db, form.sha256)).scripts
    known = scripts.get(script)
    for each in known.steps if known else ():
        if each.id == step:
            return criterion.line, _said(each.say, form.language)
    return criterion.line, ()


def _said(say: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The lines in the form's language, else in the first one that there is."""
    return say.get(language) or next(iter(say.values()), ())


def _declined(db: Db, record: ActionRecord) -> str:
    """The reason of the last no."""
    said = [each.reason for each in records.steps_of(db, record) if each.step == Step.DECLINE]
    return said[-1] if said else ""


def _before(desk: Desk, acting: Acting, db: Db, record: ActionRecord) -> ActionLine | None:
    action = record.content
    earlier = [
        each
        for each in records.listed(
            db, store.ACTIONS, stages=sorted(ENDED), subjects=[action.person]
        )
        if each.content.topic == action.topic
        and each.number < record.number
        and each.stage != Stage.CANCELLED
    ]
    if not earlier:
        return None
    last = earlier[-1]
    return line_of(desk, acting, last, records.steps_of(db, last)[-1].at)
