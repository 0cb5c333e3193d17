"""Scripts: the words that headquarters writes and the front line uses, step by step.

Rules, the teleprompter, training and audits all refer to one line by `script-id/step-id`.
"""

from collections.abc import Iterator, Mapping

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
    sha256: str = ""

    def lines(self) -> Iterator[tuple[str, str, str]]:
        """Every line as (`script-id/step-id`, language, text)."""
        for step in self.steps:
            for language, texts in step.say.items():
                for text in texts:
                    yield f"{self.id}/{step.id}", language, text
