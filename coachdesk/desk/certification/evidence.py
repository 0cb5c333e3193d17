"""Facts about people, gathered from every room of the desk, in bulk.

Where somebody stands takes little: the deeds kept with the certificate, versions of scripts, and
who has read them. What they have still to show takes more, and is gathered when it is first asked.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, tzinfo
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from coachdesk.core.audits import RELEASED
from coachdesk.core.certification.facts import (
    About,
    Fact,
    Followed,
    Link,
    Published,
    Read,
    Scored,
)
from coachdesk.core.certification.kept import Enrolment, Sitting
from coachdesk.core.certification.life import PlayStage
from coachdesk.core.certification.needs import Need, needs
from coachdesk.core.certification.programme import KeepToScript, Programme
from coachdesk.core.certification.standing import Standing, standing
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.people import name_key
from coachdesk.core.score import Outcome
from coachdesk.core.score.completions import fails_call
from coachdesk.desk.certification.over import over
from coachdesk.desk.folder import Desk
from coachdesk.desk.kept import Kept, kept_of
from coachdesk.store import certification, forms, records, scripts, workbench
from coachdesk.store.audits import VISITS
from coachdesk.store.certification import ENROLMENTS, ROLE_PLAYS, Observed
from coachdesk.store.connect import Db
from coachdesk.store.forms import Basis
from coachdesk.store.queue import positions_of
from coachdesk.store.records import Record


class Evidence:
    """What the desk knows of these people, read once for as many questions as there are."""

    def __init__(
        self, desk: Desk, db: Db, now: datetime, people: Collection[str] | None = None
    ) -> None:
        """Ready to be asked.

        Args:
            desk: which.
            db: open as long as this is asked.
            now: aware; exams whose time is over by then are over.
            people: ids; None: everybody.
        """
        self._desk = desk
        self._db = db
        self._now = now
        self._people = None if people is None else sorted(people)
        self._scripts: dict[str, frozenset[str]] = {}
        self.zone: tzinfo = ZoneInfo(desk.settings.time_zone)

    @cached_property
    def enrolments(self) -> Mapping[tuple[str, str], Record[Enrolment]]:
        """Every certificate by programme and person."""
        return {
            (each.content.programme, each.content.person): each
            for each in records.listed(self._db, ENROLMENTS, subjects=self._people)
        }

    def standing(self, programme: Programme, person: str, on: date) -> Standing:
        """Where the person stands on that day."""
        return standing(programme, self._few(programme, person), on, self.zone)

    def needs(self, programme: Programme, person: str, found: Standing) -> tuple[Need, ...]:
        """What the person has still to show, where something can be shown now."""
        if found.since is None:
            return ()
        return needs(programme, self.facts(programme, person, found), found, self.zone)

    def facts(self, programme: Programme, person: str, found: Standing) -> list[Fact]:
        """All that counts for a certificate that is open."""
        facts = self._few(programme, person)
        facts += self._scored.get(person, ())
        if found.since is not None:
            for wanted in programme.wanted(short=found.short):
                if isinstance(wanted, KeepToScript):
                    facts += self._followed(wanted, person, found.since)
        return facts

    def _few(self, programme: Programme, person: str) -> list[Fact]:
        record = self.enrolments.get((programme.id, person))
        facts: list[Fact] = [] if record is None else [*record.content.deeds]
        for script in self._scripts_of(programme):
            facts += self._published.get(script, ())
            facts += self._read.get((person, script), ())
        return facts

    def _scripts_of(self, programme: Programme) -> frozenset[str]:
        if programme.id not in self._scripts:
            self._scripts[programme.id] = programme.named_scripts()
        return self._scripts[programme.id]

    @cached_property
    def _published(self) -> Mapping[str, list[Published]]:
        found: dict[str, list[Published]] = defaultdict(list)
        for each in scripts.versions(self._db):
            script = each.script
            found[script.id].append(
                Published(
                    at=each.at,
                    by=each.by,
                    script=script.id,
                    version=script.version,
                    major=each.renews,
                )
            )
        return found

    @cached_property
    def _read(self) -> Mapping[tuple[str, str], list[Read]]:
        found: dict[tuple[str, str], list[Read]] = defaultdict(list)
        for record in records.listed(self._db, scripts.RECEIPT, subjects=self._people):
            receipt, person = record.content, record.subject or ""
            read = Read(at=receipt.at, by=person, script=receipt.script, version=receipt.version)
            found[person, receipt.script].append(read)
        return found

    @cached_property
    def _scored(self) -> Mapping[str, list[Scored]]:
        found: dict[str, list[Scored]] = defaultdict(list)
        for person, fact in (
            *self._exams(),
            *self._role_plays(),
            *self._observed(),
            *self._visits(),
        ):
            found[person].append(fact)
        return found

    def _exams(self) -> Iterator[tuple[str, Scored]]:
        for each, sitting in over(self._db, self._now, self._people):
            assert sitting.ended_at is not None
            yield (
                sitting.person,
                Scored(
                    at=sitting.ended_at,
                    by=sitting.person,
                    about=About.EXAM,
                    link=_link(each.name, sitting),
                    percent=_fraction(sitting.percent),
                    passed=sitting.passed,
                ),
            )

    def _role_plays(self) -> Iterator[tuple[str, Scored]]:
        stages = [PlayStage.SCORED]
        for each in records.listed(self._db, ROLE_PLAYS, stages=stages, subjects=self._people):
            play = each.content
            link = Link(
                name=each.name,
                form=play.form,
                version=play.version,
                sha256=play.sha256,
                percent=play.percent,
            )
            yield (
                play.person,
                Scored(
                    at=play.at,
                    by=play.by,
                    about=About.ROLE_PLAY,
                    link=link,
                    percent=_fraction(play.percent),
                    passed=play.passed,
                    critical=play.critical,
                    failed_by=play.failed_by,
                ),
            )

    def _observed(self) -> Iterator[tuple[str, Scored]]:
        for each in certification.observed(self._db, self._people):
            yield (
                each.person,
                Scored(
                    at=each.at,
                    by=each.scorer,
                    about=About.CALL,
                    link=Link(
                        name=f"E{each.number}",
                        form=each.form,
                        version=each.version,
                        sha256=each.sha256,
                        percent=None if each.shown is None else str(Fraction(each.shown)),
                    ),
                    percent=None if each.shown is None else Fraction(each.shown),
                    passed=each.passed,
                    critical=self._failed_the_call(each),
                ),
            )

    def _failed_the_call(self, each: Observed) -> bool:
        """Whether one of the criteria that took more with them took the whole call."""
        tripped = positions_of(each.tripped)
        if not tripped:
            return False
        criteria = [criterion for _, criterion in self._kept.form(each.sha256).criteria()]
        return any(fails_call(criteria[at]) for at in tripped)

    def _visits(self) -> Iterator[tuple[str, Scored]]:
        stages = sorted(RELEASED)
        for each in records.listed(self._db, VISITS, stages=stages, subjects=self._people):
            visit = each.content
            if visit.agent is None or visit.released_at is None:
                continue
            figures, percent = visit.figures, _fraction(visit.figures.shown)
            mark = self._kept.form(visit.form_sha256).scoring.pass_mark
            failed = figures.outcome is Outcome.FAIL
            yield (
                visit.agent,
                Scored(
                    at=visit.released_at,
                    about=About.VISIT,
                    link=Link(
                        name=each.name,
                        form=visit.form,
                        version=visit.version,
                        sha256=visit.form_sha256,
                        percent=None if percent is None else str(percent),
                    ),
                    percent=percent,
                    passed=None if figures.outcome is Outcome.NOT_SCORED else not failed,
                    # A report of old fails by a critical criterion if it had points enough.
                    critical=bool(figures.failed_by)
                    or (failed and percent is not None and percent >= (mark or 0)),
                    failed_by=figures.failed_by,
                ),
            )

    def _followed(self, wanted: KeepToScript, person: str, since: date) -> Iterator[Followed]:
        """How the person's newest calls kept to a script, by the rules in force."""
        naming = self._naming(wanted.script)
        names = [name_key(name) for name in self._desk.settings.names_of(person)]
        begins = datetime.combine(since, time(), self.zone)
        bases = [basis.number for basis, _ in naming]
        # Calls on which nothing was due count for nothing: twice as many are looked at.
        numbers = certification.last_judged(
            self._db, bases, names, begins, self._now, 2 * wanted.calls
        )
        wanted_calls = array("q", sorted(numbers))
        for batch in workbench.batches(self._db, wanted_calls):
            for basis, covers in naming:
                said = workbench.said(self._db, basis.number, (number for number, _ in batch))
                for number, call in batch:
                    row = said.get(number)
                    if row is None or call.started_at is None:
                        continue
                    scored = self._kept.scored(basis, call, row)
                    answers = {each.criterion: each for each in scored.evaluation.answers}
                    spoken, due = _lines(covers, answers)
                    form = scored.form
                    yield Followed(
                        at=call.started_at,
                        script=wanted.script,
                        link=Link(
                            name=call.id,
                            form=form.id,
                            version=form.version,
                            sha256=form.sha256,
                            said=spoken,
                            due=due,
                        ),
                        said=spoken,
                        due=due,
                    )

    def _naming(self, script: str) -> list[tuple[Basis, Mapping[str, tuple[Criterion, ...]]]]:
        # It brings the engine; lists of certificates do not wait for it.
        from coachdesk.core.adherence import covering

        found = []
        for basis in forms.bases(self._db, in_force=True):
            form = self._kept.form(basis.form_sha256)
            if form.script == script:
                found.append((basis, covering(form, script)))
        return found

    @cached_property
    def _kept(self) -> Kept:
        return kept_of(self._db)


def _lines(
    covers: Mapping[str, tuple[Criterion, ...]], answers: Mapping[str, Answer]
) -> tuple[int, int]:
    """How many lines were said, and how many were due; what cannot be told is in neither."""
    said = due = 0
    for criteria in covers.values():
        states = {answers[each.id].state for each in criteria if each.id in answers}
        if State.PASS in states:
            said, due = said + 1, due + 1
        elif State.FAIL in states:
            due += 1
    return said, due


def _link(name: str, sitting: Sitting) -> Link:
    return Link(
        name=name,
        form=sitting.exam,
        version=sitting.version,
        sha256=sitting.sha256,
        percent=sitting.percent,
    )


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
