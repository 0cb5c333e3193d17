"""What an evaluation looks like to whoever opens it, and in a list."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from coachdesk.core.guards import Lack
from coachdesk.core.reviews.answered import Review
from coachdesk.core.reviews.life import Stage, Step
from coachdesk.core.score import Outcome
from coachdesk.core.scored import Scored


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One step of an evaluation's life that was taken."""

    at: datetime
    by: str
    """A person's id, the account of a desk without people, or `system`."""
    step: Step
    stage: Stage
    """Where it led."""
    reason: str = ""


class Disputed(msgspec.Struct, frozen=True, kw_only=True):
    """One question that somebody objects to."""

    criterion: str
    claimed: str
    """The answer that should stand, in the words of `answer_of`."""
    reason: str
    by: str
    at: datetime
    amended: bool | None = None
    """None: not decided."""
    decided_by: str | None = None
    decision_reason: str = ""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A call under one scorecard, as the review screen and `evaluations show` need it."""

    engine: Scored
    """What the engine says, explained."""
    scored: Scored
    """The same with people's answers laid over, and the score that this makes; explained too."""
    review: Review | None = None
    """None: nobody has given an answer yet. To the person whom it is about it shows the answers
    that each revision ended with, and not how they came about."""
    history: tuple[Done, ...] = ()
    """To the person whom it is about: from the publication on."""
    disputes: tuple[Disputed, ...] = ()
    may: Mapping[Step, str] = msgspec.field(default_factory=dict)
    """For every step that the stage allows: why this person may not take it now, or an empty
    text."""
    lacks: tuple[Lack, ...] = ()
    """What is missing before it can be submitted."""
    others: tuple[str, ...] = ()
    """Ids of the other scorecards that judged this call and that this person may see."""
    swapped: bool = False
    """The speakers of the call were swapped by a person."""
    withheld: bool = False
    """This person took a step and may not read: no words of the call or of people are in it."""


class Stands(msgspec.Struct, frozen=True, kw_only=True):
    """Where an evaluation stands, without a word of it."""

    number: int
    stage: Stage
    seen: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One evaluation by people in a list."""

    number: int
    call: str
    agent: str | None
    """As the call carries it."""
    started_at: datetime | None
    """In the desk's zone."""
    scorecard: str
    version: int
    scorer: str
    subject: str | None
    stage: Stage
    revision: int
    outcome: Outcome
    shown: float | None
    """Percent."""
    failing: int
    """Trusted criteria answered FAIL; `unknown` likewise."""
    unknown: int
    waiting: int
    """Trusted criteria that nobody answered."""
    dispute_until: datetime | None
    changed_at: datetime
    """Both in the desk's zone."""


class Evaluations(msgspec.Struct, frozen=True, kw_only=True):
    """The evaluations wanted, the newest first."""

    lines: tuple[Line, ...]
    hidden: int
    """So many more are none of this person's business."""
