"""The names that a filter may use on one desk."""

import msgspec


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Names known on a desk, each in the order in which they are offered."""

    agents: tuple[str, ...] = ()
    """Names that calls carry, and the ids, names and aliases of colleagues."""
    people: tuple[str, ...] = ()
    """Ids of colleagues, to whom calls are assigned."""
    teams: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    scorecards: tuple[str, ...] = ()
    """Ids."""
    criteria: tuple[str, ...] = ()
    """Ids, of scorecards that judged some call."""
    languages: tuple[str, ...] = ()
