"""Scores as CSV, one row per criterion, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator

from coachdesk.core.cells import safe_cell
from coachdesk.core.form import scored
from coachdesk.report.figures import is_cut, number
from coachdesk.report.reported import Reported

COLUMNS = (
    "call",
    "scorecard",
    "version",
    "outcome",
    "score",
    "low",
    "high",
    "method",
    "scope",
    "section",
    "criterion",
    "state",
    "points",
    "max_points",
    "evidence",
    "reason",
)
"""The first row; a contract."""


def csv_chunks(all_reported: Iterable[Reported]) -> Iterator[str]:
    """The CSV text, a call at a time. Figures stay numbers; an absent one is empty."""
    yield _rows([COLUMNS])
    for reported in all_reported:
        yield _rows(_of(reported))


def _of(reported: Reported) -> Iterator[tuple[object, ...]]:
    score, form = reported.score, reported.form
    cut = is_cut(score)
    call = reported.evaluation.call
    head = (
        "" if call is None else safe_cell(call),
        safe_cell(form.id),
        form.version,
        score.outcome.value,
        number(score.shown, cut=cut),
        number(score.low, cut=cut),
        number(score.high, cut=cut),
        score.method.value,
        score.scope.value,
    )
    for section, criterion, answer in reported.answered():
        counts = scored(criterion)
        yield (
            *head,
            safe_cell(section.id),
            safe_cell(criterion.id),
            answer.state.value,
            number(answer.points) if counts else None,
            number(criterion.points) if counts else 0,
            safe_cell(" | ".join(reported.quoted(answer))),
            safe_cell(reported.reason(answer) or ""),
        )


def _rows(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
