"""A visit as the place's line may see it: without whoever must not be known."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from coachdesk.core.audits.life import Step
from coachdesk.core.audits.opened import Opened
from coachdesk.core.audits.visit import Visit
from coachdesk.core.form import Form
from coachdesk.core.people import Person
from coachdesk.core.reviews import Change

HIDDEN = "•"
"""Stands for each character of a name that is not told, so that evidence keeps its place."""
SHOPPER = "the shopper"
AGENT = "the colleague"


def visit_for_line(visit: Visit, *, shopper: bool, agent: bool) -> Visit:
    """The visit without its draw, from which people could be worked out, and without people.

    Args:
        visit: all of it.
        shopper: whether the line may learn who the shopper was.
        agent: whether this person may learn which colleague was visited.
    """
    return msgspec.structs.replace(
        visit,
        seed="",
        draw="",
        drawn_from="",
        frame_sha256="",
        shopper=visit.shopper if shopper else None,
        agent=visit.agent if agent else None,
    )


def for_line(opened: Opened, nameless: Mapping[str, Person]) -> Opened:
    """What the place's line sees: what was released, and how it was decided since.

    Args:
        opened: all of it.
        nameless: who must not be known, by what stands for them: `SHOPPER`, `AGENT`.
    """
    released = next(
        (at for at, each in enumerate(opened.history) if each.step is Step.RELEASE),
        len(opened.history),
    )
    filed = msgspec.structs.replace(opened.filed, changes=_ends(opened.filed.changes))
    shown = msgspec.structs.replace(
        opened,
        visit=visit_for_line(
            opened.visit, shopper=SHOPPER not in nameless, agent=AGENT not in nameless
        ),
        filed=filed,
        history=opened.history[released:],
        gaps=(),
        warnings=(),
        line=True,
    )
    return without(shown, nameless) if nameless else shown


def without(opened: Opened, nameless: Mapping[str, Person]) -> Opened:
    """The same with the names of people taken out of every word of it."""
    stand_in = {person.id: words for words, person in nameless.items()}
    pattern = _names_of(nameless.values())

    def hide(text: str) -> str:
        if text in stand_in:
            return stand_in[text]
        return pattern.sub(lambda found: HIDDEN * len(found[0]), text)

    told: Opened = _told(opened, hide)
    return told


def _ends(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The last answer of each revision to each question."""
    last = {(each.revision, each.criterion): each for each in changes}
    return tuple(sorted(last.values(), key=lambda each: each.number))


def _names_of(people: Iterable[Person]) -> re.Pattern[str]:
    names = {name for each in people for name in (each.id, each.name, *each.aliases)}
    # A first name alone tells as much; a single letter would take the text apart.
    names |= {part for name in names for part in re.split(r"[\s._-]+", name) if len(part) > 1}
    # The longest first, so that a whole name goes as one.
    options = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    wide = r"(?<![^\W\u2e80-\uffff])(?:" + options + r")(?![^\W\u2e80-\uffff])"
    return re.compile(wide, re.IGNORECASE)


def _told(value: Any, hide: Callable[[str], str]) -> Any:
    """The value with every text in it changed; forms say what is asked, and name nobody."""
    if type(value) is str:
        return hide(value)
    if isinstance(value, Form):
        return value
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {name: _told(each, hide) for name, each in fields.items()}
        return msgspec.structs.replace(
            value, **{name: each for name, each in changed.items() if each is not fields[name]}
        )
    if isinstance(value, tuple):
        return tuple(_told(each, hide) for each in value)
    if isinstance(value, Mapping):
        return {key: _told(each, hide) for key, each in value.items()}
    return value
