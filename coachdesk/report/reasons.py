"""The reasoning behind one verdict, in words with the quoted spans."""

from collections.abc import Iterator, Sequence

from coachdesk.core.calls import Call
from coachdesk.core.engine.reasoning import Step
from coachdesk.core.engine.verdicts import State, Verdict
from coachdesk.core.form import Criterion, Form
from coachdesk.core.visible import visible
from coachdesk.report.quotes import missed, quotes

_TRUTH = {True: "true", False: "false", None: "unknown"}
_MEANING = {
    State.PASS: "the criterion is met",
    State.FAIL: "the criterion is not met",
    State.NA: "the criterion does not apply to this call",
    State.UNKNOWN: "it cannot be told from this transcript",
    State.OPEN: "a person has yet to answer",
}


def reason_lines(
    form: Form, criterion: Criterion, call: Call, verdict: Verdict, steps: Sequence[Step]
) -> Iterator[str]:
    """The verdict, then every condition with its truth and the words that decided it."""
    points = "" if verdict.points is None else f", {float(verdict.points):g} points"
    yield f"{visible(call.id)}  {form.id} v{form.version}  {criterion.id}"
    yield f"  {visible(criterion.ask)}"
    yield f"  {verdict.state.value.upper()}{points}: {_MEANING[verdict.state]}"
    if verdict.reason:
        yield f"  {visible(verdict.reason)}"
    yield ""
    for step in steps:
        yield from _step(step, call)


def _step(step: Step, call: Call) -> Iterator[str]:
    indent = "  " * (step.depth + 1)
    asked = f"{step.asked}: " if step.asked else ""
    yield f"{indent}{asked}{visible(step.text)}  is {_TRUTH[step.value]}"
    for occurrence in step.evidence:
        for whence, words in quotes(call, occurrence):
            yield f"{indent}    {occurrence.signal}: {whence}  {words}"
    for reason in step.reasons:
        yield f"{indent}    {visible(reason)}"
    for miss in step.nearest:
        yield f"{indent}    {missed(call, miss)}"


def reason_object(
    form: Form, criterion: Criterion, call: Call, verdict: Verdict, steps: Sequence[Step]
) -> dict[str, object]:
    """The machines' object of one explained verdict."""
    return {
        "call": call.id,
        "scorecard": form.id,
        "version": form.version,
        "criterion": criterion.id,
        "state": verdict.state.value,
        "reason": verdict.reason,
        "steps": [
            {
                "depth": step.depth,
                "asked": step.asked,
                "condition": step.text,
                "truth": _TRUTH[step.value],
                "evidence": [
                    {
                        "signal": occurrence.signal,
                        "turn": span.turn,
                        "start": span.start,
                        "end": span.end,
                        "text": call.turns[span.turn].text[span.start : span.end],
                    }
                    for occurrence in step.evidence
                    for span in occurrence.spans
                ],
                "reasons": list(step.reasons),
                "nearest": [
                    {"signal": m.signal, "text": m.text, "lacks": list(m.lacks)}
                    for m in step.nearest
                ],
            }
            for step in steps
        ],
    }
