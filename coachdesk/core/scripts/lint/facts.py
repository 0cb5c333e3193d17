"""Fool-proof: one fact has one number wherever it is said."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import msgspec

from coachdesk.core.scripts.lint.finding import Finding, at_line
from coachdesk.core.scripts.lint.numbers import number_at
from coachdesk.core.scripts.lint.sentences import SLOT, sentences
from coachdesk.core.scripts.values import Line, LineAt, Script
from coachdesk.core.text import words_of

_NUMBER = "#"
_CLAUSE = re.compile(r"[^,，;；:：、。]+(?:,(?=\d)[^,，;；:：、。]+)*")
_SMALL = frozenset(
    "a an the is are was were be it this that these those just only our your my we you i they of"
    " for in on at to so and or per each every about will would 的 是 只 就 要 也 都 您 你 我 们"
    " 这 那 了 有 个 份 款 每 一".split()
)
"""Words that change nothing about which fact it is."""
_UNITS = frozenset(
    "dollar dollars cent cents pound pounds euro euros percent point points day days week weeks"
    " month months year years hour hours minute minutes second seconds time times off back $ £ €"
    " 元 块 钱 角 分 天 日 周 月 年 小 时 钟 秒 次 折 点".split()
)
"""Words that say what is counted, which many facts share."""


class _Fact(msgspec.Struct, frozen=True, kw_only=True):
    row: tuple[str, ...]
    """The clause's words without small ones; a number is `#`."""
    numbers: tuple[Fraction, ...]
    shown: str
    line: Line
    offset: int


def contradicting_facts(script: Script) -> Iterator[Finding]:
    """S233: two clauses of the same words with different numbers."""
    for language in script.languages:
        facts = [
            fact
            for line in script.spoken()
            if line.at.language == language
            for fact in _facts(line)
        ]
        told: set[tuple[LineAt, int]] = set()
        for first, second in combinations(facts, 2):
            key = (second.line.at, second.offset)
            if key not in told and _contradict(first, second):
                told.add(key)
                message = f"'{second.shown}', but '{first.line.at.part}' says '{first.shown}'"
                hint = "one fact, one number: mend one of them"
                yield at_line(second.line, second.offset, "S233", message, hint)


def _contradict(one: _Fact, other: _Fact) -> bool:
    short, long = sorted((one, other), key=lambda fact: len(fact.row))
    size = len(short.row)
    for at in range(len(long.row) - size + 1):
        if long.row[at : at + size] == short.row:
            before = long.row[:at].count(_NUMBER)
            return short.numbers != long.numbers[before : before + len(short.numbers)]
    return False


def _facts(line: Line) -> Iterator[_Fact]:
    """The clauses of a line that say a number of something."""
    text = SLOT.sub(lambda slot: " " * len(slot[0]), line.text)
    for sentence in sentences(text):
        for clause in _CLAUSE.finditer(sentence.text):
            row, numbers = _row(clause[0])
            nouns = [word for word in row if word not in _UNITS and word != _NUMBER]
            if numbers and nouns and len(row) > 2 and sum(map(len, nouns)) > 1:
                shown = clause[0].strip()
                offset = sentence.start + clause.start() + clause[0].index(shown)
                yield _Fact(row=row, numbers=numbers, shown=shown, line=line, offset=offset)


def _row(clause: str) -> tuple[tuple[str, ...], tuple[Fraction, ...]]:
    words = words_of(clause).texts
    row: list[str] = []
    numbers: list[Fraction] = []
    at = 0
    while at < len(words):
        found = number_at(words, at)
        taken = found[1] if found else 1
        after = words[at + taken] if at + taken < len(words) else ""
        if found is not None and (found[0] != 1 or after in _UNITS):
            numbers.append(found[0])
            row.append(_NUMBER)
        elif found is None and words[at] not in _SMALL:
            row.append(words[at])
        at += taken
    return tuple(row), tuple(numbers)
