"""Whether coaching helped, as lines for people: figure and method, or why there is none."""

from collections.abc import Iterator, Sequence

from coachdesk.core.coaching.pages import CoachedEffect
from coachdesk.core.effect import FEWEST_CALLS, FEWEST_PEOPLE, Effect, Found, Side
from coachdesk.core.rates import Difference
from coachdesk.core.visible import visible
from coachdesk.report.charts import interval_bar
from coachdesk.report.coaching_raised import NameOf
from coachdesk.report.layout import wrapped
from coachdesk.report.rates import change_words
from coachdesk.report.rows import Row, paragraph, row
from coachdesk.report.tone import Tone

_CELLS = 61
"""Of the scale at most: odd, so that no difference has a cell of its own."""
_NAMED = 5
"""So many of those who are in no figure are named."""
_TONE = {Found.HELPED: Tone.GOOD, Found.WORSE: Tone.BAD, Found.NOT_SHOWN: Tone.QUIET}


def effect_lines(found: Sequence[CoachedEffect], columns: int = 100) -> Iterator[str]:
    """Behaviour by behaviour what coaching brought, and how that was found out."""
    yield from (each.text for each in effect_rows(found, columns))
    if found:
        yield from wrapped(_method(found), columns)


def effect_rows(
    found: Sequence[CoachedEffect], columns: int = 100, name_of: NameOf = str
) -> Iterator[Row]:
    """Behaviour by behaviour what coaching brought."""
    if not found:
        yield row("nobody has been coached about a behaviour on calls yet")
    for each in found:
        yield row(visible(str(each.topic)), Tone.STRONG)
        for text in _texts(each, name_of):
            yield from paragraph(text, columns, "  ")


def _texts(each: CoachedEffect, name_of: NameOf) -> Iterator[str]:
    stages = ", ".join(f"{count} {stage.value}" for stage, count in each.actions.items())
    yield f"actions that began: {stages}"
    if not each.scored:
        yield f"the scorecard '{visible(each.topic.form)}' is not in force: nothing to count"
        return
    yield f"this behaviour: {effect_words(each.behaviour, name_of)}"
    yield f"the whole score: {effect_words(each.score, name_of)}"
    yield f"without any comparison: {_pooled(each.calls)}"


def method_rows(found: Sequence[CoachedEffect], columns: int) -> Iterator[Row]:
    """How it was found out; nothing where nothing was."""
    if found:
        yield row("HOW IT IS FOUND OUT", Tone.STRONG)
        yield from paragraph(_method(found), columns, further="")


def drawn_rows(
    found: Sequence[CoachedEffect], columns: int, *, ascii_only: bool = False
) -> Iterator[Row]:
    """Every figure with its interval on one scale, and `┼` at no difference."""
    shown = [each for each in found if each.behaviour.refused is None]
    if not shown:
        return
    cells = min(max(columns - 3, 20), _CELLS - 1) | 1
    ends = [abs(end) for each in shown for end in (each.behaviour.low, each.behaviour.high) if end]
    most = float(-(-max(ends, default=10.0) // 10) * 10)
    yield row("POINTS BETTER THAN PEERS, 95 %", Tone.STRONG)
    for each in shown:
        effect = each.behaviour
        assert effect.found is not None
        told = f"  {visible(str(each.topic))}: {_points(effect.value)}, {effect.found.value}"
        yield from paragraph(told, columns)
        yield row(f"  {_bar(effect, most, cells, ascii_only=ascii_only)}", _TONE[effect.found])
    scale = f"-{most:.0f}", "0", f"+{most:.0f}"
    left = (cells - 1) // 2 - len(scale[0])
    right = cells - len(scale[0]) - left - 1 - len(scale[2])
    yield row(f"  {scale[0]}{' ' * left}0{' ' * right}{scale[2]}", Tone.QUIET)


def _bar(effect: Effect, most: float, cells: int, *, ascii_only: bool) -> str:
    assert effect.low is not None
    assert effect.value is not None
    assert effect.high is not None
    bar = interval_bar(
        effect.low, effect.value, effect.high, cells, start=-most, end=most, ascii_only=ascii_only
    )
    middle = (cells - 1) // 2
    nothing = "|" if ascii_only else "┼"
    return bar if bar[middle] in "●*" else f"{bar[:middle]}{nothing}{bar[middle + 1 :]}"


def _pooled(found: Difference) -> str:
    """The change over all calls, which is not the mean over people, with both numbers of calls."""
    before, after = found.before, found.after
    shares = [f"{100 * each.count / each.of:.0f}" for each in (before, after) if each.of]
    told = f"; {' → '.join(shares)} %" if found.value is not None else ""
    counts = f"n {before.of:,} → {after.of:,}"
    return f"{change_words(found)}{told} (calls of the coached pooled, not people, {counts})"


def effect_words(effect: Effect, name_of: NameOf = str) -> str:
    """The effect in one sentence, or why there is none."""
    if effect.refused is not None:
        counts = f"{effect.coached} coached, {effect.peers} peers"
        if effect.thin:
            people = _people(effect.thin_people, name_of)
            counts += f", {effect.thin} coached with under {FEWEST_CALLS} calls on a side: {people}"
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
    for ids, why in (
        (effect.thin_people, f"under {FEWEST_CALLS} calls on a side"),
        (effect.unmatched_people, "no peer at the same baseline"),
    ):
        if ids:
            told += f"; in no figure for {why}: {_people(ids, name_of)}"
    return told


def _people(ids: Sequence[str], name_of: NameOf) -> str:
    """Their names; of many the first ones."""
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(visible(name_of(each)) for each in ids[:_NAMED]) + more


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
