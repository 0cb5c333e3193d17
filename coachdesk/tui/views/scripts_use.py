"""How the lines of a script are used: behind one line, and over all of them."""

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from coachdesk.core.adherence import (
    Adherence,
    Adopted,
    Effect,
    Example,
    LineUse,
    Quote,
    Tally,
    Unanswered,
    Use,
    nobody_uses,
)
from coachdesk.core.people import name_key
from coachdesk.core.rates import Refusal
from coachdesk.report.charts import Gap, sparkline
from coachdesk.report.figures import minutes
from coachdesk.report.rates import REFUSED, change_words, rate_words, share_words
from coachdesk.report.scripts_use import ALL_AT_ONCE
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.shown import fitted
from coachdesk.tui.view import Place
from coachdesk.tui.views.scripts_behind import Paragraph, Told
from coachdesk.tui.views.scripts_told import Rows, heading, place_in

_SIGN: Mapping[Use, tuple[str, Ink]] = {
    Use.SAID: ("✓", Ink.PASS),
    Use.OTHERWISE: ("✓", Ink.PASS),
    Use.NEARLY: ("~", Ink.UNKNOWN),
    Use.NOT_SAID: ("✗", Ink.FAIL),
    Use.UNKNOWN: ("?", Ink.UNKNOWN),
    Use.NOT_DUE: ("·", Ink.QUIET),
}
_MOST_PEOPLE = 6
_MOST = 10


def shares_of(found: Adherence) -> Mapping[str, str]:
    """Step or block to `18 of 24 said`, where it was due at all."""
    return {
        line.part: f"{line.tally.used} of {line.tally.told} said"
        for line in found.lines
        if line.tally.told
    }


def period_of(found: Adherence, zone: ZoneInfo) -> str:
    """Which calls are counted."""
    until = f" until {found.until.astimezone(zone):%Y-%m-%d}" if found.until is not None else ""
    since = f"since {found.since.astimezone(zone):%Y-%m-%d}"
    return f"{found.calls:,} calls {since}{until}, v{found.version}"


def use_behind(found: Adherence, part: str, zone: ZoneInfo, looks: Looks) -> Rows:
    """How often one step or block is due and said, by whom, week by week, and on which calls."""
    yield from heading("USED")
    line = next((each for each in found.lines if each.part == part), None)
    if line is None:
        yield Paragraph(text=f"it is not in v{found.version}, which is published", ink=Ink.QUIET)
        return
    yield Paragraph(text=period_of(found, zone), ink=Ink.QUIET)
    if line.unheard:
        yield Paragraph(text="it has no hears, so nobody can tell when it is due", ink=Ink.QUIET)
        return
    yield from _tally(line.tally)
    if not line.tally.due:
        return
    yield from _trend(found, line, looks)
    if knows_endings(found):
        yield from _ended(line.effect)
        if not line.effect.described_only:
            yield Paragraph(text=ALL_AT_ONCE, ink=Ink.QUIET)
    yield from _people(line)
    yield from _calls(line.examples)


def _tally(tally: Tally) -> Rows:
    nothing = "unknown on every call" if tally.unknown else "not due on any call"
    yield Paragraph(text=rate_words(tally.rate, nothing=nothing), label="said  ", ink=Ink.STRONG)
    if tally.due:
        parts = [
            f"{tally.said} in its words",
            f"{tally.otherwise} in other words",
            f"{tally.nearly} nearly",
            f"{tally.not_said} not",
            f"{tally.unknown} cannot be told",
        ]
        yield Paragraph(text=f"{tally.due} times: {', '.join(parts)}", label="due   ")


def _trend(found: Adherence, line: LineUse, looks: Looks) -> Rows:
    values: list[float | Gap] = [_share(week) for week in line.weeks]
    if all(isinstance(value, Gap) for value in values):
        yield Paragraph(
            text=f"no week has enough calls for a rate ({len(values)} weeks)",
            label="weeks ",
            ink=Ink.QUIET,
        )
        return
    drawn = sparkline(values, min(len(values), 26), ascii_only=looks.ascii_only)
    words = f"{drawn}  from {found.mondays[-min(len(values), 26)]:%m-%d}"
    yield Paragraph(text=words, label="weeks ")


def _share(week: Tally) -> float | Gap:
    if not week.due:
        return Gap.NOTHING
    rate = week.rate
    return Gap.REFUSED if rate.refusal is not None else 100 * rate.count / rate.of


def _ended(effect: Effect) -> Rows:
    without, with_it = effect.difference.before, effect.difference.after
    if not with_it.of and not without.of:
        return
    if effect.described_only:
        refusal = effect.difference.refusal or Refusal.TOO_FEW
        words = (
            f"well on {with_it.count} of {with_it.of} with it, {without.count} of {without.of}"
            f" without: described only, {REFUSED[refusal]}"
        )
    else:
        words = (
            f"well on {share_words(with_it)} with it, {share_words(without)} without;"
            f" {change_words(effect.difference)}"
        )
    yield Paragraph(text=words, label="ended ")


def _people(line: LineUse) -> Rows:
    if not line.people:
        return
    yield from heading("BY WHOM")
    by_misses = sorted(line.people, key=lambda each: (each[1].used - each[1].told, each[0]))
    # Those who missed it most often, by name: among them, chance may be all there is.
    for name, tally in sorted(by_misses[:_MOST_PEOPLE], key=lambda each: name_key(each[0])):
        told = f"{tally.used} of {tally.told}" if tally.told else "cannot be told"
        yield Told(((fitted(name, 20) + " ", Ink.PLAIN), (told, Ink.QUIET)))
    if len(by_misses) > _MOST_PEOPLE:
        more = len(by_misses) - _MOST_PEOPLE
        yield Paragraph(text=f"… and {more} more, who missed it no more often", ink=Ink.QUIET)


def _calls(examples: Sequence[Example], title: str = "CALLS") -> Rows:
    if not examples:
        return
    yield from heading(title)
    for example in examples:
        yield from _example(example)


def _example(example: Example) -> Rows:
    found = example.found
    sign, ink = _SIGN[found.use]
    quote = found.quote or found.objection
    place = Place(view="review", call=example.call, turn=quote.turn if quote else None)
    agent = f"  {example.agent}" if example.agent else ""
    yield Paragraph(text=f"{example.call}{agent}", label=f"{sign} ", label_ink=ink, place=place)
    for words in _words_of(example):
        yield Paragraph(text=words, label="  ", ink=Ink.QUIET)


def _words_of(example: Example) -> Iterator[str]:
    found = example.found
    if found.objection is not None:
        yield f"customer {_quoted(found.objection)}"
    if found.quote is not None:
        yield f"{found.use.value}: {_quoted(found.quote)}"
    else:
        yield found.use.value + (f": {found.why}" if found.why else "")
    if found.use is Use.NEARLY and example.lacks:
        yield f"lacks “{' '.join(example.lacks)}” of “{example.line}”"
    elif found.use is Use.OTHERWISE and found.why:
        yield f"{found.why} passed"


def _quoted(quote: Quote) -> str:
    when = f"turn {quote.turn + 1}" if quote.start_ms is None else minutes(quote.start_ms)
    return f"{when} “{quote.text}”"


def use_rows(found: Adherence, zone: ZoneInfo) -> Rows:
    """What to do about it: lines to retire, objections without an answer, words to adopt."""
    yield Paragraph(text=period_of(found, zone), ink=Ink.QUIET)
    yield Paragraph(text=f"judged by {', '.join(dict.fromkeys(found.scorecards))}", ink=Ink.QUIET)
    if found.undated:
        yield Paragraph(text=f"{found.undated} of no known date left out", ink=Ink.QUIET)
    if found.endings and not knows_endings(found):
        good, ended = ", ".join(found.good), ", ".join(found.dispositions)
        yield Paragraph(text=f"no call ended as {good}; they ended as: {ended}", ink=Ink.QUIET)
    yield from heading("NOBODY USES")
    yield from _retire(found)
    yield from heading("OBJECTIONS WITHOUT A BLOCK")
    yield from _unanswered(found)
    yield from heading("TO ADOPT")
    yield from _adopt(found)


def _retire(found: Adherence) -> Rows:
    lines = [line for line in found.lines if nobody_uses(line)]
    for line in lines:
        yield Paragraph(
            text=f"{line.part}  {rate_words(line.tally.rate)}",
            place=place_in(found.script, line.part),
        )
        advice = "the law asks for it: coach it" if line.law else "reword it, or take it out"
        yield Paragraph(text=advice, label="  ", ink=Ink.QUIET)
    if not lines:
        thin = sum(line.tally.rate.refusal is not None and not line.unheard for line in found.lines)
        words = f"no line surely; {thin} lines give no rate" if thin else "every line is used"
        yield Paragraph(text=words, ink=Ink.QUIET)


def _unanswered(found: Adherence) -> Rows:
    for each in found.unanswered[:_MOST]:
        yield from _objection(each)
    if not found.unanswered:
        yield Paragraph(text="none of those that other scripts answer was heard", ink=Ink.QUIET)


def _objection(each: Unanswered) -> Rows:
    yield Paragraph(
        text=f"{each.when}: {each.calls} of {each.of} calls", ink=Ink.PLAIN,
        place=place_in(each.script, each.block),
    )  # fmt: skip
    yield Paragraph(text=f"{each.script}/{each.block} answers it", label="  ", ink=Ink.QUIET)
    for example in each.examples:
        yield from _heard(example)


def _adopt(found: Adherence) -> Rows:
    for each in found.adopt[:_MOST]:
        yield from _adopted(each)
    if found.adopt:
        told = f"{found.compared} sentences were compared; the intervals allow for all of them"
        yield Paragraph(text=told, ink=Ink.QUIET)
        return
    why = "no sentence stands out"
    if found.withheld:
        why = "the words of calls are not for your role"
    elif not found.compared:
        why = "too few calls that say how they ended"
    yield Paragraph(text=why, ink=Ink.QUIET)


def _adopted(each: Adopted) -> Rows:
    yield Paragraph(text=f"“{each.text}”", ink=Ink.PLAIN)
    yield Paragraph(text=f"on {each.calls} calls", label="  ", ink=Ink.QUIET)
    yield from _ended(each.effect)
    for example in each.examples:
        yield from _heard(example)


def _heard(example: Example) -> Rows:
    quote = example.found.quote or example.found.objection
    place = Place(view="review", call=example.call, turn=quote.turn if quote else None)
    words = f"  {_quoted(quote)}" if quote is not None else ""
    yield Paragraph(text=f"{example.call}{words}", ink=Ink.QUIET, label="  ", place=place)


def knows_endings(found: Adherence) -> bool:
    """Whether any call ended as one that ended well would."""
    ended = {each.casefold() for each in found.dispositions}
    return not ended.isdisjoint(each.casefold() for each in found.good)
