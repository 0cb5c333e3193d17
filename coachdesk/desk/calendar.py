"""The days that matter to people: when certificates end, and when coaching is due."""

import msgspec

from coachdesk.core.certification.shown import Held
from coachdesk.core.coaching.life import UNDER_WAY
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.desk.certification.listing import Wanted, list_held, people_meant
from coachdesk.desk.coaching.listing import list_actions
from coachdesk.desk.folder import Acting, Desk


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """What has its days, as far as whoever asks may see it."""

    certificates: tuple[Held, ...]
    actions: tuple[ActionLine, ...]
    """Agreed or in progress; what is claimed waits for no day any more."""


def days_of(desk: Desk, acting: Acting, wanted: Wanted) -> Days:
    """Certificates and coaching actions of the people meant.

    A wish that only certificates can fulfil, such as a programme or a state, leaves actions out.

    Raises:
        As `list_held`.
    """
    certificates = list_held(desk, acting, wanted)
    whose = Wanted(person=wanted.person, team=wanted.team, place=wanted.place)
    if wanted != whose:
        return Days(certificates=certificates, actions=())
    people = {person.id for person in people_meant(desk.settings, whose)}
    found = list_actions(desk, acting, stages=sorted(UNDER_WAY))
    return Days(
        certificates=certificates,
        actions=tuple(line for line in found.lines if line.action.person in people),
    )
