"""How hard the questions of an exam are, and whether they tell the strong from the weak.

Each sitting counts once, the first of each person; later ones have seen questions before. Sittings
of one version of an exam only: a reworded question is another one.
"""

from collections.abc import Mapping, Sequence
from math import atanh, sqrt, tanh

import msgspec

from coachdesk.core.rates import Rate, Refusal, rate

FEWEST_TO_TELL = 30
"""Sittings below which no discrimination is told: its interval would be wider than 0.7."""
_Z = 1.959964


class Sat(msgspec.Struct, frozen=True, kw_only=True):
    """One sitting: which questions were asked, and which were answered right."""

    right: Mapping[str, bool]
    """Question to whether it was right, of all that were asked."""


class Discrimination(msgspec.Struct, frozen=True, kw_only=True):
    """How a question goes with the rest of the exam: its item-rest correlation, or why not told."""

    of: int
    """Sittings with this question and at least one other."""
    value: float | None = None
    """-1 to 1; None with a refusal."""
    low: float | None = None
    high: float | None = None
    refusal: Refusal | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one question."""

    question: str
    right: Rate
    """How often it was answered right: its difficulty; refused under ten."""
    discrimination: Discrimination


def items(sittings: Sequence[Sat], questions: Sequence[str]) -> tuple[Item, ...]:
    """The figures of these questions, in their order."""
    return tuple(_item(sittings, each) for each in questions)


def _item(sittings: Sequence[Sat], question: str) -> Item:
    asked = [each.right for each in sittings if question in each.right]
    pairs = [(float(right[question]), _rest(right, question)) for right in asked if len(right) > 1]
    return Item(
        question=question,
        right=rate(sum(each[question] for each in asked), len(asked)),
        discrimination=_discrimination(pairs),
    )


def _rest(right: Mapping[str, bool], question: str) -> float:
    """The share right of the other questions of the sitting."""
    others = [each for id, each in right.items() if id != question]
    return sum(others) / len(others)


def _discrimination(pairs: Sequence[tuple[float, float]]) -> Discrimination:
    """The product-moment correlation of the question with the rest, and its 95 % interval.

    The corrected point-biserial (Crocker and Algina, Introduction to Classical and Modern Test
    Theory, 1986, ch. 14), with Fisher's z: atanh(r) plus or minus 1.96 over the root of n - 3.
    """
    of = len(pairs)
    if of < FEWEST_TO_TELL:
        return Discrimination(of=of, refusal=Refusal.TOO_FEW)
    first, second = [each[0] for each in pairs], [each[1] for each in pairs]
    a, b = sum(first) / of, sum(second) / of
    spread = sqrt(sum((x - a) ** 2 for x in first) * sum((y - b) ** 2 for y in second))
    if spread < 1e-12:
        return Discrimination(of=of, refusal=Refusal.ALL_ALIKE)
    value = sum((x - a) * (y - b) for x, y in pairs) / spread
    bounded = min(max(value, -0.999999), 0.999999)
    half = _Z / sqrt(of - 3)
    return Discrimination(
        of=of,
        value=value,
        low=tanh(atanh(bounded) - half),
        high=tanh(atanh(bounded) + half),
    )
