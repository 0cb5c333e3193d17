"""Which calls a person's lists show."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from coachdesk.core.people import name_key


class Stint(msgspec.Struct, frozen=True, kw_only=True):
    """The calls of one person that began within some time: while they were in a team, say."""

    names: tuple[str, ...]
    """Names, ids and aliases that calls may carry."""
    since: datetime | None = None
    """Aware; None: from the beginning."""
    before: datetime | None = None
    """Aware, and not within; None: without end."""

    def covers(self, at: datetime | None) -> bool:
        """Whether a call that began then belongs to it; one without a time does not."""
        if at is None:
            return False
        return (self.since is None or self.since <= at) and (
            self.before is None or at < self.before
        )


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The calls that somebody may see."""

    agents: tuple[str, ...] | None = None
    """Names, ids and aliases that calls may carry as their agent; None: any, and none at all."""
    stints: tuple[Stint, ...] = ()
    """Besides: of people who came or went, the calls of their time. Only where `agents` is set."""
    released_only: bool = False
    """Only calls with an evaluation that is published or later, and not retracted; and of their
    scores only those evaluations."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is narrowed."""
        return self.agents is None and not self.released_only

    def covers(self, agent: str | None, at: datetime | None) -> bool:
        """Whether a call that carries this agent and began then is among them."""
        if self.agents is None:
            return True
        if agent is None:
            return False
        key = name_key(agent)
        return _among(key, self.agents) or any(
            _among(key, each.names) and each.covers(at) for each in self.stints
        )


def _among(key: str, names: Sequence[str]) -> bool:
    return any(name_key(name) == key for name in names)
