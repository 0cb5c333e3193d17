"""Where somebody stands with a certificate, against a nightly job that never misses a night."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.core.certification import (
    MAY_WORK,
    Programme,
    Standing,
    State,
    blocking,
    months_later,
    needs,
    standing,
)
from coachdesk.core.certification.facts import (
    About,
    Assessed,
    Enrolled,
    Fact,
    Failed,
    Followed,
    Link,
    Passed,
    Published,
    Read,
    Reinstated,
    Revoked,
    Scored,
)
from coachdesk.core.certification.programme import (
    KeepToScript,
    ObservedCalls,
    PassExam,
    ReadScript,
    Renewal,
    Requirement,
    Version,
)
from coachdesk.core.location import Location

ZONES = [ZoneInfo("UTC"), ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")]
NOWHERE = Location("programme.yaml")


def programme(*requirements: Requirement, **changes: Any) -> Programme:
    made = Programme(
        id="card",
        version=1,
        title="Card sale",
        scripts=(Version("sale", 1),),
        requirements=requirements or (ReadScript(id="read", script="sale"),),
        location=NOWHERE,
    )
    return msgspec.structs.replace(made, **changes)


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


def passed(day: str, months: int = 12, grace: int = 14) -> Passed:
    return Passed(at=noon(day), months=months, grace_days=grace, window_days=60)


def at(facts: list[Fact], day: str, made: Programme | None = None) -> Standing:
    return standing(made or programme(), facts, date.fromisoformat(day), UTC)


class Night:
    """The table of the field walked day by day, as a nightly job would: the independent answer."""

    def __init__(self, made: Programme) -> None:
        self.made = made
        self.stage = State.NONE
        self.valid_to: date | None = None
        self.grace = 0
        self.read: dict[str, int] = {}
        self.waiting: list[tuple[str, int, date]] = []
        self.again: date | None = None
        self.kept: Any = None

    def happens(self, fact: Fact, day: date) -> None:
        alive = self.stage not in (
            State.NONE,
            State.IN_TRAINING,
            State.ASSESSED,
            State.REVOKED,
        )
        if isinstance(fact, Enrolled) and not alive:
            self.stage, self.valid_to = State.IN_TRAINING, None
        elif isinstance(fact, Assessed) and self.stage is State.IN_TRAINING:
            self.stage = State.ASSESSED
        elif isinstance(fact, Failed) and self.stage is State.ASSESSED:
            self.stage = State.IN_TRAINING
        elif isinstance(fact, Passed):
            old = self.valid_to if alive else None
            start = day
            if old is not None and old - timedelta(days=fact.window_days) <= day <= old:
                start = old
            ends = month_by_month(start, fact.months)
            self.valid_to = ends if old is None else max(ends, old)
            self.grace, self.waiting, self.again = fact.grace_days, [], None
            self.stage = State.CERTIFIED
        elif isinstance(fact, Revoked):
            self.kept = (self.stage, self.valid_to, self.grace, self.waiting, self.again)
            self.stage = State.REVOKED
        elif isinstance(fact, Read):
            self.read[fact.script] = max(fact.version, self.read.get(fact.script, 0))
        elif isinstance(fact, Published) and fact.script == "sale" and alive:
            if fact.major:
                self.again = self.again or day
            else:
                self.waiting.append((fact.script, fact.version, day))

    def ends(self, day: date) -> State:
        """The state at the end of that day."""
        if self.valid_to is None or self.stage in (
            State.NONE,
            State.IN_TRAINING,
            State.ASSESSED,
            State.REVOKED,
        ):
            return self.stage
        found = State.CERTIFIED
        waiting = [each for each in self.waiting if self.read.get(each[0], 0) < each[1]]
        if waiting:
            late = (day - waiting[0][2]).days > 7
            found = State.EXPIRING if late else State.CONFIRM_DUE
        if day >= self.valid_to - timedelta(days=30):
            found = State.EXPIRING
        if self.again is not None:
            found = State.RECERTIFY
        if day > self.valid_to:
            found = State.GRACE
        over = day > self.valid_to + timedelta(days=self.grace)
        if over or (self.again is not None and (day - self.again).days > 14):
            found = State.EXPIRED
        return found


def month_by_month(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    wanted = day.day
    while True:
        try:
            return date(year, month, wanted)
        except ValueError:
            wanted -= 1


def nightly(made: Programme, facts: list[Fact], on: date, zone: ZoneInfo) -> State:
    job = Night(made)
    ordered = sorted(facts, key=lambda fact: fact.at)
    if not ordered:
        return State.NONE
    day = ordered[0].at.astimezone(zone).date()
    while day <= on:
        for fact in ordered:
            if fact.at.astimezone(zone).date() == day:
                job.happens(fact, day)
        day += timedelta(days=1)
    return job.ends(on)


moments = st.datetimes(
    min_value=datetime(2023, 12, 1),  # noqa: DTZ001
    max_value=datetime(2025, 3, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
versions = st.integers(1, 4)
facts_of_one = st.one_of(
    st.builds(Enrolled, at=moments),
    st.builds(Assessed, at=moments),
    st.builds(Failed, at=moments),
    st.builds(
        Passed,
        at=moments,
        months=st.sampled_from([3, 6, 12]),
        grace_days=st.sampled_from([0, 14]),
        window_days=st.just(60),
    ),
    st.builds(Revoked, at=moments),
    st.builds(Read, at=moments, script=st.just("sale"), version=versions),
    st.builds(
        Published,
        at=moments,
        script=st.sampled_from(["sale", "other"]),
        version=versions,
        major=st.booleans(),
    ),
)
histories = st.lists(facts_of_one, max_size=9, unique_by=lambda fact: fact.at)
days = st.dates(date(2023, 12, 1), date(2026, 6, 1))


@settings(max_examples=400, deadline=None)
@given(facts=histories, on=days, zone=st.sampled_from(ZONES))
def test_the_shown_state_is_that_of_a_job_that_never_missed_a_night(
    facts: list[Fact], on: date, zone: ZoneInfo
) -> None:
    made = programme()
    # What cannot happen in the life of a certificate is no history.
    possible = _possible(facts)
    assert standing(made, possible, on, zone).state is nightly(made, possible, on, zone)


def _possible(facts: list[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    stage = "none"
    for fact in sorted(facts, key=lambda each: each.at):
        steps: dict[tuple[str, type], str] = {
            ("none", Enrolled): "training",
            ("training", Assessed): "assessed",
            ("assessed", Failed): "training",
            ("assessed", Passed): "given",
            ("given", Assessed): "reassessed",
            ("reassessed", Failed): "given",
            ("reassessed", Passed): "given",
            ("given", Passed): "given",
            ("given", Revoked): "revoked",
            ("revoked", Enrolled): "training",
        }
        if isinstance(fact, Read | Published):
            kept.append(fact)
        elif (stage, type(fact)) in steps:
            stage = steps[stage, type(fact)]
            kept.append(fact)
        elif stage == "none" and isinstance(fact, Passed):
            kept += [
                Enrolled(at=fact.at - timedelta(seconds=2)),
                Assessed(at=fact.at - timedelta(seconds=1)),
                fact,
            ]
            stage = "given"
    return kept


@settings(max_examples=200, deadline=None)
@given(facts=histories, on=days, data=st.data())
def test_the_order_in_which_facts_are_given_does_not_matter(
    facts: list[Fact], on: date, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(facts))
    made = programme()
    first, second = standing(made, facts, on, UTC), standing(made, shuffled, on, UTC)
    assert first == second
    assert needs(made, facts, first, UTC) == needs(made, shuffled, second, UTC)


_ORDER = list(State)


@settings(max_examples=200, deadline=None)
@given(facts=histories, on=days, later=st.integers(0, 500))
def test_time_alone_never_makes_a_standing_better(facts: list[Fact], on: date, later: int) -> None:
    until = [fact for fact in facts if fact.at.date() <= on]
    made = programme()
    before = standing(made, until, on, UTC)
    after = standing(made, until, on + timedelta(days=later), UTC)
    assert _ORDER.index(after.state) >= _ORDER.index(before.state)
    if before.works_until is not None:
        assert after.may_work == (after.on <= before.works_until)


@settings(max_examples=200, deadline=None)
@given(facts=histories, on=days)
def test_what_comes_later_changes_nothing_of_a_day(facts: list[Fact], on: date) -> None:
    made = programme()
    until = [fact for fact in facts if fact.at.date() <= on]
    assert standing(made, facts, on, UTC) == standing(made, until, on, UTC)


@given(day=days, months=st.integers(0, 120))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int
) -> None:
    assert months_later(day, months) == month_by_month(day, months)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-02-28", 12, "2026-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 12, "2027-12-15"),
    ],
)
def test_leap_days_and_short_months(day: str, months: int, later: str) -> None:
    assert str(months_later(date.fromisoformat(day), months)) == later


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-02-28", State.NONE),
        ("2026-03-01", State.CERTIFIED),
        ("2027-01-29", State.CERTIFIED),
        ("2027-01-30", State.EXPIRING),
        ("2027-03-01", State.EXPIRING),
        ("2027-03-02", State.GRACE),
        ("2027-03-15", State.GRACE),
        ("2027-03-16", State.EXPIRED),
    ],
)
def test_the_clock_of_a_certificate_of_twelve_months(day: str, state: State) -> None:
    found = at([passed("2026-03-01")], day)
    assert found.state is state
    assert found.may_work == (state in MAY_WORK)


def test_a_day_begins_at_midnight_of_the_desk() -> None:
    late = [Passed(at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC), months=12, grace_days=14,
                   window_days=60)]  # fmt: skip
    here = standing(programme(), late, date(2026, 6, 1), ZoneInfo("UTC"))
    there = standing(programme(), late, date(2026, 6, 1), ZoneInfo("Asia/Shanghai"))
    assert (str(here.valid_to), str(there.valid_to)) == ("2027-03-01", "2027-03-02")


@pytest.mark.parametrize(
    ("again", "valid_to"),
    [
        ("2026-12-30", "2027-12-30"),  # a day too early for the window: from the day itself
        ("2026-12-31", "2028-03-01"),  # the window opens: the new term follows the old
        ("2027-03-01", "2028-03-01"),
        ("2027-03-10", "2028-03-10"),  # in grace: from the day itself
        ("2027-06-01", "2028-06-01"),
    ],
)
def test_a_renewal_in_its_window_follows_the_old_term(again: str, valid_to: str) -> None:
    assert str(at([passed("2026-03-01"), passed(again)], "2027-08-01").valid_to) == valid_to


def test_a_minor_version_is_confirmed_in_a_week_or_the_certificate_expires_soon() -> None:
    changed = Published(at=noon("2026-06-01"), script="sale", version=2, major=False)
    facts: list[Fact] = [passed("2026-03-01"), changed]
    assert at(facts, "2026-06-08").state is State.CONFIRM_DUE
    assert at(facts, "2026-06-09").state is State.EXPIRING
    assert at(facts, "2026-06-09").may_work
    read = Read(at=noon("2026-06-09"), script="sale", version=2)
    assert at([*facts, read], "2026-06-09").state is State.CERTIFIED


def test_after_a_major_version_it_holds_for_two_weeks() -> None:
    changed = Published(at=noon("2026-06-01"), script="sale", version=2, major=True)
    facts: list[Fact] = [passed("2026-03-01"), changed]
    assert at(facts, "2026-06-15").state is State.RECERTIFY
    assert at(facts, "2026-06-16").state is State.EXPIRED
    assert str(at(facts, "2026-06-02").works_until) == "2026-06-15"
    again = [*facts, passed("2026-06-10")]
    assert at(again, "2026-06-16").state is State.CERTIFIED
    assert str(at(again, "2026-06-16").valid_to) == "2027-06-10"


def test_a_revoked_certificate_comes_back_with_a_good_appeal_alone() -> None:
    facts: list[Fact] = [passed("2026-03-01"), Revoked(at=noon("2026-04-01"))]
    assert at(facts, "2026-04-02").state is State.REVOKED
    back = [*facts, Reinstated(at=noon("2026-04-20"))]
    assert (at(back, "2026-04-20").state, str(at(back, "2026-04-20").valid_to)) == (
        State.CERTIFIED,
        "2027-03-01",
    )
    anew = [*facts, Enrolled(at=noon("2026-05-01"))]
    assert at(anew, "2026-05-02").state is State.IN_TRAINING


def exam(day: str, percent: int, name: str = "X1") -> Scored:
    link = Link(name=name, form="theory", version=1, sha256="ab")
    return Scored(
        at=noon(day),
        about=About.EXAM,
        link=link,
        percent=Fraction(percent),
        passed=percent >= 80,
    )


def call(day: str, name: str, *, critical: bool = False, percent: int = 90) -> Scored:
    link = Link(name=name, form="sale-card", version=1, sha256="cd")
    return Scored(
        at=noon(day), about=About.CALL, link=link, percent=Fraction(percent), critical=critical
    )


def lacking(made: Programme, facts: list[Fact], day: str) -> str:
    found = at(facts, day, made)
    need = blocking(needs(made, facts, found, UTC))
    return need.lacks if need else ""


def test_an_exam_may_be_tried_twice_more_a_week_apart() -> None:
    made = programme(PassExam(id="theory", exam="theory"))
    facts: list[Fact] = [Enrolled(at=noon("2026-03-01")), exam("2026-03-03", 60)]
    assert lacking(made, facts, "2026-03-04") == "failed once; again from 2026-03-10"
    facts += [exam("2026-03-10", 70), exam("2026-03-17", 79)]
    assert lacking(made, facts, "2026-03-18") == "no try is left: enrol anew"
    anew = [*facts, Enrolled(at=noon("2026-03-20"))]
    assert lacking(made, anew, "2026-03-20") == "theory is not passed"
    assert lacking(made, [*anew, exam("2026-03-21", 80)], "2026-03-21") == ""


def test_a_critical_failure_begins_the_count_of_observed_calls_anew() -> None:
    made = programme(ObservedCalls(id="live", calls=3))
    facts: list[Fact] = [
        Enrolled(at=noon("2026-03-01")),
        call("2026-02-27", "E1"),
        call("2026-03-02", "E2"),
        call("2026-03-03", "E3", critical=True),
        call("2026-03-04", "E4"),
        call("2026-03-05", "E5"),
    ]
    told = "2 of 3 observed calls; E3 failed critically, counted anew"
    assert lacking(made, facts, "2026-03-05") == told
    facts.append(call("2026-03-06", "E6"))
    (need,) = needs(made, facts, at(facts, "2026-03-06", made), UTC)
    assert need.met
    assert [each.name for each in need.evidence] == ["E4", "E5", "E6"]


def test_adherence_is_that_of_the_last_calls_together() -> None:
    made = programme(KeepToScript(id="lines", script="sale", calls=2, at_least=Fraction(80)))

    def followed(day: str, said: int, due: int) -> Followed:
        link = Link(name=f"call-{day}", form="sale-card", version=1, sha256="cd")
        return Followed(at=noon(day), script="sale", link=link, said=said, due=due)

    facts: list[Fact] = [Enrolled(at=noon("2026-03-01")), followed("2026-03-02", 2, 10)]
    assert lacking(made, facts, "2026-03-02") == "1 of 2 calls on which lines were due"
    facts.append(followed("2026-03-03", 5, 5))
    assert lacking(made, facts, "2026-03-03") == "7 of 15 lines said"
    facts.append(followed("2026-03-04", 0, 0))
    facts.append(followed("2026-03-05", 3, 5))
    assert lacking(made, facts, "2026-03-05") == ""


def test_a_short_renewal_asks_for_less_until_the_certificate_is_expired() -> None:
    made = programme(
        ReadScript(id="read", script="sale"),
        PassExam(id="theory", exam="theory"),
        renewal=Renewal.SHORT,
        short=("theory",),
    )
    facts: list[Fact] = [passed("2026-03-01")]
    assert needs(made, facts, at(facts, "2026-12-30", made), UTC) == ()
    in_window = needs(made, facts, at(facts, "2026-12-31", made), UTC)
    assert [need.requirement.id for need in in_window] == ["theory"]
    expired = needs(made, facts, at(facts, "2027-03-16", made), UTC)
    assert [need.requirement.id for need in expired] == ["read", "theory"]


def test_what_was_shown_for_one_certificate_does_not_count_for_the_next() -> None:
    made = programme(PassExam(id="theory", exam="theory"))
    facts: list[Fact] = [
        Enrolled(at=noon("2026-02-01")),
        exam("2026-02-20", 90),
        passed("2026-03-01"),
    ]
    assert lacking(made, facts, "2027-01-15") == "theory is not passed"
    assert lacking(made, [*facts, exam("2027-01-10", 90)], "2027-01-15") == ""
