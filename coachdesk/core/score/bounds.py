"""The percentage of a sheet, and the lowest and highest that its UNKNOWN answers leave open."""

from collections.abc import Sequence
from fractions import Fraction

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form, Section
from coachdesk.core.score.completions import Entry, Fill, Sheet, worth
from coachdesk.core.score.ratios import ZERO, Pair, extreme, ratio


def percent(form: Form, sheet: Sheet, fill: Fill) -> Fraction | None:
    """The score under one way of filling in; None when nothing applied."""
    if not _anything_applies(sheet, fill):
        return None
    found = ratio([_pair(form, part, fill) for part in sheet])
    return None if found is None else _finished(form, sheet, found, fill)


def bounds(form: Form, sheet: Sheet) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest score that the answers can become.

    Every UNKNOWN answer may become any points it leaves open and, where nothing about it is known,
    NA. Bonus past 100 (`clamp: false`) is bounded for points only.
    """
    if not any(e.state is State.UNKNOWN for _, entries in sheet for e in entries):
        found = percent(form, sheet, Fill.LOWEST)
        return found, found
    if not _anything_applies(sheet, Fill.LOWEST):
        return None, None
    low = extreme([[_pair(form, p, Fill.LOWEST), _pair(form, p, Fill.ABSENT)] for p in sheet], min)
    high = extreme([_high_options(form, part) for part in sheet], max)
    if low is None or high is None:
        return None, None
    return (
        _finished(form, sheet, low, Fill.LOWEST),
        _finished(form, sheet, high, Fill.HIGHEST),
    )


def _pair(form: Form, part: tuple[Section, Sequence[Entry]], fill: Fill) -> Pair:
    section, entries = part
    return worth(entries, section.weight, form.scoring.method, form.scoring.na, fill)


def _high_options(form: Form, part: tuple[Section, Sequence[Entry]]) -> list[Pair]:
    section, entries = part
    options = [_pair(form, part, Fill.HIGHEST), _pair(form, part, Fill.ABSENT)]
    if any(entry.criterion.bonus for entry in entries):
        options.append(_pair(form, (section, _least_kept(entries)), Fill.HIGHEST))
    return options


def _least_kept(entries: Sequence[Entry]) -> list[Entry]:
    """Of the UNKNOWN that may be NA all are, but the smallest: bonus then weighs most."""
    open_ = [e for e in entries if e.state is State.UNKNOWN and e.may_be_na]
    least = min(open_, key=lambda e: e.criterion.points, default=None)
    return [
        Entry(e.criterion, Answer(criterion=e.criterion.id, state=State.NA))
        if e in open_ and e is not least
        else e
        for e in entries
    ]


def _finished(form: Form, sheet: Sheet, found: Fraction, fill: Fill) -> Fraction:
    """The percentage: at most 100 unless the form says otherwise, less penalties, at least 0."""
    whole = min(100 * found, Fraction(100)) if form.scoring.clamp else 100 * found
    penalties = (
        entry.criterion.penalty_pct
        for _, entries in sheet
        for entry in entries
        if entry.state is State.FAIL or (entry.state is State.UNKNOWN and entry.earned(fill) == 0)
    )
    return max(whole - sum(penalties, ZERO), ZERO)


def _anything_applies(sheet: Sheet, fill: Fill) -> bool:
    """Whether there is a score at all: where all is NA there is none, under every policy."""
    return any(
        not entry.criterion.bonus and entry.earned(fill) is not None
        for _, entries in sheet
        for entry in entries
    )
