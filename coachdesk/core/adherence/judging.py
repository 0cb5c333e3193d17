"""What became of every line of a script in one call (docs/scripts.md, "Is it used").

A line counts as said where the agent's words are close to one of its wordings, or where a
criterion that covers it passed on the agent's words: people may say it in their own.
"""

from collections.abc import Iterator, Mapping, Sequence

from coachdesk.core.adherence.listening import Ears
from coachdesk.core.adherence.values import Found, Quote, Use
from coachdesk.core.calls import Call, Speaker
from coachdesk.core.engine.conditions import signals_in
from coachdesk.core.engine.hearing import times_of
from coachdesk.core.engine.signals import Occurrence, Span
from coachdesk.core.engine.verdicts import State, conditions_of
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Form
from coachdesk.core.scripts import Block, Script

Judged = tuple[Criterion, Answer]
"""A criterion that covers a line, and what it says about the call."""


def covering(form: Form, script: str) -> Mapping[str, tuple[Criterion, ...]]:
    """Step or block id to the criteria of the form that cover it.

    A criterion covers a line by its `line`, or by a signal that listens for its wordings.
    """
    found: dict[str, list[Criterion]] = {}
    for _, criterion in form.criteria():
        for line in dict.fromkeys(_lines_of(criterion, form)):
            owner, _, part = line.partition("/")
            if owner == script:
                found.setdefault(part, []).append(criterion)
    return {part: tuple(criteria) for part, criteria in found.items()}


def _lines_of(criterion: Criterion, form: Form) -> Iterator[str]:
    yield criterion.line
    for condition in () if criterion.test is None else conditions_of(criterion.test):
        for name, _ in signals_in(condition):
            like = form.signals[name].like if name in form.signals else None
            if like is not None:
                yield like.source


def judged(script: Script, ears: Ears, covered: Mapping[str, Sequence[Judged]]) -> list[Found]:
    """What became of every step and block, in order.

    Args:
        script: as it was listened for.
        ears: the call.
        covered: step or block id to what the criteria that cover it say about the call.
    """
    return [
        _block(part, ears, covered.get(part.id, ()))
        if isinstance(part, Block)
        else _line(part.id, ears, covered.get(part.id, ()))
        for part in script.parts()
    ]


def _block(block: Block, ears: Ears, answers: Sequence[Judged]) -> Found:
    if not block.hears:
        return Found(part=block.id, use=Use.NOT_DUE, why="it has no hears")
    raised = ears.raised(block.hears)
    if raised.truth is None:
        return Found(part=block.id, use=Use.UNDECIDED, why="; ".join(raised.reasons))
    if not raised.occurrences:
        return Found(part=block.id, use=Use.NOT_DUE, why="the customer does not say so")
    first = raised.occurrences[0]
    return _line(block.id, ears, answers, after_run=first.run, objection=quote_of(ears.call, first))


def _line(
    part: str,
    ears: Ears,
    answers: Sequence[Judged],
    *,
    after_run: int = -1,
    objection: Quote | None = None,
) -> Found:
    def found(use: Use, quote: Quote | None = None, why: str = "") -> Found:
        return Found(part=part, use=use, quote=quote, objection=objection, why=why)

    states = [answer.state for _, answer in answers]
    if objection is None and states and set(states) == {State.NA}:
        why = next((a.verdict.reason for _, a in answers if a.verdict and a.verdict.reason), "")
        return found(Use.NOT_DUE, why=why)
    heard = ears.said(part)
    if heard.unreliable:
        return found(Use.UNKNOWN, why="; ".join(heard.reasons))
    for occurrence in heard.occurrences:
        if occurrence.run > after_run:
            return found(Use.SAID, quote_of(ears.call, occurrence))
    partly: Quote | None = None
    for criterion, answer in answers:
        quote = _agents_words(ears.call, answer)
        if answer.state is State.PASS and quote is not None:
            if answer.points == criterion.points:
                return found(Use.OTHERWISE, quote, why=criterion.id)
            partly = partly or quote
    unknown = [a.verdict.reason or "" for _, a in answers if a.state is State.UNKNOWN and a.verdict]
    if heard.truth is None or unknown:
        reasons = dict.fromkeys((*heard.reasons, *unknown))
        return found(Use.UNKNOWN, why="; ".join(filter(None, reasons)))
    near = ears.near(part, after_run)
    if near is not None:
        return found(Use.NEARLY, quote_of_span(ears.call, near))
    if partly is not None:
        return found(Use.NEARLY, partly)
    return found(Use.NOT_SAID)


def _agents_words(call: Call, answer: Answer) -> Quote | None:
    """The agent's words on which an answer rests, or None."""
    for occurrence in answer.verdict.evidence if answer.verdict else ():
        if call.turns[occurrence.spans[0].turn].speaker is Speaker.AGENT:
            return quote_of(call, occurrence)
    return None


def quote_of(call: Call, occurrence: Occurrence) -> Quote:
    """The words of an occurrence; of the first turn where they cross several."""
    return quote_of_span(call, occurrence.spans[0])


def quote_of_span(call: Call, span: Span) -> Quote:
    """The words of a span."""
    start_ms, _, _ = times_of(call, (span,))
    return Quote(
        turn=span.turn,
        start=span.start,
        end=span.end,
        text=call.turns[span.turn].text[span.start : span.end],
        start_ms=start_ms,
    )
