"""What every report of a score is made from."""

from collections.abc import Iterator, Mapping

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.searches import Nearest
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Evaluation
from coachdesk.core.form import Criterion, Form, Section, scored
from coachdesk.core.score import Outcome, Score
from coachdesk.core.scored import Explained, Scored


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """One scored evaluation, with what explains it."""

    form: Form
    evaluation: Evaluation
    score: Score
    call: Call | None = None
    """None for a form filled by hand."""
    explained: Mapping[str, Explained] = msgspec.field(default_factory=dict)
    """Criterion to what stands behind its verdict, where that was asked for."""
    path: str = ""
    """The file that was scored, as the user named it."""
    turn_lines: tuple[int, ...] = ()
    """The line of each turn in that file; empty where the file has no such lines."""

    def answered(self) -> Iterator[tuple[Section, Criterion, Answer]]:
        """Every criterion that is shown, in form order, with its answer."""
        answers = {answer.criterion: answer for answer in self.evaluation.answers}
        for section, criterion in self.form.criteria():
            if criterion.id in answers:
                yield section, criterion, answers[criterion.id]

    def failing(self) -> Iterator[tuple[Section, Criterion, Answer]]:
        """The criteria that count and are answered FAIL."""
        for section, criterion, answer in self.answered():
            if scored(criterion) and answer.state is State.FAIL:
                yield section, criterion, answer

    def has_findings(self, fail_under: float | None) -> bool:
        """Whether anything failed: a criterion that counts, the outcome, or the mark given.

        Where there is no point score, the mark is held against the lowest that it can become.
        """
        score = self.score
        if score.outcome is Outcome.FAIL or any(True for _ in self.failing()):
            return True
        number = score.low if score.shown is None else score.shown
        return fail_under is not None and number is not None and number < fail_under

    def reason(self, answer: Answer) -> str | None:
        """Why the answer is what it is: a person's note, else the engine's words."""
        return answer.note or (answer.verdict.reason if answer.verdict else None) or None

    def nearest_miss(self, criterion: Criterion, answer: Answer) -> Nearest | None:
        """What came closest to the words that a FAIL or UNKNOWN answer missed."""
        explained = self.explained.get(criterion.id)
        if explained is None or answer.state not in (State.FAIL, State.UNKNOWN):
            return None
        return explained.nearest

    def quoted(self, answer: Answer) -> Iterator[str]:
        """The words that decided the answer, as written, one text per turn that they cross."""
        if self.call is None or answer.verdict is None:
            return
        for occurrence in answer.verdict.evidence:
            for span in occurrence.spans:
                yield self.call.turns[span.turn].text[span.start : span.end]


def reported_of(scored: Scored, path: str = "", turn_lines: tuple[int, ...] = ()) -> Reported:
    """What reports need of a screened call; `path` and `turn_lines` as in `Reported`."""
    return Reported(
        form=scored.form,
        evaluation=scored.evaluation,
        score=scored.score,
        call=scored.call,
        explained=scored.explained,
        path=path,
        turn_lines=turn_lines,
    )
