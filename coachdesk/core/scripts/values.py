"""Scripts: the words that headquarters writes and the front line uses, step by step.

Rules, the teleprompter, training and audits all refer to one line by `script-id/step-id`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from coachdesk.core.location import Location


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """What to say when the customer says or does something."""

    when: str
    """The customer's side, in words."""
    say: Mapping[str, tuple[str, ...]]
    """Language tag to lines, any one of which may be said."""
    then: str = ""
    """Id of the step to go on with; empty: the one that follows."""


class Change(StrEnum):
    """What a new version asks of those who know the one before."""

    MINOR = "minor"
    """Read it."""
    MAJOR = "major"
    """Be certified on it again."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one objection or question, whenever it comes up."""

    id: str
    """Unique among the steps and blocks of a script; rules call it `script-id/block-id`."""
    title: str = ""
    when: str
    """The customer's side, in words."""
    hears: tuple[str, ...] = ()
    """Phrases of the rule language by which the engine hears the customer's side; empty: it does
    not."""
    say: Mapping[str, tuple[str, ...]]
    """Language tag to lines, any one of which may be said."""
    why: str = ""
    then: str = ""
    """Id of the step to go on with; empty: where one was."""
    law: tuple[str, ...] = ()
    location: Location


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a script."""

    id: str
    title: str = ""
    required: bool = True
    say: Mapping[str, tuple[str, ...]]
    """Language tag to lines, any one of which may be said."""
    why: str = ""
    if_customer: tuple[Branch, ...] = ()
    then: str = ""
    """Id of the step to go on with; empty: the one that follows."""
    end: bool = False
    """Whether the call ends here, though steps follow."""
    law: tuple[str, ...] = ()
    """Law notes that this step answers to."""
    location: Location


class LineAt(msgspec.Struct, frozen=True):
    """The address of one line within its script."""

    part: str
    """Id of its step or block."""
    language: str
    index: int
    """Among the lines of that language, from 0."""
    branch: int | None = None
    """Among the step's branches, from 0; None: a line of the step or block itself."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line with what it belongs to."""

    at: LineAt
    text: str
    part: Step | Block
    branch: Branch | None = None


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """A whole script, one version of it."""

    id: str
    version: int
    title: str
    languages: tuple[str, ...]
    steps: tuple[Step, ...]
    blocks: tuple[Block, ...] = ()
    """Its own, then those that it includes."""
    change: Change = Change.MINOR
    """What this version changed against the one before."""
    effective_from: date | None = None
    """The first day on which it is used; None: from its publication on."""
    effective_until: date | None = None
    """The last day on which it is used; None: until the next version."""
    owner: str = ""
    """Who answers for its words; empty: nobody is named."""
    campaigns: tuple[str, ...] = ()
    """The campaigns that it is for; empty: any."""
    teams: tuple[str, ...] = ()
    """The teams that are asked to read it; empty: all."""
    slots: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Slots of its lines that the speaker fills, each with where the value stands."""
    terms: tuple[str, ...] = ()
    """Words of the trade that it cannot do without, though few people use them."""
    sha256: str = ""
    """Hex digest of its text and of all that it includes."""

    def is_for(self, team: str | None) -> bool:
        """Whether people of a team are asked to read it; nobody but these is late with it."""
        return not self.teams or team in self.teams

    def parts(self) -> tuple[Step | Block, ...]:
        """The steps, then the blocks."""
        return (*self.steps, *self.blocks)

    def lines(self) -> Iterator[tuple[str, str, str]]:
        """Every line as (`script-id/step-id` or `script-id/block-id`, language, text)."""
        for part in self.parts():
            for language, texts in part.say.items():
                for text in texts:
                    yield f"{self.id}/{part.id}", language, text

    def spoken(self) -> Iterator[Line]:
        """Every line with its address, those of branches after those of their step."""
        for part in self.parts():
            branches = part.if_customer if isinstance(part, Step) else ()
            for number, said in enumerate((part, *branches), -1):
                branch = said if isinstance(said, Branch) else None
                for language, texts in said.say.items():
                    for index, text in enumerate(texts):
                        at = LineAt(part.id, language, index, number if branch else None)
                        yield Line(at=at, text=text, part=part, branch=branch)
