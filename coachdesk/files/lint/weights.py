"""Sections that weigh something else than their weight says."""

from collections.abc import Iterator
from fractions import Fraction

from coachdesk.core.errors import Problem, Severity
from coachdesk.core.form import Method, Section, scored
from coachdesk.files.loaded import LoadedForm

MOST_DRIFT = Fraction(5)
"""How far a section's effective share may be from its stated share, in percentage points."""


def drifting_weights(detail: LoadedForm) -> Iterator[Problem]:
    """Sections whose points make them weigh more or less than stated.

    Under `pooled` weights multiply points, so a section with many points outweighs its weight;
    under `flat` only points count, so a stated weight does nothing. `sections` cannot drift.
    """
    method = detail.form.scoring.method
    weighed = [
        (written, points)
        for written in detail.part.all_sections
        if (points := _points(written.section))
    ]
    stated = sum((written.section.weight for written, _ in weighed), Fraction(0))
    worth = [
        points if method is Method.FLAT else points * written.section.weight
        for written, points in weighed
    ]
    whole = sum(worth, Fraction(0))
    if method is Method.SECTIONS or not stated:
        return
    for (written, _), value in zip(weighed, worth, strict=True):
        place = written.node.get("weight")
        if place is None:
            continue
        wanted, effective = 100 * written.section.weight / stated, 100 * value / whole
        if abs(wanted - effective) > MOST_DRIFT:
            message = (
                f"section '{written.section.id}' says {float(wanted):.1f} % of the weight, "
                f"but its points make it {float(effective):.1f} %"
            )
            yield Problem(
                code="R305",
                location=place.location,
                message=f"{message} under '{method.value}'",
                hint="score by 'sections', or change points or weight",
                severity=Severity.WARNING,
            )


def _points(section: Section) -> Fraction:
    """The most that the section's scored criteria can earn, without bonuses."""
    counted = (each.points for each in section.criteria if scored(each) and not each.bonus)
    return sum(counted, Fraction(0))
