"""A flip, and how many there are: values only."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

import msgspec

from coachdesk.core.calls import Speaker
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Status
from coachdesk.core.rates import Rate
from coachdesk.core.score import Outcome


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a call that decided an answer, without the call around them."""

    signal: str
    turn: int
    """Index of the turn."""
    start: int
    """First code point in the turn's text."""
    end: int
    """One past the last one."""
    speaker: Speaker
    label: str
    """The speaker as the source names it, or empty."""
    start_ms: int | None
    text: str
    """Exactly as written."""
    goes_on_before: bool
    """The turn has words before these."""
    goes_on_after: bool


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one version says to one criterion about one call."""

    state: State
    points: Fraction | None
    """Earned; None for NA, UNKNOWN and open."""
    of: Fraction
    """The most that can be earned."""
    quotes: tuple[Quote, ...] = ()
    """The first words that decided it; none where absence did."""
    heard: int = 0
    """All stretches of words that decided it, those left out of `quotes` too."""
    reason: str = ""
    """The engine's, where words alone do not show it."""


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion that gets another answer about one call."""

    call: str
    agent: str | None
    started_at: datetime | None
    scorecard: str
    criterion: str
    counts: bool
    """Trusted in at least one of the versions; the others earn no points."""
    before: Side
    after: Side
    outcome_before: Outcome
    outcome_after: Outcome
    shown_before: Fraction | None
    """The call's score, percent; None: no point score."""
    shown_after: Fraction | None
    person: State | None = None
    """What a person answered to the same question about this call, or None."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How often people said what each version says, among the flips that people answered too."""

    before: Rate
    """Refused under ten answers; the counts stand."""
    after: Rate


class CriterionFlips(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion over all calls."""

    criterion: str
    counts: bool
    directions: Mapping[tuple[State, State], int]
    """Calls by what was said before and after, most calls first; two equal states are PASS with
    another share of the points."""
    people: Agreement

    @property
    def flips(self) -> int:
        """Calls whose answer changes."""
        return sum(self.directions.values())


class Lone(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion that only one of the versions has."""

    criterion: str
    states: Mapping[State, int]
    """What it says, by calls to which both versions apply."""


class Restated(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion of both versions that does not count in the same way."""

    criterion: str
    before: Status
    after: Status


class CardFlips(msgspec.Struct, frozen=True, kw_only=True):
    """One scorecard: what changes from one version to the other."""

    scorecard: str
    before: int
    """Version numbers."""
    after: int
    calls: int
    """Calls to which both versions apply: what all figures but the next two are about."""
    only_before: int
    """Calls to which the later version does not apply any more."""
    only_after: int
    """Calls to which only the later version applies."""
    outcomes: Mapping[tuple[Outcome, Outcome], int]
    """Calls whose outcome changes, by outcome before and after."""
    rescored: int
    """Calls whose score changes, whether or not their outcome does."""
    flipped: int
    """Calls with at least one flip."""
    criteria: tuple[CriterionFlips, ...]
    """Those with flips, the most first."""
    added: tuple[Lone, ...]
    removed: tuple[Lone, ...]
    restated: tuple[Restated, ...]

    @property
    def flips(self) -> int:
        """Answers that change."""
        return sum(each.flips for each in self.criteria)

    @property
    def changes(self) -> bool:
        """Whether any answer, outcome or score changes, or the calls that it is for."""
        return bool(
            self.flips or self.outcomes or self.rescored or self.only_before or self.only_after
        )


class Flips(msgspec.Struct, frozen=True, kw_only=True):
    """What a change of rules changes."""

    calls: int
    """Calls looked at."""
    cards: tuple[CardFlips, ...]
    """Scorecards whose text differs, by id."""
    same: tuple[str, ...] = ()
    """Scorecards whose text does not differ."""
    added: tuple[str, ...] = ()
    """Scorecards that only the later rules have."""
    removed: tuple[str, ...] = ()
    kept: tuple[Flip, ...] = ()
    """The first flips, in the order of the calls."""
    people: Agreement
    """Over all flips."""
    complete: bool = True
    """False: it was called off before all calls were looked at."""

    @property
    def flips(self) -> int:
        """Answers that change, those not kept too."""
        return sum(card.flips for card in self.cards)

    @property
    def outcomes(self) -> int:
        """Calls and scorecards whose outcome changes."""
        return sum(sum(card.outcomes.values()) for card in self.cards)

    @property
    def changes(self) -> bool:
        """Whether anything changes for any call that was looked at."""
        return any(card.changes for card in self.cards)
