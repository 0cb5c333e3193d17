"""What is kept of a coaching action. No free text: notes are the private words of its steps."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from coachdesk.core.coaching.life import UNDER_WAY, Stage
from coachdesk.core.engine.verdicts import State

FAILURES_BEFORE_CHANGE = 3
"""So many actions without effect about one behaviour, and the next one goes about it otherwise."""


class TopicKind(StrEnum):
    """Where the thing comes from that is coached."""

    CALLS = "calls"
    """A criterion of a scorecard."""
    VISITS = "visits"
    """A criterion of an audit form."""
    CERTIFICATE = "certificate"
    """A certificate that runs out."""


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """The one behaviour that an action is about, by the names that rules give it."""

    kind: TopicKind = TopicKind.CALLS
    form: str
    """Id of the scorecard, the audit or the certification."""
    criterion: str = ""
    """Empty for a certificate."""

    def __str__(self) -> str:
        return f"{self.form}/{self.criterion}" if self.criterion else self.form


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One call or visit that shows the fault."""

    call: str
    """Its id."""
    form_sha256: str = ""
    """Of the exact form that it was judged with."""
    spans: tuple[tuple[int, int, int], ...] = ()
    """(turn, first, end) of the words, in code points; empty where the fault is silence."""


ON_VISITS = "visits"
"""How a baseline was counted where released visits show it."""


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """How often it failed before, and how that was counted."""

    failed: int
    of: int
    """Calls on which it passed or failed; n/a, unknown and open ones are in neither number."""
    unknown: int = 0
    """Calls among them in time that could not be judged."""
    method: str = "automatic"
    """`automatic`: by the rules, about every call. `reviewed`: by people, about drawn calls.
    `visits`: by released mystery visits, where the counts are of visits."""
    since: datetime | None = None
    """When the first of these calls began, in UTC; `until` likewise the last."""
    until: datetime | None = None


class Method(StrEnum):
    """How somebody is coached."""

    TALK = "one to one"
    BESIDE = "side by side"
    """The coach sits beside live calls."""
    ROLE_PLAY = "role play"
    PEER = "with a peer"
    GROUP = "in a group"
    ALONE = "self study"


class Practice(StrEnum):
    """What was practised in a session."""

    LISTEN = "listen"
    MODEL = "model"
    REHEARSE = "rehearse"
    FEEDBACK = "feedback"


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting of the two; what was said stands in the note of its step."""

    at: datetime
    by: str
    practised: tuple[Practice, ...]


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What must be seen before an action counts as verified."""

    calls: int = 5
    """Drawn calls after the claim on which the behaviour passed or failed, 5 or more."""
    passed: int = 4
    """So many of them passed, at least."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """One drawn call and what was answered about the behaviour there."""

    call: str
    state: State


class CoachingAction(msgspec.Struct, frozen=True, kw_only=True):
    """One agreed change of one person: the behaviour, the evidence, the measure."""

    topic: Topic
    person: str
    """Id of whoever is coached."""
    coach: str | None = None
    """Id; None: nobody has been named."""
    policy: str = ""
    """Id of the policy that raised it; empty: a person did."""
    policy_sha256: str = ""
    version: int = 0
    """Of the form behind the topic; 0: it has none."""
    form_sha256: str = ""
    evidence: tuple[Evidence, ...] = ()
    baseline: Baseline | None = None
    """None where nothing is counted, as with a certificate."""
    due: date
    check: Check = Check()
    agreed_by: tuple[str, ...] = ()
    """Ids of those who agreed to these terms so far: the person and the coach."""
    method: Method | None = None
    """None before the first session."""
    started_at: datetime | None = None
    sessions: tuple[Session, ...] = ()
    claimed_at: datetime | None = None
    claimed_by: str | None = None
    seed: str = ""
    """Of the draw that verifies it; set with the claim."""
    drawn_from: int = 0
    """Calls that the draw could take."""
    checked: tuple[Checked, ...] = ()
    """The drawn calls, in the order of the draw."""
    follows: int | None = None
    """Number of the action that had no effect before this one."""
    failures: tuple[Method, ...] = ()
    """How the actions about this behaviour went about it that had no effect, the last at the
    end."""


def is_overdue(action: CoachingAction, stage: Stage, today: date) -> bool:
    """Whether the due date passed while there was still something to do."""
    return stage in UNDER_WAY and action.due < today


def new_due(due: date, proposed: date, today: date) -> date:
    """A day for what nobody agreed to in time: as long from today as there was at first."""
    return today + max(due - proposed, timedelta())


def must_change_method(failures: Sequence[Method], method: Method) -> bool:
    """Whether this way has failed often enough that another one is due."""
    return len(failures) >= FAILURES_BEFORE_CHANGE and method is failures[-1]
