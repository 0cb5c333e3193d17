"""An evaluation as people left it: the engine's answers with theirs laid over them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from coachdesk.core.evaluation import Answer, Evaluation
from coachdesk.core.reviews.life import Stage


class Manner(StrEnum):
    """How a change came about. The order is kept in the store: never reordered."""

    GIVEN = "given"
    TAKEN_BACK = "taken back"
    """Undo: what stood before stands again."""
    GIVEN_AGAIN = "given again"
    """Redo."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One answer given, or taken back. Changes are only ever added."""

    number: int
    at: datetime
    by: str
    """A person's id, or the account of a desk without people."""
    criterion: str
    manner: Manner = Manner.GIVEN
    answer: Answer | None = None
    """What stands from here on; None: the engine's own answer, or open."""
    revision: int = 1


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """One evaluation by people."""

    number: int
    """Its id for people too: `E17` is number 17."""
    call: str
    form_sha256: str
    scorer: str
    subject: str | None
    """The id of the colleague it is about, where that is known."""
    selected_by: str
    """`picked`, or `seed N` for a random draw: only the latter speaks for the rest."""
    stage: Stage
    revision: int
    """1, and one more for every amendment after a dispute."""
    seen: int
    """Counts changes and steps; a writer names the count that they saw, so that nothing that came
    in between is overwritten."""
    dispute_until: datetime | None = None
    changes: tuple[Change, ...] = ()

    @property
    def name(self) -> str:
        """What people call it: `E17`."""
        return f"E{self.number}"


def given(changes: Iterable[Change], revision: int | None = None) -> Mapping[str, Answer]:
    """What people answered, as it stands after all changes, or as a revision left it.

    Args:
        changes: in order.
        revision: leave out what later revisions changed.
    """
    found: dict[str, Answer] = {}
    for change in changes:
        if revision is not None and change.revision > revision:
            continue
        if change.answer is None:
            found.pop(change.criterion, None)
        else:
            found[change.criterion] = change.answer
    return found


def merged(engine: Evaluation, given: Mapping[str, Answer]) -> Evaluation:
    """The engine's evaluation with people's answers in place; each keeps the engine's verdict."""
    answers = tuple(
        msgspec.structs.replace(given[answer.criterion], verdict=answer.verdict)
        if answer.criterion in given
        else answer
        for answer in engine.answers
    )
    return msgspec.structs.replace(engine, answers=answers)
