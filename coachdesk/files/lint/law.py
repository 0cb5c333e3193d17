"""Notes of law and policy that nobody has read again for a year."""

from collections.abc import Iterator
from datetime import date

from coachdesk.core.errors import Problem, Severity
from coachdesk.core.form import Status
from coachdesk.files.forms import Part

MOST_DAYS = 365
"""How old `checked_on` may be."""


def stale_sources(part: Part, today: date) -> Iterator[Problem]:
    """Criteria in use whose source was last read more than a year ago, or in the future."""
    for section in part.sections:
        for written in section.criteria:
            criterion, place = written.criterion, written.node.get("checked_on")
            if criterion.checked_on is None or place is None:
                continue
            days = (today - criterion.checked_on).days
            if criterion.status is Status.RETIRED or 0 <= days <= MOST_DAYS:
                continue
            message = f"the source of '{criterion.id}' was last read {days} days ago"
            if days < 0:
                message = f"'checked_on' of '{criterion.id}' is in the future"
            yield Problem(
                code="R306",
                location=place.location,
                message=message,
                hint="read the source again, then change the date",
                severity=Severity.WARNING,
            )
