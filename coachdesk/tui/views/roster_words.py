"""What a line such as `since:2026-12-01 team:South under:hong.wei` says of a person or a place."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from coachdesk.core.authorize import Role
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.people import Level
from coachdesk.core.places import LEVELS, PlaceChange
from coachdesk.core.roster import Change
from coachdesk.core.spells import Correction
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings

OF_PERSON = ("since", "until", "team", "under", "place", "role", "name", "alias", "reason")
"""Words of a line about somebody known."""
OF_SPELL = ("since", "until", "team", "under", "place", "role", "reason")
OF_PLACE = ("name", "level", "within", "reason")
_ROLES = tuple(role.value for role in Role if role is not Role.OWNER)
_ONE_OF = {"role": _ROLES, "level": tuple(level.value for level in LEVELS)}


class Said(msgspec.Struct, frozen=True):
    """A line, word by word."""

    words: Mapping[str, str]
    """Word to the last thing that it said, which may be empty."""
    aliases: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why."""
        return self.words.get("reason", "")

    def day(self, word: str) -> date | None:
        """The day after this word; None where it is empty or missing."""
        return day_told(text) if (text := self.words.get(word)) else None


def said_in(text: str, known: Sequence[str]) -> Said:
    """What the line says.

    Args:
        text: as typed.
        known: words that it may have.

    Raises:
        BadInput: a word that is none of these, or says something that it can't (D794).
    """
    found: dict[str, str] = {}
    aliases = []
    try:
        words = shlex.split(text)
    except ValueError:
        raise not_understood(text, "close the quotation marks") from None
    for word in words:
        key, colon, value = word.partition(":")
        if not colon or key not in known:
            raise not_understood(word, nearest(key, known) or f"there are: {', '.join(known)}")
        may = _ONE_OF.get(key)
        if value and may and value not in may:
            raise not_understood(word, nearest(value, may) or f"there are: {', '.join(may)}")
        if key == "alias":
            aliases += [value] if value else []
        else:
            found[key] = value
    return Said(found, tuple(aliases))


def change_told(person: str | None, text: str) -> tuple[Change, str]:
    """What a line says of somebody from a day on, and the reason; None: the line has the id.

    Raises:
        As `said_in`; also a day that is none.
    """
    said = said_in(text, OF_PERSON if person else ("id", *OF_PERSON))
    words = said.words
    change = Change(
        id=person or words.get("id", ""),
        since=said.day("since"),
        until=said.day("until"),
        name=words.get("name") or None,
        role=words.get("role") or None,
        team=words.get("team"),
        place=words.get("place"),
        manager=words.get("under"),
        aliases=said.aliases,
    )
    return change, said.reason


def correction_told(text: str) -> tuple[Correction, str]:
    """What a line puts right about a spell, and the reason.

    Raises:
        As `change_told`.
    """
    said = said_in(text, OF_SPELL)
    words = said.words
    correction = Correction(
        since=said.day("since") if "since" in words else msgspec.UNSET,
        until=said.day("until") if "until" in words else msgspec.UNSET,
        role=words.get("role") or None,
        team=words.get("team"),
        place=words.get("place"),
        manager=words.get("under"),
    )
    return correction, said.reason


def place_told(place: str | None, text: str) -> tuple[PlaceChange, str]:
    """What a line says of a place, and the reason; None: the line has the id.

    Raises:
        As `said_in`.
    """
    said = said_in(text, OF_PLACE if place else ("id", *OF_PLACE))
    words = said.words
    level = words.get("level")
    change = PlaceChange(
        id=place or words.get("id", ""),
        name=words.get("name") or None,
        level=Level(level) if level else None,
        within=words.get("within"),
    )
    return change, said.reason


def line_of(words: Mapping[str, str | None]) -> str:
    """A line that says all of this, to be changed."""
    return " ".join(f"{word}:{quoted(text or '')}" for word, text in words.items()) + " "


def quoted(text: str) -> str:
    """The text as one word of a line."""
    return shlex.quote(text) if text else ""


def day_told(text: str) -> date:
    """The day that somebody typed.

    Raises:
        BadInput: it is none (D794).
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise not_understood(text, "a day is written 2026-12-01") from None


def not_understood(word: str, hint: str) -> BadInput:
    """That a word says nothing that the roster knows."""
    message = f"'{word}' says nothing of a person or place"
    return BadInput(Problem(code="D794", message=message, hint=hint))


def offers(text: str, settings: Settings, words: Sequence[str]) -> Sequence[tuple[str, int, str]]:
    """How the line may go on: (new text, new cursor, what to show)."""
    before, blank, word = text.rpartition(" ")
    key, colon, _ = word.partition(":")
    places = [each.id for each in settings.places]
    known: Mapping[str, Sequence[str]] = {
        "team": sorted({each.team for each in settings.people if each.team}),
        "under": [each.id for each in settings.colleagues],
        "place": places,
        "within": places,
        **_ONE_OF,
    }
    offered = [f"{each}:" for each in words]
    if colon:
        offered = [f"{key}:{quoted(each)}" for each in known.get(key, ())]
    start = f"{before}{blank}"
    return [
        (f"{start}{each}", len(start) + len(each), each)
        for each in offered
        if each.startswith(word) and each != word
    ][:8]
