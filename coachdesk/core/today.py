"""A person's day: what waits for them, the rules on trial, and what they did last."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachdesk.core.authorize import Actor
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import Problem
from coachdesk.core.rates import Mean, Rate
from coachdesk.core.reviews import Manner, Step


class Duty(StrEnum):
    """A kind of work that waits; in the order in which it is shown."""

    DRAFTS = "drafts"
    CRITICAL = "critical"
    PUBLISH = "publish"
    DISPUTES = "disputes"
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    ANSWER = "answer"
    """Evaluations of one's own calls, to acknowledge or to dispute."""
    DECIDED = "decided"
    """Decided disputes about one's own calls, to acknowledge."""
    MAKE_VISIT = "make visit"
    ASSIGN_VISIT = "assign visit"
    CHECK_VISIT = "check visit"
    VISIT_OBJECTION = "visit objection"
    RELEASE_VISIT = "release visit"
    VISIT_APPEAL = "visit appeal"
    READ_VISIT = "read visit"
    """Released visits to one's own place, against which one can appeal."""
    READ_SCRIPT = "read script"
    """Scripts in use whose version one has not confirmed."""
    UNSCORED = "unscored"
    COACHING_DUE = "coaching due"
    """Actions under way of which one is the person or the coach."""
    COACHING_AGREE = "coaching to agree"
    """Proposals that wait for one's own word."""
    COACHING_CHECK = "coaching to verify"
    """Claims that somebody else than the coach looks at."""
    COACHING_DECLINED = "coaching declined"
    """Declined proposals, to talk about or to cancel."""
    MATTERS = "matters"
    """What most of a team fails, and one answers for."""
    EXAM = "exam"
    """Exams of one's own that can be sat today."""
    RENEW = "renew certificate"
    """Certificates of one's own that end soon, or ask to read or show something again."""
    REVOKED = "certificate revoked"
    """Certificates of one's own that were revoked, against which one can appeal."""
    ASSESS = "assess"
    """People who have shown everything, or wait for pass or fail."""
    OVER = "certificates over"
    """Of the people whom one leads or trains, and who may not work on a script any more."""
    RUNNING_OUT = "certificates running out"
    """Of the people whom one leads or trains."""
    REVOCATION = "revocation"
    """Proposals to revoke that need a second person."""
    CERTIFICATE_APPEAL = "certificate appeal"
    OUTDATED = "outdated questions"
    """Exam questions on lines of a script that say something else since."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Work of one kind that waits for this person, and where it is done."""

    duty: Duty
    count: int
    oldest: datetime | None = None
    """Since when the first of it waits; of calls: when the oldest began."""
    late: int = 0
    """How much of it waits for longer than `LATE_AFTER`."""
    until: datetime | None = None
    """When the first chance to dispute ends."""
    view: str
    """`queue`, `evaluations`, `audits`, `scripts`, `coaching` or `certs`."""
    filter: str
    """In the language of that view: the list of just this work; of visits, their stages."""
    sort: str | None = None


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """An answer or a step of one person."""

    at: datetime
    review: int
    call: str
    agent: str | None
    """As the call carries it."""
    scorecard: str
    step: Step | None = None
    """None: an answer."""
    criterion: str | None = None
    manner: Manner | None = None
    state: State | None = None
    """What was answered; None: the engine's own answer stands again."""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion whose answers do not count yet."""

    scorecard: str
    criterion: str
    ask: str
    judged: int
    """Calls that the rule has been asked about."""
    people: int
    """Calls on which a person answered the same question."""
    undecided: int
    """Of them: the rule or the person said UNKNOWN; not compared."""
    agreed: Rate
    """Of the rest: the same answer; refused under ten."""


class Doing(msgspec.Struct, frozen=True, kw_only=True):
    """How one person, or a whole team, did by the automatic answers of the team's scorecard."""

    name: str
    person: str | None
    """An id; None: the whole team."""
    mean: Mean | None
    """Of the last week; None: no call was scored in these weeks."""
    weeks: tuple[Mean, ...]
    """The oldest first."""
    whole: Mean | None = None
    """Of all these weeks together: what a small team has a figure of."""
    waiting: int
    """Evaluations by people that are not at their end."""


class TeamWeek(msgspec.Struct, frozen=True, kw_only=True):
    """How a team did in a week, and in the weeks before it."""

    team: str
    monday: date
    """Of the last week."""
    past: bool
    """That week is over: no call began since."""
    scorecard: str | None
    """The one with the most calls of the team in these weeks: lines of different questions would
    not stand side by side. None: no call was scored."""
    lines: tuple[Doing, ...]
    """The whole team, then its members by name."""


class Teams(msgspec.Struct, frozen=True, kw_only=True):
    """How the teams did that somebody looks after."""

    weeks: tuple[TeamWeek, ...]
    more: int
    """So many teams more are left out, the last by name."""


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """One person's day."""

    actor: Actor
    at: datetime
    empty: bool
    """The desk has no calls at all, and nothing else that waits for this person."""
    tasks: tuple[Task, ...]
    """What is late first, then in the order of `Duty`; only what there is."""
    last: tuple[Deed, ...]
    """This person's last answers and steps, the newest first."""
    left_out: tuple[Problem, ...] = ()
    """Errors of the files whose certificates are in no task."""
