"""The draw of mystery visits: which place, day, colleague and shopper, by a seed alone.

Whatever has to be chosen is sorted by SHA-256 of the seed and its own name, and the first that the
rules allow is taken. So the same seed gives the same draw, nobody can lean on it, and one more
place moves no visit of another.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from enum import Enum
from hashlib import sha256
from itertools import product

import msgspec

from coachdesk.core.audits.quarter import Quarter
from coachdesk.core.people import Channel, Level, Person, Place, Spell, as_of

APART_DAYS = 90
"""So many days lie between two visits of one shopper to one colleague."""
METHOD = "sha256-1"
"""How this module draws; another number where the same seed would draw otherwise."""
_SUNDAY = 6


class Part(Enum):
    """A part of a day, in the desk's zone: (from, until)."""

    MORNING = (time(10), time(13))
    NOON = (time(13), time(16))
    AFTERNOON = (time(16), time(19))


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A visit that is planned or made already, and not cancelled."""

    place: str
    agent: str | None
    """None: whoever served."""
    shopper: str | None
    on: date
    """The day of the visit, or the first day on which it may be made."""
    name: str = ""
    """What people call it, such as `V3`; it does not count for the draw."""
    form: str = ""
    """The form it is made with; likewise."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What is drawn from."""

    form: str
    quarter: Quarter
    first: date
    """The first day that is drawn: the quarter may have begun already."""
    places: tuple[Place, ...]
    """All of them; visits go to stores."""
    people: tuple[Person, ...]
    """All of them: agents are visited, shoppers visit."""
    earlier: tuple[Earlier, ...] = ()
    channel: Channel | None = None
    """How the form's shoppers meet a place; None: in any way."""

    @property
    def sha256(self) -> str:
        """Names what was drawn from, so that a later draw can be told from this one."""
        seen = [
            [self.form, str(self.quarter), self.first.isoformat()],
            sorted(place.id for place in self.stores()),
            sorted(
                [each.id, *(_where(spell) for spell in _spells(each))]
                for each in self.people
                if each.place or each.spells or each.role == "shopper"
            ),
            sorted(
                [e.place, e.agent or "", e.shopper or "", e.on.isoformat()] for e in self.earlier
            ),
        ]
        return sha256(msgspec.json.encode(seen)).hexdigest()

    def stores(self) -> tuple[Place, ...]:
        """The places that visits go to."""
        return tuple(
            place
            for place in self.places
            if place.level is Level.STORE and not self.is_met_otherwise(place)
        )

    def is_met_otherwise(self, place: Place) -> bool:
        """Whether customers meet the place in another way than the form's shoppers would."""
        return None not in (place.channel, self.channel) and place.channel is not self.channel


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """One visit that the draw came to."""

    draw: str
    """Twelve hex digits that name it within the desk."""
    place: str
    agent: str | None
    """None: the place lists no agents; whoever serves."""
    shopper: str
    on: date
    part: Part


class Without(msgspec.Struct, frozen=True, kw_only=True):
    """A place without a visit, and why."""

    place: str
    reason: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a draw came to: of visits, only where no place is without one."""

    visits: tuple[Drawn, ...]
    """By day."""
    refused: tuple[Without, ...] = ()
    """Places for which the rules leave nothing."""
    left_out: tuple[Without, ...] = ()
    """Stores that need no visit, in the order of the frame."""


def planned(frame: Frame, seed: str, wanted: int | None = None) -> Plan:
    """The visits that the seed draws: at least one for each store in the quarter.

    A store that has a visit in the quarter already needs no other.

    Args:
        frame: what is drawn from.
        seed: any text.
        wanted: so many visits, the stores in turn; None: no more than are needed.
    """
    stores = sorted(frame.stores(), key=lambda place: _key(seed, "place", place.id))
    visited = {e.place for e in frame.earlier if _within(frame.quarter, e.on)}
    needed = [place for place in stores if place.id not in visited]
    turns = [(place, 0) for place in needed]
    if wanted is not None:
        if wanted < len(needed):
            names = ", ".join(place.id for place in needed)
            reason = f"{len(needed)} stores have no visit in {frame.quarter} yet: {names}"
            return Plan(visits=(), refused=(Without(place="", reason=reason),))
        turns = _in_turn(stores, needed, wanted)
    found: list[Drawn] = []
    refused: dict[str, Without] = {}
    days = [day for day in frame.quarter.days() if day >= frame.first and day.weekday() != _SUNDAY]
    for place, turn in turns:
        drawn = _drawn(frame, seed, place, turn, days, found)
        if isinstance(drawn, Without):
            refused.setdefault(place.id, drawn)
        else:
            found.append(drawn)
    if not stores:
        others = [place for place in frame.places if place.level is Level.STORE]
        none = f"only stores of another channel than {frame.channel}"
        reason = f"desk.yaml lists {none if others else 'no place of level store'}"
        refused[""] = Without(place="", reason=reason)
    if refused:
        return Plan(visits=(), refused=tuple(refused.values()))
    return Plan(
        visits=tuple(sorted(found, key=lambda each: (each.on, each.part.value, each.draw))),
        left_out=tuple(_left_out(frame, found)),
    )


def too_soon(
    shopper: str, agent: str | None, place: str, on: date, done: Iterable[Earlier]
) -> date | None:
    """The day of another visit of this shopper to this colleague that lies too near, or None.

    Where nobody knows who serves, the place stands for its people.
    """
    for each in done:
        same = (
            each.agent == agent if agent is not None else each.agent is None and each.place == place
        )
        if same and each.shopper == shopper and abs((each.on - on).days) < APART_DAYS:
            return each.on
    return None


def knows(shopper: Person, place: str, people: Iterable[Person]) -> bool:
    """Whether the shopper works or ever worked at the place, or in a team of its people."""
    teams = {spell.team for each in people for spell in _spells(each) if spell.place == place} - {
        None
    }
    return any(spell.place == place or spell.team in teams for spell in _spells(shopper))


def _where(spell: Spell) -> list[str]:
    days = [str(day or "") for day in (spell.since, spell.until)]
    return [spell.role, spell.team or "", spell.place or "", *days]


def _spells(person: Person) -> tuple[Spell, ...]:
    now = Spell(role=person.role, team=person.team, place=person.place)
    return person.spells or (now,)


def _in_turn(
    stores: Sequence[Place], needed: Sequence[Place], wanted: int
) -> list[tuple[Place, int]]:
    turns = [(place, 0) for place in needed]
    turn = 1
    while stores and len(turns) < wanted:
        turns += [(place, turn) for place in stores][: wanted - len(turns)]
        turn += 1
    return turns


def _drawn(
    frame: Frame,
    seed: str,
    place: Place,
    turn: int,
    days: Sequence[date],
    drawn: Sequence[Drawn],
) -> Drawn | Without:
    def first(kind: str, names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda name: _key(seed, kind, place.id, str(turn), name))

    shoppers = [each for each in frame.people if each.role == "shopper"]
    strangers = [each.id for each in shoppers if not knows(each, place.id, frame.people)]
    if not strangers:
        few = "desk.yaml lists no shopper" if not shoppers else "every shopper works there"
        return Without(place=place.id, reason=few)
    if not days:
        return Without(place=place.id, reason=f"{frame.quarter} is over")
    done = [*frame.earlier, *map(_as_earlier, drawn)]
    part = Part[first("part", (part.name for part in Part))[0]]
    name = _key(seed, frame.form, str(frame.quarter), place.id, str(turn)).hex()[:12]
    visitors = first("shopper", strangers)
    for on in map(date.fromisoformat, first("day", (day.isoformat() for day in days))):
        there = (as_of(each, on) for each in frame.people)
        staff = [each.id for each in there if each.place == place.id and each.role == "agent"]
        agents: list[str | None] = [*first("agent", staff)] or [None]
        for agent, shopper in product(agents, visitors):
            if too_soon(shopper, agent, place.id, on, done) is None:
                return Drawn(
                    draw=name, place=place.id, agent=agent, shopper=shopper, on=on, part=part
                )
    reason = f"on every day left, each shopper has a visit to its people within {APART_DAYS} days"
    return Without(place=place.id, reason=reason)


def _as_earlier(drawn: Drawn) -> Earlier:
    return Earlier(place=drawn.place, agent=drawn.agent, shopper=drawn.shopper, on=drawn.on)


def _within(quarter: Quarter, day: date) -> bool:
    return quarter.first <= day <= quarter.last


def _key(seed: str, *parts: str) -> bytes:
    return sha256("\0".join((seed, *parts)).encode()).digest()


def _left_out(frame: Frame, found: Sequence[Drawn]) -> Iterator[Without]:
    """Stores to which no visit was drawn: none is needed, or the form is not for them."""
    drawn = {each.place for each in found}
    for place in frame.places:
        if place.level is not Level.STORE or place.id in drawn:
            continue
        if frame.is_met_otherwise(place):
            reason = f"its channel is {place.channel}, that of the form {frame.channel}"
            yield Without(place=place.id, reason=reason)
            continue
        for each in frame.earlier:
            if each.place == place.id and _within(frame.quarter, each.on):
                named = " ".join(filter(None, (each.name, each.form)))
                reason = f"has its visit in {frame.quarter}: {named or 'made'}, {each.on}"
                yield Without(place=place.id, reason=reason)
                break
