"""Which calls a person's lists show."""

import msgspec


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The calls that somebody may see."""

    agents: tuple[str, ...] | None = None
    """Names, ids and aliases that calls may carry as their agent; None: any, and none at all."""
    released_only: bool = False
    """Only calls with an evaluation that is published or later, and not retracted; and of their
    scores only those evaluations."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is narrowed."""
        return self.agents is None and not self.released_only
