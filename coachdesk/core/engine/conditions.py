"""Conditions as values: `confirms after asks within 3 turns and talk_ratio <= 65%`.

Meaning: docs/rules.md section 5. `parsing` reads a condition, `truth` answers it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.engine.signals import Window


class Unit(StrEnum):
    """What a literal measures. A comparison of different units is an error in the file."""

    NUMBER = "number"
    PERCENT = "percent"
    MILLISECONDS = "milliseconds"
    TIME_OF_DAY = "time of day"
    """Minutes since midnight."""
    WORD = "word"


METRICS: Mapping[str, Unit] = {
    "talk_ratio": Unit.PERCENT,
    "duration": Unit.MILLISECONDS,
    "longest_silence": Unit.MILLISECONDS,
    "total_silence": Unit.MILLISECONDS,
    "interruptions": Unit.NUMBER,
    "overtalk": Unit.MILLISECONDS,
    "words_per_minute": Unit.NUMBER,
    "longest_monologue": Unit.MILLISECONDS,
    "questions": Unit.NUMBER,
    "turns": Unit.NUMBER,
}
"""Every metric that a condition may compare, with its unit; defined in docs/metrics.md."""


class Literal(msgspec.Struct, frozen=True):
    """A typed constant."""

    unit: Unit
    value: Fraction | str


class SignalTrue(msgspec.Struct, frozen=True, tag=True):
    """`X`: the signal was heard."""

    signal: str
    offset: int


class Within(msgspec.Struct, frozen=True):
    """`within 3 turns` or `within 20s`. Exactly one is set."""

    turns: int | None = None
    ms: int | None = None


class Before(msgspec.Struct, frozen=True, tag=True):
    """`X before Y`."""

    signal: str
    other: str
    offset: int
    other_offset: int


class Which(StrEnum):
    """Which of the other signal's occurrences count in `after`."""

    FIRST = "first"
    EACH = "each"
    LAST = "last"


class After(msgspec.Struct, frozen=True, tag=True):
    """`X after [each|last] Y [within ...]`."""

    signal: str
    other: str
    which: Which
    within: Within | None
    offset: int
    other_offset: int


class InWindow(msgspec.Struct, frozen=True, tag=True):
    """`X in first 30s`."""

    signal: str
    window: Window
    offset: int


class Count(msgspec.Struct, frozen=True, tag=True):
    """`count(X) >= 2`; the comparison is of a Measure whose subject is the count."""

    signal: str
    comparison: "Comparison"
    offset: int


class Comparison(msgspec.Struct, frozen=True):
    """`<= 65%`, `between 110 and 180`, `in (mon, tue)`."""

    operator: str
    """<, <=, >, >=, ==, !=, between, in"""
    values: tuple[Literal, ...]
    """One; two for between; one or more for in."""


class Metric(msgspec.Struct, frozen=True, tag=True):
    """`talk_ratio <= 65%`."""

    name: str
    comparison: Comparison
    offset: int


class Field(msgspec.Struct, frozen=True, tag=True):
    """`call.direction == outbound`."""

    name: str
    """Without `call.`; `meta.x` for free metadata."""
    comparison: Comparison
    offset: int


class Not(msgspec.Struct, frozen=True, tag=True):
    """`not A`."""

    part: "Condition"


class And(msgspec.Struct, frozen=True, tag=True):
    """`A and B`."""

    parts: tuple["Condition", ...]


class Or(msgspec.Struct, frozen=True, tag=True):
    """`A or B`."""

    parts: tuple["Condition", ...]


Condition = SignalTrue | Before | After | InWindow | Count | Metric | Field | Not | And | Or
"""Any node of a parsed condition."""


def parts_of(condition: Condition) -> Iterator[Condition]:
    """The condition's parts that are not `and`, `or` or `not`, in order."""
    match condition:
        case Not():
            yield from parts_of(condition.part)
        case And() | Or():
            for part in condition.parts:
                yield from parts_of(part)
        case _:
            yield condition


def signals_in(condition: Condition) -> Iterator[tuple[str, int]]:
    """(name, 0-based offset in the condition's text) of every signal that it names, in order."""
    for part in parts_of(condition):
        if isinstance(part, SignalTrue | InWindow | Count):
            yield part.signal, part.offset
        elif isinstance(part, Before | After):
            yield part.signal, part.offset
            yield part.other, part.other_offset


def measures_in(condition: Condition) -> Iterator[Metric | Field]:
    """Every comparison of a metric or a call field, in order."""
    for part in parts_of(condition):
        if isinstance(part, Metric | Field):
            yield part
