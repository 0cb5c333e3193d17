"""A mystery visit as it is kept: facts of it, and no word that anybody wrote.

Answers, proof, transcripts and reasons are added to it one by one (`answered`); their words stand
apart, where they can be erased.
"""

from datetime import datetime, timedelta

import msgspec

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.audits.life import Stage
from coachdesk.core.score import Outcome


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What lists show of a report."""

    outcome: Outcome = Outcome.NOT_SCORED
    shown: str | None = None
    """Percent, exact, as a fraction; None: there is no point score."""
    failing: int = 0
    """Trusted criteria answered FAIL."""
    waiting: int = 0
    """Trusted criteria that are open or UNKNOWN."""


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of one visit besides what is answered in it."""

    form: str
    """Id of the audit form."""
    version: int
    form_sha256: str
    """The exact text that it is answered with."""
    assumptions: Assumptions = Assumptions()
    """What the engine holds true where it hears a transcript."""
    channel: str
    """`call`, `shop` or `chat`."""
    script: str = ""
    """`id@version` of the script under test, or empty."""
    place: str
    """Id in desk.yaml."""
    agent: str | None = None
    """Id of the colleague who is visited; None: whoever serves."""
    window_from: datetime
    """When the visit may be made; `window_until` likewise."""
    window_until: datetime
    seed: str = ""
    """Of the draw; empty: somebody picked it."""
    draw: str = ""
    """Names it within the draw."""
    quarter: str = ""
    drawn_from: str = ""
    """ISO date: the first day that was drawn."""
    frame_sha256: str = ""
    """What was drawn from."""
    shopper: str | None = None
    """Id of whoever makes the visit; None: nobody yet."""
    editors: tuple[str, ...] = ()
    """Ids of whoever took the report to check it, in order."""
    contact_at: datetime | None = None
    """When shopper and colleague met; None: not begun."""
    ended_at: datetime | None = None
    """When they parted, where that was said."""
    submitted_at: datetime | None = None
    """The first time."""
    late: bool = False
    """It was submitted later than desk.yaml asks for. Still a report: late, and marked so."""
    handed_in_at: datetime | None = None
    """The last time."""
    returned_at: datetime | None = None
    """When the editor last had questions."""
    call: str | None = None
    """Id of the desk's call that the contact is; the call itself says nothing of it."""
    objected: bool = False
    """The shopper has objected to a rejection; once is all."""
    released_at: datetime | None = None
    appeal_until: datetime | None = None
    appealed: tuple[str, ...] = ()
    """Criteria that the place's line appeals against."""
    figures: Figures = Figures()


def due_of(visit: Visit, stage: Stage, *, submit_hours: int, edit_hours: int) -> datetime | None:
    """When the next step is due; None where none is, or there is nothing to count from.

    Args:
        visit: as it stands.
        stage: where it stands.
        submit_hours: from the contact, or from the return of a report, to the report.
        edit_hours: from the report to its acceptance or rejection.
    """
    if stage in (Stage.PLANNED, Stage.ASSIGNED):
        return visit.window_until
    if stage is Stage.IN_PROGRESS:
        return _after(visit.contact_at, submit_hours)
    if stage is Stage.RETURNED:
        return _after(visit.returned_at, submit_hours)
    if stage in (Stage.SUBMITTED, Stage.IN_EDIT):
        return _after(visit.handed_in_at, edit_hours)
    return visit.appeal_until if stage is Stage.RELEASED else None


def is_overdue(due: datetime | None, stage: Stage, now: datetime) -> bool:
    """Whether the next step should have been taken already. Silence never takes it.

    The time for appeals ends; it is never overdue.
    """
    return due is not None and due < now and stage is not Stage.RELEASED


def _after(since: datetime | None, hours: int) -> datetime | None:
    return None if since is None else since + timedelta(hours=hours)
