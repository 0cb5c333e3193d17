"""The filter language: `agent:ana status:new,draft score<80 -text:"wait for"` to clauses and back.

Meaning: docs/queue.md. Blanks join clauses by and, commas join values by or, a leading `-` turns a
clause round, quotes hold blanks. A Chinese input method's signs are read as their twins.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

import msgspec

from coachdesk.core.errors import SyntaxFault
from coachdesk.core.queue.fields import ABOUT, COMPARABLE, OUTCOMES, Compare, Field, Kind
from coachdesk.core.queue.status import Status
from coachdesk.core.queue.values import count_of, figure_of, length_of, moment_of
from coachdesk.core.text import words_of


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One thing asked about a call."""

    field: Field
    values: tuple[str, ...]
    """As written; any one of them will do. At least one."""
    compare: Compare = Compare.IS
    negated: bool = False
    open_end: bool = False
    """The last value is a bare word at the very end, and perhaps not typed to its end: it also
    means all words that begin like it."""


class Placed(msgspec.Struct, frozen=True):
    """A clause and where it stands in the text."""

    clause: Clause
    offsets: tuple[int, ...]
    """Code point at which each value begins."""


COLONS = ":："
COMMAS = ",，、"
QUOTES = {'"': '"', "“": "”", "”": "”", "＂": "＂", "「": "」"}
"""Opening quote to its closing one; a plain `"` closes any of them."""
_MINUS = "-－−"
_LESS, _MORE, _EQUAL = "<＜《", ">＞》", "=＝"
_OPERATORS = COLONS + _LESS + _MORE + _EQUAL
_STOPS = re.compile(rf"[\s{COMMAS}{''.join(QUOTES)}]")
_NAME_STOPS = re.compile(rf"[\s{COMMAS}{''.join(QUOTES)}{_OPERATORS}]")


def parse(text: str) -> tuple[Clause, ...]:
    """The clauses of a filter; none for an empty one.

    Raises:
        SyntaxFault: with the offset in the text.
    """
    return tuple(placed.clause for placed in read(text))


def read(text: str) -> tuple[Placed, ...]:
    """The same with the place of each value."""
    reader = _Reader(text)
    found = []
    while not reader.at_end():
        found.append(reader.clause())
    return tuple(found)


def shown(clauses: Sequence[Clause]) -> str:
    """The plainest text that parses to these clauses."""
    return " ".join(
        _shown(clause, last=position == len(clauses) - 1) for position, clause in enumerate(clauses)
    )


def _shown(clause: Clause, *, last: bool) -> str:
    bare = clause.field is Field.WORD
    # After a sign that turns it round, or a comma, a minus is a part of the word.
    values = [
        quoted(value, bare=bare, after=clause.negated or position > 0)
        for position, value in enumerate(clause.values)
    ]
    if bare and last and not clause.open_end:
        values[-1] = _in_quotes(clause.values[-1])
    sign = "" if bare else clause.compare.value
    return f"{'-' if clause.negated else ''}{clause.field.value}{sign}{','.join(values)}"


def quoted(value: str, *, bare: bool = False, after: bool = False) -> str:
    """The value as it is written after a field, or as a bare word: in quotes where it must be.

    Args:
        value: what is asked for.
        bare: without a field.
        after: of a bare word: something of its clause stands before it.
    """
    stops = _NAME_STOPS if bare else _STOPS
    signs = _OPERATORS if bare and after else _MINUS + _OPERATORS
    plain = value and not stops.search(value) and value[0] not in signs
    return value if plain else _in_quotes(value)


def _in_quotes(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def at_end(self) -> bool:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at == len(self.text)

    def clause(self) -> Placed:
        negated = self._take(_MINUS)
        begin = self.at
        if negated and (self.at == len(self.text) or self.text[self.at].isspace()):
            raise SyntaxFault(begin - 1, "nothing stands after '-'", "such as -agent:bo")
        name = self._until(_NAME_STOPS)
        if self._peek() in tuple(_OPERATORS):
            return self._field(name, begin, negated)
        self.at = begin
        values, offsets, quoted = self._values(_NAME_STOPS, "")
        clause = Clause(
            field=Field.WORD,
            values=values,
            negated=negated,
            open_end=not quoted and self.at == len(self.text),
        )
        _check(clause, offsets)
        return Placed(clause, offsets)

    def _field(self, name: str, begin: int, negated: bool) -> Placed:
        field = _field_of(name, begin)
        operator_at = self.at
        compare = self._compare()
        if compare is not Compare.IS and ABOUT[field].kind not in COMPARABLE:
            hint = f"write {ABOUT[field].example}"
            raise SyntaxFault(operator_at, f"{field.value} has no less or more", hint)
        values, offsets, _ = self._values(_STOPS, field.value + compare.value)
        clause = Clause(field=field, values=values, compare=compare, negated=negated)
        _check(clause, offsets)
        return Placed(clause, offsets)

    def _compare(self) -> Compare:
        sign = self.text[self.at]
        self.at += 1
        if sign in _LESS + _MORE:
            equal = self._take(_EQUAL)
            if sign in _LESS:
                return Compare.AT_MOST if equal else Compare.LESS
            return Compare.AT_LEAST if equal else Compare.MORE
        return Compare.IS

    def _values(
        self, stops: re.Pattern[str], asked: str
    ) -> tuple[tuple[str, ...], tuple[int, ...], bool]:
        values, offsets = [], []
        while True:
            offset = self.at
            value, quoted = self._value(stops)
            if not value.strip():
                self._refuse_empty(offset, asked)
            values.append(value)
            offsets.append(offset)
            if not self._take(COMMAS):
                break
        if self.at < len(self.text) and not self.text[self.at].isspace():
            sign = self.text[self.at]
            message = f"a blank is missing before '{sign}'"
            raise SyntaxFault(self.at, message, f'put the whole value in quotes: "…{sign}…"')
        return tuple(values), tuple(offsets), quoted

    def _refuse_empty(self, offset: int, asked: str) -> None:
        if not asked:
            raise SyntaxFault(offset, "a value is missing beside the comma")
        name = asked.rstrip(":<>=")
        example = next((a.example for f, a in ABOUT.items() if f.value == name), "")
        what = "a value is missing beside the comma" if self.text[offset - 1] in COMMAS else ""
        if not what:
            what = f"nothing stands after '{asked}'"
        raise SyntaxFault(offset, what, f"such as {example}, without blanks" if example else "")

    def _value(self, stops: re.Pattern[str]) -> tuple[str, bool]:
        if self._peek() not in QUOTES:
            return self._until(stops), False
        begin = self.at
        closing = QUOTES[self.text[begin]] + '"'
        self.at += 1
        value = ""
        while self.at < len(self.text):
            sign = self.text[self.at]
            self.at += 1
            if sign in closing:
                return value, True
            if sign == "\\" and self._peek() in ('"', "\\"):
                sign = self.text[self.at]
                self.at += 1
            value += sign
        raise SyntaxFault(begin, "the quote is never closed", f"end it with {closing[0]}")

    def _until(self, stops: re.Pattern[str]) -> str:
        found = stops.search(self.text, self.at)
        end = found.start() if found else len(self.text)
        value, self.at = self.text[self.at : end], end
        return value

    def _peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def _take(self, signs: str) -> bool:
        if self.at < len(self.text) and self.text[self.at] in signs:
            self.at += 1
            return True
        return False


def _field_of(name: str, offset: int) -> Field:
    if not name:
        hint = "such as score<80, without blanks"
        raise SyntaxFault(offset, "no field stands before the sign", hint)
    known = {field.value: field for field in ABOUT}
    found = known.get(name.casefold())
    if found is None:
        near = get_close_matches(name.casefold(), known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "fields: " + ", ".join(known)
        raise SyntaxFault(offset, f"there is no field '{name}'", hint)
    return found


def _check(clause: Clause, offsets: Sequence[int]) -> None:
    """Refuses what no desk could answer."""
    about = ABOUT.get(clause.field)
    if clause.compare is not Compare.IS and len(clause.values) > 1:
        raise SyntaxFault(offsets[1], "less or more takes one value")
    for value, offset in zip(clause.values, offsets, strict=True):
        if clause.field is Field.STATUS:
            _one_of(value, tuple(Status), offset, "status")
        elif clause.field is Field.OUTCOME:
            _one_of(value, OUTCOMES, offset, "outcome")
        elif clause.field is Field.TEXT and not words_of(value).texts:
            raise SyntaxFault(offset, f"'{value}' has no word to search for")
        elif about is not None and (reader := _READERS.get(about.kind)) and not reader(value):
            raise SyntaxFault(offset, f"'{value}' is no {_WANTED[about.kind]}", _HINTS[about.kind])


def _one_of(value: str, known: Sequence[str], offset: int, what: str) -> None:
    if value.casefold() not in known:
        near = get_close_matches(value.casefold(), known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "one of " + ", ".join(known)
        raise SyntaxFault(offset, f"there is no {what} '{value}'", hint)


_READERS = {
    Kind.FIGURE: lambda value: figure_of(value) is not None,
    Kind.COUNT: lambda value: count_of(value) is not None,
    Kind.LENGTH: lambda value: length_of(value) is not None,
    Kind.MOMENT: lambda value: moment_of(value) is not None,
}
_WANTED = {
    Kind.FIGURE: "percent",
    Kind.COUNT: "whole number",
    Kind.LENGTH: "length of time",
    Kind.MOMENT: "moment",
}
_HINTS = {
    Kind.FIGURE: "such as score<80 or score>=92.5",
    Kind.COUNT: "such as unknown>0",
    Kind.LENGTH: "such as 90s, 5m, 1h30m or 7:30",
    Kind.MOMENT: "such as 7d, 12h, today, monday, 2026-11-01 or 2026-11-01T14:30",
}
