"""Calls in, figures out: what became of each line, by agent, team, week and ending."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

import msgspec

from coachdesk.core.adherence.judging import Judged, judged, quote_of
from coachdesk.core.adherence.listening import Ears
from coachdesk.core.adherence.sentences import Sentences, effect_of
from coachdesk.core.adherence.values import (
    Adopted,
    Example,
    Found,
    LineUse,
    Tally,
    Unanswered,
    Use,
    tally_of,
)
from coachdesk.core.rates import FEWEST
from coachdesk.core.scripts import Block, Script, Step

EXAMPLES = 3
"""Calls shown of each thing that became of a line."""
_SHOWN = (Use.NEARLY, Use.NOT_SAID, Use.SAID, Use.OTHERWISE, Use.UNKNOWN, Use.UNDECIDED)


class Owned(msgspec.Struct, frozen=True, kw_only=True):
    """A block, and the script that it stands in."""

    script: str
    block: Block


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Where one call belongs."""

    agent: str
    """As people are shown them; empty where the call names nobody."""
    team: str | None
    week: int
    """Position in the weeks looked at."""
    well: bool | None
    """Whether it ended well; None where it does not say how it ended."""
    readable: bool
    """Whether its words are for whoever asks."""


class Counting:
    """One script over calls, counted one by one."""

    def __init__(self, script: Script, known: Sequence[Owned], weeks: int) -> None:
        """Nothing is counted yet.

        Args:
            script: the version that is measured.
            known: blocks of other scripts, whose objections are counted where this one has no
                block for them.
            weeks: how many are looked at.
        """
        self._script = script
        mine = {block.id for block in script.blocks}
        self._known: dict[str, list[Owned]] = {}
        for each in known:
            if each.block.hears and each.block.id not in mine:
                self._known.setdefault(each.block.id, []).append(each)
        self._own = tuple(block.hears for block in script.blocks if block.hears)
        self._lines = {part.id: _Line(weeks) for part in script.parts()}
        self._objections = {id: _Objection() for id in self._known}
        self._sentences = Sentences()
        self.calls = 0
        self.endings = 0

    @property
    def known(self) -> tuple[Block, ...]:
        """The blocks whose objections are to be listened for besides the script's own."""
        return tuple(each.block for members in self._known.values() for each in members)

    def add(self, ears: Ears, covered: Mapping[str, Sequence[Judged]], placed: Placed) -> None:
        """Counts one call.

        Args:
            ears: the call, listened to.
            covered: step or block id to what the criteria that cover it say.
            placed: where it belongs.
        """
        self.calls += 1
        self.endings += placed.well is not None
        for found in judged(self._script, ears, covered):
            self._lines[found.part].add(ears, found, placed)
        answered = {
            occurrence.run for hears in self._own for occurrence in ears.raised(hears).occurrences
        }
        for id, objection in self._objections.items():
            hears = [each.block.hears for each in self._known[id]]
            objection.add(ears, hears, answered, placed)
        if placed.well is not None and placed.readable:
            self._sentences.add(ears.call, ears.spans_said(), well=placed.well)

    def lines(self) -> tuple[LineUse, ...]:
        """Every step and block, in order."""
        both = [line for line in self._lines.values() if line.has_both_sides]
        return tuple(
            self._lines[part.id].line(part, max(1, len(both))) for part in self._script.parts()
        )

    def unanswered(self) -> tuple[Unanswered, ...]:
        """Objections that were raised and have no block in the script, the most frequent first."""
        found = [
            Unanswered(
                script=self._known[id][0].script,
                block=id,
                when=self._known[id][0].block.when,
                calls=each.calls,
                of=each.told,
                examples=tuple(each.examples),
            )
            for id, each in self._objections.items()
            if each.calls
        ]
        return tuple(sorted(found, key=lambda each: (-each.calls, each.script, each.block)))

    def adopt(self) -> tuple[tuple[Adopted, ...], int]:
        """Sentences worth taking in, and how many were compared."""
        return self._sentences.adopt(line.text for line in self._script.spoken())


class _Line:
    """One line, counted."""

    def __init__(self, weeks: int) -> None:
        self._weeks = weeks
        self._counts: Counter[tuple[Use, str, str | None, int]] = Counter()
        self._endings: Counter[tuple[bool, bool]] = Counter()
        """(used, ended well) to calls."""
        self._examples: dict[Use, list[Example]] = {use: [] for use in _SHOWN}

    @property
    def has_both_sides(self) -> bool:
        """Whether there are calls enough with it and without it."""
        sides = (self._with(used=True)[1], self._with(used=False)[1])
        return min(sides) >= FEWEST

    def add(self, ears: Ears, found: Found, placed: Placed) -> None:
        use = found.use
        if use is Use.NOT_DUE:
            return
        self._counts[use, placed.agent, placed.team, placed.week] += 1
        if placed.well is not None and use not in (Use.UNKNOWN, Use.UNDECIDED):
            self._endings[use in (Use.SAID, Use.OTHERWISE), placed.well] += 1
        examples = self._examples[use]
        if placed.readable and len(examples) < EXAMPLES:
            examples.append(_example(ears, found))

    def line(self, part: Step | Block, many: int) -> LineUse:
        well_without, without = self._with(used=False)
        well_with, with_it = self._with(used=True)
        due = [key for key in self._counts if key[0] is not Use.UNDECIDED]
        agents = sorted({key[1] for key in due if key[1]}, key=str.casefold)
        teams = sorted({key[2] for key in due if key[2] is not None})
        return LineUse(
            part=part.id,
            title=part.title or (part.when if isinstance(part, Block) else part.id),
            block=isinstance(part, Block),
            required=isinstance(part, Step) and part.required,
            law=part.law,
            unheard=isinstance(part, Block) and not part.hears,
            tally=self._tally(),
            people=tuple((name, self._tally(agent=name)) for name in agents),
            teams=tuple((name, self._tally(team=name)) for name in teams),
            weeks=tuple(self._tally(week=week) for week in range(self._weeks)),
            effect=effect_of(well_without, without, well_with, with_it, many),
            examples=tuple(each for use in _SHOWN for each in self._examples[use]),
        )

    def _with(self, *, used: bool) -> tuple[int, int]:
        """(calls that ended well, calls) with the line, or without it."""
        well = self._endings[used, True]
        return well, well + self._endings[used, False]

    def _tally(
        self, agent: str | None = None, team: str | None = None, week: int | None = None
    ) -> Tally:
        wanted: Counter[Use] = Counter()
        for (use, its_agent, its_team, its_week), count in self._counts.items():
            if agent in (None, its_agent) and team in (None, its_team) and week in (None, its_week):
                wanted[use] += count
        return tally_of(wanted)


class _Objection:
    """One objection that the script has no block for, counted."""

    def __init__(self) -> None:
        self.calls = 0
        self.told = 0
        self.examples: list[Example] = []

    def add(
        self,
        ears: Ears,
        hears: Sequence[tuple[str, ...]],
        answered: Container[int],
        placed: Placed,
    ) -> None:
        heard = [ears.raised(each) for each in hears]
        raised = [
            occurrence
            for each in heard
            for occurrence in each.occurrences
            if occurrence.run not in answered
        ]
        self.told += bool(raised) or all(each.truth is not None for each in heard)
        if not raised:
            return
        self.calls += 1
        if placed.readable and len(self.examples) < EXAMPLES:
            quote = quote_of(ears.call, min(raised, key=lambda each: (each.run, each.start)))
            found = Found(part="", use=Use.NOT_DUE, objection=quote)
            self.examples.append(Example(call=ears.call.id, agent=ears.call.agent, found=found))


def _example(ears: Ears, found: Found) -> Example:
    line, lacks = "", tuple[str, ...]()
    if found.use is Use.NEARLY and found.quote is not None:
        line, lacks = ears.lacking(found.part, found.quote.text)
    return Example(call=ears.call.id, agent=ears.call.agent, found=found, line=line, lacks=lacks)
