"""The stages of a script version, of a reading receipt and of a signature, in one small table.

Each is written once and never changed: a version is followed by the next one, a receipt and a
signature belong to one text.
"""

from collections.abc import Mapping
from enum import StrEnum

from coachdesk.core.life import Life


class Stage(StrEnum):
    """Where a version, a receipt or a signature stands."""

    PUBLISHED = "published"
    CONFIRMED = "confirmed"
    """Somebody says that they have read it."""
    SIGNED = "signed"
    """Somebody vouches for the legal wording."""


class Step(StrEnum):
    """What begins each of them."""

    PUBLISH = "publish"
    PUBLISH_MAJOR = "publish a major version"
    """The same, and certificates on the script are due for renewal."""
    CONFIRM = "confirm"
    SIGN = "sign"


_TABLE: Mapping[tuple[Stage | None, Step], Stage] = {
    (None, Step.PUBLISH): Stage.PUBLISHED,
    (None, Step.PUBLISH_MAJOR): Stage.PUBLISHED,
    (None, Step.CONFIRM): Stage.CONFIRMED,
    (None, Step.SIGN): Stage.SIGNED,
}

LIFE = Life(Step, _TABLE)
"""What can be done, stage by stage."""
