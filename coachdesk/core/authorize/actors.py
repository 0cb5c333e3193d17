"""Who acts, whom it is about, and what else the rules ask for."""

from enum import StrEnum

import msgspec


class Role(StrEnum):
    """A person's part at the desk."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    TRAINER = "trainer"
    MANAGER = "manager"
    ADMIN = "admin"
    SHOPPER = "shopper"
    """Poses as a customer; works for no place."""
    OWNER = "owner"
    """Whoever runs a desk that names no accounts: every role, and still bound by the hard rules."""


class Mode(StrEnum):
    """What the desk can claim about who acts."""

    SOLO = "solo"
    """No account is named in desk.yaml: no claim."""
    GUARDED = "guarded"
    """Accounts stand for people: guard-rails and evidence, not a wall."""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever acts, as the desk knows them."""

    id: str
    """A person's id; the account where no person stands behind it."""
    name: str
    role: Role
    team: str | None = None
    mode: Mode = Mode.SOLO


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an action is about; the default is nobody."""

    person: str | None = None
    """A colleague's id; None: nobody, or nobody whom desk.yaml knows."""
    team: str | None = None
    """The colleague's team, or the team meant."""


NOBODY = Subject()
"""For what is about no colleague in particular."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules ask for besides."""

    released: bool = False
    """What is read was published to the agent, and not retracted since."""
    scorers: frozenset[str] = frozenset()
    """Ids of whoever gave answers in the evaluation."""
    scorers_lead: frozenset[str] = frozenset()
    """The teams that these people supervise: who is in one reports to a scorer."""
    two_person: bool = False
    """An evaluation is published by somebody who gave no answer in it."""
    shopper: str | None = None
    """The id of whoever makes a visit."""
    editors: frozenset[str] = frozenset()
    """Ids of whoever checked a visit's report."""
    coach: str | None = None
    """The id of whoever coaches."""
    deciders: frozenset[str] = frozenset()
    """Ids of whoever decided a dispute about a call that a coaching action rests on."""
    own_trainers: frozenset[str] = frozenset()
    """Ids of whoever leads or trains the person's own team."""
    other_assessors: bool = False
    """Somebody else may assess this person: who trains them need not."""
    assessor: str | None = None
    """The id of whoever began a role-play that is not handed in yet."""
    revokers: frozenset[str] = frozenset()
    """Ids of whoever proposed that a certificate is revoked, and of whoever confirmed it."""


NO_FACTS = Facts()
"""For what no rule asks more about."""
