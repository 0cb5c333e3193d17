"""Days that matter as a calendar file (RFC 5545), one all-day entry each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec

from coachdesk.core.certification.shown import Held
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.core.visible import visible


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One day."""

    key: str
    """The same for the same thing, so that a calendar that takes the file again replaces it."""
    on: date
    title: str
    text: str = ""


def certificate_entries(found: Iterable[Held]) -> Iterator[Entry]:
    """When certificates end, and when people may not work any more."""
    for each in found:
        who, what, standing = each.person.name, each.programme.title, each.standing
        ends, valid_to = standing.works_until, standing.valid_to
        # Where the work ends first, that day is the one to keep.
        holds = ends is None or valid_to is None or ends >= valid_to
        if each.due is not None and each.due >= standing.on:
            yield Entry(
                key=f"{each.name}-due",
                on=each.due,
                title=f"{who}: training due, {what}",
                text=standing.because,
            )
        if valid_to is not None and valid_to >= standing.on and holds:
            yield Entry(
                key=f"{each.name}-valid",
                on=valid_to,
                title=f"{who}: certificate ends, {what}",
                text=standing.because,
            )
        if ends is not None and ends >= standing.on and ends != valid_to:
            yield Entry(
                key=f"{each.name}-work",
                on=ends,
                title=f"{who}: last day to work with it, {what}",
                text=standing.because,
            )


def action_entries(found: Iterable[ActionLine], names: Mapping[str, str]) -> Iterator[Entry]:
    """When coaching actions are due.

    Args:
        found: those that have a day still to keep, or have missed it.
        names: a person's id to their name.
    """
    for each in found:
        action = each.action
        who = names.get(action.person, action.person)
        coach = "nobody" if action.coach is None else names.get(action.coach, action.coach)
        late = "overdue, " if each.overdue else ""
        yield Entry(
            key=f"{each.name}-due",
            on=action.due,
            title=f"{who}: coaching due, {action.topic}",
            text=f"{each.name} {late}{each.stage.value}, coached by {coach}",
        )


def calendar_text(entries: Iterable[Entry], name: str, at: datetime) -> bytes:
    """The entries as a calendar.

    Args:
        entries: in any order.
        name: of the calendar.
        at: when it was made; aware.
    """
    # A large import for a rare command.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Coachdesk//days//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible(name))
    for entry in sorted(entries, key=lambda each: (each.on, each.key)):
        event = Event()
        event.add("uid", f"{entry.key}@coachdesk")
        event.add("dtstamp", at)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("summary", visible(entry.title))
        if entry.text:
            event.add("description", visible(entry.text))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
