"""Figures of visits as text and as objects: each with its n and interval, or why there is none."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from coachdesk.core.audits import Execution, Group, Severity
from coachdesk.core.audits.figures import By, VisitFigures
from coachdesk.core.audits.severity import FEWEST_VISITS
from coachdesk.core.visible import visible
from coachdesk.report.layout import width, wrapped
from coachdesk.report.rates import (
    REFUSED,
    change_object,
    change_words,
    mean_object,
    mean_words,
    rate_object,
    rate_words,
)
from coachdesk.report.rows import BLANK, Row, row, table
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD, Tone


def result_lines(
    found: Sequence[VisitFigures], by: By, names: Mapping[str, str], *, columns: int
) -> Iterator[str]:
    """The rows of `result_rows` as plain text."""
    return (each.text for each in result_rows(found, by, names, columns=columns))


def result_rows(
    found: Sequence[VisitFigures], by: By, names: Mapping[str, str], *, columns: int
) -> Iterator[Row]:
    """Form by form: the mean of all, then place by place, line by line or whatever was asked.

    Args:
        found: the figures.
        by: what was asked.
        names: id of a place to what it is called.
        columns: of the screen.
    """
    if not found:
        yield row("no visit is released yet")
    for at, each in enumerate(found):
        if at:
            yield BLANK
        yield row(f"{visible(each.title)}  {each.form} v{each.version}", Tone.STRONG)
        yield from (row(f"  {line}") for line in wrapped(_summary(each), columns - 2))
        yield BLANK
        yield from _rows(each, by, names)
        if by is By.SHOPPER and each.shoppers:
            yield BLANK
            yield from (row(f"  {line}", Tone.QUIET) for line in wrapped(_COMPARED, columns - 2))
        yield from _beside(each, columns)


def _summary(each: VisitFigures) -> str:
    counted = f"{each.visits} visit{'' if each.visits == 1 else 's'} drawn"
    parts = [f"{counted}, mean {mean_words(each.mean)}, method {each.method}"]
    if each.outcomes:
        ends = (f"{OUTCOME_SIGN[end]} {OUTCOME_WORD[end]} {count}" for end, count in each.outcomes)
        parts.append(", ".join(ends))
    if each.picked:
        parts.append(f"{each.picked} picked by hand left out")
    return "; ".join(parts)


def _rows(each: VisitFigures, by: By, names: Mapping[str, str]) -> Iterator[Row]:
    abouts: list[Row] = []
    if by is By.LINE:
        script = _one_script([line.line for line in each.lines])
        rows = [_line(line, script) for line in each.lines]
        heads: tuple[str, ...] = (_head_of(script), "USED", "NOT DUE", "UNKNOWN")
        nothing, right = "no question of this form names a line", frozenset({2, 3})
    elif by is By.SHOPPER:
        rows = [_shopper(one) for one in each.shoppers]
        heads = ("SHOPPER", "VISITS", "AGAINST OTHERS", "")
        nothing, right = "no visits", frozenset({1})
    else:
        rows = [_group(group, names if by is By.PLACE else {}) for group in each.groups]
        abouts = [_led_to(group.name, by) for group in each.groups]
        heads = (by.value.upper(), "VISITS", "MEAN")
        nothing, right = "no visits", frozenset({1})
    if not rows:
        yield row(f"  {nothing}")
        return
    abouts = abouts or [BLANK] * len(rows)
    first, *lines = table([heads, *rows], right)
    yield row(f"  {first}", Tone.QUIET)
    for line, about in zip(lines, abouts, strict=True):
        yield msgspec.structs.replace(about, pieces=((f"  {line}", None),))


_COMPARED = (
    "VISITS are the shopper's own at places where others went too: only these can be compared. "
    "AGAINST OTHERS is in points of the score at the same places: from "
    f"{FEWEST_VISITS} visits on, where others made enough; ! is more than chance brings up for "
    "one shopper in twenty."
)


def _led_to(name: str | None, by: By) -> Row:
    return Row(person=name if by is By.AGENT else None, team=name if by is By.TEAM else None)


def _beside(each: VisitFigures, columns: int) -> Iterator[Row]:
    if each.no_calls:
        yield BLANK
        yield row(f"  no calls to set beside: {visible(each.no_calls)}")
    if each.beside:
        yield BLANK
        script = _one_script([one.line for one in each.beside])
        heads = (_head_of(script), "ON CALLS", "VISITS AGAINST CALLS")
        rows = [
            (
                visible(one.line.removeprefix(script)),
                rate_words(one.calls, "never due"),
                change_words(one.difference),
            )
            for one in each.beside
        ]
        first, *lines = table([heads, *rows])
        if max(map(width, (first, *lines))) + 2 <= columns:
            yield row(f"  {first}", Tone.QUIET)
            yield from (row(f"  {line}") for line in lines)
            return
        yield row(f"  {heads[0]}", Tone.QUIET)
        for line, calls, against in rows:
            yield row(f"  {line}")
            told = f"on calls {calls}; visits against calls {against}"
            yield from (row(f"    {each}") for each in wrapped(told, columns - 4))


def _group(group: Group, names: Mapping[str, str]) -> tuple[str, ...]:
    name = "–" if group.name is None else visible(names.get(group.name, group.name))
    return name, str(group.visits), mean_words(group.mean)


def _one_script(lines: Sequence[str]) -> str:
    """The script of which all lines are, as `SCRIPT/`; empty: of more than one."""
    scripts = {line[: line.find("/") + 1] for line in lines}
    return scripts.pop() if len(scripts) == 1 else ""


def _head_of(script: str) -> str:
    return f"LINE of {visible(script[:-1])}" if script else "LINE"


def _line(line: Execution, script: str) -> tuple[str, ...]:
    used = rate_words(line.used, "never due")
    return visible(line.line.removeprefix(script)), used, str(line.not_due), str(line.unknown)


def _shopper(one: Severity) -> tuple[str, ...]:
    if one.residual is None or one.z is None:
        return visible(one.shopper), str(one.visits), _refused(one), ""
    word = "milder" if one.residual > 0 else "stricter"
    told = f"{one.residual:+.1f} points, z {one.z:+.1f}, n {one.visits} and {one.others}"
    return visible(one.shopper), str(one.visits), told, f"! {word}" if one.stands_out else ""


def _refused(one: Severity) -> str:
    return REFUSED[one.refusal] if one.refusal is not None else "no figure"


def result_object(each: VisitFigures) -> dict[str, Any]:
    """The figures for machines: means in percent, shares from 0 to 1, null where there is none."""
    return {
        "form": each.form,
        "version": each.version,
        "visits": each.visits,
        "picked": each.picked,
        "method": each.method,
        "mean": mean_object(each.mean),
        "outcomes": {outcome.value: count for outcome, count in each.outcomes},
        "groups": [
            {"name": group.name, "visits": group.visits, "mean": mean_object(group.mean)}
            for group in each.groups
        ],
        "lines": [
            {
                "line": line.line,
                "criterion": line.criterion,
                "used": rate_object(line.used),
                "not_due": line.not_due,
                "unknown": line.unknown,
            }
            for line in each.lines
        ],
        "beside": [
            {
                "line": one.line,
                "calls": rate_object(one.calls),
                "difference": change_object(one.difference),
            }
            for one in each.beside
        ],
        "no_calls": each.no_calls or None,
        "shoppers": [
            {
                "shopper": one.shopper,
                "visits": one.visits,
                "others": one.others,
                "places": one.places,
                "residual": one.residual,
                "z": one.z,
                "stands_out": one.stands_out,
                "refused": one.refusal,
            }
            for one in each.shoppers
        ],
    }
