"""The mystery visits of the demo desk: in every stage, each step by its person and on its day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.audits import Step
from coachdesk.core.audits.quarter import quarter_named, quarter_of
from coachdesk.core.form import Criterion, Form
from coachdesk.desk import audits
from coachdesk.desk.audits.forms import AuditForm
from coachdesk.desk.demo_days import deeds
from coachdesk.desk.folder import Acting, Desk

_OPENS, _CLOSES = time(8), time(21, 30)
"""When a visit of the samples may be made, on its day."""
_LATER = timedelta(minutes=20)
"""So long after the contact a report is written."""
_INTO_THE_WINDOW = timedelta(minutes=70)


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of samples/visits.jsonl."""

    days_ago: int = 0
    after: int = 0
    """Of a visit that was drawn: so many days after its contact."""
    by: str = ""
    """Empty: the visit's own shopper."""
    visit: str = ""
    """What the other lines call it."""
    pick: str = ""
    """Form of a visit that is planned; `place`, `agent`, `shopper` and `on` belong to it."""
    place: str = ""
    agent: str = ""
    shopper: str = ""
    on: int = 0
    """Days ago on which it is to be made; below 0: ahead."""
    plan: str = ""
    """Form of visits that are drawn; the next fields belong to it."""
    quarter: int = 0
    """Counted from this one: -1 is the last, 1 the next. Drawn on the day before it begins, or
    `days_ago`."""
    in_quarter: str = ""
    """Instead, one that does not move with the day, such as `2026Q3`."""
    visits: int | None = None
    names: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Place to what the other lines call its visits, the earliest first."""
    within: tuple[str, ...] = ()
    seed: str = ""
    at: str = ""
    """Local time of the contact that is reported, where it was not drawn."""
    minutes: int = 0
    only: bool = False
    """The report stops at these answers; else every other question is answered with its best."""
    answers: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Question to answer, or to `answer: note`."""
    facts: Mapping[str, str] = msgspec.field(default_factory=dict)
    """`{at}` stands for the time of the contact."""
    proofs: Mapping[str, str] = msgspec.field(default_factory=dict)
    transcript: str = ""
    steps: tuple[Step, ...] = ()
    edit: Mapping[str, str] = msgspec.field(default_factory=dict)
    appeal: Mapping[str, tuple[str, str]] = msgspec.field(default_factory=dict)
    uphold: Mapping[str, str] = msgspec.field(default_factory=dict)
    note: str = ""


def visit_as_people_did(desk: Desk, acting: Acting, samples: Path) -> int:
    """Does all of samples/visits.jsonl; how many visits that made.

    Args:
        desk: with the samples' people, places and audit forms.
        acting: who makes the demo, with the clock that the days are counted back from.
        samples: their folder.
    """
    work = _Work(desk, acting, samples / "proofs", audits.audit_forms(desk))
    for deed in deeds(samples / "visits.jsonl", Deed):
        work.do(deed)
    audits.end_clocks(desk, acting)
    return len(audits.list_visits(desk, acting))


class _Work:
    """The visits made so far, by what the lines call them."""

    def __init__(
        self, desk: Desk, acting: Acting, proofs: Path, forms: Mapping[str, AuditForm]
    ) -> None:
        self.desk, self.acting, self.proofs, self.forms = desk, acting, proofs, forms
        self.zone = ZoneInfo(desk.settings.time_zone)
        self.now = acting.clock()
        self.numbers: dict[str, int] = {}
        self.used: dict[str, Form] = {}
        self.drawn: dict[str, datetime] = {}
        """When the contact of a visit that was drawn was, by the visit."""
        self.shoppers: dict[str, str] = {}

    def do(self, deed: Deed) -> None:
        """What the line says."""
        if deed.pick:
            self._pick(deed)
        elif deed.plan:
            self._plan(deed)
        elif deed.minutes:
            self._report(deed)
        else:
            self._go_on(deed)

    def _being(self, deed: Deed, at: datetime | None = None) -> Acting:
        if at is None and deed.visit in self.drawn:
            at = self.drawn[deed.visit] + timedelta(days=deed.after)
        moment = at or self.now - timedelta(days=deed.days_ago)
        named = deed.by or self.shoppers[deed.visit]
        return Acting(actor=self.acting.actor, named=named, clock=lambda: moment)

    def _day(self, days_ago: int) -> date:
        return (self.now - timedelta(days=days_ago)).astimezone(self.zone).date()

    def _plan(self, deed: Deed) -> None:
        quarter = quarter_named(deed.in_quarter) or quarter_of(self._day(0)).moved(deed.quarter)
        before = datetime.combine(quarter.first - timedelta(days=1), _OPENS, self.zone)
        being = self._being(deed, before if before < self.now else None)
        found = audits.plan_visits(
            self.desk,
            being,
            deed.plan,
            str(quarter),
            wanted=deed.visits,
            seed=deed.seed,
            within=deed.within,
        )
        left = {place: list(names) for place, names in deed.names.items()}
        for number, each in zip(found.numbers, found.visits, strict=True):
            if left.get(each.place):
                name = left[each.place].pop(0)
                self.numbers[name] = number
                self.used[name] = self.forms[deed.plan].form
                self.shoppers[name] = each.shopper
                start = datetime.combine(each.on, each.part.value[0], self.zone)
                self.drawn[name] = start + _INTO_THE_WINDOW
                audits.assign(self.desk, being, number)

    def _pick(self, deed: Deed) -> None:
        day, form = self._day(deed.on), self.forms[deed.pick]
        self.numbers[deed.visit] = audits.pick_visit(
            self.desk,
            self._being(deed),
            form,
            deed.place,
            since=datetime.combine(day, _OPENS, self.zone),
            until=datetime.combine(day, _CLOSES, self.zone),
            agent=deed.agent,
            shopper=deed.shopper,
        )
        self.used[deed.visit] = form.form

    def _contact(self, deed: Deed) -> datetime:
        if deed.visit in self.drawn:
            return self.drawn[deed.visit]
        return datetime.combine(self._day(deed.days_ago), time.fromisoformat(deed.at), self.zone)

    def _report(self, deed: Deed) -> None:
        number, form = self.numbers[deed.visit], self.used[deed.visit]
        contact = self._contact(deed)
        ended = contact + timedelta(minutes=deed.minutes)
        being = self._being(deed, ended + _LATER)
        audits.begin(self.desk, being, number, contact=contact)
        audits.give(self.desk, being, number, "ended", ended.isoformat(timespec="minutes"))
        if deed.transcript:
            file = str(self.proofs / deed.transcript)
            audits.attach_transcript(self.desk, being, number, file)
        for _, criterion in form.criteria():
            told = deed.answers.get(criterion.id, "" if deed.only else _best(criterion))
            if told:
                answer, _, note = told.partition(": ")
                audits.give(self.desk, being, number, criterion.id, answer, note)
        for fact, words in deed.facts.items():
            told = words.replace("{at}", f"{contact:%H:%M}")
            audits.give(self.desk, being, number, fact, told)
        for question, name in deed.proofs.items():
            audits.attach_proof(self.desk, being, number, question, self.proofs / name)
        for question in _unproved(form, deed):
            audits.attach_proof(self.desk, being, number, question, self.proofs / "call-list.png")
        if not deed.only:
            audits.step(self.desk, being, number, Step.SUBMIT)

    def _go_on(self, deed: Deed) -> None:
        number, being = self.numbers[deed.visit], self._being(deed)
        for wanted in deed.steps:
            if wanted is Step.ASSIGN:
                audits.assign(self.desk, being, number)
            else:
                audits.step(self.desk, being, number, wanted, deed.note)
        for question, told in deed.edit.items():
            answer, _, note = told.partition(": ")
            audits.give(self.desk, being, number, question, answer, note)
        if deed.appeal:
            claims = [(each, *told) for each, told in deed.appeal.items()]
            audits.appeal(self.desk, being, number, claims)
        if deed.uphold:
            answers = [(each, told, deed.note) for each, told in deed.uphold.items()]
            audits.uphold(self.desk, being, number, answers, deed.note)


def _best(criterion: Criterion) -> str:
    """The answer that earns the most."""
    if criterion.choices:
        return max(criterion.choices, key=lambda choice: choice.points).key
    return str(criterion.scale.high) if criterion.scale else "pass"


def _unproved(form: Form, deed: Deed) -> list[str]:
    """Questions that want proof and have none named: each is settled, so each needs it."""
    if deed.only:
        return []
    wanted = [each.id for _, each in form.criteria() if each.proof]
    wanted += [each.id for each in form.facts if each.proof and each.id in deed.facts]
    return [each for each in wanted if each not in deed.proofs]
