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
    """Id of the step to go on with; empty: the next one."""


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
    law: tuple[str, ...] = ()
    """Law notes that this step answers to."""
    location: Location


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
    sha256: str = ""
    """Hex digest of its text and of all that it includes."""

    def lines(self) -> Iterator[tuple[str, str, str]]:
        """Every line as (`script-id/step-id` or `script-id/block-id`, language, text)."""
        parts: tuple[Step | Block, ...] = (*self.steps, *self.blocks)
        for part in parts:
            for language, texts in part.say.items():
                for text in texts:
                    yield f"{self.id}/{part.id}", language, text
