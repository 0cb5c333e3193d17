"""What a person has still to show, with the evidence that counts for what they have shown."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

import msgspec

from coachdesk.core.certification.dates import day_of, end_of
from coachdesk.core.certification.facts import (
    About,
    Fact,
    Followed,
    Link,
    Published,
    Read,
    Scored,
)
from coachdesk.core.certification.programme import (
    KeepToScript,
    ObservedCalls,
    PassExam,
    PassRolePlay,
    PassVisit,
    Programme,
    ReadScript,
    Requirement,
)
from coachdesk.core.certification.standing import Standing, in_order


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One requirement, and how far it is shown."""

    requirement: Requirement
    met: bool
    have: int
    """Of `wanted`: exams or role-plays passed, calls that count, the version that was read."""
    wanted: int
    evidence: tuple[Link, ...] = ()
    """What counts towards it, the oldest first."""
    read_at: datetime | None = None
    """When the version was confirmed, of a script to be read; None: it is not."""
    tried: tuple[Scored, ...] = ()
    """Exams, role-plays and visits that did not reach the mark, the oldest first."""
    figure: Fraction | None = None
    """The last result, or the share of lines said; percent. None: there is none."""
    wants: Fraction | None = None
    """What the figure must reach; None: the form's own mark, or nothing."""
    lacks: str = ""
    """What is lacking, in a few words; empty where it is met."""


class Retake(msgspec.Struct, frozen=True, kw_only=True):
    """Whether something that was failed may be tried again."""

    failed: int
    from_day: date | None
    """The first day on which it may; None: not any more."""


def needs(
    programme: Programme,
    facts: Iterable[Fact],
    found: Standing,
    zone: tzinfo,
) -> tuple[Need, ...]:
    """What is asked for the next certificate, in the programme's order; empty while none is open.

    Args:
        programme: of the certificate.
        facts: as in `standing`.
        found: the standing on the day that is asked about.
        zone: the desk's.
    """
    if found.since is None:
        return ()
    known = in_order(facts, found.on, zone)
    counting = _counting(known, found, zone)
    asked = programme.wanted(short=found.short)
    return tuple(_need(each, programme, known, counting, found, zone) for each in asked)


def blocking(found: Sequence[Need]) -> Need | None:
    """The first thing that is lacking, or None."""
    return next((need for need in found if not need.met), None)


def retake(programme: Programme, failed: int, failed_on: date | None, on: date) -> Retake:
    """When what was failed so often, last on that day, may be tried again.

    Args:
        programme: says how often and how soon.
        failed: failures since training, or the renewal, began.
        failed_on: the last of them; None: none.
        on: the day that is asked about.
    """
    if failed_on is None or not failed:
        return Retake(failed=0, from_day=on)
    if failed > programme.retakes:
        return Retake(failed=failed, from_day=None)
    return Retake(failed=failed, from_day=max(on, failed_on + timedelta(days=programme.days_apart)))


def exam_retake(
    programme: Programme, wanted: PassExam, facts: Iterable[Fact], found: Standing, zone: tzinfo
) -> Retake:
    """When an exam of the certificate that is open may be sat, after what was failed of it."""
    known = in_order(facts, found.on, zone)
    return _exam_retake(programme, wanted, _counting(known, found, zone), found, zone)


def _exam_retake(
    programme: Programme,
    wanted: PassExam,
    counting: Sequence[Fact],
    found: Standing,
    zone: tzinfo,
) -> Retake:
    sat = _of(counting, About.EXAM, lambda fact: fact.link.form == wanted.exam)
    failures = [fact for fact in sat if not _reached(fact, wanted.mark)]
    last = day_of(failures[-1].at, zone) if failures else None
    return retake(programme, len(failures), last, found.on)


def times(count: int) -> str:
    """So many times, in words."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _counting(known: Sequence[Fact], found: Standing, zone: tzinfo) -> list[Fact]:
    """What was shown since the certificate can be earned, and not for the one before."""
    if found.since is None:
        return []
    begins, after = end_of(found.since - timedelta(days=1), zone), found.after
    return [fact for fact in known if fact.at >= begins and (after is None or fact.at > after)]


def _need(
    wanted: Requirement,
    programme: Programme,
    known: Sequence[Fact],
    counting: Sequence[Fact],
    found: Standing,
    zone: tzinfo,
) -> Need:
    match wanted:
        case ReadScript():
            return _read(wanted, programme, known)
        case PassExam():
            need = _scored(wanted, About.EXAM, wanted.exam, wanted.mark, 1, counting)
            again = _exam_retake(programme, wanted, counting, found, zone)
            if need.met or not again.failed:
                return need
            lacks = "no try is left: enrol anew"
            if again.from_day is not None:
                lacks = f"failed {times(again.failed)}; again from {again.from_day}"
            return msgspec.structs.replace(need, lacks=lacks)
        case PassRolePlay():
            return _scored(wanted, About.ROLE_PLAY, wanted.form, wanted.mark, 1, counting)
        case PassVisit():
            return _scored(wanted, About.VISIT, wanted.form, wanted.mark, wanted.visits, counting)
        case ObservedCalls():
            return _observed(wanted, counting)
        case KeepToScript():
            return _followed(wanted, counting)
        case _:
            raise TypeError(f"not a requirement: {wanted}")


def _read(wanted: ReadScript, programme: Programme, known: Sequence[Fact]) -> Need:
    newest = max(
        (
            *(each.version for each in programme.scripts if each.script == wanted.script),
            *(
                fact.version
                for fact in known
                if isinstance(fact, Published) and fact.script == wanted.script
            ),
        ),
        default=1,
    )
    read = [fact for fact in known if isinstance(fact, Read) and fact.script == wanted.script]
    have = max((fact.version for fact in read), default=0)
    lacks = "" if have >= newest else f"v{newest} of {wanted.script} is not read"
    return Need(
        requirement=wanted,
        met=have >= newest,
        have=min(have, newest),
        wanted=newest,
        read_at=next((fact.at for fact in read if fact.version >= newest), None),
        lacks=lacks,
    )


def _scored(
    wanted: Requirement,
    about: About,
    form: str,
    mark: Fraction | None,
    many: int,
    counting: Sequence[Fact],
) -> Need:
    made = _of(counting, about, lambda fact: fact.link.form == form)
    good = [fact for fact in made if _reached(fact, mark)]
    lacks = ""
    if len(good) < many:
        lacks = f"{form} is not passed" if many == 1 else f"{len(good)} of {many} {form} passed"
        if made and made[-1].critical:
            by = ", ".join(made[-1].failed_by) or "a critical criterion"
            lacks += f": {by} failed, which fails all of it"
    return Need(
        requirement=wanted,
        met=len(good) >= many,
        have=min(len(good), many),
        wanted=many,
        evidence=tuple(fact.link for fact in good[-many:]),
        tried=tuple(fact for fact in made if not _reached(fact, mark)),
        figure=made[-1].percent if made else None,
        wants=mark,
        lacks=lacks,
    )


def _reached(fact: Scored, mark: Fraction | None) -> bool:
    if fact.critical:
        return False
    if mark is None:
        return fact.passed is True
    return fact.percent is not None and fact.percent >= mark


def _of(counting: Sequence[Fact], about: About, wanted: Callable[[Scored], bool]) -> list[Scored]:
    return [
        fact
        for fact in counting
        if isinstance(fact, Scored) and fact.about is about and wanted(fact)
    ]


def _observed(wanted: ObservedCalls, counting: Sequence[Fact]) -> Need:
    calls = _of(counting, About.CALL, lambda fact: wanted.scorecard in ("", fact.link.form))
    run: list[Scored] = []
    broken = ""
    for fact in calls:
        if fact.critical:
            run, broken = [], f"; {fact.link.name} failed critically, counted anew"
        elif wanted.mark is None or (fact.percent is not None and fact.percent >= wanted.mark):
            run.append(fact)
    met = len(run) >= wanted.calls
    return Need(
        requirement=wanted,
        met=met,
        have=min(len(run), wanted.calls),
        wanted=wanted.calls,
        evidence=tuple(fact.link for fact in run[-wanted.calls :]),
        wants=wanted.mark,
        lacks="" if met else f"{len(run)} of {wanted.calls} observed calls{broken}",
    )


def _followed(wanted: KeepToScript, counting: Sequence[Fact]) -> Need:
    calls = [
        fact
        for fact in counting
        if isinstance(fact, Followed) and fact.script == wanted.script and fact.due
    ][-wanted.calls :]
    said, due = sum(fact.said for fact in calls), sum(fact.due for fact in calls)
    enough = len(calls) == wanted.calls
    met = enough and 100 * said >= wanted.at_least * due
    lacks = ""
    if not enough:
        lacks = f"{len(calls)} of {wanted.calls} calls on which lines were due"
    elif not met:
        lacks = f"{said} of {due} lines said"
    return Need(
        requirement=wanted,
        met=met,
        have=len(calls),
        wanted=wanted.calls,
        evidence=tuple(fact.link for fact in calls),
        figure=Fraction(100 * said, due) if enough else None,
        wants=wanted.at_least,
        lacks=lacks,
    )
