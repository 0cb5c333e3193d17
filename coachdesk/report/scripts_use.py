"""How a script is used, as text: every line in a table, then what to do about it."""

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from coachdesk.core.adherence import (
    Adherence,
    Adopted,
    Effect,
    Example,
    Found,
    LineUse,
    Quote,
    Tally,
    Unanswered,
    Use,
    nobody_uses,
)
from coachdesk.core.scripts.versions import name_of
from coachdesk.core.visible import visible
from coachdesk.report.figures import minutes
from coachdesk.report.layout import wrapped
from coachdesk.report.rates import change_words, rate_words, share_words
from coachdesk.report.scripts import COLUMNS, hanging, stripped

_SIGN = {
    Use.SAID: "✓",
    Use.OTHERWISE: "✓",
    Use.NEARLY: "~",
    Use.NOT_SAID: "✗",
    Use.UNKNOWN: "?",
    Use.UNDECIDED: "?",
    Use.NOT_DUE: "·",
}
_LEGEND = (
    "due: a step on every call where it applies, an objection block (•) where a customer raises it."
    " unknown: cannot be told, or not whether a customer objected. used: said in the script's words"
    " or in others, of the calls where that can be told."
)
ALL_AT_ONCE = (
    "These intervals allow for all lines compared at once (Bonferroni): they are wider than those"
    " at 95 % beside “used”."
)
_NUMBERS = frozenset(range(1, 7))
_MOST = 10
_CALLS = 3
_WITHOUT = (Use.NEARLY, Use.NOT_SAID)


def use_lines(
    found: Adherence, zone: ZoneInfo, *, by: str | None = None, columns: int = COLUMNS
) -> Iterator[str]:
    """The whole script: each line, what nobody says, how calls end, what is missing.

    Args:
        found: the figures.
        zone: of the desk.
        by: `agent` or `team`: who uses each line; None: everybody together.
        columns: how wide.
    """
    yield from _head(found, zone, columns)
    yield ""
    head = ("line", "due", "said", "other words", "nearly", "not", "unknown", "used")
    yield from stripped([head, *(_row(line) for line in found.lines)], right=_NUMBERS)
    yield ""
    yield from wrapped(_LEGEND, columns)
    if by is not None:
        yield from _by(found.lines, by)
    for title, lines in (
        ("hardly anybody says", list(_unused(found.lines))),
        ("calls without a line", list(_lacking(found.lines))),
        ("how calls end with a line and without", list(_effects(found))),
        ("objections heard, and no block for them", list(_unanswered(found.unanswered))),
        ("not in the script, and worth hearing", list(_adopted(found))),
    ):
        if lines:
            yield ""
            yield title
            for line in lines:
                yield from hanging(line, columns, "  ")
    if found.withheld:
        yield ""
        yield from wrapped(
            "the words of calls are not for your role: no examples and no sentences are shown",
            columns,
        )
    if found.calls:
        yield ""
        yield "--line LINE shows one line: by whom, week by week, on which calls"


def line_lines(
    found: Adherence, line: LineUse, zone: ZoneInfo, columns: int = COLUMNS
) -> Iterator[str]:
    """One line in full: what became of it, by whom, week by week, with the words."""
    yield from _head(found, zone, columns)
    yield ""
    yield _name(line) + (f"  law: {', '.join(map(visible, line.law))}" if line.law else "")
    tally = line.tally
    if line.unheard:
        yield "it has no hears, so nobody can tell when it is due"
        return
    yield (
        f"due on {tally.due}: said {tally.said}, in other words {tally.otherwise}, nearly"
        f" {tally.nearly}, not {tally.not_said}, cannot be told {tally.unknown}"
    )
    yield f"used: {_used(tally)}"
    if _ended_well(found):
        yield from hanging(f"ended well: {_effect(line.effect)}", columns, "")
        if not line.effect.described_only:
            yield from wrapped(ALL_AT_ONCE, columns)
    for title, pairs in (("by team", line.teams), ("by agent", line.people)):
        if pairs:
            yield ""
            yield title
            yield from stripped([(f"  {visible(name)}", _used(each)) for name, each in pairs])
    weeks = list(_weeks(found.mondays, line.weeks))
    if weeks:
        yield ""
        yield "week by week"
        yield from stripped(weeks)
    if line.examples:
        yield ""
        tally = line.tally
        yield f"calls, {len(line.examples)} of {tally.due + tally.undecided} shown"
        for example in line.examples:
            yield from hanging(_example(example), columns, "  ")


def _head(found: Adherence, zone: ZoneInfo, columns: int) -> Iterator[str]:
    yield f"{visible(found.title)} – {found.script}@{found.version}"
    since = found.since.astimezone(zone).date()
    until = found.until.astimezone(zone).date() if found.until else None
    period = f"from {since}" + (f" until {until}" if until else "")
    cards = ", ".join(dict.fromkeys(map(visible, found.scorecards)))
    undated = f"; {found.undated} of no known date left out" if found.undated else ""
    yield from wrapped(f"{found.calls} calls judged by {cards}, {period}{undated}", columns)
    if not found.calls:
        yield "nothing to count yet; --since DATE looks at calls before the publication too"
        if found.before is not None:
            old = name_of(found.script, found.before)
            yield f"the version before it: coachdesk scripts adherence {old}"
    if found.endings and not _ended_well(found):
        good = ", ".join(map(visible, found.good))
        known = ", ".join(map(visible, found.dispositions))
        yield from wrapped(f"no call ended as '{good}'; they ended as: {known}", columns)


def _row(line: LineUse) -> tuple[str, ...]:
    tally = line.tally
    if line.unheard:
        return (_name(line), *("–",) * 6, "it has no hears")
    counts = (
        tally.due,
        tally.said,
        tally.otherwise,
        tally.nearly,
        tally.not_said,
        tally.unknown + tally.undecided,
    )
    return (_name(line), *map(str, counts), _used(tally))


def _name(line: LineUse) -> str:
    if line.block:
        return f"• {line.part}"
    return line.part if line.required else f"{line.part} (optional)"


def _used(tally: Tally) -> str:
    return rate_words(tally.rate, nothing="unknown" if tally.unknown else "not due")


def _by(lines: Sequence[LineUse], by: str) -> Iterator[str]:
    for line in lines:
        pairs = line.teams if by == "team" else line.people
        if pairs:
            yield ""
            yield _name(line)
            yield from stripped([(f"  {visible(name)}", _used(each)) for name, each in pairs])


def _unused(lines: Sequence[LineUse]) -> Iterator[str]:
    for line in lines:
        if nobody_uses(line):
            advice = "the law asks for it: coach it" if line.law else "reword it or take it out"
            yield f"{_name(line)}: {_used(line.tally)}; {advice}"


def _lacking(lines: Sequence[LineUse]) -> Iterator[str]:
    """Lines that are not said on some call, with calls to open.

    By count: a share of few calls would put chance on top.
    """
    lacking = [
        (line, [each.call for each in line.examples if each.found.use in _WITHOUT])
        for line in lines
    ]
    most = sorted((each for each in lacking if each[1]), key=lambda each: -_missed(each[0].tally))
    for line, calls in most[:_MOST]:
        count = _missed(line.tally)
        shown = ", ".join(map(visible, calls[:_CALLS]))
        more = ", …" if count > _CALLS else ""
        yield f"{_name(line)}: {count} of {line.tally.due}: {shown}{more}"


def _missed(tally: Tally) -> int:
    return tally.nearly + tally.not_said


def _effects(found: Adherence) -> Iterator[str]:
    """The lines with calls on both sides; one side alone says nothing."""
    both = [
        line
        for line in found.lines
        if line.effect.difference.after.of and line.effect.difference.before.of
    ]
    if not both or not _ended_well(found):
        return
    for line in both:
        yield f"{_name(line)}: {_effect(line.effect)}"
    if not all(line.effect.described_only for line in both):
        yield ALL_AT_ONCE
    yield "A difference describes these calls; it does not say that the line makes it."


def _ended_well(found: Adherence) -> bool:
    """Whether any call has a disposition that counts as ending well."""
    known = {each.casefold() for each in found.dispositions}
    return any(each.casefold() in known for each in found.good)


def _effect(effect: Effect) -> str:
    without, with_it = effect.difference.before, effect.difference.after
    if effect.described_only:
        return (
            f"described only: {with_it.count} of {with_it.of} with, "
            f"{without.count} of {without.of} without"
        )
    return (
        f"with {share_words(with_it)}, n {with_it.of}; without {share_words(without)},"
        f" n {without.of}; {change_words(effect.difference)}"
    )


def _unanswered(found: Sequence[Unanswered]) -> Iterator[str]:
    for each in found[:_MOST]:
        calls = ", ".join(visible(example.call) for example in each.examples)
        where = f" ({calls})" if calls else ""
        yield (
            f"{visible(each.when)}: {each.calls} of {each.of} calls{where};"
            f" {each.script}/{each.block} has one"
        )


def _adopted(found: Adherence) -> Iterator[str]:
    for each in found.adopt[:_MOST]:
        yield f"“{visible(each.text)}” on {each.calls} calls: {_effect(each.effect)}{_calls(each)}"
    if found.adopt:
        yield (
            f"{found.compared} sentences were compared; each interval allows for all of them."
            " Listen before you take one in."
        )


def _calls(found: Adopted) -> str:
    calls = ", ".join(visible(example.call) for example in found.examples)
    return f" ({calls})" if calls else ""


def _weeks(mondays: Sequence[date], weeks: Sequence[Tally]) -> Iterator[tuple[str, ...]]:
    """From the first week in which the line was due to the last one."""
    due = [at for at, tally in enumerate(weeks) if tally.due]
    for at in range(due[0], due[-1] + 1) if due else ():
        yield f"  {mondays[at]}", _used(weeks[at])


def _example(example: Example) -> str:
    found = example.found
    parts = [f"{_SIGN[found.use]} {found.use.value}", visible(example.call)]
    if example.agent:
        parts.append(visible(example.agent))
    words = "  ".join(parts)
    if found.objection is not None:
        words += f"  customer {_quote(found.objection)}"
    if found.quote is not None:
        words += f"  {'agent ' if found.objection else ''}{_quote(found.quote)}"
    return words + _because(found, example)


def _because(found: Found, example: Example) -> str:
    if found.use is Use.NEARLY and example.line:
        lacks = f"lacks “{visible(' '.join(example.lacks))}” of" if example.lacks else "near to"
        return f"; {lacks} “{visible(example.line)}”"
    if found.use is Use.OTHERWISE:
        return f"; {visible(found.why)} passed"
    return f"; {visible(found.why)}" if found.why else ""


def _quote(quote: Quote) -> str:
    when = f"turn {quote.turn + 1}" if quote.start_ms is None else minutes(quote.start_ms)
    return f"{when} “{visible(quote.text)}”"
