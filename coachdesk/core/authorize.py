"""Who may do what: one pure table, asked before every write and every private read."""

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
