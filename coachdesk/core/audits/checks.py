"""What a report of a visit lacks before it can be submitted, and what is doubtful about it.

What is missing stops a report; a doubt never does. It is shown to the shopper while there is time
to mend it, and to the editor, who decides.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

import msgspec

from coachdesk.core.audits.lining import one_line, suspicious
from coachdesk.core.audits.narratives import alike, narrative
from coachdesk.core.audits.report import Report
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import Problem, Severity
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.form import Fact, Form, Section, scored
from coachdesk.core.guards import Lack, Missing
from coachdesk.core.guards import lacks as lacks_of_answers

TIMES = ("began", "ended")
"""The two times of every visit, which are asked whatever the form asks."""


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A visit that the same shopper made."""

    visit: str
    form: Form
    report: Report


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is held against."""

    zone: tzinfo
    """Of the place."""
    earliest: datetime | None = None
    """When the planned window begins, aware; None: any time will do."""
    latest: datetime | None = None
    """When it ends."""
    earlier: tuple[Earlier, ...] = ()
    """Other visits of the shopper, whatever their form."""
    others: tuple[tuple[Answer, ...], ...] = ()
    """Answers in reports of the same form text by other shoppers."""


def lacks(form: Form, report: Report) -> tuple[Lack, ...]:
    """All that is missing, in the order of the form; empty: the report can be submitted.

    Every scored criterion needs an answer, a FAIL a note, an NA its reason; every required fact its
    value; what asks for proof needs it once it is answered, unless it did not apply.
    """
    answers = {answer.criterion: answer for answer in report.answers}
    listed = [
        answers.get(c.id, Answer(criterion=c.id, state=State.OPEN, source=Source.PERSON))
        for _, c in form.criteria()
    ]
    of_answers: dict[str, list[Lack]] = {}
    for lack in lacks_of_answers(form, listed):
        of_answers.setdefault(lack.criterion, []).append(lack)
    times = (
        Lack(criterion=name, missing=Missing.FACT, words="not told: say when")
        for name in TIMES
        if getattr(report, name) is None
    )
    return (
        *times,
        *(lack for section in form.sections for lack in _lacks(form, section, report, of_answers)),
    )


def _lacks(
    form: Form, section: Section, report: Report, of_answers: dict[str, list[Lack]]
) -> Iterator[Lack]:
    settled = {a.criterion for a in report.answers if a.state in (State.PASS, State.FAIL)}
    for owner, criterion in form.criteria():
        if owner is section:
            yield from of_answers.get(criterion.id, ())
            if scored(criterion) and criterion.id in settled:
                yield from _proof(criterion.id, criterion.proof, report)
    for fact in form.facts:
        if fact.section == section.id:
            yield from _lacks_of_fact(fact, report)


def _lacks_of_fact(fact: Fact, report: Report) -> Iterator[Lack]:
    if fact.id in report.facts:
        yield from _proof(fact.id, fact.proof, report)
    elif fact.required:
        yield Lack(criterion=fact.id, missing=Missing.FACT, words="not told: answer it")


def _proof(name: str, proof: str, report: Report) -> Iterator[Lack]:
    if proof and name not in report.proofs:
        yield Lack(criterion=name, missing=Missing.PROOF, words=f"without proof: attach {proof}")


def doubts(form: Form, report: Report, around: Around) -> tuple[Problem, ...]:
    """What is odd about the report, as warnings without a place (docs/audits.md)."""
    return (
        *_odd_times(form, report, around),
        *_overlaps(report, around),
        *_copied(form, report, around),
        *_answered_alike(form, report, around),
    )


def _odd_times(form: Form, report: Report, around: Around) -> Iterator[Problem]:
    began, ended, briefing = report.began, report.ended, form.briefing
    if began is None:
        return
    first = _clock(began, around)
    if (around.earliest and began < around.earliest) or (around.latest and began >= around.latest):
        since = _day(around.earliest, around) or "any day"
        until = _day(around.latest and around.latest - timedelta(microseconds=1), around)
        planned = f"planned for {since} to {until or 'any day'}"
        yield _doubt("A203", f"made on {_day(began, around)} at {first}, {planned}")
    if ended is None:
        return
    last = _clock(ended, around)
    if ended < began:
        yield _doubt("A202", f"began at {first} and ended at {last}", "one of them is wrong")
        return
    if briefing is None:
        return
    opens, closes = briefing.opens, briefing.closes
    if opens is not None and closes is not None:
        here = began.astimezone(around.zone).time(), ended.astimezone(around.zone).time()
        if here[0] < opens or here[1] > closes or here[0] > closes:
            hours = f"{opens:%H:%M} to {closes:%H:%M}"
            yield _doubt("A204", f"from {first} to {last}, and the hours are {hours}")
    minutes = (ended - began) / timedelta(minutes=1)
    if briefing.least_min is not None and minutes < briefing.least_min:
        least = f"at least {float(briefing.least_min):g}"
        yield _doubt("A205", f"took {minutes:g} minutes, and such a visit takes {least}")
    if briefing.most_min is not None and minutes > briefing.most_min:
        most = f"at most {float(briefing.most_min):g}"
        yield _doubt("A205", f"took {minutes:g} minutes, and such a visit takes {most}")


def _overlaps(report: Report, around: Around) -> Iterator[Problem]:
    began, ended = report.began, report.ended
    for each in around.earlier:
        since, until = each.report.began, each.report.ended
        if began is None or ended is None or since is None or until is None:
            continue
        if began < until and since < ended:
            span = f"{_clock(since, around)} to {_clock(until, around)}"
            yield _doubt("A206", f"overlaps with {each.visit} by the same shopper, {span}")


def _copied(form: Form, report: Report, around: Around) -> Iterator[Problem]:
    text = narrative(form, report)
    for each in around.earlier:
        found = alike(text, narrative(each.form, each.report))
        if found is not None:
            words = found.words if len(found.words) <= 60 else f"{found.words[:57]}..."
            message = f"{found.share:.0%} of the words stand in {each.visit} too: '{words}'"
            yield _doubt("A201", message, "compare the two")


def _answered_alike(form: Form, report: Report, around: Around) -> Iterator[Problem]:
    if suspicious(form, report.answers, around.others):
        share = one_line(form, report.answers)
        assert share is not None
        message = f"every scale and choice earned {float(share):.0%} of its points"
        yield _doubt("A207", message, "compare answers with the narrative")


def _clock(moment: datetime, around: Around) -> str:
    return f"{moment.astimezone(around.zone):%H:%M}"


def _day(moment: datetime | None, around: Around) -> str:
    return f"{moment.astimezone(around.zone):%Y-%m-%d}" if moment else ""


def _doubt(code: str, message: str, hint: str = "") -> Problem:
    return Problem(code=code, message=message, hint=hint, severity=Severity.WARNING)
