"""What a change of rules changes, as text and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from coachdesk.core.calls import Speaker
from coachdesk.core.engine.verdicts import State
from coachdesk.core.flips import Agreement, CardFlips, CriterionFlips, Flip, Flips, Quote, Side
from coachdesk.core.rates import Rate, Refusal
from coachdesk.core.score import Outcome
from coachdesk.core.visible import visible
from coachdesk.report.figures import minutes, number, percent, points
from coachdesk.report.layout import padded, width, wrapped
from coachdesk.report.rates import REFUSED, rate_words
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD, SIGN, WORD

COLUMNS = 80
_INDENT = "    "
_PART = {Speaker.AGENT: "Agent", Speaker.CUSTOMER: "Customer", Speaker.OTHER: "Other"}


def flips_lines(flips: Flips, before: str, after: str, columns: int = COLUMNS) -> Iterator[str]:
    """The sums scorecard by scorecard, then the flips that were kept with their words.

    Args:
        flips: what came of it.
        before: the name of the earlier rules.
        after: the name of the later ones.
        columns: of the screen.
    """
    yield from _wrapped(f"{visible(before)} → {visible(after)}: {_looked(flips)}", columns)
    for names, words in (
        (flips.same, "not changed"),
        (flips.added, f"only in {visible(after)}"),
        (flips.removed, f"only in {visible(before)}"),
    ):
        if names:
            yield from _wrapped(f"{words}: {', '.join(names)}", columns)
    for card in flips.cards:
        yield ""
        yield from card_lines(card, columns)
    if flips.people.before.of:
        yield ""
        yield from _wrapped(f"all flips: {people_words(flips.people)}", columns)
    for flip in flips.kept:
        yield ""
        yield from flip_lines(flip, columns)
    left = flips.flips - len(flips.kept)
    if left > 0 and flips.kept:
        yield ""
        yield f"… and {left:,} more flips"


def card_lines(card: CardFlips, columns: int = COLUMNS) -> Iterator[str]:
    """One scorecard: outcomes, then criteria with the direction of their flips."""
    yield f"{card.scorecard} v{card.before} → v{card.after}  {_counted(card.calls, 'call')}"
    for count, words in (
        (card.only_before, f"that v{card.after} is not for any more"),
        (card.only_after, f"that only v{card.after} is for"),
    ):
        if count:
            yield from _wrapped(
                f"{_INDENT}{_counted(count, 'call')} {words}, counted apart", columns
            )
    if not card.changes:
        yield f"{_INDENT}no answer changes"
    else:
        yield from _wrapped(_INDENT + summary_words(card), columns)
    rows = [
        ("outcome", f"{_outcome(was)} → {_outcome(now)}", count)
        for (was, now), count in card.outcomes.items()
    ]
    rows += [
        (_named(each), direction(was, now), count)
        for each in card.criteria
        for (was, now), count in each.directions.items()
    ]
    yield from _table(rows, columns)
    for each in card.criteria:
        if each.people.before.of:
            yield from _wrapped(f"{_INDENT}{each.criterion}: {people_words(each.people)}", columns)
    for lone, words in ((card.added, "new"), (card.removed, "gone")):
        for one in lone:
            said = ", ".join(f"{SIGN[s]} {WORD[s]} {n:,}" for s, n in one.states.items())
            yield from _wrapped(f"{_INDENT}{words}: {one.criterion}  {said or 'no call'}", columns)
    for restated in card.restated:
        text = f"{restated.criterion} was {restated.before.value}, is {restated.after.value}"
        yield from _wrapped(_INDENT + text, columns)


def summary_words(card: CardFlips) -> str:
    """Such as `5 calls flip (5 answers), 4 outcomes and 5 scores change`."""
    flipped = f"{_counted(card.flipped, 'call')} flip{'s' if card.flipped == 1 else ''}"
    outcomes = sum(card.outcomes.values())
    return (
        f"{flipped} ({_counted(card.flips, 'answer')}), {_counted(outcomes, 'outcome')} and"
        f" {_counted(card.rescored, 'score')} change"
    )


def people_words(people: Agreement) -> str:
    """How often people say what each side says; counts always, a rate only from ten on."""
    before, after = people.before, people.after
    if before.refusal or after.refusal:
        return (
            f"people agree with the old rules in {before.count:,} of {before.of:,} flips, with the"
            f" new ones in {after.count:,}: {REFUSED[before.refusal or Refusal.TOO_FEW]} for a rate"
        )
    return (
        f"people agree with the old rules in {rate_words(before)}, with the new ones in"
        f" {rate_words(after)}"
    )


def direction(was: State, now: State) -> str:
    """Such as `✗ FAIL → ✓ pass`."""
    other = "  other points" if was is now else ""
    return f"{SIGN[was]} {WORD[was]} → {SIGN[now]} {WORD[now]}{other}"


def flip_lines(flip: Flip, columns: int = COLUMNS) -> Iterator[str]:
    """One flip: the call and the criterion, then what either side heard."""
    who = f"  {visible(flip.agent)}" if flip.agent else ""
    yield from _wrapped(f"{visible(flip.call)}{who}  {flip.scorecard}/{flip.criterion}", columns)
    score = ""
    if flip.shown_before != flip.shown_after or flip.outcome_before is not flip.outcome_after:
        before = percent(flip.shown_before, cut=flip.outcome_before is Outcome.FAIL)
        after = percent(flip.shown_after, cut=flip.outcome_after is Outcome.FAIL)
        score = f"  score {before} → {after}"
        if flip.outcome_before is not flip.outcome_after:
            score += f", {OUTCOME_WORD[flip.outcome_before]} → {OUTCOME_WORD[flip.outcome_after]}"
    person = "" if flip.person is None else f"  person: {SIGN[flip.person]} {WORD[flip.person]}"
    counts = "" if flip.counts else "  not scored"
    was, now = flip.before, flip.after
    same = was.state is now.state
    arrow = f"{_said(was, same)} → {_said(now, same)}{score}{person}{counts}"
    yield from _wrapped(f"  {arrow}", columns, "    ")
    for name, side in (("before", was), ("after ", now)):
        for at, text in enumerate(side_texts(side, flip.agent)):
            label = f"{_INDENT}{name if at == 0 else ' ' * len(name)}  "
            yield from _wrapped(label + text, columns, " " * len(label))


def side_texts(side: Side, agent: str | None) -> Iterator[str]:
    """What one side heard, a quote each; its reason; or that it heard nothing."""
    for quote in side.quotes:
        yield f"{whence(quote, agent)} {quoted(quote)}"
    if side.heard > len(side.quotes):
        yield f"… {side.heard} places in all"
    if side.reason:
        yield visible(side.reason)
    elif not side.quotes:
        yield "a person answers" if side.state is State.OPEN else "no words decide it"


def whence(quote: Quote, agent: str | None) -> str:
    """Who spoke and when, such as `Ana 0:42`; the number of the turn where there are no times."""
    if quote.speaker is Speaker.AGENT and agent:
        name = visible(agent)
    else:
        name = _PART.get(quote.speaker) or visible(quote.label) or "Unknown speaker"
    when = f"turn {quote.turn + 1}" if quote.start_ms is None else minutes(quote.start_ms)
    return f"{name} {when}"


def quoted(quote: Quote) -> str:
    """The words as written, with an ellipsis on the sides where the turn goes on."""
    before = "…" if quote.goes_on_before else ""
    after = "…" if quote.goes_on_after else ""
    return f"“{before}{visible(quote.text)}{after}”"


def flips_object(flips: Flips, before: str, after: str) -> dict[str, Any]:
    """The sums for machines; the flips are written apart, see `flip_object`."""
    return {
        "before": before,
        "after": after,
        "calls": flips.calls,
        "complete": flips.complete,
        "flips": flips.flips,
        "outcomes": flips.outcomes,
        "people": _agreement(flips.people),
        "scorecards": [_card(each) for each in flips.cards],
        "not_changed": list(flips.same),
        "added": list(flips.added),
        "removed": list(flips.removed),
    }


def flip_object(flip: Flip) -> dict[str, Any]:
    """One flip for machines."""
    return {
        "call": flip.call,
        "agent": flip.agent,
        "scorecard": flip.scorecard,
        "criterion": flip.criterion,
        "counts": flip.counts,
        "before": {
            **side_object(flip.before),
            "outcome": flip.outcome_before.value,
            "shown": number(flip.shown_before, cut=flip.outcome_before is Outcome.FAIL),
        },
        "after": {
            **side_object(flip.after),
            "outcome": flip.outcome_after.value,
            "shown": number(flip.shown_after, cut=flip.outcome_after is Outcome.FAIL),
        },
        "person": None if flip.person is None else flip.person.value,
    }


def side_object(side: Side) -> dict[str, Any]:
    """One side of a flip for machines."""
    return {
        "state": side.state.value,
        "points": number(side.points),
        "max_points": number(side.of),
        "evidence": [
            {
                "turn": quote.turn,
                "start": quote.start,
                "end": quote.end,
                "text": quote.text,
                "signal": quote.signal,
            }
            for quote in side.quotes
        ],
        "heard": side.heard,
        "reason": side.reason or None,
    }


def _card(card: CardFlips) -> dict[str, Any]:
    return {
        "scorecard": card.scorecard,
        "before": card.before,
        "after": card.after,
        "calls": card.calls,
        "only_before": card.only_before,
        "only_after": card.only_after,
        "flipped_calls": card.flipped,
        "rescored": card.rescored,
        "outcomes": _pairs(card.outcomes),
        "criteria": [
            {
                "criterion": each.criterion,
                "counts": each.counts,
                "flips": each.flips,
                "directions": _pairs(each.directions),
                "people": _agreement(each.people),
            }
            for each in card.criteria
        ],
        "added": {one.criterion: _states(one.states) for one in card.added},
        "removed": {one.criterion: _states(one.states) for one in card.removed},
        "restated": [
            {"criterion": one.criterion, "before": one.before.value, "after": one.after.value}
            for one in card.restated
        ],
    }


def _pairs(counts: Mapping[tuple[Any, Any], int]) -> list[dict[str, Any]]:
    return [
        {"before": was.value, "after": now.value, "calls": count}
        for (was, now), count in counts.items()
    ]


def _states(counts: Mapping[State, int]) -> dict[str, int]:
    return {state.value: count for state, count in counts.items()}


def _agreement(people: Agreement) -> dict[str, Any]:
    return {
        "answers": people.before.of,
        "as_before": _rate(people.before),
        "as_after": _rate(people.after),
    }


def _rate(found: Rate) -> dict[str, Any]:
    return {
        "count": found.count,
        "low": found.low,
        "high": found.high,
        "refusal": found.refusal and found.refusal.value,
    }


def _looked(flips: Flips) -> str:
    return f"{_counted(flips.calls, 'call')} looked at" + (
        "" if flips.complete else ", then called off: the figures are of these alone"
    )


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _outcome(outcome: Outcome) -> str:
    return f"{OUTCOME_SIGN[outcome]} {OUTCOME_WORD[outcome]}"


def _named(each: CriterionFlips) -> str:
    return each.criterion if each.counts else f"{each.criterion} (not scored)"


def _said(side: Side, with_points: bool) -> str:
    earned = ""
    if with_points and side.points is not None:
        earned = f" {points(side.points)} of {points(side.of)}"
    return f"{SIGN[side.state]} {WORD[side.state]}{earned}"


def _table(rows: list[tuple[str, str, int]], columns: int) -> Iterator[str]:
    if not rows:
        return
    figures = max(len(f"{count:,}") for _, _, count in rows)
    arrows = max(width(arrow) for _, arrow, _ in rows)
    names = min(
        max(width(name) for name, _, _ in rows), columns - len(_INDENT) - arrows - figures - 4
    )
    for name, arrow, count in rows:
        if width(name) > names:
            yield from _wrapped(_INDENT + name, columns)
            name = ""
        cells = f"{padded(name, names)}  {padded(arrow, arrows)}  {count:>{figures},}"
        yield f"{_INDENT}{cells}"


def _wrapped(text: str, columns: int, indent: str = _INDENT) -> Iterator[str]:
    begin = text[: len(text) - len(text.lstrip())]
    lines = iter(wrapped(text.lstrip(), columns - max(len(begin), len(indent))))
    yield begin + next(lines, "")
    yield from (indent + line for line in lines)
