"""Figures beside the score: each section's part, and shares of a form's weight."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Critical, Method, NaPolicy, Section
from coachdesk.core.score.completions import Entry, Fill, na_points
from coachdesk.core.score.ratios import ZERO
from coachdesk.core.score.values import SectionScore


def section_score(
    section: Section, entries: Sequence[Entry], na: NaPolicy, unknown_left_out: bool
) -> SectionScore:
    """One section's points and percentage. NA counts as the policy says; UNKNOWN does not."""
    earned = possible = ZERO
    zeroed_by: list[str] = []
    for entry in entries:
        points = entry.earned(Fill.LEFT_OUT)
        if entry.criterion.critical is Critical.SECTION and entry.trips(points):
            zeroed_by.append(entry.criterion.id)
        if points is None:
            points = na_points(entry, na, Fill.LEFT_OUT)
        if points is not None:
            earned += points
            possible += ZERO if entry.criterion.bonus else entry.criterion.points
    certain = unknown_left_out or all(e.state is not State.UNKNOWN for e in entries)
    percent = None
    if possible and certain:
        percent = ZERO if zeroed_by else 100 * earned / possible
    return SectionScore(
        id=section.id,
        earned=earned,
        possible=possible,
        percent=percent,
        zeroed_by=tuple(zeroed_by),
    )


def share_pct(
    sheet: Sequence[tuple[Section, Sequence[Entry]]],
    method: Method,
    chosen: Callable[[Entry], bool],
) -> Fraction:
    """Percent of the sheet's weight that the chosen criteria carry; 0 where nothing has weight.

    A criterion weighs its points (flat), its points times its section's weight (pooled), or its
    share of its section's points times the section's weight (sections). Bonus weighs nothing.
    """
    part = whole = ZERO
    for section, entries in sheet:
        points = sum((e.criterion.points for e in entries if not e.criterion.bonus), ZERO)
        taken = sum(
            (e.criterion.points for e in entries if not e.criterion.bonus and chosen(e)), ZERO
        )
        factor = Fraction(1) if method is Method.FLAT else section.weight
        if method is Method.SECTIONS:
            factor = factor / points if points else ZERO
        part += factor * taken
        whole += factor * points
    return 100 * part / whole if whole else ZERO
