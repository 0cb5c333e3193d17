"""Who works here: the people and teams that calls, answers and actions belong to."""

import unicodedata

import msgspec


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One colleague."""

    id: str
    name: str
    role: str = "agent"
    """agent, supervisor, auditor, trainer, manager or admin."""
    team: str | None = None
    aliases: tuple[str, ...] = ()
    """Other names under which calls carry this person."""
    account: tuple[str, ...] = ()
    """Accounts of the operating system that stand for this person."""


def name_key(name: str) -> str:
    """The form in which two spellings of one name are the same."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
