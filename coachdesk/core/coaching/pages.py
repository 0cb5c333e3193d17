"""Coaching as lists and pages show it."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from coachdesk.core.coaching.action import Checked, CoachingAction, Topic
from coachdesk.core.coaching.drawing import Draw
from coachdesk.core.coaching.excuses import Excuse, Matter, MatterStage
from coachdesk.core.coaching.life import Stage, Step
from coachdesk.core.coaching.propose import Proposed
from coachdesk.core.effect import Effect
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Criterion
from coachdesk.core.rates import Difference
from coachdesk.core.standing import Example


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """What calls showed of a behaviour since the first session."""

    calls: tuple[Checked, ...]
    """Those on which it passed, failed or could not be told; the oldest first."""

    @property
    def passed(self) -> int:
        """Calls on which it passed."""
        return sum(each.state is State.PASS for each in self.calls)

    @property
    def decided(self) -> int:
        """Calls on which it passed or failed."""
        return sum(each.state in (State.PASS, State.FAIL) for each in self.calls)


class ActionLine(msgspec.Struct, frozen=True, kw_only=True):
    """An action as it stands."""

    number: int
    name: str
    stage: Stage
    overdue: bool
    action: CoachingAction
    changed: datetime
    """When its last step was taken, in the desk's zone."""
    waits: bool = False
    """Whether it waits for whoever looks."""
    since: Since | None = None
    """None: it has not begun, has ended, or no call shows it."""


class ActionList(msgspec.Struct, frozen=True, kw_only=True):
    """The actions wanted."""

    lines: tuple[ActionLine, ...]
    """Overdue ones first, then open ones by their day, then ended ones, the newest first."""
    hidden: int
    """So many more there are that this person may not read."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One step that was taken, with what was said."""

    at: datetime
    by: str
    step: Step
    stage: Stage
    words: str


class ActionPage(msgspec.Struct, frozen=True, kw_only=True):
    """One action, whole."""

    line: ActionLine
    seen: int
    """Counts writes; who acts names the count that they saw."""
    history: tuple[Done, ...]
    """In order; times in the desk's zone."""
    may: Mapping[Step, str]
    """For every step possible now: why this person may not take it, or an empty text."""
    draw: Draw | None
    """How the draw stands; None where nothing has been claimed, or it has ended."""


class NotLooked(msgspec.Struct, frozen=True, kw_only=True):
    """A policy that could not look, or not at all that it names; and why."""

    policy: str
    why: str


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """What a run of the policies brought."""

    proposed: Proposed
    names: tuple[str, ...]
    """Of the actions, in the order of the proposals; empty where nothing was written."""
    matters: tuple[str, ...]
    """Names of what went to owners; what lies with them already is not among them."""
    not_looked: tuple[NotLooked, ...]
    policies: int
    unknown_owners: tuple[tuple[str, str], ...] = ()
    """Policy and owner, where nobody here is called so."""


class GivenWaiver(msgspec.Struct, frozen=True, kw_only=True):
    """A waiver of the desk."""

    name: str
    excuse: Excuse
    by: str
    """Who gave it."""
    reason: str
    is_over: bool
    """Its last day has passed, or somebody ended it."""


class OwnersMatter(msgspec.Struct, frozen=True, kw_only=True):
    """What most of a team fails, as it lies with the owner."""

    name: str
    stage: MatterStage
    matter: Matter
    settled: str
    """What was done about it, in words; empty before."""


class CoachedEffect(msgspec.Struct, frozen=True, kw_only=True):
    """What the coaching of one behaviour brought."""

    topic: Topic
    actions: Mapping[Stage, int]
    """How the actions that began stand now."""
    days: int
    """Of calls before, and again after."""
    behaviour: Effect
    """In points of the share of calls on which it passed."""
    score: Effect
    """In points of the mean score."""
    calls: Difference
    """Calls pooled, of the coached who have any before and after: no comparison with anybody."""
    scored: bool
    """Whether the scorecard is in force, so that there is anything to count."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What two people need on the table when they talk about one behaviour."""

    line: ActionLine
    person: str
    """By name."""
    coach: str
    """By name; empty: nobody is named."""
    form: str
    """The title of the scorecard; empty where there is none."""
    criterion: Criterion | None
    script: str
    """The line's name, `script-id/step-id`; empty: none is named."""
    says: tuple[str, ...]
    """The line as written; any one of them may be said."""
    shown: tuple[Example, ...]
    """Calls of the evidence, the newest first."""
    withheld: tuple[str, ...]
    """Ids of calls whose words whoever asks may not read."""
    good: tuple[Example, ...]
    """Calls of colleagues on which it passed, one of each."""
    own: bool = False
    """Whether whoever asks is the person themselves."""
    declined: str = ""
    """What the person said when they said no; empty: they did not."""
    before: ActionLine | None
    """The last action about the same behaviour that ended before this one."""
