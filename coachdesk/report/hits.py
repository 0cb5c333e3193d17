"""What one criterion says about many calls, as text and as JSON."""

from collections.abc import Iterator
from typing import Any

from coachdesk.core.flips import Hit, Hits
from coachdesk.core.visible import visible
from coachdesk.report.figures import number
from coachdesk.report.flips import COLUMNS, side_object, side_texts
from coachdesk.report.layout import wrapped
from coachdesk.report.tone import SIGN, WORD

_INDENT = "    "


def hits_lines(hits: Hits, columns: int = COLUMNS) -> Iterator[str]:
    """The counts, then the answers that were kept with their words."""
    yield f"{hits.scorecard}/{hits.criterion.id} v{hits.version}"
    for text in (visible(hits.criterion.ask), counts_text(hits)):
        yield from (_INDENT + line for line in wrapped(text, columns - len(_INDENT)))
    for each in hits.kept:
        who = f"  {visible(each.agent)}" if each.agent else ""
        yield f"{visible(each.call)}{who}  {SIGN[each.said.state]} {WORD[each.said.state]}"
        for text in side_texts(each.said, each.agent):
            yield from (_INDENT + line for line in wrapped(text, columns - len(_INDENT)))
    left = sum(hits.states.values()) - len(hits.kept)
    if hits.kept and left > 0:
        yield f"… and {left:,} more answers"


def counts_text(hits: Hits) -> str:
    """Such as `18 calls: ✓ pass 15, ✗ FAIL 3; not for 0`."""
    said = ", ".join(f"{SIGN[state]} {WORD[state]} {n:,}" for state, n in hits.states.items())
    beyond = f"; not for {hits.beyond:,} of them" if hits.beyond else ""
    return f"{hits.calls:,} calls: {said or 'none'}{beyond}"


def hits_object(hits: Hits) -> dict[str, Any]:
    """The counts and the answers that were kept, for machines."""
    return {
        "scorecard": hits.scorecard,
        "version": hits.version,
        "criterion": hits.criterion.id,
        "calls": hits.calls,
        "not_applicable": hits.beyond,
        "complete": hits.complete,
        "states": {state.value: count for state, count in hits.states.items()},
        "hits": [_hit(each) for each in hits.kept],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "call": hit.call,
        "agent": hit.agent,
        **side_object(hit.said),
        "outcome": hit.outcome.value,
        "shown": number(hit.shown),
    }
