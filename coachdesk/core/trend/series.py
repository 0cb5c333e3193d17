"""Scores and rates over weeks, from tallies.

Three kinds of evaluations are never put in one figure: the engine's own; those by people about
calls drawn at random; and those about calls that somebody picked, which only count and make no
figure. Nor are forms with different questions, or that count them otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.form import Form, questions_of, scored
from coachdesk.core.rates import Difference, Mean, Rate, Refusal, difference
from coachdesk.core.score import Outcome
from coachdesk.core.trend.sums import Sum

RECENT_WEEKS = 4
"""The newest weeks, which are compared with all weeks before them."""


class Source(StrEnum):
    """Who answered, and how the call was chosen."""

    AUTOMATIC = "automatic"
    """The engine alone, about every call that the form is meant for."""
    REVIEWED = "reviewed"
    """A person, about a call drawn at random; published, and not retracted since."""
    PICKED = "picked"
    """A person, about a call that somebody picked."""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """So many evaluations that are alike in all of this."""

    week: int
    """Position in the weeks asked for."""
    source: Source
    form_sha256: str
    outcome: Outcome
    shown: float | None
    """Percent."""
    calls: int
    unknown: int
    """Scored criteria answered UNKNOWN, in all of them together."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What must be known of a form to count with it."""

    scorecard: str
    version: int
    title: str
    questions: int
    """Scored criteria that the engine answers."""
    pass_mark: Fraction | None
    alike: str
    """Equal for forms that ask the same and count it in the same way."""


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """One ISO week, in the desk's time zone."""

    monday: date
    calls: int
    not_scored: int
    """Of them without a point score or outcome; in no figure."""
    mean: Mean
    passed: Rate
    scores: tuple[tuple[float, int], ...]
    """(percent, calls), the lowest first."""


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What one scorecard says about somebody, from one source, over weeks."""

    source: Source
    scorecard: str
    title: str
    versions: tuple[int, ...]
    """Those that ask the same; the others are a series of their own."""
    pass_mark: Fraction | None
    calls: int
    not_scored: int
    weeks: tuple[Week, ...]
    """The oldest first; every week asked for."""
    mean: Mean
    """Over all weeks: the mean of call scores, where each call counts once."""
    passed: Rate
    change: Difference
    """Of the pass rate: the newest `RECENT_WEEKS` beside all weeks before."""


def recent_of(weeks: int) -> int:
    """How many of so many weeks are compared with those before: the newest, at most a half."""
    return max(1, min(RECENT_WEEKS, weeks // 2))


def asked_of(form: Form) -> Asked:
    """What counting needs of a form."""
    kept = [criterion for _, criterion in form.criteria() if scored(criterion)]
    return Asked(
        scorecard=form.id,
        version=form.version,
        title=form.title,
        questions=sum(criterion.test is not None for criterion in kept),
        pass_mark=form.scoring.pass_mark,
        alike=questions_of(form),
    )


def series_of(
    tallies: Iterable[Tally], forms: Mapping[str, Asked], mondays: Sequence[date]
) -> tuple[Series, ...]:
    """One series for each source, scorecard and set of questions: automatic first, then by name.

    Args:
        tallies: in any order.
        forms: every form of the tallies, by its digest.
        mondays: the weeks, the oldest first.
    """
    found: dict[tuple[Source, str, str], list[Tally]] = {}
    for each in tallies:
        form = forms[each.form_sha256]
        found.setdefault((each.source, form.scorecard, form.alike), []).append(each)
    made = [
        (key, _series(key[0], members, forms, mondays, mixed=_others_before(key, found)))
        for key, members in found.items()
    ]
    order = list(Source)
    made.sort(key=lambda pair: (order.index(pair[0][0]), pair[0][1], -max(pair[1].versions)))
    return tuple(series for _, series in made)


def _others_before(
    key: tuple[Source, str, str], found: Mapping[tuple[Source, str, str], Sequence[Tally]]
) -> bool:
    """Whether the same scorecard asked other questions before."""
    return any(other[:2] == key[:2] and other != key for other in found)


def _series(
    source: Source,
    members: Sequence[Tally],
    forms: Mapping[str, Asked],
    mondays: Sequence[date],
    *,
    mixed: bool,
) -> Series:
    known = [forms[sha256] for sha256 in {each.form_sha256 for each in members}]
    newest = max(known, key=lambda form: form.version)
    nothing = Sum(random=source is not Source.PICKED)
    sums = _by_week(members, forms, [nothing.joined(()) for _ in mondays])
    every = nothing.joined(sums)
    since = len(mondays) - recent_of(len(mondays))
    before = nothing.joined(sums[:since]).passed()
    after = nothing.joined(sums[since:]).passed()
    if mixed and before.refusal is Refusal.TOO_FEW:
        # What came before was asked otherwise; that is the reason, not that there was little.
        before = msgspec.structs.replace(before, refusal=Refusal.MIXED_VERSIONS)
    return Series(
        source=source,
        scorecard=newest.scorecard,
        title=newest.title,
        versions=tuple(sorted({form.version for form in known})),
        pass_mark=newest.pass_mark,
        calls=every.calls,
        not_scored=every.calls - every.decided,
        weeks=tuple(_week(*each) for each in zip(mondays, sums, strict=True)),
        mean=every.mean(),
        passed=every.passed(),
        change=difference(before, after),
    )


def _by_week(
    members: Iterable[Tally], forms: Mapping[str, Asked], sums: Sequence[Sum]
) -> Sequence[Sum]:
    for each in members:
        sums[each.week].add(
            each.outcome,
            each.shown,
            calls=each.calls,
            asked=each.calls * forms[each.form_sha256].questions,
            unknown=each.unknown,
        )
    return sums


def _week(monday: date, counted: Sum) -> Week:
    return Week(
        monday=monday,
        calls=counted.calls,
        not_scored=counted.calls - counted.decided,
        mean=counted.mean(),
        passed=counted.passed(),
        scores=counted.scores,
    )
