"""The life of anything with stages: one table of what leads where.

Evaluations, visits, certificates and actions each have their own stages and steps; what can be
asked of such a table is the same for all. Who may take a step is another question
(`core/authorize`).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

StageT = TypeVar("StageT", bound=StrEnum)
StepT = TypeVar("StepT", bound=StrEnum)


class Life(Generic[StageT, StepT]):
    """A table of steps, asked and never changed."""

    def __init__(
        self, steps: type[StepT], table: Mapping[tuple[StageT | None, StepT], StageT]
    ) -> None:
        self._steps = steps
        self._table = dict(table)

    def after(self, stage: StageT | None, step: StepT) -> StageT | None:
        """The stage that the step leads to, or None where it can't be taken.

        Args:
            stage: None before there is anything.
            step: what somebody wants to do.
        """
        return self._table.get((stage, step))

    def steps_from(self, stage: StageT | None) -> tuple[StepT, ...]:
        """Every step that can be taken from a stage, in the order in which steps are named."""
        return tuple(step for step in self._steps if (stage, step) in self._table)
