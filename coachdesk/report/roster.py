"""People of the roster as lines and as objects for machines."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from coachdesk.core.people import Spell
from coachdesk.core.roster import Done, Known
from coachdesk.core.spells import Moved
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
    for spell in known.spells:
        yield f"  {spell_words(spell, names)}"
    if known.changes:
        yield ""
    for each in known.changes:
        why = f": {visible(each.reason)}" if each.reason else ""
        at = each.at.astimezone(zone)
        yield f"  {at:%Y-%m-%d %H:%M %Z}  {visible(each.by)}, {each.step}{why}"
        yield from (f"    {line}" for line in done_lines(each, names))


def dropped_lines(known: Known, names: Mapping[str, str]) -> Iterator[str]:
    """What was to come and does not, a line a spell: `dropped: from 2026-12-01: agent, team A`."""
    for spell in known.dropped:
        yield f"dropped: {_days(spell.since, spell.until)}: {said_words(spell, names)}"


def done_lines(done: Done, names: Mapping[str, str]) -> Iterator[str]:
    """What one step changed, a line for each stretch of days: `from 2026-10-15: team A → B`."""
    if done.renamed is not None:
        yield f"name {visible(done.renamed[0])} → {visible(done.renamed[1])}"
    if done.also:
        yield f"calls also carry: {visible(', '.join(done.also))}"
    for moved in done.moved:
        yield f"{_days(moved.since, moved.until)}: {_moved_words(moved, names)}"


def _days(since: date | None, until: date | None) -> str:
    if since is None:
        return "always" if until is None else f"until {until}"
    return f"from {since}" if until is None else f"{since} to {until}"


def _moved_words(moved: Moved, names: Mapping[str, str]) -> str:
    was, now = moved.before, moved.after
    if now is None:
        return "does not work here"
    if was is None:
        return said_words(now, names)
    fields = (
        ("", was.role, now.role),
        ("team ", was.team, now.team),
        ("at ", was.place and names.get(was.place, was.place),
         now.place and names.get(now.place, now.place)),
        ("under ", was.manager and names.get(was.manager, was.manager),
         now.manager and names.get(now.manager, now.manager)),
    )  # fmt: skip
    return ", ".join(
        f"{word}{visible(before or 'none')} → {visible(after or 'none')}"
        for word, before, after in fields
        if before != after
    )


def spell_words(spell: Spell, names: Mapping[str, str]) -> str:
    """A spell in words: `2026-01-05 to 2026-03-01  agent, team North, at Riverside`."""
    since = "always" if spell.since is None else f"{spell.since}"
    until = "" if spell.until is None else f" to {spell.until}"
    begun = f"until {spell.until}" if spell.since is None and spell.until else since + until
    return f"{begun:<24}  {said_words(spell, names)}"


def said_words(spell: Spell, names: Mapping[str, str]) -> str:
    """What a spell says, without its days: `agent, team North, at Riverside`."""
    parts = [spell.role]
    if spell.team:
        parts.append(f"team {visible(spell.team)}")
    if spell.place:
        parts.append(f"at {visible(names.get(spell.place, spell.place))}")
    if spell.manager:
        parts.append(f"under {visible(names.get(spell.manager, spell.manager))}")
    return ", ".join(parts)


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
            {
                "at": each.at.isoformat(),
                "by": each.by,
                "step": each.step,
                "reason": each.reason,
                "renamed": each.renamed,
                "also": list(each.also),
                "moved": [_moved_object(moved) for moved in each.moved] if each.told else None,
            }
            for each in known.changes
        ],
    }


def _moved_object(moved: Moved) -> dict[str, Any]:
    return {
        "since": moved.since and moved.since.isoformat(),
        "until": moved.until and moved.until.isoformat(),
        "before": moved.before and said_object(moved.before),
        "after": moved.after and said_object(moved.after),
    }


def spell_object(spell: Spell) -> dict[str, Any]:
    """A spell as plain values."""
    return {
        "since": spell.since and spell.since.isoformat(),
        "until": spell.until and spell.until.isoformat(),
        **said_object(spell),
    }


def said_object(spell: Spell) -> dict[str, Any]:
    """What a spell says, without its days, as plain values."""
    return {
        "role": spell.role,
        "team": spell.team,
        "place": spell.place,
        "manager": spell.manager,
    }
