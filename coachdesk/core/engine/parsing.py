"""Reads a condition. Precedence: not, and, or; parentheses; every fault knows its place."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction

from coachdesk.core.engine.conditions import (
    METRICS,
    After,
    And,
    Before,
    Comparison,
    Condition,
    Count,
    Field,
    InWindow,
    Literal,
    Metric,
    Not,
    Or,
    SignalTrue,
    Unit,
    Which,
    Within,
)
from coachdesk.core.engine.signals import Edge, Window
from coachdesk.core.errors import SyntaxFault

FIELDS: Mapping[str, Unit] = {
    "local_time": Unit.TIME_OF_DAY,
    "weekday": Unit.WORD,
    "direction": Unit.WORD,
    "disposition": Unit.WORD,
    "campaign": Unit.WORD,
    "language": Unit.WORD,
    "agent": Unit.WORD,
    "customer": Unit.WORD,
}
"""Call fields that a condition may compare; `meta.x` besides, with text or a number."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    |(?P<text>"[^"]*"|'[^']*')
    |(?P<clock>[0-9]{1,2}:[0-9]{2}(?![0-9:]))
    |(?P<number>-?[0-9]+(?:\.[0-9]+)?)(?P<unit>%|[A-Za-z]+)?
    |(?P<operator><=|>=|==|!=|<|>)
    |(?P<sign>[(),])
    |(?P<name>[^\W\d][\w-]*(?:\.[\w-]+)*)""",
    re.VERBOSE,
)
_KEYWORDS = frozenset("and or not before after within in between first last each count".split())
_SECONDS = {"s": 1000, "sec": 1000, "second": 1000, "seconds": 1000}
_MINUTES = {"min": 60000, "minute": 60000, "minutes": 60000, "m": 60000}
_DURATIONS = {**_SECONDS, **_MINUTES, "ms": 1, "h": 3600000}
_TURNS = ("turn", "turns")


def parse_condition(text: str) -> Condition:
    """The condition that the text means. Signal names are not checked here.

    Raises:
        SyntaxFault: at the first word that cannot stand there, an unknown metric or call field,
            or a literal of the wrong unit.
    """
    parser = _Parser(text)
    condition = parser.disjunction()
    if parser.kind != "end":
        raise parser.fault("'and' or 'or' is expected here, or the end")
    return condition


def parse_window(text: str, edge: Edge) -> Window:
    """The window that a signal's `first:` or `last:` means, such as `2 turns` or `60s`.

    Raises:
        SyntaxFault: when it is neither a number of turns nor a duration.
    """
    parser = _Parser(text)
    window = parser.window(edge)
    if parser.kind != "end":
        raise parser.fault("nothing more is expected here")
    return window


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.advance()

    def advance(self) -> None:
        """Read the next token into kind, value, unit, offset."""
        while True:
            if self.at >= len(self.text):
                self.kind, self.value, self.unit, self.offset = "end", "", "", len(self.text)
                return
            found = _TOKEN.match(self.text, self.at)
            if found is None:
                sign = self.text[self.at]
                hint = "write == to compare" if sign == "=" else ""
                raise SyntaxFault(self.at, f"'{sign}' has no meaning in a condition", hint)
            self.offset, self.at = found.span()
            if found.lastgroup == "blank":
                continue
            self.kind = "number" if found["number"] else str(found.lastgroup)
            self.value = found["number"] or found[0]
            self.unit = found["unit"] or ""
            if self.kind == "name" and self.value in _KEYWORDS:
                self.kind = self.value
            return

    def fault(self, message: str, hint: str = "") -> SyntaxFault:
        shown = "the condition ends" if self.kind == "end" else f"found '{self.value}{self.unit}'"
        return SyntaxFault(self.offset, f"{message}; {shown}", hint)

    def take(self, kind: str, what: str) -> str:
        if self.kind != kind:
            raise self.fault(f"{what} is expected here")
        value = self.value
        self.advance()
        return value

    def take_sign(self, sign: str) -> None:
        if self.value != sign:
            raise self.fault(f"'{sign}' is expected here")
        self.advance()

    def disjunction(self) -> Condition:
        parts = [self.conjunction()]
        while self.kind == "or":
            self.advance()
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conjunction(self) -> Condition:
        parts = [self.negation()]
        while self.kind == "and":
            self.advance()
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Condition:
        self.depth += 1
        if self.depth > 32:
            raise self.fault("the condition is nested deeper than 32")
        try:
            if self.kind == "not":
                self.advance()
                return Not(self.negation())
            if self.value == "(" and self.kind == "sign":
                self.advance()
                inner = self.disjunction()
                self.take_sign(")")
                return inner
            return self.atom()
        finally:
            self.depth -= 1

    def atom(self) -> Condition:
        offset = self.offset
        if self.kind == "count":
            self.advance()
            self.take_sign("(")
            at = self.offset
            name = self.take("name", "a signal")
            self.take_sign(")")
            return Count(name, self.comparison(Unit.NUMBER, "count"), at)
        name = self.take("name", "a signal, a metric or call.FIELD")
        if name.startswith("call."):
            return self.field(name.removeprefix("call."), offset)
        if self.kind in ("operator", "between"):
            if name not in METRICS:
                near = get_close_matches(name, METRICS, n=1)
                hint = f"did you mean {near[0]}?" if near else "metrics: " + ", ".join(METRICS)
                raise SyntaxFault(offset, f"there is no metric '{name}'", hint)
            return Metric(name, self.comparison(METRICS[name], name), offset)
        if self.kind == "before":
            self.advance()
            at = self.offset
            other = self.take("name", "a signal")
            if self.kind == "within":
                raise self.fault(
                    "'before' takes no 'within'", f"write: {other} after {name} within ..."
                )
            return Before(name, other, offset, at)
        if self.kind == "after":
            return self.after(name, offset)
        if self.kind == "in":
            self.advance()
            if self.kind not in ("first", "last"):
                raise self.fault("'first' or 'last' is expected here")
            edge = Edge(self.kind)
            self.advance()
            return InWindow(name, self.window(edge), offset)
        return SignalTrue(name, offset)

    def after(self, name: str, offset: int) -> After:
        self.advance()
        which = Which.FIRST
        if self.kind in ("each", "last"):
            which = Which(self.kind)
            self.advance()
        at = self.offset
        other = self.take("name", "a signal")
        within = None
        if self.kind == "within":
            self.advance()
            stretch = self.window(Edge.FIRST)
            within = Within(stretch.turns, stretch.ms)
        return After(name, other, which, within, offset, at)

    def window(self, edge: Edge) -> Window:
        offset = self.offset
        if self.kind != "number":
            raise self.fault("a stretch such as '3 turns' or '20s' is expected here")
        number, unit = Fraction(self.value), self.unit
        self.advance()
        if not unit and self.kind == "name":
            unit = self.value
            self.advance()
        if number <= 0:
            raise SyntaxFault(offset, "a stretch must be longer than nothing")
        if unit in _TURNS:
            if number.denominator != 1:
                raise SyntaxFault(offset, "turns are counted in whole numbers")
            return Window(edge, turns=int(number))
        if unit in _DURATIONS:
            return Window(edge, ms=int(number * _DURATIONS[unit]))
        raise SyntaxFault(
            offset,
            f"'{number}{' ' + unit if unit else ''}' has no unit known here",
            "write such as 3 turns, 20s or 2 min",
        )

    def field(self, name: str, offset: int) -> Field:
        if name.startswith("meta."):
            return Field(name, self.comparison(None, f"call.{name}"), offset)
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            hint = (
                f"did you mean call.{near[0]}?"
                if near
                else (
                    "fields: " + ", ".join(f"call.{each}" for each in FIELDS) + ", call.meta.NAME"
                )
            )
            raise SyntaxFault(offset, f"there is no field 'call.{name}'", hint)
        comparison = self.comparison(FIELDS[name], f"call.{name}")
        if name == "weekday":
            for value in comparison.values:
                if value.value not in WEEKDAYS:
                    raise SyntaxFault(
                        offset, f"'{value.value}' is no weekday", "write " + ", ".join(WEEKDAYS)
                    )
        return Field(name, comparison, offset)

    def comparison(self, unit: Unit | None, subject: str) -> Comparison:
        offset = self.offset
        if self.kind == "operator":
            operator = self.value
            self.advance()
            value = self.literal(unit, subject)
            if value.unit is Unit.WORD and operator not in ("==", "!="):
                raise SyntaxFault(offset, f"words have no order, so '{operator}' means nothing")
            return Comparison(operator, (value,))
        if self.kind == "between":
            self.advance()
            at = self.offset
            low = self.literal(unit, subject)
            self.take("and", "'and'")
            high = self.literal(unit, subject)
            if isinstance(low.value, str) or isinstance(high.value, str):
                raise SyntaxFault(at, "words have no order, so 'between' means nothing")
            if low.value >= high.value:
                raise SyntaxFault(
                    at,
                    "the first bound is not below the second",
                    "over midnight write: not call.local_time between 06:00 and 22:00"
                    if low.unit is Unit.TIME_OF_DAY
                    else "",
                )
            return Comparison("between", (low, high))
        if self.kind == "in":
            self.advance()
            self.take_sign("(")
            values = [self.literal(unit, subject)]
            while self.value == ",":
                self.advance()
                values.append(self.literal(unit, subject))
            self.take_sign(")")
            return Comparison("in", tuple(values))
        raise self.fault("a comparison is expected here", f"such as {subject} {_example(unit)}")

    def literal(self, unit: Unit | None, subject: str) -> Literal:
        """A constant of the wanted unit; None takes a number or a word."""
        offset, shown = self.offset, f"{self.value}{self.unit}"
        value = self.constant()
        if unit is not None and value.unit is not unit:
            hint = f"such as {_example(unit)}"
            raise SyntaxFault(offset, f"'{shown}' is no {_named(unit)} for {subject}", hint)
        return value

    def constant(self) -> Literal:
        kind, value, unit, offset = self.kind, self.value, self.unit, self.offset
        if kind not in ("number", "clock", "text", "name"):
            raise self.fault("a value is expected here")
        self.advance()
        if kind == "text":
            return Literal(Unit.WORD, value[1:-1].casefold())
        if kind == "name":
            return Literal(Unit.WORD, value.casefold())
        if kind == "clock":
            hours, _, minutes = value.partition(":")
            if int(hours) > 24 or int(minutes) > 59 or (int(hours) == 24 and int(minutes)):
                raise SyntaxFault(offset, f"'{value}' is no time of day", "00:00 to 24:00")
            return Literal(Unit.TIME_OF_DAY, Fraction(int(hours) * 60 + int(minutes)))
        if not unit and self.kind == "name" and self.value in _DURATIONS:
            unit = self.value
            self.advance()
        number = Fraction(value)
        if not unit:
            return Literal(Unit.NUMBER, number)
        if unit == "%":
            return Literal(Unit.PERCENT, number)
        if unit in _DURATIONS:
            return Literal(Unit.MILLISECONDS, number * _DURATIONS[unit])
        raise SyntaxFault(offset, f"'{unit}' is no unit", "units: %, s, min, hh:mm")


def _named(unit: Unit) -> str:
    return "duration" if unit is Unit.MILLISECONDS else unit.value


def _example(unit: Unit | None) -> str:
    examples = {
        Unit.NUMBER: ">= 2",
        Unit.PERCENT: "<= 65%",
        Unit.MILLISECONDS: "< 30s",
        Unit.TIME_OF_DAY: "between 08:00 and 21:00",
        Unit.WORD: "== outbound",
        None: '== "gold"',
    }
    return examples[unit]
