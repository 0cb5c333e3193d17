"""A desk's standing on one screen: what fails, in whose words, and what nobody can know yet.

The first three lines carry the point: how many calls failed, with whom, and the words of one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from coachdesk.core.score import Outcome
from coachdesk.core.standing import Example, Group, Standing, Weakness
from coachdesk.core.visible import visible
from coachdesk.report.figures import percent
from coachdesk.report.layout import padded, width, wrapped
from coachdesk.report.rates import rate_words
from coachdesk.report.said import proof, said
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD

_WEAKNESSES = 4
_CRITICAL = 3
_NAMES = 3
_WHOLE = "critical for the whole call"
"""What zeroes its section alone is not counted here; `critical>0` finds both."""
_PEOPLE = 12
"""More agents than that under one scorecard are left to their teams' pages."""
_LEGEND = (
    "Range: what chance leaves (Wilson, 95 %). Too few: under 10 calls make no rate;"
    " too many unknown: over 10 % of the answers. Failed whole: on something critical for the"
    " whole call. Scores cover the automatic part only."
)


def summary_lines(found: Standing, columns: int = 100) -> Iterator[str]:
    """The summary as text, in lines of at most so many columns (a longer word stays whole)."""
    for indent, text in _summary(found, columns):
        room = columns - len(indent)
        # Further lines of a text stand a little further in.
        first, *rest = list(wrapped(text, room)) or [""]
        yield (indent + first).rstrip()
        if rest:
            again = " ".join(rest)
            yield from (f"{indent}  {line}" for line in wrapped(again, room - 2))


_Lines = Iterator[tuple[str, str]]
"""(indent, text) of each line, however long."""


def _summary(found: Standing, columns: int) -> _Lines:
    scores = "" if found.evaluations == found.calls else f", {found.evaluations} scores"
    yield "", f"{found.calls} calls{scores}: {_outcomes(found.outcomes, len(found.critical))}"
    yield from _point(found)
    yield (
        "",
        f"{found.answers} automatic answers, {found.unknown} of them unknown;"
        f" {found.open} questions wait for a person",
    )
    yield "", ""
    if found.critical:
        many = "1 call" if len(found.critical) == 1 else f"{len(found.critical)} calls"
        yield "", f"{many} failed on something {_WHOLE}"
        yield from _critical(found.critical)
        yield "", ""
    if found.weaknesses:
        yield "", "What fails most often, where it applied"
        for each in found.weaknesses[:_WEAKNESSES]:
            yield from _weakness(each)
        yield "", ""
    yield from _groups(found, columns)


def _outcomes(outcomes: dict[Outcome, int], critical: int = 0) -> str:
    parts = []
    for outcome, count in outcomes.items():
        beside = (
            f" ({critical} on something {_WHOLE})" if critical and outcome is Outcome.FAIL else ""
        )
        if count:
            parts.append(f"{OUTCOME_SIGN[outcome]} {count} {OUTCOME_WORD[outcome]}{beside}")
    return ", ".join(parts)


def _point(found: Standing) -> _Lines:
    """With whom calls fail, and the words that prove one of the fails."""
    fails: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for each in found.agents:
        count = each.critical if found.critical else each.passed.of - each.passed.count
        fails[each.agent or ""] += count
        of[each.agent or ""] += each.passed.of
    most = sorted(fails.items(), key=lambda pair: (-pair[1], pair[0]))[:_NAMES]
    named = [f"{visible(name)} {count} of {of[name]}" for name, count in most if count]
    what = f"Fails on something {_WHOLE}" if found.critical else "Fails"
    if named:
        yield "", f"{what}, a count and no rank: {', '.join(named)}"
    shown = [*found.critical, *(each.example for each in found.weaknesses)]
    example = next((each for each in shown if proof(each)), None)
    if example is not None:
        yield "", f"In words: {proof(example)} (call {visible(example.call.id)})"


def _critical(examples: Sequence[Example]) -> _Lines:
    by_agent = [list(group) for _, group in groupby(examples, key=lambda each: each.agent)]
    for each in by_agent[:_CRITICAL]:
        calls = "1 call" if len(each) == 1 else f"{len(each)} calls, such as"
        who = visible(each[0].agent or "nobody known")
        yield "  ", f"✗ {who}, {calls}: {visible(each[0].criterion.ask)}"
        yield from _shown(each[0])
    left = sum(map(len, by_agent[_CRITICAL:]))
    if left:
        yield "  ", f"… and {left} more: coachdesk calls --outcome fail"


def _weakness(each: Weakness) -> _Lines:
    yield "  ", f"✗ {rate_words(each.failed)}: {visible(each.criterion.ask)}"
    yield from _shown(each.example)


def _shown(example: Example) -> _Lines:
    place = f"{example.form.id}, {example.criterion.id}; call {visible(example.call.id)}"
    yield "      ", f"{place}: {said(example)}"


def _groups(found: Standing, columns: int) -> _Lines:
    yield "", "Who passed, by scorecard"
    everyone = sorted([*found.teams, *found.agents], key=_place)
    if not everyone:
        yield "  ", "nobody known: calls name no agent, or `people:` in desk.yaml is empty"
    many = Counter(each.scorecard for each in found.agents)
    rows = [
        (each.scorecard, _row(each))
        for each in everyone
        if each.agent is None or many[each.scorecard] <= _PEOPLE
    ]
    widths = [max((width(row[at]) for _, row in rows), default=0) for at in range(2)]
    for scorecard, members in groupby(rows, key=lambda row: row[0]):
        yield "  ", scorecard
        for _, (name, passed, beside) in members:
            front = f"{padded(name, widths[0])}  {padded(passed, widths[1])}"
            if beside and width(front) + width(beside) + 6 > columns:
                yield "    ", front.rstrip()
                yield "      ", beside
            else:
                yield "    ", f"{front}  {beside}"
        if many[scorecard] > _PEOPLE:
            yield "    ", f"its {many[scorecard]} agents: coachdesk team NAME"
    if sum(found.nobodys.values()):
        yield "  ", f"calls of no known agent: {_outcomes(found.nobodys)}"
    yield "  ", _LEGEND


def _place(each: Group) -> tuple[str, bool, str]:
    return each.scorecard, each.agent is not None, each.agent or each.team or ""


def _row(each: Group) -> tuple[str, str, str]:
    counts = {
        "failed whole": each.critical,
        "unknown": each.unknown,
        "unscored": each.not_scored,
    }
    beside = [f"{count} {what}" for what, count in counts.items() if count]
    mean = [] if each.mean is None else [f"mean {percent(each.mean)}"]
    name = f"team {each.team}" if each.agent is None else each.agent
    return visible(name), rate_words(each.passed), ", ".join([*beside, *mean])
