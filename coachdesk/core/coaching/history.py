"""What proposals are made from: answers on calls and visits, certificates, earlier actions."""

from datetime import date, datetime

import msgspec

from coachdesk.core.coaching.action import Method, Topic, TopicKind
from coachdesk.core.coaching.life import Stage
from coachdesk.core.engine.verdicts import State
from coachdesk.core.people import Person


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to one criterion about one person's call or visit."""

    kind: TopicKind = TopicKind.CALLS
    person: str
    """Id."""
    form: str
    criterion: str
    call: str
    """Id of the call, or name of the visit."""
    at: datetime
    """When it began; aware."""
    state: State
    critical: bool = False
    said: State | None = None
    """What a published evaluation by a person says of it; None: there is none."""
    method: str = "automatic"

    @property
    def overruled(self) -> bool:
        """Whether a person answered otherwise, so that it speaks neither for nor against."""
        return self.said is not None and self.said is not self.state


class Certified(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate that somebody holds."""

    person: str
    certification: str
    until: date
    """Its last day."""


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """An action that there is already."""

    name: str
    person: str
    topic: Topic
    stage: Stage
    changed: datetime
    """When its last step was taken; aware."""
    failures: tuple[Method, ...] = ()


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known about some people."""

    people: tuple[Person, ...] = ()
    judged: tuple[Judged, ...] = ()
    """In any order."""
    certified: tuple[Certified, ...] = ()
    actions: tuple[Past, ...] = ()
    """In the order in which they were made."""
