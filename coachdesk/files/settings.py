"""Read desk.yaml: what one desk holds true. Schema: settings.schema.json."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Speaker
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.location import Location
from coachdesk.core.people import Channel, Level, Person, Place, Spell, name_key
from coachdesk.files.schema import check, nearest, schema_of
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, scalars
from coachdesk.files.yaml_source import parse, read_text

_DISPUTE_DAYS = 45
"""A limit that common quality suites use."""


class MaskedPattern(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mask before a call is kept."""

    name: str
    regex: str


class VisitRules(msgspec.Struct, frozen=True, kw_only=True):
    """How mystery visits are handled."""

    submit_hours: int = 24
    """From the contact to the report."""
    edit_hours: int = 72
    """From the report to its acceptance or rejection."""
    appeal_days: int = 14
    """From the release on."""
    shopper_named: bool = False
    """Whether the place's line learns after the release who the shopper was."""
    agent_named: bool = True
    """Whether the supervisor of the line learns which colleague was visited."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A desk's own settings."""

    name: str
    time_zone: str = "UTC"
    """IANA name; for showing times, never for judging."""
    assumptions: Assumptions = Assumptions()
    roles: Mapping[str, Speaker] = msgspec.field(default_factory=dict)
    """Speaker label to party; `*` is any other label."""
    patterns: tuple[MaskedPattern, ...] = ()
    transcript_days: int | None = None
    """Meant, not enforced."""
    score_days: int | None = None
    """Meant, not enforced."""
    two_person: bool = False
    """Whether an evaluation is published by somebody who gave no answer in it."""
    dispute_days: int = _DISPUTE_DAYS
    """From publication on."""
    visits: VisitRules = VisitRules()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def is_guarded(self) -> bool:
        """Whether accounts stand for people, so that it matters who asks."""
        return any(person.account for person in self.people)

    def person_of_account(self, account: str) -> Person | None:
        """The colleague for whom this account stands."""
        return next((person for person in self.people if account in person.account), None)

    def person_of(self, name: str | None) -> Person | None:
        """The colleague that a call means by this name, id or alias."""
        return None if name is None else self._by_key.get(name_key(name))

    @cached_property
    def colleagues(self) -> tuple[Person, ...]:
        """Everybody but the shoppers: no list and no hint may name those to whom they visit."""
        return tuple(person for person in self.people if person.role != "shopper")

    def day_of(self, at: datetime) -> date:
        """The day that it is then at this desk."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()

    def bounds_of(self, spell: Spell) -> tuple[datetime | None, datetime | None]:
        """When a spell begins, and when it has ended: midnights of the desk's zone, or None."""
        zone = ZoneInfo(self.time_zone)
        since = None if spell.since is None else datetime.combine(spell.since, time(), zone)
        if spell.until is None:
            return since, None
        return since, datetime.combine(spell.until + timedelta(days=1), time(), zone)

    def place_of(self, id: str | None) -> Place | None:
        """The place of this id."""
        return None if id is None else self._places.get(id)

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return {place.id: place for place in self.places}

    @cached_property
    def _by_key(self) -> Mapping[str, Person]:
        found: dict[str, Person] = {}
        for person in self.people:
            for name in _names(person):
                # Two people may have one alias; then the first one is meant.
                found.setdefault(name_key(name), person)
        return found

    def names_of(self, name: str) -> tuple[str, ...]:
        """Every name under which calls may carry the person of this name."""
        person = self.person_of(name)
        return tuple(_names(person)) if person else (name,)


def read_settings(path: Path, shown: str) -> Settings:
    """The settings in a desk.yaml.

    Args:
        path: the file.
        shown: the name that problems carry.

    Raises:
        BadInput: with every problem of the file.
    """
    text, problems = read_text(path.resolve(), shown)
    if text is None:
        raise BadInput(*problems)
    parsed = parse(text, shown)
    if parsed.root is None:
        raise BadInput(*parsed.problems)
    checked = check(parsed.root, schema_of("settings"))
    found = (*parsed.problems, *checked.problems)
    if not isinstance(checked.node, MappingNode):
        raise BadInput(*found)
    found = (*found, *_faults(checked.node))
    if found:
        raise BadInput(*found)
    return _settings(checked.node)


def _settings(root: MappingNode) -> Settings:
    thresholds, retention = _child(root, "thresholds"), _child(root, "retention")
    reviews = _child(root, "reviews")
    threshold = thresholds.text("role_confidence")
    return Settings(
        name=root.text("name"),
        time_zone=root.text("time_zone", "UTC"),
        assumptions=Assumptions(
            role_threshold=float(threshold) if threshold else Assumptions().role_threshold,
            company=root.text("company") or None,
        ),
        roles={
            label.value: Speaker(role.value)
            for label, role in _child(root, "roles").entries
            if isinstance(role, ScalarNode)
        },
        patterns=tuple(
            MaskedPattern(name=each.text("name"), regex=each.text("regex"))
            for each in _items(_child(root, "redaction").get("patterns"))
        ),
        transcript_days=_count(retention, "transcript_days"),
        score_days=_count(retention, "score_days"),
        two_person=reviews.text("two_person") == "true",
        dispute_days=_count(reviews, "dispute_days") or _DISPUTE_DAYS,
        visits=_visit_rules(_child(root, "audits")),
        people=tuple(_person(each) for each in _items(root.get("people"))),
        places=tuple(_place(each) for each in _items(root.get("places"))),
    )


def _visit_rules(node: MappingNode) -> VisitRules:
    usual = VisitRules()
    return VisitRules(
        submit_hours=_count(node, "submit_hours") or usual.submit_hours,
        edit_hours=_count(node, "edit_hours") or usual.edit_hours,
        appeal_days=_count(node, "appeal_days") or usual.appeal_days,
        shopper_named=node.text("shopper_named_after_release") == "true",
        agent_named=node.text("agent_named") != "false",
    )


def _place(node: MappingNode) -> Place:
    return Place(
        id=node.text("id"),
        name=node.text("name"),
        level=Level(node.text("level", "store")),
        within=node.text("within") or None,
        channel=Channel(node.text("channel")) if node.text("channel") else None,
    )


def _person(node: MappingNode) -> Person:
    return Person(
        id=node.text("id"),
        name=node.text("name"),
        role=node.text("role", "agent"),
        team=node.text("team") or None,
        place=node.text("place") or None,
        aliases=tuple(each.value for each in scalars(node.get("aliases"))),
        account=tuple(each.value for each in scalars(node.get("account"))),
    )


def _faults(root: MappingNode) -> Iterator[Problem]:
    zone = root.get("time_zone")
    if isinstance(zone, ScalarNode) and not _is_zone(zone.value):
        yield Problem(
            code="D201",
            location=zone.location,
            message=f"'{zone.value}' is no IANA time zone",
            hint="such as Europe/Berlin",
        )
    for each in _items(_child(root, "redaction").get("patterns")):
        # Few desks have any, and every command reads the settings first.
        from coachdesk.core.redact import pattern_fault

        reason = pattern_fault(each.text("regex"))
        if reason:
            yield Problem(
                code="D203",
                location=_where(each, "regex"),
                message=f"the pattern '{each.text('name')}' can't be used: {reason}",
                hint="RE2 syntax: no lookaround, no backreferences",
            )
    people = list(_items(root.get("people")))
    yield from _taken([_person(each) for each in people], people)
    yield from _shared_accounts(people)
    yield from _place_faults(list(_items(root.get("places"))), people)


def _place_faults(
    places: Sequence[MappingNode], people: Sequence[MappingNode]
) -> Iterator[Problem]:
    """Places that stand twice, lie in none that is larger, or that people name and nobody lists."""
    levels = tuple(Level)
    known: dict[str, MappingNode] = {}
    for node in places:
        if node.text("id") in known:
            message = f"the place '{node.text('id')}' stands twice"
            yield Problem(code="D205", location=_where(node, "id"), message=message)
        known.setdefault(node.text("id"), node)

    def missing(node: MappingNode, key: str) -> Problem:
        hint = nearest(node.text(key), known) or "list it under places"
        message = f"there is no place '{node.text(key)}'"
        return Problem(code="D205", location=_where(node, key), message=message, hint=hint)

    for node in places:
        outer = node.text("within")
        if outer and outer not in known:
            yield missing(node, "within")
        elif outer:
            size, outer_size = (
                levels.index(Level(each.text("level", "store"))) for each in (node, known[outer])
            )
            if outer_size >= size:
                message = f"'{node.text('id')}' cannot lie within '{outer}', which is no larger"
                yield Problem(code="D205", location=_where(node, "within"), message=message)
    for node in people:
        if node.text("place") and node.text("place") not in known:
            yield missing(node, "place")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _taken(people: Sequence[Person], nodes: Sequence[MappingNode]) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    ids: set[str] = set()
    for person, node in zip(people, nodes, strict=True):
        keys = dict.fromkeys(map(name_key, _names(person)))
        clash = person.id if person.id in ids else next((key for key in keys if key in owner), None)
        if clash is not None:
            yield Problem(
                code="D202",
                location=node.location,
                message=f"'{clash}' stands for '{person.id}' and for '{owner[name_key(clash)]}'",
                hint="give each person names that nobody else has",
            )
        ids.add(person.id)
        owner |= {key: person.id for key in keys if key not in owner}


def _shared_accounts(people: Sequence[MappingNode]) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for node in people:
        person = node.text("id")
        for account in scalars(node.get("account")):
            if account.value in owner:
                yield Problem(
                    code="D204",
                    location=account.location,
                    message=f"the account '{account.value}' stands for '{owner[account.value]}'"
                    f" and for '{person}'",
                    hint="name each account once",
                )
            owner.setdefault(account.value, person)


def _names(person: Person) -> Iterator[str]:
    yield from (person.id, person.name, *person.aliases)


def _child(node: MappingNode, key: str) -> MappingNode:
    child = node.get(key)
    if isinstance(child, MappingNode):
        return child
    return MappingNode(entries=(), location=node.location)


def _items(node: Node | None) -> Iterator[MappingNode]:
    if isinstance(node, SequenceNode):
        yield from (item for item in node.items if isinstance(item, MappingNode))


def _where(node: MappingNode, key: str) -> Location:
    value = node.get(key)
    return value.location if value else node.location


def _count(node: MappingNode, key: str) -> int | None:
    text = node.text(key)
    return int(text) if text else None
