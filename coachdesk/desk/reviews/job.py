"""What every job on evaluations shares: the call, its evaluation, whom it is about, who may."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from coachdesk.core.authorize import Action, Actor, Facts, Subject
from coachdesk.core.calls import Call
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.reviews import RELEASED, Change, Review, Stage, given, merged
from coachdesk.core.scored import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed, facts_of, subject_of
from coachdesk.desk.kept import Kept, kept_of
from coachdesk.desk.lookup import call_of
from coachdesk.store import calls, evaluations, forms, reviews
from coachdesk.store.connect import Db
from coachdesk.store.evaluations import Row
from coachdesk.store.forms import Basis
from coachdesk.store.reviews import Hand, ReviewRow


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A call under one scorecard, with the evaluation by people if there is one."""

    number: int
    """Of the call."""
    call: Call
    basis: Basis
    engine: Row
    review: ReviewRow | None = None
    changes: tuple[Change, ...] = ()

    @property
    def stage(self) -> Stage | None:
        """None: nobody has begun."""
        return self.review.stage if self.review else None

    @property
    def seen(self) -> int:
        """As `Review.seen`; 0 before there is one."""
        return self.review.seen if self.review else 0

    @property
    def name(self) -> str:
        """`E17`, or the call's id before there is an evaluation."""
        return f"E{self.review.number}" if self.review else self.call.id


class Job:
    """One job on an open desk."""

    def __init__(self, desk: Desk, acting: Acting, db: Db) -> None:
        self.desk = desk
        self.acting = acting
        self.db = db

    @property
    def kept(self) -> Kept:
        """The forms of this desk, loaded when first needed."""
        return kept_of(self.db)

    def call_of(self, call: str) -> tuple[int, Call]:
        """The call of this id with its number.

        Raises:
            DeskRefused: there is none.
        """
        return call_of(self.desk, self.acting, self.db, call)

    def cases(self, call: str, scorecard: str | None = None) -> Iterator[Case]:
        """Every scorecard that judged the call: live evaluations first, then by urgency.

        A live evaluation stands for its scorecard even when the rules have moved on.
        """
        number, content = self.call_of(call)
        bases = {basis.number: basis for basis in forms.bases(self.db)}
        covered = set()
        for review in reviews.live_of_call(self.db, number, scorecard):
            covered.add(bases[review.basis].form_id)
            yield self._case(number, content, bases[review.basis], review)
        for each in evaluations.by_urgency(self.db, number):
            basis = bases[each]
            if basis.form_id not in covered and scorecard in (None, basis.form_id):
                yield self._case(number, content, basis, None)

    def case_of(self, review: int) -> Case:
        """The case of an evaluation that is known by its number, retracted ones too.

        Raises:
            DeskRefused: there is none.
        """
        row = reviews.find(self.db, review)
        if row is None:
            raise DeskRefused(
                Problem(
                    code="D504",
                    message=f"no evaluation 'E{review}'",
                    hint="coachdesk evaluations list gives the numbers",
                )
            )
        content = calls.by_number(self.db, row.call)
        bases = {basis.number: basis for basis in forms.bases(self.db)}
        return self._case(row.call, content, bases[row.basis], row)

    def _case(self, number: int, call: Call, basis: Basis, review: ReviewRow | None) -> Case:
        engine = evaluations.under(self.db, number, basis.number)
        if engine is None:
            raise DeskRefused(
                Problem(
                    code="D305",
                    message=f"the rules' answers that E{review.number if review else '?'} stands on"
                    " are missing",
                    hint="coachdesk log verify",
                )
            )
        changes = reviews.changes_of(self.db, review.number) if review else ()
        return Case(
            number=number, call=call, basis=basis, engine=engine, review=review, changes=changes
        )

    def subject(self, call: Call) -> Subject:
        """Whom an evaluation of this call is about."""
        return subject_of(self.desk.settings, call.agent, call.started_at)

    def about(self, case: Case) -> tuple[Subject, Facts]:
        """What the rules of access ask for."""
        scorers = {case.review.scorer, *(each.by for each in case.changes)} if case.review else ()
        released = case.stage in RELEASED
        return self.subject(case.call), facts_of(self.desk.settings, scorers, released=released)

    def allowed(self, action: Action, case: Case) -> Actor:
        """The person who acts, where they may do this to the case.

        Raises:
            DeskRefused: they may not.
        """
        subject, facts = self.about(case)
        return allowed(self.desk, self.acting, action, subject, facts)

    def hand(self, actor: Actor, at: datetime | None = None) -> Hand:
        """Who writes."""
        return Hand(at=at or self.acting.clock(), actor=self.acting.actor, by=actor.id)

    def merged(
        self, case: Case, changes: tuple[Change, ...], engine: Scored | None = None
    ) -> Scored:
        """The case scored with these answers of people."""
        engine = engine or self.kept.scored(case.basis, case.call, case.engine)
        return self.kept.answered(engine, merged(engine.evaluation, given(changes)))

    def review(self, case: Case) -> Review | None:
        """The evaluation by people as a value."""
        row = case.review
        if row is None:
            return None
        until = row.dispute_until
        return Review(
            number=row.number,
            call=case.call.id,
            form_sha256=case.basis.form_sha256,
            scorer=row.scorer,
            subject=row.subject,
            selected_by=row.selected_by,
            stage=row.stage,
            revision=row.revision,
            seen=row.seen,
            dispute_until=None if until is None else datetime.fromisoformat(until),
            changes=case.changes,
        )
