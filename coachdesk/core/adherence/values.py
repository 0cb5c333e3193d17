"""How often the lines of a script are due and said, as figures with their evidence."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.rates import Difference, Rate, rate


class Use(StrEnum):
    """What became of one line in one call."""

    SAID = "said"
    """In words close to the script's."""
    OTHERWISE = "said in other words"
    """A criterion that covers the line passed on the agent's words."""
    NEARLY = "nearly said"
    NOT_SAID = "not said"
    UNKNOWN = "cannot be told"
    UNDECIDED = "cannot be told whether due"
    NOT_DUE = "not due"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of one turn, as written."""

    turn: int
    """Index in the call, from 0."""
    start: int
    """Code points of the turn's text."""
    end: int
    text: str
    start_ms: int | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One line in one call, with what shows it."""

    part: str
    """Id of the step or block."""
    use: Use
    quote: Quote | None = None
    """The words that decided it, or came nearest."""
    objection: Quote | None = None
    """For a block: the customer's words that called for it."""
    why: str = ""
    """The criterion that passed, what is missing, or why it is not due."""


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One call that shows what became of a line."""

    call: str
    agent: str | None
    found: Found
    line: str = ""
    """For a near miss: the line that it came near to, as written."""
    lacks: tuple[str, ...] = ()
    """For a near miss: words of the line that are not there."""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """So many calls on which a line was due, by what became of it."""

    said: int = 0
    otherwise: int = 0
    nearly: int = 0
    not_said: int = 0
    unknown: int = 0
    """Counted apart: neither said nor not said."""
    undecided: int = 0
    """For a block: calls on which it cannot be told whether the customer objected; in no figure."""

    @property
    def used(self) -> int:
        """Calls on which it was said, in its own words or others."""
        return self.said + self.otherwise

    @property
    def told(self) -> int:
        """Calls on which it was due and it can be told what became of it."""
        return self.used + self.nearly + self.not_said

    @property
    def due(self) -> int:
        """Calls on which it was due."""
        return self.told + self.unknown

    @property
    def rate(self) -> Rate:
        """Used of told, or why there is no rate."""
        share = Fraction(self.unknown, self.due) if self.due else Fraction(0)
        return rate(self.used, self.told, share)


def tally_of(counts: Mapping[Use, int]) -> Tally:
    """The counts as a tally; calls on which a line was not due do not count."""
    return Tally(
        said=counts.get(Use.SAID, 0),
        otherwise=counts.get(Use.OTHERWISE, 0),
        nearly=counts.get(Use.NEARLY, 0),
        not_said=counts.get(Use.NOT_SAID, 0),
        unknown=counts.get(Use.UNKNOWN, 0),
        undecided=counts.get(Use.UNDECIDED, 0),
    )


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """How calls ended with a line and without it. It describes; it proves no cause."""

    difference: Difference
    """`before` is without the line, `after` with it; shares of calls that ended well."""

    @property
    def described_only(self) -> bool:
        """Whether there are too few calls on one side for more than the counts."""
        return self.difference.refusal is not None


class LineUse(msgspec.Struct, frozen=True, kw_only=True):
    """One step or block of the script, over all calls looked at."""

    part: str
    title: str
    block: bool
    required: bool
    law: tuple[str, ...]
    unheard: bool
    """A block without `hears`: nobody can tell when it is due, so nothing is counted."""
    tally: Tally
    people: tuple[tuple[str, Tally], ...]
    """By agent's name; only those with a call on which it was due."""
    teams: tuple[tuple[str, Tally], ...]
    weeks: tuple[Tally, ...]
    """Every week looked at, the oldest first."""
    effect: Effect
    examples: tuple[Example, ...]
    """A few calls of every kind, nearest misses first."""


class Unanswered(msgspec.Struct, frozen=True, kw_only=True):
    """An objection that customers raise and the script has no block for.

    Blocks of one id in several scripts are one objection. Where customers raise one that the script
    has a block for in the same breath, that block answers.
    """

    script: str
    """A script that has one."""
    block: str
    when: str
    calls: int
    of: int
    """Calls in which it can be told whether it was raised."""
    examples: tuple[Example, ...]


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that is not in the script and goes with better endings."""

    text: str
    """As it was said once."""
    calls: int
    effect: Effect
    examples: tuple[Example, ...]


class Adherence(msgspec.Struct, frozen=True, kw_only=True):
    """How one published version of a script is used on the desk's calls."""

    script: str
    version: int
    title: str
    since: datetime
    """Calls from then on are looked at."""
    until: datetime | None
    """Up to then; None: up to now."""
    scorecards: tuple[str, ...]
    """Those in force that name the script: their calls are the ones looked at."""
    mondays: tuple[date, ...]
    """The weeks looked at, the oldest first."""
    calls: int
    undated: int
    """Calls that may be the script's, and nobody can tell whether they fall into the period."""
    endings: int
    """Calls that say how they ended."""
    good: tuple[str, ...]
    """Dispositions that count as ending well."""
    dispositions: tuple[str, ...]
    """All that the calls have."""
    lines: tuple[LineUse, ...]
    unanswered: tuple[Unanswered, ...]
    """The most frequent first."""
    adopt: tuple[Adopted, ...]
    """The greatest difference first."""
    compared: int
    """Sentences that were compared to find those; the interval of each allows for all of them."""
    before: int | None
    """The version published before it; None: it is the first."""
    withheld: bool
    """Words of calls are not for whoever asks, so there are no examples and no sentences."""


HARDLY = 0.2
"""A line whose rate of use is surely below this share is one that nobody uses."""


def nobody_uses(line: LineUse) -> bool:
    """Whether the line is surely said on less than a fifth of the calls on which it is due."""
    high = line.tally.rate.high
    return high is not None and high < HARDLY
