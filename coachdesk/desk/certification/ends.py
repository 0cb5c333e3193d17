"""When people's certificates end, for rooms that act on it. Whether they may is theirs to ask."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import msgspec

from coachdesk.desk.certification.evidence import Evidence
from coachdesk.desk.certification.programmes import programmes_of
from coachdesk.desk.folder import Desk
from coachdesk.store.connect import Db


class End(msgspec.Struct, frozen=True, kw_only=True):
    """The last day of a certificate, which may lie behind."""

    person: str
    programme: str
    until: date
    """Of validity, or of work where a new version of a script ends that earlier."""


def ends_of(desk: Desk, db: Db, people: Sequence[str], now: datetime) -> Iterator[End]:
    """The certificates of these people that were given and are not revoked.

    Args:
        desk: which.
        db: open.
        people: ids.
        now: aware.
    """
    evidence, known = Evidence(desk, db, now, people), programmes_of(desk)
    day = desk.settings.day_of(now)
    for programme, person in evidence.enrolments:
        if programme in known:
            found = evidence.standing(known[programme], person, day)
            ends = [each for each in (found.valid_to, found.works_until) if each is not None]
            if ends:
                yield End(person=person, programme=programme, until=min(ends))
