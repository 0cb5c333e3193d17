"""Judge only what a change of rules can change.

A verdict follows from its test, the signals that the test names, the call, and what is assumed.
Where test and signals are equal in two versions of a form, so are their verdicts about any call.
"""

from collections.abc import Mapping

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.conditions import signals_in
from coachdesk.core.engine.signals import Signal
from coachdesk.core.engine.verdicts import conditions_of
from coachdesk.core.evaluation import Answer, Evaluation
from coachdesk.core.form import Criterion, Form
from coachdesk.core.score import Scorer
from coachdesk.core.scored import Scored


class Narrowed:
    """A later version of a form, as far as it must be judged where the earlier one has been."""

    def __init__(self, before: Form, after: Form) -> None:
        self.after = after
        old = {criterion.id: criterion for _, criterion in before.criteria()}
        changed = [
            criterion
            for _, criterion in after.criteria()
            if criterion.id not in old
            or _judged_by(before, old[criterion.id]) != _judged_by(after, criterion)
        ]
        self.form = _only(after, changed) if changed else None
        """What must be judged; None: nothing, answers are the same and only points may differ."""
        self._taken = [
            (criterion, criterion.id in {each.id for each in changed})
            for _, criterion in after.criteria()
        ]
        self._scorer = Scorer(after)

    def scored(self, call: Call, before: Scored, changed: Scored | None) -> Scored:
        """What the later version says about a call, exactly as if it was judged whole.

        Args:
            call: to which both versions apply.
            before: what the earlier one says.
            changed: what `form` says.
        """
        old = {answer.criterion: answer for answer in before.evaluation.answers}
        new: Mapping[str, Answer] = {}
        if changed is not None:
            new = {answer.criterion: answer for answer in changed.evaluation.answers}
        answers = tuple(
            (new if is_changed else old)[criterion.id] for criterion, is_changed in self._taken
        )
        evaluation = Evaluation(
            form=self.after.id,
            version=self.after.version,
            form_sha256=self.after.sha256,
            call=call.id,
            answers=answers,
        )
        score = self._scorer.score(answers)
        return Scored(call=call, form=self.after, evaluation=evaluation, score=score)


def _judged_by(form: Form, criterion: Criterion) -> tuple[object, ...]:
    return criterion.test, _signals(form, criterion)


def _signals(form: Form, criterion: Criterion) -> dict[str, Signal | None]:
    if criterion.test is None:
        return {}
    conditions = conditions_of(criterion.test)
    names = {name for condition in conditions for name, _ in signals_in(condition)}
    return {name: form.signals.get(name) for name in sorted(names)}


def _only(form: Form, wanted: list[Criterion]) -> Form:
    names = {name for criterion in wanted for name in _signals(form, criterion)}
    kept = {criterion.id for criterion in wanted}
    sections = (
        msgspec.structs.replace(
            section, criteria=tuple(each for each in section.criteria if each.id in kept)
        )
        for section in form.sections
    )
    return msgspec.structs.replace(
        form,
        sections=tuple(section for section in sections if section.criteria),
        signals={name: signal for name, signal in form.signals.items() if name in names},
    )
