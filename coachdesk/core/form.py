"""A form says what good looks like: sections of criteria, points, and how they make a score.

Scorecards, audits, exams and observations are all forms. A form is immutable; a changed text is a
new version, and `sha256` names the exact text.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.signals import Signal
from coachdesk.core.engine.verdicts import State, Test
from coachdesk.core.location import Location
from coachdesk.core.people import Channel
from coachdesk.core.writing import may_be_in


class Status(StrEnum):
    """The life of a criterion; only trusted ones count."""

    DRAFT = "draft"
    """Shown, not scored."""
    TRIAL = "trial"
    """Reported beside people's answers, no points."""
    TRUSTED = "trusted"
    RETIRED = "retired"
    """Neither judged nor shown."""


class Critical(StrEnum):
    """What a FAIL of this criterion takes with it."""

    SECTION = "section"
    CALL = "call"


class Method(StrEnum):
    """How points become a percentage; see docs/scoring.md for the formulas."""

    FLAT = "flat"
    POOLED = "pooled"
    SECTIONS = "sections"


class NaPolicy(StrEnum):
    """What NA does to the score."""

    EXCLUDE = "exclude"
    AS_PASS = "as_pass"
    AS_FAIL = "as_fail"
    FIXED_WEIGHT = "fixed_weight"


class CriticalScore(StrEnum):
    """The number shown beside a FAIL that a critical criterion caused."""

    KEEP = "keep"
    ZERO = "zero"


class Scoring(msgspec.Struct, frozen=True, kw_only=True):
    """How a form's answers become a score."""

    method: Method = Method.SECTIONS
    na: NaPolicy = NaPolicy.EXCLUDE
    pass_mark: Fraction | None = None
    """Percent, 0 to 100; None: the form only fails on critical criteria."""
    critical_score: CriticalScore = CriticalScore.KEEP
    max_unknown_weight_pct: Fraction = Fraction(0)
    """Percent of the scored weight that may be UNKNOWN and still give a point score."""
    clamp: bool = True
    """Keep a score with bonus points within 100."""


class Choice(msgspec.Struct, frozen=True):
    """One answer that a person can choose."""

    key: str
    points: Fraction


class Scale(msgspec.Struct, frozen=True):
    """A number that a person gives; earns (value - low) / (high - low) of the points."""

    low: Fraction
    high: Fraction


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A short call with the answer it should get: a unit test of its criterion."""

    expect: State
    call: Call
    location: Location
    points: Fraction | None = None
    """Expected points where a level is meant."""


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One thing judged."""

    id: str
    ask: str
    """The question, in one sentence."""
    points: Fraction
    """The most that can be earned, > 0."""
    test: Test | None = None
    """None: a person answers."""
    choices: tuple[Choice, ...] = ()
    """Answers for a person; empty: pass, fail, na."""
    scale: Scale | None = None
    critical: Critical | None = None
    critical_below_pct: Fraction | None = None
    """Critical also when it earns less than this percent of its points."""
    bonus: bool = False
    """Raises the numerator only."""
    penalty_pct: Fraction = Fraction(0)
    """Percent taken off the finished score on FAIL."""
    status: Status = Status.TRUSTED
    coach: str = ""
    why: str = ""
    source: str = ""
    """The law, policy or script line behind it."""
    checked_on: date | None = None
    """When somebody last read that source."""
    line: str = ""
    """`script-id/step-id` that this criterion covers, or empty."""
    proof: str = ""
    """What must be attached to an answer, such as `a photo of the shelf`; empty: nothing."""
    examples: tuple[Example, ...] = ()
    location: Location


class Entry(StrEnum):
    """What a fact is written as."""

    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    """A time of day, `hh:mm`."""
    DATE = "date"
    """ISO 8601."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a form asks for and does not score, such as a narrative or a waiting time."""

    id: str
    """Unique among the facts and criteria of the form."""
    ask: str
    entry: Entry
    section: str
    """Id of the section with which it is asked."""
    unit: str = ""
    """Of a number, such as `min`."""
    required: bool = True
    low: Fraction | None = None
    """The least that a number may be; `high` likewise."""
    high: Fraction | None = None
    proof: str = ""
    """As of a criterion."""
    location: Location


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """What a shopper is told before a mystery visit."""

    channel: Channel
    persona: str
    """Who the shopper is, in the shopper's own part."""
    scenario: str
    """What they want, and how it goes on."""
    duties: tuple[str, ...] = ()
    """What must be done or left alone, in order."""
    languages: tuple[str, ...] = ()
    """IETF tags that the shopper must speak; empty: that of the form."""
    script_version: int | None = None
    """The version of the form's script that is tested; None: whichever is in force."""
    least_min: Fraction | None = None
    """Minutes that such a visit takes at least; `most_min` at most."""
    most_min: Fraction | None = None
    opens: time | None = None
    """Local time from which a visit makes sense; `closes` until which."""
    closes: time | None = None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Criteria that are weighed together."""

    id: str
    title: str
    weight: Fraction
    """Relative to the other sections, > 0."""
    criteria: tuple[Criterion, ...]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A whole form, resolved: what it includes is in it."""

    kind: str
    """`scorecard`, `audit`, later `certification` ..."""
    id: str
    version: int
    title: str
    language: str = ""
    """IETF tag, or empty: any."""
    sections: tuple[Section, ...]
    signals: Mapping[str, Signal] = msgspec.field(default_factory=dict)
    scoring: Scoring = Scoring()
    applies_to: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Call field (`direction`, `campaign`, `meta.x`) to the values it may have."""
    script: str = ""
    facts: tuple[Fact, ...] = ()
    """What it asks for besides, in order."""
    briefing: Briefing | None = None
    """Of an audit; other forms have none."""
    sha256: str = ""
    """Hex digest of the form's text and of everything it includes."""

    def criteria(self) -> Iterator[tuple[Section, Criterion]]:
        """Every criterion that is not retired, with its section, in order."""
        for section in self.sections:
            for criterion in section.criteria:
                if criterion.status is not Status.RETIRED:
                    yield section, criterion


def scored(criterion: Criterion) -> bool:
    """Whether the criterion's answer counts in the score."""
    return criterion.status is Status.TRUSTED


def questions_of(form: Form) -> str:
    """Hex digest of what the form asks and how it counts: equal where two texts ask the same.

    How a rule finds the answer, and what is not scored, is not in it.
    """
    sections = [
        (section.id, section.weight, [_question(c) for c in section.criteria if scored(c)])
        for section in form.sections
    ]
    return sha256(repr((form.id, form.scoring, sections)).encode()).hexdigest()


def _question(criterion: Criterion) -> tuple[object, ...]:
    """What makes two criteria the same question; how a rule finds the answer is not in it."""
    return (
        criterion.id,
        criterion.ask,
        criterion.points,
        criterion.choices,
        criterion.scale,
        criterion.critical,
        criterion.critical_below_pct,
        criterion.bonus,
        criterion.penalty_pct,
    )


def applies(form: Form, call: Call) -> bool:
    """Whether the form is meant for this call. A field that the call lacks excludes nothing.

    A form that states its language is meant for calls that may be in it; see `writing`.
    """
    for field, wanted in form.applies_to.items():
        value = _field(call, field)
        if value is not None and value.casefold() not in {each.casefold() for each in wanted}:
            return False
    return not form.language or may_be_in(form.language, call)


def _field(call: Call, field: str) -> str | None:
    if field.startswith("meta."):
        return call.meta.get(field.removeprefix("meta."))
    value = getattr(call, field, None)
    return None if value is None else str(value)
