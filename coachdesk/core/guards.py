"""What must be true of the answers before an evaluation or a report is submitted.

The rules are in docs/evaluations.md; a report of a visit has more (`audits/checks`).
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.form import Form, scored


class Missing(StrEnum):
    """What an answer or a fact lacks."""

    ANSWER = "answer"
    """It is UNKNOWN, or open."""
    EVIDENCE = "evidence"
    """A FAIL that neither the engine nor a note shows."""
    REASON = "reason"
    """An NA without a word on why the question does not apply."""
    OVERRIDE = "override"
    """Another answer than the engine's, without a word on why."""
    FACT = "fact"
    """It was not told."""
    PROOF = "proof"
    """Nothing is attached."""


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """What one criterion or fact lacks before it can be submitted."""

    criterion: str
    """Its id; of a fact that of the fact."""
    missing: Missing
    words: str
    """What is wrong and what to do, such as `unknown: answer it`."""


def lacks(form: Form, answered: Iterable[Answer]) -> tuple[Lack, ...]:
    """Everything that is missing, in the order of the form; empty: it can be submitted.

    Criteria that are not scored lack nothing.

    Args:
        form: what was answered.
        answered: the answers as they stand, each with the engine's verdict.
    """
    answers = {answer.criterion: answer for answer in answered}
    return tuple(
        lack
        for _, criterion in form.criteria()
        if scored(criterion) and criterion.id in answers
        for lack in _lacks_of(answers[criterion.id])
    )


def overrides(answer: Answer) -> bool:
    """Whether a person answered otherwise than the engine, which had an answer of its own."""
    verdict = answer.verdict
    if answer.source is not Source.PERSON or verdict is None:
        return False
    settled = verdict.state in (State.PASS, State.FAIL, State.NA)
    return settled and (answer.state, answer.points) != (verdict.state, verdict.points)


def _lacks_of(answer: Answer) -> Iterator[Lack]:
    state, verdict = answer.state, answer.verdict
    if state in (State.UNKNOWN, State.OPEN):
        yield _lack(answer, Missing.ANSWER, f"{state.value}: answer it")
    if answer.note.strip():
        return
    if overrides(answer) and verdict is not None:
        said = verdict.state.value
        words = f"differs from the engine's {said}: note the reason"
        yield _lack(answer, Missing.OVERRIDE, words)
    elif state is State.FAIL and not _shown_by_engine(answer):
        yield _lack(answer, Missing.EVIDENCE, "fail without evidence: note what shows it")
    elif state is State.NA and not (verdict and verdict.state is State.NA and verdict.reason):
        yield _lack(answer, Missing.REASON, "n/a without a reason: note why it does not apply")


def _shown_by_engine(answer: Answer) -> bool:
    # A FAIL of the engine shows the words, or where it listened in vain: both are evidence.
    return answer.verdict is not None and answer.verdict.state is State.FAIL


def _lack(answer: Answer, missing: Missing, words: str) -> Lack:
    return Lack(criterion=answer.criterion, missing=missing, words=words)
