"""What a visit looks like to whoever opens it, and in a list."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from coachdesk.core.audits.filed import Filed
from coachdesk.core.audits.life import Stage, Step
from coachdesk.core.audits.visit import Visit
from coachdesk.core.errors import Problem
from coachdesk.core.guards import Lack
from coachdesk.core.scored import Scored


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a visit's life that was taken."""

    at: datetime
    by: str
    """A person's id, the account of a desk without people, or `system`."""
    step: Step
    stage: Stage
    """Where it led."""
    reason: str = ""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A visit as one person may see it."""

    number: int
    stage: Stage
    revision: int
    seen: int
    visit: Visit
    """Without the shopper, or the colleague, where this person does not learn of them."""
    engine: Scored
    """What the engine says of the transcript, explained; all open without one."""
    scored: Scored
    """The same with people's answers laid over, and the score that this makes."""
    filed: Filed
    """What was put into the report. The place's line sees of the answers what each revision ended
    with, and not how they came about."""
    edited: frozenset[str] = frozenset()
    """For the place's line: questions whose answer was changed by whoever checked the report."""
    facts: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Fact to the words that stand."""
    history: tuple[Done, ...] = ()
    """For the place's line: from the release on."""
    may: Mapping[Step, str] = msgspec.field(default_factory=dict)
    """For every step that the stage allows: why this person may not take it now, or an empty
    text."""
    lacks: tuple[Lack, ...] = ()
    """What is missing before it can be handed in or, once it is checked, accepted."""
    doubts: tuple[Problem, ...] = ()
    """What is odd about the report, where that was looked for; never for the place's line."""
    due: datetime | None = None
    """When the next step should be taken."""
    overdue: bool = False
    line: bool = False
    """This person sees it as one of the place's line."""

    @property
    def name(self) -> str:
        """What people call it: `V12`."""
        return f"V{self.number}"

    @property
    def asked(self) -> Done | None:
        """With what questions the report came back to its shopper; None: it is not there."""
        if self.stage is not Stage.RETURNED:
            return None
        return next((e for e in reversed(self.history) if e.step is Step.RETURN), None)

    def changed_since(self, at: datetime) -> bool:
        """Whether anything was put into the report after this moment."""
        return any(each.at > at for each in self.filed.changes) or any(
            each.at > at for each in self.filed.proofs
        )


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One visit in a list."""

    number: int
    stage: Stage
    revision: int
    visit: Visit
    """As in `Opened`."""
    due: datetime | None = None
    """In the desk's zone."""
    overdue: bool = False

    @property
    def name(self) -> str:
        """What people call it: `V12`."""
        return f"V{self.number}"
