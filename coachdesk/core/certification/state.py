"""Where somebody stands with a certificate."""

from enum import StrEnum


class State(StrEnum):
    """Told from what happened and the day, never kept; from not begun to the worst."""

    NONE = "none"
    IN_TRAINING = "in training"
    ASSESSED = "assessed"
    """Everything is shown; a person has yet to decide."""
    CERTIFIED = "certified"
    CONFIRM_DUE = "confirm due"
    """A new version of a script waits to be read and confirmed."""
    EXPIRING = "expiring"
    """The end is near, or a new version was not confirmed in time."""
    RECERTIFY = "recert required"
    """A script was changed so much that it must be shown again; holds for some days yet."""
    GRACE = "grace"
    """Over, and for some days still good for work."""
    EXPIRED = "expired"
    REVOKED = "revoked"


MAY_WORK = frozenset(
    {State.CERTIFIED, State.CONFIRM_DUE, State.EXPIRING, State.RECERTIFY, State.GRACE}
)
"""The states in which a person may be put on a shift that sells by the scripts."""
