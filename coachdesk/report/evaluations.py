"""Evaluations by people as text: one on a page with its life, or many in a table."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.reviews import Line, Opened, Overturned, Stage, Step, given
from coachdesk.core.score import Outcome
from coachdesk.core.visible import visible
from coachdesk.report.figures import number
from coachdesk.report.layout import wrapped
from coachdesk.report.reported import reported_of
from coachdesk.report.rows import folded
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD, SIGN, WORD
from coachdesk.report.verdicts import Looks, score_text, verdict_lines


def page_lines(opened: Opened, zone: ZoneInfo, *, columns: int) -> Iterator[str]:
    """One evaluation: where it stands, its verdicts with their evidence, what people did."""
    yield from _head(opened, zone)
    yield ""
    yield from verdict_lines(reported_of(opened.scored), Looks(columns=columns))
    for title, lines in (
        ("answered by people", _answers(opened)),
        ("earlier answers", _earlier(opened)),
        ("disputes", _disputes(opened, zone)),
        ("what was done", _history(opened, zone)),
        ("missing before it can be submitted", _lacks(opened)),
        ("possible now", _steps(opened)),
    ):
        found = list(lines)
        if found:
            yield ""
            yield title
            for line in found:
                first, *more = wrapped(line, max(30, columns - 4))
                yield f"  {first}"
                yield from (f"    {each}" for each in more)


def state_line(opened: Opened) -> str:
    """Where the evaluation stands, in one line, such as after a step."""
    review = opened.review
    outcome = opened.scored.score.outcome
    stands = "not begun" if review is None else f"{review.name} {review.stage.value}"
    parts = [
        f"{stands}: {visible(opened.scored.call.id)}, {opened.scored.form.id}",
        f"{OUTCOME_SIGN[outcome]} {OUTCOME_WORD[outcome]} {score_text(opened.scored.score)}",
    ]
    if opened.lacks:
        names = ", ".join(dict.fromkeys(each.criterion for each in opened.lacks))
        parts.append(f"missing something: {names}")
    return "; ".join(parts)


def _head(opened: Opened, zone: ZoneInfo) -> Iterator[str]:
    review = opened.review
    if review is None:
        yield "no evaluation by people yet; what the rules say:"
        return
    revision = f", revision {review.revision}" if review.revision > 1 else ""
    yield f"{review.name}  {_stage(opened)}{revision}"
    about = f" about {visible(review.subject)}" if review.subject else ""
    yield f"  scored by {visible(review.scorer)}{about}; call {_selected(review.selected_by)}"
    if review.dispute_until is not None and review.stage is Stage.PUBLISHED:
        yield f"  may be disputed until {_moment(review.dispute_until, zone)}"
    if opened.swapped:
        yield "  agent and customer of this call were swapped by a person"


def _stage(opened: Opened) -> str:
    assert opened.review is not None
    expired = any(each.step is Step.EXPIRE for each in opened.history)
    if opened.review.stage is Stage.ACKNOWLEDGED and expired:
        return "acknowledged by the system when the time for disputes ended; nobody agreed"
    return opened.review.stage.value


def _selected(how: str) -> str:
    return "picked by hand" if how == "picked" else f"drawn at random, {visible(how)}"


def _answers(opened: Opened) -> Iterator[str]:
    by = {
        change.criterion: change.by for change in (opened.review.changes if opened.review else ())
    }
    engine = {answer.criterion: answer for answer in opened.engine.evaluation.answers}
    for answer in opened.scored.evaluation.answers:
        if answer.source is Source.PERSON:
            said = engine[answer.criterion].state
            note = f": {visible(answer.note)}" if answer.note else ""
            who = visible(by.get(answer.criterion, "?"))
            yield f"{_answer(answer)}  by {who} (the rules: {WORD[said]}){note}"


def _earlier(opened: Opened) -> Iterator[str]:
    review = opened.review
    if review is None:
        return
    engine = {answer.criterion: answer for answer in opened.engine.evaluation.answers}
    for revision in range(1, review.revision):
        before, after = given(review.changes, revision), given(review.changes, revision + 1)
        for criterion in engine:
            old = before.get(criterion, engine[criterion])
            if old != after.get(criterion, engine[criterion]):
                note = f": {visible(old.note)}" if old.note else ""
                yield f"revision {revision}  {_answer(old)}{note}"


def _answer(answer: Answer) -> str:
    return f"{SIGN[answer.state]} {WORD[answer.state]} {answer.criterion}"


def _disputes(opened: Opened, zone: ZoneInfo) -> Iterator[str]:
    for each in opened.disputes:
        end = "not decided"
        if each.amended is not None:
            verb = "amended" if each.amended else "upheld"
            end = f"{verb} by {visible(each.decided_by or '?')}: {visible(each.decision_reason)}"
        yield (
            f"{each.criterion} should be {visible(each.claimed)}, {visible(each.by)} "
            f"{_moment(each.at, zone)}: {visible(each.reason)}"
        )
        yield f"  {end}"


def _history(opened: Opened, zone: ZoneInfo) -> Iterator[str]:
    for each in opened.history:
        reason = f": {visible(each.reason)}" if each.reason else ""
        what = f"{each.step.value} → {each.stage.value}"
        yield f"{_moment(each.at, zone)}  {visible(each.by)}  {what}{reason}"


def _lacks(opened: Opened) -> Iterator[str]:
    for each in opened.lacks:
        yield f"{each.criterion}: {each.words}"


def _steps(opened: Opened) -> Iterator[str]:
    for step, refusal in opened.may.items():
        if step is not Step.EXPIRE:
            yield step.value if not refusal else f"{step.value}: not you, not now: {refusal}"


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


_HEADS = (
    "ID",
    "CALL",
    "AGENT",
    "SCORECARD",
    "SCORER",
    "STAGE",
    "SCORE",
    "OUTCOME",
    "FAIL",
    "?",
    "○",
)
_FIGURES = frozenset({6, 8, 9, 10})


def list_lines(found: Sequence[Line], hidden: int, columns: int) -> Iterator[str]:
    """A table; a sentence where there is none, and about those not shown."""
    if found:
        rows = [_row(each) for each in found]
        yield from folded(_HEADS, rows, columns, keeps=(0, 5, 6, 7, 8, 9, 10), right=_FIGURES)
    else:
        yield "no evaluations"
    if hidden:
        yield f"{hidden} more are not yours to see"


def _row(each: Line) -> tuple[str, ...]:
    return (
        f"E{each.number}",
        visible(each.call),
        visible(each.agent or "–"),
        f"{each.scorecard} v{each.version}",
        visible(each.scorer),
        each.stage.value,
        "–" if each.shown is None else f"{shown_figure(each):.2f}",
        f"{OUTCOME_SIGN[each.outcome]} {OUTCOME_WORD[each.outcome]}",
        str(each.failing),
        str(each.unknown),
        str(each.waiting),
    )


def shown_figure(each: Line) -> float | None:
    """The score as every report rounds it: to two places, and cut where it failed."""
    if each.shown is None:
        return None
    return number(Fraction(repr(each.shown)), cut=each.outcome is Outcome.FAIL)


def overturned_lines(found: Sequence[Overturned], columns: int) -> Iterator[str]:
    """Question by question how many decided disputes were right."""
    if not found:
        yield "no dispute was decided yet"
        return
    heads = ("QUESTION", "SCORECARD", "AMENDED", "OF", "SHARE", "")
    rows = [_overturned_row(each) for each in found]
    yield from folded(heads, rows, columns, keeps=(0, 2, 3, 4), right=frozenset({2, 3, 4}))


def _overturned_row(each: Overturned) -> tuple[str, ...]:
    share = each.amended
    rate = "–"
    if share.low is not None and share.high is not None:
        low, high = f"{100 * share.low:.0f}", f"{100 * share.high:.0f}"
        rate = f"{100 * share.count / share.of:.0f} % ({low} to {high})"
    told = "look at the question or its rule" if each.suspect else ""
    if share.refusal is not None:
        told = "too few for a share"
    return each.criterion, each.scorecard, str(share.count), str(share.of), rate, told
