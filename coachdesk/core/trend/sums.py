"""Counts of evaluations that may be put in one figure, added up once and joined often."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from coachdesk.core.rates import Mean, Rate, Refusal, mean, rate
from coachdesk.core.score import Outcome


class Sum:
    """Evaluations of one set of questions, from one kind of source."""

    def __init__(self, *, random: bool) -> None:
        self._random = random
        self._counts: Counter[float] = Counter()
        self.calls = 0
        self.decided = 0
        """Of them with an outcome."""
        self._passed = 0
        self._asked = 0
        self._unknown = 0

    def add(
        self, outcome: Outcome, shown: float | None, *, calls: int, asked: int, unknown: int
    ) -> None:
        """So many evaluations that are alike.

        Args:
            outcome: of each.
            shown: percent, of each.
            calls: how many.
            asked: answers in all of them together.
            unknown: of these UNKNOWN.
        """
        self.calls += calls
        self._asked += asked
        self._unknown += unknown
        if outcome is not Outcome.NOT_SCORED:
            self.decided += calls
            self._passed += calls if outcome is Outcome.PASS else 0
            if shown is not None:
                self._counts[shown] += calls

    def joined(self, others: Iterable["Sum"]) -> "Sum":
        """All of these together."""
        whole = Sum(random=self._random)
        for each in (self, *others):
            whole.calls += each.calls
            whole.decided += each.decided
            whole._passed += each._passed
            whole._asked += each._asked
            whole._unknown += each._unknown
            whole._counts.update(each._counts)
        return whole

    @property
    def scores(self) -> tuple[tuple[float, int], ...]:
        """(percent, calls), the lowest first."""
        return tuple(sorted(self._counts.items()))

    def passed(self) -> Rate:
        """The share that passed, of those with an outcome."""
        if not self._random:
            return Rate(self._passed, self.decided, refusal=Refusal.NOT_RANDOM)
        return rate(self._passed, self.decided, self._unknown_share)

    def mean(self) -> Mean:
        """The mean of the scores."""
        if not self._random:
            return Mean(of=self._counts.total(), refusal=Refusal.NOT_RANDOM)
        return mean(self._counts.items(), self._unknown_share)

    @property
    def _unknown_share(self) -> Fraction:
        return Fraction(self._unknown, self._asked) if self._asked else Fraction(0)
