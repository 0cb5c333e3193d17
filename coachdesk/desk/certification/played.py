"""A role-play as whoever answers or reads it sees it."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.certification.kept import RolePlay
from coachdesk.core.certification.life import PlayStage, PlayStep
from coachdesk.core.guards import Lack, lacks
from coachdesk.core.reviews import Change
from coachdesk.core.scored import Scored


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """A role-play with its form and its answers."""

    number: int
    """0: nothing is answered yet, and there is no record of it."""
    seen: int
    """Counts writes; 0 likewise."""
    stage: PlayStage
    play: RolePlay
    person_name: str
    engine: Scored
    """The form with nothing answered: nobody listens to a role-play but the assessor."""
    scored: Scored
    """The same with the answers that stand; a result only once it is handed in."""
    changes: tuple[Change, ...] = ()
    may: Mapping[PlayStep, str] = msgspec.field(default_factory=dict)
    """For every step that the stage allows: why this person may not take it, or an empty text."""

    @property
    def name(self) -> str:
        """Such as `Y3`; before the first answer what it will be about."""
        play = self.play
        return f"Y{self.number}" if self.number else f"{play.programme} {play.person} {play.form}"

    @property
    def is_over(self) -> bool:
        """Whether it is handed in."""
        return self.stage is PlayStage.SCORED

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is missing before it can be handed in."""
        if self.is_over:
            return ()
        return lacks(self.scored.form, self.scored.evaluation.answers)
