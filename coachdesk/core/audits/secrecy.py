"""A visit as the place's line may see it: without whoever must not be known."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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


class Nameless(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who must not be known."""

    person: Person
    words: str
    """Stands for them where they did something: `SHOPPER` or `AGENT`."""


def visit_for_line(visit: Visit, nameless: Iterable[Nameless]) -> Visit:
    """The visit without its draw, from which people could be worked out, and without people."""
    hidden = {each.person.id for each in nameless}
    return msgspec.structs.replace(
        visit,
        seed="",
        draw="",
        drawn_from="",
        drawn_within=(),
        frame_sha256="",
        shopper=None if visit.shopper in hidden else visit.shopper,
        agent=None if visit.agent in hidden else visit.agent,
    )


def for_line(opened: Opened, nameless: Sequence[Nameless]) -> Opened:
    """What the place's line sees: what was released, and how it was decided since.

    Args:
        opened: all of it.
        nameless: whom this person does not learn of.
    """
    released = next(
        (at for at, each in enumerate(opened.history) if each.step is Step.RELEASE),
        len(opened.history),
    )
    filed = msgspec.structs.replace(opened.filed, changes=_ends(opened.filed.changes))
    shown = msgspec.structs.replace(
        opened,
        visit=visit_for_line(opened.visit, nameless),
        filed=filed,
        history=opened.history[released:],
        lacks=(),
        doubts=(),
        line=True,
    )
    return without(shown, nameless) if nameless else shown


def without(opened: Opened, nameless: Sequence[Nameless]) -> Opened:
    """The same with the names of people taken out of every word of it."""
    stand_in = {each.person.id: each.words for each in nameless}
    pattern = _names_of(each.person for each in nameless)

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
    """Every name, id and alias however it is written, and parts of names as they are written.

    A part of a name in small letters may be a word like any other (`min`, `grace`).
    """
    whole: set[str] = set()
    parts: set[str] = set()
    for each in people:
        whole |= {each.id, each.name, *each.aliases}
        for name in (each.name, *each.aliases):
            parts |= {part for part in re.split(r"[\s._-]+", name) if len(part) > 1}
    options = f"(?i:{_any_of(whole)})|{_any_of(parts)}"
    # Chinese is written without blanks: there a name ends where it ends.
    letter = r"[^\W\u2e80-\uffff]"
    return re.compile(f"(?<!{letter})(?:{options})(?!{letter})")


def _any_of(names: Iterable[str]) -> str:
    """The longest first, so that a whole name goes as one."""
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


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
