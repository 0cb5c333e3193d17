"""Who works here and where: the people, teams and places that work belongs to."""

import unicodedata
from datetime import date
from enum import StrEnum

import msgspec


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody was during some days: spells of one person do not overlap."""

    since: date | None = None
    """The first day; None: from the beginning."""
    until: date | None = None
    """The last day; None: still."""
    role: str = "agent"
    team: str | None = None
    place: str | None = None
    manager: str | None = None
    """The id of whoever led them."""

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within it."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


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
    manager: str | None = None
    """The id of whoever leads them, or None."""
    spells: tuple[Spell, ...] = ()
    """The oldest first; empty: what stands above always held."""
    left: bool = False
    """Works here no more."""


def as_of(person: Person, day: date) -> Person:
    """The person as they were on that day: of no team and no place on days that no spell holds."""
    if not person.spells:
        return person
    spell = next((each for each in person.spells if each.holds_on(day)), None)
    if spell is None:
        return msgspec.structs.replace(person, team=None, place=None, manager=None, left=True)
    return msgspec.structs.replace(
        person,
        role=spell.role,
        team=spell.team,
        place=spell.place,
        manager=spell.manager,
        left=False,
    )


class Level(StrEnum):
    """How large a place is, the largest first."""

    NATION = "nation"
    REGION = "region"
    PROVINCE = "province"
    CITY = "city"
    AREA = "area"
    STORE = "store"


class Channel(StrEnum):
    """How customers, and shoppers, meet a place."""

    CALL = "call"
    SHOP = "shop"
    CHAT = "chat"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A shop, or what shops lie in."""

    id: str
    name: str
    level: Level = Level.STORE
    within: str | None = None
    """The id of the next larger place, or None."""
    channel: Channel | None = None
    """The only way in which customers meet it; None: it may be any."""


_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-")
_LONGEST_ID = 64
ID_HINT = "small letters, digits and . _ - , such as ana.price"
"""What an id looks like."""


def is_id(text: str) -> bool:
    """Whether a person or place may have this id."""
    return bool(text) and set(text) <= _ID and text[0] not in "._-" and len(text) <= _LONGEST_ID


def name_key(name: str) -> str:
    """The form in which two spellings of one name are the same."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
