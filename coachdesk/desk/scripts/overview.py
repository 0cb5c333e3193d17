"""All scripts side by side: versions, what is found wrong, and how far each one came."""

import msgspec

from coachdesk.core.errors import DeskRefused, Problem, Severity
from coachdesk.core.scripts import Script
from coachdesk.core.scripts.delivery import Coverage
from coachdesk.core.scripts.shown import Line
from coachdesk.desk.folder import Acting, Desk
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
    there = library(desk).scripts
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


def _covered(desk: Desk, acting: Acting, line: Line) -> Coverage | None:
    if line.published is None:
        return None
    try:
        return delivery(desk, acting, line.id).whole
    except DeskRefused:
        return None
