"""Sentences of agents that are in no script, and how calls with them end.

Sentences that differ by little are one. As many are compared at once, each interval is as wide as
it must be for all of them together to be wrong once in twenty times.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from coachdesk.core.adherence.values import Adopted, Effect, Example, Found, Quote, Use
from coachdesk.core.calls import Call, Speaker
from coachdesk.core.engine.lines import lines_of
from coachdesk.core.engine.signals import Span
from coachdesk.core.rates import FEWEST, Verdict, difference, rate, shared_z

ALIKE = 85
"""Similarity, 0 to 100, from which two sentences are one."""
IN_SCRIPT = 70
"""Similarity to a sentence of the script from which one is not new."""
MOST_CALLS = 20_000
"""Calls whose sentences are gathered, the first ones; what they hold must fit into memory."""
MOST_FORMS = 1_000
"""Wordings that are gathered into sentences, the most frequent ones."""
MOST_COMPARED = 50
"""Sentences that are compared, the most frequent ones."""
EXAMPLES = 3
"""Calls shown of each."""
_SHORTEST = 4
"""Words of a sentence that says something of its own; a Chinese character is one."""
_SENTENCE = re.compile(r"(?:[^.?!。？！…]|[.](?=[0-9]))+[.?!。？！…]*")
"""Up to its end; a point before a digit is none."""


class _Form:
    """One wording: the calls that have it, and the first of them as examples."""

    __slots__ = ("calls", "examples", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.calls: list[int] = []
        self.examples: list[tuple[str, str | None, Quote]] = []


class Sentences:
    """What agents say, gathered call by call."""

    def __init__(self) -> None:
        self._forms: dict[str, _Form] = {}
        self._endings: list[bool] = []

    def add(self, call: Call, said: Sequence[Span], *, well: bool) -> None:
        """Takes in one call that ended well or did not.

        Args:
            call: the call.
            said: where lines of the script were heard; sentences there are not new.
            well: whether it ended well.
        """
        number = len(self._endings)
        if number >= MOST_CALLS:
            return
        self._endings.append(well)
        for form, quote in _sentences(call, said):
            found = self._forms.get(form)
            if found is None:
                found = self._forms[form] = _Form(quote.text)
            if found.calls[-1:] != [number]:
                found.calls.append(number)
                if len(found.examples) < EXAMPLES:
                    found.examples.append((call.id, call.agent, quote))

    def adopt(self, lines: Iterable[str]) -> tuple[tuple[Adopted, ...], int]:
        """(sentences unlike these lines that go with better endings, how many were compared).

        Args:
            lines: of the script, as written.
        """
        known = [form for form, _ in _forms_of(lines)]
        new = [
            each
            for each in self._gathered()
            if FEWEST <= len(each[1]) <= len(self._endings) - FEWEST
            and extractOne(each[0], known, scorer=ratio, score_cutoff=IN_SCRIPT) is None
        ]
        compared = sorted(new, key=lambda each: (-len(each[1]), each[0]))[:MOST_COMPARED]
        found = []
        for _, calls, forms in compared:
            effect = effect_of(*self._endings_with(calls), len(compared))
            if effect.difference.verdict is Verdict.HIGHER:
                examples = [each for form in forms for each in form.examples][:EXAMPLES]
                found.append(
                    Adopted(
                        text=forms[0].text,
                        calls=len(calls),
                        effect=effect,
                        examples=tuple(_example(*each) for each in examples),
                    )
                )
        # By calls, as compared: the largest of several differences is mostly the luckiest.
        return tuple(found), len(compared)

    def _gathered(self) -> Iterator[tuple[str, frozenset[int], list[_Form]]]:
        """Wordings alike as one sentence each: (the most frequent wording, calls, wordings)."""
        often = sorted(self._forms.items(), key=lambda each: (-len(each[1].calls), each[0]))
        gathered: dict[str, list[_Form]] = {}
        for form, found in often[:MOST_FORMS]:
            near = extractOne(form, gathered.keys(), scorer=ratio, score_cutoff=ALIKE)
            gathered.setdefault(near[0] if near else form, []).append(found)
        for form, members in gathered.items():
            yield form, frozenset(call for each in members for call in each.calls), members

    def _endings_with(self, calls: frozenset[int]) -> tuple[int, int, int, int]:
        well = sum(self._endings[call] for call in calls)
        rest = len(self._endings) - len(calls)
        return sum(self._endings) - well, rest, well, len(calls)


def effect_of(well_without: int, without: int, well_with: int, with_it: int, many: int) -> Effect:
    """How calls with something end beside those without it.

    Args:
        well_without: calls without it that ended well.
        without: calls without it.
        well_with: calls with it that ended well.
        with_it: calls with it.
        many: how many such comparisons are made at once; the interval allows for all of them.
    """
    z = shared_z(many)
    return Effect(
        difference=difference(rate(well_without, without, z=z), rate(well_with, with_it, z=z))
    )


def _sentences(call: Call, said: Sequence[Span]) -> Iterator[tuple[str, Quote]]:
    quotes = [
        Quote(
            turn=turn.index,
            start=found.start() + len(found[0]) - len(found[0].lstrip()),
            end=found.start() + len(found[0].rstrip()),
            text=found[0].strip(),
            start_ms=turn.start_ms,
        )
        for turn in call.turns
        if turn.speaker is Speaker.AGENT
        for found in _SENTENCE.finditer(turn.text)
    ]
    if quotes:
        forms = lines_of([quote.text for quote in quotes])
        for form, quote in zip(forms, quotes, strict=True):
            words = form.decode().split()
            taken = any(
                span.turn == quote.turn and span.start < quote.end and quote.start < span.end
                for span in said
            )
            if len(words) >= _SHORTEST and not taken:
                yield " ".join(words), quote


def _forms_of(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The sentences of lines: (normal form, as written)."""
    texts = [found[0].strip() for line in lines for found in _SENTENCE.finditer(line)]
    if texts:
        for form, text in zip(lines_of(texts), texts, strict=True):
            yield " ".join(form.decode().split()), text


def _example(call: str, agent: str | None, quote: Quote) -> Example:
    return Example(call=call, agent=agent, found=Found(part="", use=Use.SAID, quote=quote))
