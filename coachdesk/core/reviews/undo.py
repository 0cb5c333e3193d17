"""Undo and redo of answers, as in an editor: one line of changes for each person.

The stack is read from the changes themselves, so that it is the same after a restart.
"""

from collections.abc import Sequence

import msgspec

from coachdesk.core.evaluation import Answer
from coachdesk.core.reviews.answered import Change, Manner


class Reversal(msgspec.Struct, frozen=True, kw_only=True):
    """What an undo or a redo comes to."""

    criterion: str
    manner: Manner
    was: Answer | None
    """What stands now; None: the engine's own answer, or open."""
    answer: Answer | None
    """What will stand."""


class Unavailable(msgspec.Struct, frozen=True):
    """There is nothing to undo or redo, or it may not be."""

    reason: str


def undo(changes: Sequence[Change], person: str) -> Reversal | Unavailable:
    """Takes back this person's last answer that still stands.

    Args:
        changes: all of the evaluation, in order.
        person: whose; another person's answers are never undone.
    """
    done, _ = _stacks(changes, person)
    if not done:
        return Unavailable("there is no answer of yours to take back")
    original, last = done[-1]
    return _reversal(changes, last, Manner.TAKEN_BACK, _before(changes, original))


def redo(changes: Sequence[Change], person: str) -> Reversal | Unavailable:
    """Gives again what this person took back last, unless they answered anything since."""
    _, undone = _stacks(changes, person)
    if not undone:
        return Unavailable("there is no answer of yours to give again")
    original, last = undone[-1]
    return _reversal(changes, last, Manner.GIVEN_AGAIN, original.answer)


_Pair = tuple[Change, Change]
"""The answer as first given, and the last change that gave it or took it back."""


def _stacks(changes: Sequence[Change], person: str) -> tuple[list[_Pair], list[_Pair]]:
    done: list[_Pair] = []
    undone: list[_Pair] = []
    for change in changes:
        if change.by != person:
            continue
        if change.manner is Manner.GIVEN:
            done.append((change, change))
            undone.clear()
        elif change.manner is Manner.TAKEN_BACK:
            undone.append((done.pop()[0], change))
        else:
            done.append((undone.pop()[0], change))
    return done, undone


def _before(changes: Sequence[Change], original: Change) -> Answer | None:
    """What stood when this answer was first given."""
    answer = None
    for change in changes:
        if change.number == original.number:
            break
        if change.criterion == original.criterion:
            answer = change.answer
    return answer


def _reversal(
    changes: Sequence[Change], last: Change, manner: Manner, answer: Answer | None
) -> Reversal | Unavailable:
    since = [
        change
        for change in changes
        if change.number > last.number
        and change.criterion == last.criterion
        and change.by != last.by
    ]
    if since:
        return Unavailable(f"{since[-1].by} answered '{last.criterion}' after you")
    return Reversal(criterion=last.criterion, manner=manner, was=last.answer, answer=answer)
