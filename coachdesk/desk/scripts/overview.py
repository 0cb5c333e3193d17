"""All scripts side by side: versions, what is found wrong, and how far each one came."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from coachdesk.core.adherence import nobody_uses
from coachdesk.core.errors import DeskRefused, Problem, Severity
from coachdesk.core.scripts import Script
from coachdesk.core.scripts.delivery import Coverage
from coachdesk.core.scripts.shown import Line
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.scripts.adherence import adherence
from coachdesk.desk.scripts.delivery import delivery
from coachdesk.desk.scripts.library import library
from coachdesk.desk.scripts.versions import list_scripts, show_script


class Overseen(msgspec.Struct, frozen=True, kw_only=True):
    """One script with its figures."""

    line: Line
    script: Script
    """The library's text; the published one where the library has none."""
    errors: int
    warnings: int
    """What is found wrong in the library's text."""
    covered: Coverage | None
    """Who has read the newest version; None: none is published, or this person may not ask."""


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """Every script, and the files that could not even be read."""

    scripts: tuple[Overseen, ...]
    """By id."""
    problems: tuple[Problem, ...]


def overview(desk: Desk, acting: Acting) -> Overview:
    """Every script of the library, and every one that was ever published.

    Raises:
        DeskRefused: this person may not read scripts.
        BadInput: the library can't be read.
    """
    listed = list_scripts(desk, acting)
    there = library(desk, lint=True).scripts
    found = []
    for line in listed.lines:
        here = there.get(line.id)
        severities = [each.severity for each in here.problems] if here is not None else []
        found.append(
            Overseen(
                line=line,
                script=here.script if here else show_script(desk, acting, line.id).script,
                errors=severities.count(Severity.ERROR),
                warnings=severities.count(Severity.WARNING),
                covered=_covered(desk, acting, line),
            )
        )
    return Overview(scripts=tuple(found), problems=listed.problems)


def unused_lines(
    desk: Desk, acting: Acting, ids: Sequence[str], stop: Callable[[], bool]
) -> Mapping[str, int]:
    """How many lines nobody uses, for every published script whose use this person may ask about.

    A script of which no line has a figure is left out: it is not known.

    Args:
        desk: where.
        acting: who asks.
        ids: of published scripts.
        stop: whether nobody waits for it any more.
    """
    found = {}
    for id in ids:
        if stop():
            break
        try:
            lines = adherence(desk, acting, id).lines
        except DeskRefused:
            continue
        if any(line.tally.rate.high is not None for line in lines):
            found[id] = sum(map(nobody_uses, lines))
    return found


def _covered(desk: Desk, acting: Acting, line: Line) -> Coverage | None:
    if line.published is None:
        return None
    try:
        return delivery(desk, acting, line.id).whole
    except DeskRefused:
        return None
