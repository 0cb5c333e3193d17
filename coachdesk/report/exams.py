"""An exam as text: its questions while it runs, and what there is to learn when it is over."""

from collections.abc import Iterator, Mapping
from typing import Any

from coachdesk.core.certification.exam import Exam, Question
from coachdesk.core.certification.kept import Sitting
from coachdesk.core.score import Score
from coachdesk.core.visible import visible
from coachdesk.report.figures import number, points


def question_lines(question: Question, place: str) -> Iterator[str]:
    """One question with its options; `place` such as `3/9`."""
    several = " (all that are right)" if question.several else ""
    yield f"{place}  {visible(question.ask)}{several}"
    for option in question.options:
        yield f"    {option.key}  {visible(option.text)}"


def review_lines(
    exam: Exam, sitting: Sitting, given: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    """What was not right: after a pass with the right answer, after a fail by subject alone.

    Who will sit it again is not told the keys.
    """
    for pool in exam.pools:
        wrong = [
            question
            for question in pool.questions
            if question.id in sitting.questions
            and given.get(question.id, frozenset()) != question.right
        ]
        if not wrong:
            continue
        if not sitting.reached:
            yield f"  {visible(pool.title)}: {len(wrong)} not right"
            lines = dict.fromkeys(each.line for each in wrong if each.line)
            for line in lines:
                yield f"      read again: {visible(line)}"
            continue
        for question in wrong:
            right = ", ".join(sorted(question.right))
            why = f": {question.why}" if question.why else ""
            yield f"  {visible(question.ask)} {right}{visible(why)}"


def about_lines(exam: Exam) -> Iterator[str]:
    """What awaits whoever begins it: how many questions, how long, and what must be reached."""
    many = sum(min(pool.draw, len(pool.questions)) for pool in exam.pools)
    yield f"{many} question{'' if many == 1 else 's'}, pass mark {points(exam.pass_mark)} %"
    if exam.minutes is None:
        yield "There is no time limit."
    else:
        unit = "minute" if exam.minutes == 1 else "minutes"
        yield f"{exam.minutes} {unit} from the moment it begins; the clock does not stop."
    yield "Every answer is kept as you give it, and can be changed until the end."
    yield "A question without an answer earns nothing."


def sat_object(
    name: str,
    exam: Exam,
    sitting: Sitting,
    given: Mapping[str, frozenset[str]],
    score: Score | None,
) -> dict[str, Any]:
    """An exam for machines; the keys are not in it."""
    return {
        "id": name,
        "exam": exam.id,
        "version": exam.version,
        "sha256": exam.sha256,
        "programme": sitting.programme,
        "person": sitting.person,
        "seed": sitting.seed,
        "questions": list(sitting.questions),
        "answers": {question: sorted(keys) for question, keys in given.items()},
        "began_at": sitting.began_at.isoformat(),
        "ended_at": sitting.ended_at and sitting.ended_at.isoformat(),
        "score": None if score is None else number(score.calc, cut=not sitting.reached),
        "passed": sitting.reached if sitting.ended_at else None,
        "pass_mark": number(exam.pass_mark),
    }
