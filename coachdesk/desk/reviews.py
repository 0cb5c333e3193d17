"""Evaluate a call by hand: answers one at a time, and the steps of an evaluation's life.

Every function asks `authorize` first, and writes in one transaction: what it returns is on disk.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from coachdesk.core.errors import DeskRefused
from coachdesk.core.reviews import Review, Stage, Step
from coachdesk.core.scorecards import Scored
from coachdesk.desk.folder import Acting, Desk


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One step of an evaluation's life that was taken."""

    at: datetime
    by: str
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
    """None: nobody has given an answer yet."""
    history: tuple[Done, ...] = ()
    disputes: tuple[Disputed, ...] = ()
    may: Mapping[Step, str] = msgspec.field(default_factory=dict)
    """For every step that the stage allows: why this person may not take it now, or an empty
    text."""
    others: tuple[str, ...] = ()
    """Ids of the other scorecards in force that judged this call."""
    swapped: bool = False
    """The speakers of the call were swapped by a person."""


class Overtaken(DeskRefused):
    """Somebody changed the evaluation in between; nothing was written."""

    def __init__(self, opened: Opened, *problems) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*problems)
        self.opened = opened
        """As it stands now."""


def open_review(
    desk: Desk, acting: Acting, call: str, scorecard: str | None = None, *, near: bool = False
) -> Opened | None:
    """The call under a scorecard; None: no scorecard in force applies to it.

    Without a name, the live review's scorecard, else the most urgent one in force.
    """
    raise NotImplementedError


def give(
    desk: Desk,
    acting: Acting,
    call: str,
    scorecard: str,
    criterion: str,
    written: str | None,
    note: str = "",
    *,
    seen: int,
) -> Opened:
    """Answers one criterion, and makes the draft if this is the first answer.

    Args:
        desk: which.
        acting: who answers.
        call: its id.
        scorecard: the form's id.
        criterion: its id.
        written: words as in `core.answers.answer_of`; None: back to the engine's own answer.
        note: the reason or comment.
        seen: `Review.seen` as the writer saw it; 0 before there was a review.

    Raises:
        Overtaken: somebody else changed it since.
        BadInput: the words do not answer this criterion.
        DeskRefused: this person may not.
    """
    raise NotImplementedError


def take_back(desk: Desk, acting: Acting, call: str, scorecard: str) -> tuple[Opened, str]:
    """Undo: this person's last answer of this draft, and what was undone in words."""
    raise NotImplementedError


def give_again(desk: Desk, acting: Acting, call: str, scorecard: str) -> tuple[Opened, str]:
    """Redo: what was taken back last, and that in words."""
    raise NotImplementedError


def step(
    desk: Desk, acting: Acting, review: int, wanted: Step, reason: str = "", *, seen: int
) -> Opened:
    """Submits, returns, publishes, acknowledges, upholds or retracts."""
    raise NotImplementedError


def dispute(
    desk: Desk,
    acting: Acting,
    review: int,
    claims: Sequence[tuple[str, str, str]],
    *,
    seen: int,
) -> Opened:
    """Objects to questions: (criterion, the answer claimed, reason), all at once."""
    raise NotImplementedError


def amend(
    desk: Desk,
    acting: Acting,
    review: int,
    answers: Sequence[tuple[str, str, str]],
    reason: str,
    *,
    seen: int,
) -> Opened:
    """Settles a dispute with new answers: (criterion, words, note); a new revision."""
    raise NotImplementedError


def swap_speakers(desk: Desk, acting: Acting, call: str) -> None:
    """Agent and customer change places in this call, and the engine judges it again."""
    raise NotImplementedError
