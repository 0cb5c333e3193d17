"""Whether coaching helped, as lines for people: figure and method, or why there is none."""

from collections.abc import Iterator, Sequence

from coachdesk.core.coaching.pages import CoachedEffect
from coachdesk.core.effect import FEWEST_CALLS, FEWEST_PEOPLE, Effect, Side
from coachdesk.core.visible import visible
from coachdesk.report.layout import wrapped
from coachdesk.report.rates import change_words


def effect_lines(found: Sequence[CoachedEffect], columns: int = 100) -> Iterator[str]:
    """Behaviour by behaviour what coaching brought."""
    if not found:
        yield "nobody has been coached about a behaviour on calls yet"
        return
    for each in found:
        yield visible(str(each.topic))
        for text in _texts(each):
            first, *rest = list(wrapped(text, columns - 4)) or [""]
            yield f"  {first}"
            yield from (f"    {line}" for line in rest)
    yield from wrapped(_method(found), columns)


def _texts(each: CoachedEffect) -> Iterator[str]:
    stages = ", ".join(f"{count} {stage.value}" for stage, count in each.actions.items())
    yield f"actions that began: {stages}"
    if not each.scored:
        yield f"the scorecard '{visible(each.topic.form)}' is not in force: nothing to count"
        return
    yield f"this behaviour: {effect_words(each.behaviour)}"
    yield f"the whole score: {effect_words(each.score)}"
    yield f"without any comparison: {change_words(each.calls)} on the calls of the coached"


def effect_words(effect: Effect) -> str:
    """The effect in one sentence, or why there is none."""
    if effect.refused is not None:
        counts = f"{effect.coached} coached, {effect.peers} peers"
        if effect.thin:
            counts += f", {effect.thin} coached with under {FEWEST_CALLS} calls on a side"
        return f"no figure: {effect.refused.value} ({counts}; {FEWEST_PEOPLE} of each are needed)"
    ours, theirs = effect.coached_side, effect.peers_side
    assert ours is not None
    assert theirs is not None
    assert effect.found is not None
    told = (
        f"{effect.found.value}: {_points(effect.value)} points"
        f" ({_points(effect.low)} to {_points(effect.high)}, 95 %)"
    )
    told += f"; coached {_side(ours)}, peers {_side(theirs)}"
    if effect.found.value == "no effect shown" and effect.would_show is not None:
        told += f"; {effect.would_show:.0f} points would have been shown nine times in ten"
    left = effect.unmatched + effect.thin
    return told + (f"; {left} coached are in no figure" if left else "")


def _side(side: Side) -> str:
    return f"{side.before:.1f} → {side.after:.1f} % (n {side.people})"


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:+.1f}"


def _method(found: Sequence[CoachedEffect]) -> str:
    days, bands = found[0].days, {each.behaviour.band for each in found} - {None}
    band = f" within {max(filter(None, bands)):g} points" if bands else ""
    told = (
        f"Difference of differences: {days} days before the start beside {days} days after the"
        f" claim, or the due date; peers under the same scorecard, over the same days, who were not"
        f" coached about it and stood at the same baseline{band}. Everybody whose coaching began"
        " counts. How long somebody has worked here is not known and not compared."
    )
    if len(found) > 1:
        told += f" {len(found)} behaviours are looked at together (Holm)."
    return told
