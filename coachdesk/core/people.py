"""Who works here and where: the people, teams and places that work belongs to."""

import unicodedata
from enum import StrEnum

import msgspec


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One colleague."""

    id: str
    name: str
    role: str = "agent"
    """agent, supervisor, auditor, trainer, manager, admin or shopper."""
    team: str | None = None
    place: str | None = None
    """The id of the place where they work, or None."""
    aliases: tuple[str, ...] = ()
    """Other names under which calls carry this person."""
    account: tuple[str, ...] = ()
    """Accounts of the operating system that stand for this person."""


class Level(StrEnum):
    """How large a place is, the largest first."""

    NATION = "nation"
    REGION = "region"
    PROVINCE = "province"
    CITY = "city"
    AREA = "area"
    STORE = "store"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A shop, or what shops lie in."""

    id: str
    name: str
    level: Level = Level.STORE
    within: str | None = None
    """The id of the next larger place, or None."""


def name_key(name: str) -> str:
    """The form in which two spellings of one name are the same."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
