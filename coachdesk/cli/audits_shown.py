"""What the commands on visits share: which one is meant, and how it is shown."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from coachdesk.cli.on_desk import tell_object
from coachdesk.cli.pages import columns
from coachdesk.core.audits.opened import Opened
from coachdesk.core.errors import BadInput, Problem
from coachdesk.desk.audits.room import ROOM
from coachdesk.desk.folder import Desk
from coachdesk.desk.steps import number_of
from coachdesk.report.audit_object import opened_object
from coachdesk.report.audit_state import state_lines

visit_argument = click.argument("visit", metavar="VISIT")


def number(visit: str) -> int:
    """The number in a name such as `V12`."""
    return number_of(ROOM, visit)


def place_names(desk: Desk) -> Mapping[str, str]:
    """Id of each place to what it is called."""
    return {place.id: place.name for place in desk.settings.places}


def tell(
    desk: Desk, opened: Opened, output_format: str, before: str = "", question: str = ""
) -> None:
    """Says where the visit stands now, and what is kept of the question that was answered."""
    if output_format == "json":
        tell_object(opened_object(opened))
    else:
        lines = state_lines(
            opened, place_names(desk), columns=columns(), before=before, question=question
        )
        for line in lines:
            click.echo(line)


def moment(text: str, zone: ZoneInfo) -> datetime:
    """The time that is written, of the zone where it names none.

    Raises:
        BadInput: it is no time (U409).
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        hint = "such as 2026-10-05T14:30"
        problem = Problem(code="U409", message=f"'{text}' is no time", hint=hint)
        raise BadInput(problem) from None
    return at if at.tzinfo is not None else at.replace(tzinfo=zone)
