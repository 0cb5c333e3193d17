"""What people are shown of scripts: a list, two versions beside each other, a history."""

from datetime import date

import msgspec

from coachdesk.core.errors import Problem
from coachdesk.core.scripts.differences import Difference
from coachdesk.core.scripts.values import Change
from coachdesk.core.scripts.versions import Version


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One script of a list."""

    id: str
    title: str
    languages: tuple[str, ...]
    written: int | None
    """The version in the library; None: it is not there any more."""
    published: int | None
    """The newest published version; None: there is none."""
    published_on: date | None
    """In the desk's time zone."""
    change: Change | None
    """What the newest version asks of those who know the one before."""
    used: int | None
    """The version that is used today, by its effective dates."""
    differs: bool
    """The library says something else than what is published."""
    unsigned: tuple[str, ...]
    """Law tags of the library's text that nobody vouches for."""
    confirmed: bool
    """Whoever asks has confirmed the newest version."""
    asked: bool
    """The newest version is for the team of whoever asks, or for all."""

    @property
    def to_read(self) -> bool:
        """Whether it waits for whoever asks."""
        return self.published is not None and self.asked and not self.confirmed


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """The list, and what is wrong with files of the library."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One published version in the history of a script."""

    version: Version
    reason: str
    """Why it was published, in words; empty where none were given, or where they were erased."""
    differences: tuple[Difference, ...]
    """Against the version before."""
    receipts: int
    """How many people of desk.yaml have confirmed it, in time or not."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Two versions beside each other."""

    script: str
    old: int | None
    """None: there was none before."""
    new: int
    written: bool
    """The new one is the library's, not a published one."""
    differences: tuple[Difference, ...]
