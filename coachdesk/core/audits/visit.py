"""A mystery visit as it is kept: facts of it, and no word that anybody wrote.

Answers, proof, transcripts and reasons are added to it one by one (`answered`); their words stand
apart, where they can be erased.
"""

from datetime import datetime

import msgspec

from coachdesk.core.assumptions import Assumptions
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
    failed_by: tuple[str, ...] = ()
    """Critical criteria that failed all of it; reports of old name none."""


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
    since: datetime
    """When it came to where it stands."""
    seed: str = ""
    """Of the draw; empty: somebody picked it."""
    draw: str = ""
    """Names it within the draw."""
    quarter: str = ""
    drawn_from: str = ""
    """ISO date: the first day that was drawn."""
    drawn_within: tuple[str, ...] = ()
    """Ids of the places that the draw was about; empty: all."""
    frame_sha256: str = ""
    """What was drawn from."""
    shopper: str | None = None
    """Id of whoever makes the visit; None: nobody yet."""
    editors: tuple[str, ...] = ()
    """Ids of whoever took the report to check it, in order."""
    contact_at: datetime | None = None
    """When the contact began; None: not told yet."""
    ended_at: datetime | None = None
    """When it ended."""
    submitted_at: datetime | None = None
    """The first time."""
    late: bool = False
    """It was submitted later than desk.yaml asks for. Still a report: late, and marked so."""
    call: str | None = None
    """Id of the desk's call that the contact is; the call itself says nothing of it."""
    objected: bool = False
    """The shopper has objected to a rejection; once is all."""
    released_at: datetime | None = None
    appeal_until: datetime | None = None
    appealed: tuple[str, ...] = ()
    """Criteria that the place's line appeals against."""
    figures: Figures = Figures()
