"""The evaluations by people that somebody may see, sorted by what waits in them."""

from collections.abc import Mapping, Sequence

import msgspec

from coachdesk.core.authorize import Action, Actor, Allow, authorize
from coachdesk.core.reviews import Overturned, Stage
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.desk.reviews import Line, list_reviews, overturn_rates
from coachdesk.desk.today import LATE_AFTER
from coachdesk.store import today as store

ORDER = (
    Stage.DISPUTED,
    Stage.SUBMITTED,
    Stage.DRAFT,
    Stage.PUBLISHED,
    Stage.RESOLVED,
    Stage.ACKNOWLEDGED,
    Stage.RETRACTED,
)
"""What somebody waits for comes first."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One evaluation, and what the list says about it besides."""

    line: Line
    mine: bool
    """By or about the person who looks."""
    late: bool
    """Disputed, and not decided for longer than `LATE_AFTER`."""
    automatic: bool
    """Acknowledged because the time for disputes ended: no agreement of anybody."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The evaluations of one stage: of disputes the longest waiting first, else the newest."""

    stage: Stage
    listed: tuple[Listed, ...]


class Evaluations(msgspec.Struct, frozen=True, kw_only=True):
    """All of them that this person may see."""

    sections: tuple[Section, ...]
    """In the order of `ORDER`; none without evaluations."""
    hidden: int
    """So many more are none of this person's business."""


def evaluations(desk: Desk, acting: Acting) -> Evaluations:
    """The evaluations by people that this person may see, stage by stage.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    actor, now = actor_of(desk, acting), acting.clock()
    with desk.opened(acting) as db:
        found = list_reviews(desk, acting)
        automatic = store.ended_by_clock(db)
    by_stage: Mapping[Stage, list[Listed]] = {stage: [] for stage in ORDER}
    for line in found.lines:
        listed = Listed(
            line=line,
            mine=actor.id in (line.scorer, line.subject),
            late=line.stage is Stage.DISPUTED and line.changed_at < now - LATE_AFTER,
            automatic=line.stage is Stage.ACKNOWLEDGED and line.number in automatic,
        )
        by_stage[line.stage].append(listed)
    by_stage[Stage.DISPUTED].sort(key=lambda each: each.line.changed_at)
    return Evaluations(
        sections=tuple(
            Section(stage=stage, listed=tuple(by_stage[stage]))
            for stage in ORDER
            if by_stage[stage]
        ),
        hidden=found.hidden,
    )


def overturned_if_allowed(desk: Desk, acting: Acting) -> Sequence[Overturned]:
    """How often disputes were right, question by question; none for those who may not look."""
    if not _may_read_all(actor_of(desk, acting)):
        return ()
    return overturn_rates(desk, acting)


def _may_read_all(actor: Actor) -> bool:
    return isinstance(authorize(actor, Action.READ_TEAM), Allow)
