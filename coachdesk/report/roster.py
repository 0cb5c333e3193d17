"""People of the roster as lines and as objects for machines."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from coachdesk.core.people import Spell
from coachdesk.core.roster import Known
from coachdesk.core.visible import visible
from coachdesk.report.rows import table

_HEADS = ("person", "name", "role", "team", "place", "under")


def colleague_lines(found: Sequence[Known]) -> Iterator[str]:
    """A line a person, with a line of heads above."""
    if not found:
        yield "nobody works here on that day"
        return
    cells = [
        tuple(
            visible(each or "–")
            for each in (
                known.person.id,
                known.person.name,
                known.person.role,
                known.person.team,
                known.person.place,
                known.person.manager,
            )
        )
        for known in found
    ]
    yield from (line.rstrip() for line in table([_HEADS, *cells]))


def known_lines(known: Known, names: Mapping[str, str], zone: ZoneInfo) -> Iterator[str]:
    """One person whole: what they are, every spell, and what was changed when.

    Args:
        known: the person.
        names: of places and people, by id.
        zone: of the desk.
    """
    person = known.person
    yield f"{visible(person.name)} ({visible(person.id)})"
    if person.aliases:
        yield f"  calls also carry: {visible(', '.join(person.aliases))}"
    yield ""
    for spell in _joined(known.spells):
        yield f"  {spell_words(spell, names)}"
    if known.changes:
        yield ""
    for each in known.changes:
        why = f": {visible(each.reason)}" if each.reason else ""
        at = each.at.astimezone(zone)
        yield f"  {at:%Y-%m-%d %H:%M %Z}  {visible(each.by)}, {each.step}{why}"


def _joined(spells: Sequence[Spell]) -> Iterator[Spell]:
    """The spells, those that follow on each other and say the same as one."""
    row: Spell | None = None
    for spell in spells:
        if row is not None:
            same = replace(spell, since=row.since) == replace(row, until=spell.until)
            if same and row.until and spell.since == row.until + timedelta(days=1):
                row = replace(row, until=spell.until)
                continue
            yield row
        row = spell
    if row is not None:
        yield row


def spell_words(spell: Spell, names: Mapping[str, str]) -> str:
    """A spell in words: `2026-01-05 to 2026-03-01  agent, team North, at Riverside`."""
    since = "always" if spell.since is None else f"{spell.since}"
    until = "" if spell.until is None else f" to {spell.until}"
    begun = f"until {spell.until}" if spell.since is None and spell.until else since + until
    parts = [spell.role]
    if spell.team:
        parts.append(f"team {visible(spell.team)}")
    if spell.place:
        parts.append(f"at {visible(names.get(spell.place, spell.place))}")
    if spell.manager:
        parts.append(f"under {visible(names.get(spell.manager, spell.manager))}")
    return f"{begun:<24}  {', '.join(parts)}"


def known_object(known: Known) -> dict[str, Any]:
    """One person for machines; see docs/machines.md."""
    person = known.person
    return {
        "id": person.id,
        "name": person.name,
        "aliases": list(person.aliases),
        "role": person.role,
        "team": person.team,
        "place": person.place,
        "manager": person.manager,
        "works_here": not person.left,
        "spells": [spell_object(spell) for spell in known.spells],
        "changes": [
            {"at": each.at.isoformat(), "by": each.by, "step": each.step, "reason": each.reason}
            for each in known.changes
        ],
    }


def spell_object(spell: Spell) -> dict[str, Any]:
    """A spell as plain values."""
    return {
        "since": spell.since and spell.since.isoformat(),
        "until": spell.until and spell.until.isoformat(),
        "role": spell.role,
        "team": spell.team,
        "place": spell.place,
        "manager": spell.manager,
    }
