"""Scores as one self-contained web page: no scripts, light and dark, printable."""

from collections.abc import Iterable, Iterator
from typing import Any

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, scored
from coachdesk.core.visible import visible
from coachdesk.report.figures import points
from coachdesk.report.html import page_of
from coachdesk.report.quotes import quotes
from coachdesk.report.reported import Reported
from coachdesk.report.tally import Tally
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD, SIGN, WORD
from coachdesk.report.verdicts import STATE_ORDER, explanation, notes, score_text, terms

_TEMPLATE = "page.html.j2"


def html_chunks(all_reported: Iterable[Reported]) -> Iterator[str]:
    """The page; every text from outside is escaped."""
    tally = Tally()
    evaluations = []
    for reported in all_reported:
        tally.add(reported)
        evaluations.append(_evaluation(reported))
    yield page_of(_TEMPLATE, evaluations=evaluations, summary=tally.line())


def _evaluation(reported: Reported) -> dict[str, Any]:
    call, score = reported.call, reported.score
    rows = [
        _row(reported, criterion, answer)
        for state in STATE_ORDER
        for _, criterion, answer in reported.answered()
        if answer.state is state
    ]
    return {
        "name": "Form filled by hand" if call is None else visible(call.id),
        "agent": visible(call.agent) if call is not None and call.agent else "",
        "form": f"{reported.form.title} ({reported.form.id} v{reported.form.version})",
        "outcome": score.outcome.value.lower(),
        "outcome_text": f"{OUTCOME_SIGN[score.outcome]} {OUTCOME_WORD[score.outcome]}",
        "score": score_text(score),
        "terms": terms(score),
        "notes": list(notes(reported)),
        "rows": rows,
    }


def _row(reported: Reported, criterion: Criterion, answer: Answer) -> dict[str, Any]:
    counts = scored(criterion)
    earned = ""
    if counts and answer.points is not None:
        earned = f"{points(answer.points)} / {points(criterion.points)}"
    call, verdict = reported.call, answer.verdict
    said = []
    if call is not None and verdict is not None:
        said = [pair for each in verdict.evidence for pair in quotes(call, each)]
    why = [f"note: {visible(answer.note)}"] if answer.note else []
    why.extend(explanation(reported, criterion, answer))
    return {
        "state": answer.state.value,
        "state_text": f"{SIGN[answer.state]} {WORD[answer.state]}",
        "id": criterion.id,
        "ask": visible(criterion.ask),
        "points": earned if counts else f"{criterion.status.value}, not scored",
        "quotes": said,
        "why": why,
        "coach": visible(criterion.coach) if answer.state is State.FAIL else "",
    }
