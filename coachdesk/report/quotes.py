"""Evidence in words: who said it, when, and exactly what."""

from collections.abc import Iterable, Iterator

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.engine.conditions import METRICS, Unit
from coachdesk.core.engine.searches import Nearest, Search, Searched
from coachdesk.core.engine.signals import Occurrence, Span
from coachdesk.core.visible import visible
from coachdesk.report.figures import minutes

_PART = {Speaker.AGENT: "Agent", Speaker.CUSTOMER: "Customer", Speaker.OTHER: "Other"}


def speaker_name(call: Call, turn: Turn) -> str:
    """The name of whoever speaks, else their part in the call."""
    if turn.speaker is Speaker.AGENT and call.agent:
        return visible(call.agent)
    if turn.speaker in _PART:
        return _PART[turn.speaker]
    return visible(turn.label) or "Unknown speaker"


def quotes(call: Call, occurrence: Occurrence) -> Iterator[tuple[str, str]]:
    """(who and when, the words in quotation marks), one per turn that the words cross."""
    for position, span in enumerate(occurrence.spans):
        start = occurrence.start_ms if position == 0 else None
        yield whence(call, span, start), quoted(call, span)


def whence(call: Call, span: Span, start_ms: int | None = None) -> str:
    """Who spoke and when, such as `Ana 0:42`; the number of the turn where there are no times."""
    turn = call.turns[span.turn]
    moment = turn.start_ms if start_ms is None else start_ms
    when = f"turn {turn.index + 1}" if moment is None else minutes(moment)
    return f"{speaker_name(call, turn)} {when}"


def quoted(call: Call, span: Span) -> str:
    """The words as written, with an ellipsis on the sides where the turn goes on."""
    text = call.turns[span.turn].text
    before = "…" if text[: span.start].strip() else ""
    after = "…" if text[span.end :].strip(" .,;:!?。，！？") else ""
    return f"“{before}{visible(text[span.start : span.end])}{after}”"


def looked(found: Searched) -> Iterator[str]:
    """Where the engine looked and what it measured, one line a thing."""
    yield from listened(found.signals)
    yield from measured(found)


def listened(signals: Iterable[Search], *, unheard_only: bool = False) -> Iterator[str]:
    """Where the engine listened for each signal, and how often it heard it."""
    for search in signals:
        if not (unheard_only and search.found):
            yield _search(search)


def measured(found: Searched) -> Iterator[str]:
    """What the engine measured and read from the call's own fields."""
    for name, value in found.metrics.items():
        yield f"{name} = {'not known' if value is None else _measure(name, value)}"
    for name, text in found.fields.items():
        yield f"call.{name} = {'not known' if text is None else visible(text)}"


def _measure(name: str, value: float) -> str:
    unit = METRICS.get(name)
    if unit is Unit.MILLISECONDS:
        return f"{value / 1000:.1f} s"
    return f"{value:.4g} %" if unit is Unit.PERCENT else f"{value:.4g}"


def _search(search: Search) -> str:
    turns = f"{search.turns} turn{'' if search.turns == 1 else 's'}"
    where = f"{search.speaker}, {search.window}: {turns} searched"
    heard = "not heard" if not search.found else f"heard {search.found} times"
    return f"{search.signal} {'heard once' if search.found == 1 else heard} ({where})"


def missed(call: Call, miss: Nearest) -> str:
    """The nearest miss, and what it lacks."""
    lacks = f", lacks “{visible(' '.join(miss.lacks))}”" if miss.lacks else ""
    words = f"nearest to {miss.signal}: {whence(call, miss.span)} {quoted(call, miss.span)}"
    return f"{words}{lacks} of “{visible(miss.phrase)}”"
