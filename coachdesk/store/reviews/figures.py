"""The figures of an evaluation as people left it, for its row."""

from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import scored
from coachdesk.core.scored import Scored
from coachdesk.store import calls, evaluations
from coachdesk.store.reviews.rows import Figures


def figures_of(each: Scored) -> Figures:
    """What lists show of it."""
    trusted = [
        answer.state
        for answer, (_, criterion) in zip(
            each.evaluation.answers, each.form.criteria(), strict=True
        )
        if scored(criterion)
    ]
    failed, tripped = evaluations.marked(each)
    return Figures(
        outcome=calls.OUTCOMES.index(each.score.outcome),
        shown=None if each.score.shown is None else float(each.score.shown),
        failing=trusted.count(State.FAIL),
        unknown=trusted.count(State.UNKNOWN),
        waiting=trusted.count(State.OPEN),
        failed=failed,
        tripped=tripped,
    )
