"""Where a visit stands, in the few lines that follow every step."""

from collections.abc import Iterator, Mapping, Sequence

from coachdesk.core.answers import plainly, words_of_answer
from coachdesk.core.audits import Progress, progress
from coachdesk.core.audits.opened import Opened
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.guards import Lack, Missing
from coachdesk.core.visible import visible
from coachdesk.report.layout import wrapped
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD, SIGN, WORD
from coachdesk.report.verdicts import score_text


def state_lines(
    opened: Opened, names: Mapping[str, str], *, columns: int, before: str = "", question: str = ""
) -> Iterator[str]:
    """Where the visit stands, such as after a step, within so many columns.

    Args:
        opened: the visit.
        names: id of a place to what it is called.
        columns: of the screen.
        before: what was done, put in front.
        question: the one that was answered; what is kept of it is told again.
    """
    place = visible(names.get(opened.visit.place, opened.visit.place))
    parts = [before] if before else []
    parts.append(f"{opened.name} {opened.stage.value}: {place}, {opened.visit.form}")
    if opened.filed.changes:
        parts.append(standing_text(opened))
    if opened.visit.late:
        parts.append("handed in late")
    yield from hanging("; ".join(parts), columns)
    kept = _kept(opened, question)
    if kept:
        yield from hanging(f"  kept: {kept}", columns)
    for what, lacking in _grouped(opened.lacks).items():
        yield from hanging(f"  {what}: {', '.join(lacking)}", columns)
    for doubt in doubt_lines(opened):
        yield from hanging(f"  to doubt: {doubt}", columns)


_LACKING = {
    Missing.ANSWER: "to answer",
    Missing.FACT: "to tell",
    Missing.EVIDENCE: "missing a note that shows the fail",
    Missing.REASON: "missing the reason of an n/a",
    Missing.OVERRIDE: "missing the reason against the rules",
    Missing.PROOF: "missing proof",
}
"""What each lack is called, in the order in which they are told."""


def _grouped(lacks: Sequence[Lack]) -> Mapping[str, Sequence[str]]:
    """The questions that lack something, under what it is."""
    found = {
        words: [each.criterion for each in lacks if each.missing is missing]
        for missing, words in _LACKING.items()
    }
    return {words: questions for words, questions in found.items() if questions}


def standing_text(opened: Opened) -> str:
    """Outcome and score; while questions are open, how many are answered and no score."""
    far = progress_of(opened)
    if far.waiting:
        return f"{far.answered} of {far.of} answered"
    score = opened.scored.score
    return f"{OUTCOME_SIGN[score.outcome]} {OUTCOME_WORD[score.outcome]} {score_text(score)}"


def progress_of(opened: Opened) -> Progress:
    """How far the report is."""
    return progress(opened.scored.form, opened.scored.evaluation.answers)


def _kept(opened: Opened, question: str) -> str:
    """What stands for the question, with its note; empty where nothing does."""
    if question in opened.facts:
        return f"{question}: {visible(opened.facts[question])}"
    for _, criterion in opened.scored.form.criteria():
        if criterion.id == question:
            answer = next(
                each for each in opened.scored.evaluation.answers if each.criterion == question
            )
            note = f": {visible(answer.note)}" if answer.note else ""
            return f"{answer_text(criterion, answer)}{note}"
    return ""


def hanging(line: str, columns: int) -> Iterator[str]:
    """The line within so many columns; what does not fit follows, indented."""
    first, *more = list(wrapped(line, max(30, columns - 4))) or [""]
    yield first
    yield from (f"    {each}" for each in more)


def given_words(criterion: Criterion, answer: Answer) -> str:
    """The choice or number that was given and what it earned, such as `later, 2 of 5`.

    Empty where the verdict says it all: a plain pass or fail, n/a, unknown.
    """
    words = words_of_answer(criterion, answer)
    if words is None or words == answer.state.value or answer.points is None:
        return ""
    earned = f"{plainly(answer.points)} of {plainly(criterion.points)}"
    chosen = criterion.choices or criterion.scale is not None
    return f"{visible(words)}, {earned}" if chosen else earned


def answer_text(criterion: Criterion, answer: Answer) -> str:
    """Sign, question and what was given, such as `✓ pass wait: 3, 2 of 4`."""
    given = given_words(criterion, answer)
    return (
        f"{SIGN[answer.state]} {WORD[answer.state]} {criterion.id}{f': {given}' if given else ''}"
    )


def doubt_lines(opened: Opened) -> Iterator[str]:
    """What is doubtful in the report, a line each."""
    yield from (visible(str(each)) for each in opened.doubts)
