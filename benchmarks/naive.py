"""What somebody would write without Coachdesk: a loop over characters and `re` a phrase.

`Pipeline` gives the same verdicts and the same spans; `script` only searches. The pipeline shares
with the product the reading of phrases, the grammar of the slots and the table of contractions, so
that an error in those would not show in a comparison.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from coachdesk.core.calls import Call, Speaker
from coachdesk.core.engine.phrases import Choice, Gap, Item, Literal, Phrase
from coachdesk.core.engine.phrases import Sequence as Row
from coachdesk.core.engine.slots import SLOT_PATTERNS
from coachdesk.core.form import Form
from coachdesk.core.text import is_cjk, opened

Place = tuple[int, int, int]
"""(turn, start, end) in the text as written."""


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """What the pipeline says about one criterion."""

    criterion: str
    passed: bool
    evidence: tuple[tuple[Place, ...], ...]


class Pipeline:
    r"""A form made of `pass_when: SIGNAL` criteria, with plain phrases.

    Args:
        form: of `corpus.form`.
        careful: let a phrase begin with the blank before its first word, so that `re` can search
            for a literal; else it begins with `\b`, as most would write, which keeps `re` from
            that and may match inside `o'clock`.
    """

    def __init__(self, form: Form, *, careful: bool) -> None:
        self.rules = [
            (
                criterion.id,
                criterion.points,
                form.signals[f"s{criterion.id[1:]}"].by.value,
                [
                    _compiled(phrase, careful=careful)
                    for phrase in dict.fromkeys(form.signals[f"s{criterion.id[1:]}"].phrases)
                ],
            )
            for _, criterion in form.criteria()
        ]
        self.total = sum(points for _, points, _, _ in self.rules)

    def screen(self, calls: Iterable[Call]) -> Iterator[tuple[list[Verdict], float]]:
        """The verdicts and the score in percent of each call."""
        for call in calls:
            lines = list(_lines(call))
            verdicts = [
                Verdict(name, bool(evidence := _evidence(lines, by, patterns)), evidence)
                for name, _, by, patterns in self.rules
            ]
            earned = sum(
                points
                for verdict, (_, points, _, _) in zip(verdicts, self.rules, strict=True)
                if verdict.passed
            )
            yield verdicts, float(100 * earned / self.total)


class _Line(msgspec.Struct, frozen=True):
    """What one party said in a row."""

    speaker: Speaker
    data: bytes
    starts: list[int]
    places: list[Place]


def _lines(call: Call) -> Iterator[_Line]:
    for speaker, turns in groupby(call.turns, key=lambda turn: turn.speaker):
        data = b" "
        starts: list[int] = []
        places: list[Place] = []
        for turn in turns:
            for word, start, end in _words(turn.text):
                starts.append(len(data))
                places.append((turn.index, start, end))
                data += word.encode() + b" "
        yield _Line(speaker, data, starts, places)


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """(word, start, end), character by character."""
    word, start = "", 0
    for at, sign in enumerate(f"{text} "):
        folded = unicodedata.normalize("NFKC", sign).casefold()
        after = text[at + 1 : at + 2]
        if (
            all(unicodedata.category(each)[0] in "LMN" for each in folded)
            and not any(map(is_cjk, folded))
        ) or (word and after and _joins(sign, word, after)):
            if not word:
                start = at
            word += "'" if sign in "'’‘`" else folded
            continue
        for each in opened(word) if word else ():
            yield each, start, at
        word = ""
        if is_cjk(sign) or unicodedata.category(sign) == "Sc":
            yield "$" if not is_cjk(sign) else folded, at, at + 1


def _joins(sign: str, before: str, after: str) -> bool:
    """Whether an apostrophe stands inside a word, or a point or comma inside a number."""
    if sign in "'’‘`":
        return after.isalnum() and not is_cjk(after)
    return sign in ".," and before[-1].isdigit() and after.isdigit()


def _evidence(
    lines: Sequence[_Line], by: str, patterns: Sequence[re.Pattern[bytes]]
) -> tuple[tuple[Place, ...], ...]:
    found: list[tuple[Place, ...]] = []
    for line in lines:
        if by not in ("anyone", line.speaker.value):
            continue
        spans = [
            (match.end() - len(match[0].lstrip()), match.start() + len(match[0].rstrip()))
            for pattern in patterns
            for match in pattern.finditer(line.data)
        ]
        kept: list[tuple[int, int]] = []
        for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            if not any(low < end and start < high for low, high in kept):
                kept.append((start, end))
        found += [tuple(_as_written(line, *span)) for span in sorted(kept)]
    return tuple(found)


def _as_written(line: _Line, start: int, end: int) -> Iterator[Place]:
    first, last = bisect_right(line.starts, start) - 1, bisect_right(line.starts, end - 1) - 1
    for turn, places in groupby(line.places[first : last + 1], key=lambda place: place[0]):
        inside = list(places)
        yield turn, inside[0][1], inside[-1][2]


def _compiled(phrase: Phrase, *, careful: bool) -> re.Pattern[bytes]:
    if careful:
        return re.compile(f"{_row(phrase.body, before=' ')}(?= )".encode())
    return re.compile(rf"\b{_row(phrase.body, after=' ')}".encode())


def _row(body: Row, before: str = "", after: str = "") -> str:
    return "".join(_item(item, before, after) for item in body.items)


def _item(item: Item, before: str, after: str) -> str:
    match item:
        case Literal():
            return before + re.escape(item.word) + ("[^ ]*" if item.prefix else "") + after
        case Gap():
            return f"(?:{before}[^ ]+{after}){{0,{item.most}}}"
        case Choice():
            ways = (_row(option, before, after) for option in item.options)
            return "(?:" + "|".join(sorted(ways, key=len, reverse=True)) + ")"
        case _:
            return before + SLOT_PATTERNS[item.name] + after


class Script:
    """The ten-line script: which phrases occur in the text as written; no speakers, no scores."""

    def __init__(self, form: Form) -> None:
        self.patterns = [
            re.compile(rf"\b{_loose(phrase.body)}\b", re.IGNORECASE)
            for signal in form.signals.values()
            for phrase in signal.phrases
        ]

    def search(self, calls: Iterable[Call]) -> Iterator[list[bool]]:
        """Whether each phrase occurs in each call."""
        for call in calls:
            text = "\n".join([turn.text for turn in call.turns])
            yield [pattern.search(text) is not None for pattern in self.patterns]


def _loose(body: Row) -> str:
    text = _row(body, after=r"\b ").replace("[^ ]", r"\S")
    return text.removesuffix(r"\b ").replace(" ", r"\W+")
