"""What a person may answer to a criterion, and what the answer earns."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.form import Criterion
from coachdesk.core.location import Location

ALWAYS = {"na": State.NA, "unknown": State.UNKNOWN, "open": State.OPEN}
"""Words that answer every criterion."""
_LONGEST_NUMBER = 30


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One answer as written."""

    criterion: str
    at: Location
    answer: str
    answer_at: Location
    note: str = ""


class NotAnAnswer(Exception):
    """The words do not answer this criterion."""

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(", ".join(allowed))
        self.allowed = tuple(allowed)
        """What would."""


def answer_of(criterion: Criterion, written: str, note: str = "") -> Answer:
    """The answer that the words give: `pass`, `fail`, `na`, `unknown`, a choice, or a number.

    A number is a value on the criterion's scale, else points from 0 to all of them. Full points
    are PASS, none FAIL, and what lies between PASS with partial points.

    Raises:
        NotAnAnswer: the words are none of these, or the criterion has its own choices.
    """
    word = written.strip()
    for choice in criterion.choices:
        if choice.key == word or choice.key.casefold() == word.casefold():
            return _earned(criterion, choice.points, note)
    state = ALWAYS.get(word.casefold())
    if state is not None:
        return Answer(criterion=criterion.id, state=state, source=Source.PERSON, note=note)
    points = None if criterion.choices else _points(criterion, word.casefold())
    if points is None:
        raise NotAnAnswer(allowed(criterion))
    return _earned(criterion, points, note)


def words_of_answer(criterion: Criterion, answer: Answer) -> str | None:
    """The words that give this answer, or None while it is open."""
    if answer.state is State.OPEN:
        return None
    if answer.state in (State.NA, State.UNKNOWN) or answer.points is None:
        return answer.state.value
    for choice in criterion.choices:
        if choice.points == answer.points:
            return choice.key
    if criterion.scale is not None:
        low, high = criterion.scale.low, criterion.scale.high
        return plainly(low + (high - low) * answer.points / criterion.points)
    if answer.points in (0, criterion.points):
        return "pass" if answer.points else "fail"
    return plainly(answer.points)


def best_words(criterion: Criterion) -> str:
    """The words of the answer that earns most."""
    if criterion.choices:
        return max(criterion.choices, key=lambda each: each.points).key
    return "pass" if criterion.scale is None else plainly(criterion.scale.high)


def worst_words(criterion: Criterion) -> str:
    """The words of the answer that earns least."""
    if criterion.choices:
        return min(criterion.choices, key=lambda each: each.points).key
    return "fail" if criterion.scale is None else plainly(criterion.scale.low)


def allowed(criterion: Criterion) -> tuple[str, ...]:
    """Every way to answer the criterion, in words."""
    if criterion.choices:
        own = [choice.key for choice in criterion.choices]
    elif criterion.scale is not None:
        own = [f"{plainly(criterion.scale.low)} to {plainly(criterion.scale.high)}"]
    else:
        own = ["pass", "fail", f"points from 0 to {plainly(criterion.points)}"]
    return (*own, "na", "unknown")


def _earned(criterion: Criterion, points: Fraction, note: str) -> Answer:
    state = State.PASS if points > 0 else State.FAIL
    return Answer(
        criterion=criterion.id, state=state, points=points, source=Source.PERSON, note=note
    )


def _points(criterion: Criterion, word: str) -> Fraction | None:
    if criterion.scale is None and word in ("pass", "fail"):
        return criterion.points if word == "pass" else Fraction(0)
    value = number_of(word)
    if value is None:
        return None
    scale = criterion.scale
    if scale is None:
        return value if 0 <= value <= criterion.points else None
    if not scale.low <= value <= scale.high:
        return None
    return criterion.points * (value - scale.low) / (scale.high - scale.low)


def number_of(word: str) -> Fraction | None:
    """The number that the word writes in ASCII, exactly; None where it is no such number."""
    if len(word) > _LONGEST_NUMBER or not word.isascii() or "_" in word:
        return None
    try:
        value = Decimal(word)
    except InvalidOperation:
        return None
    return Fraction(value) if value.is_finite() and abs(value.adjusted()) < 20 else None


def plainly(value: Fraction) -> str:
    """The number for reading: whole where it is whole, else to six digits."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
