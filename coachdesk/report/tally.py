"""Counts over many evaluations."""

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import scored
from coachdesk.core.score import Outcome
from coachdesk.report.reported import Reported
from coachdesk.report.tone import (
    OUTCOME_TONE,
    OUTCOME_WORD,
    SIGN,
    STATE_TONE,
    WORD,
    Paint,
    unpainted,
)


class Tally(msgspec.Struct, kw_only=True):
    """Counts over many evaluations, filled as they pass."""

    evaluations: int = 0
    outcomes: dict[Outcome, int] = msgspec.field(default_factory=dict)
    states: dict[State, int] = msgspec.field(default_factory=dict)

    def add(self, reported: Reported) -> None:
        """Count one evaluation; criteria that do not count are left aside."""
        outcome = reported.score.outcome
        self.evaluations += 1
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        for _, criterion, answer in reported.answered():
            if scored(criterion):
                self.states[answer.state] = self.states.get(answer.state, 0) + 1

    def counts(self) -> dict[str, int | dict[str, int]]:
        """All counts, zeros included, for machines."""
        return {
            "evaluations": self.evaluations,
            "outcomes": {each.value: self.outcomes.get(each, 0) for each in Outcome},
            "states": {each.value: self.states.get(each, 0) for each in State},
        }

    def line(self, paint: Paint = unpainted) -> str:
        """All counts in one line."""
        outcomes = [
            paint(f"{self.outcomes[o]} {OUTCOME_WORD[o]}", OUTCOME_TONE[o])
            for o in Outcome
            if self.outcomes.get(o)
        ]
        states = [
            paint(f"{SIGN[s]} {self.states[s]} {WORD[s]}", STATE_TONE[s])
            for s in State
            if self.states.get(s)
        ]
        noun = "evaluation" if self.evaluations == 1 else "evaluations"
        parts = [f"{self.evaluations} {noun}", ", ".join(outcomes), "  ".join(states)]
        return "  ·  ".join(part for part in parts if part)
