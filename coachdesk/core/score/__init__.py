"""A score is a pure function of a form and its answers; exact, and named by its method.

Formulas and worked numbers: docs/scoring.md. Nothing here rounds; `report/figures.py` does.
"""

from coachdesk.core.score.scorer import Scorer, score
from coachdesk.core.score.values import Outcome, Scope, Score, SectionScore

__all__ = ["Outcome", "Scope", "Score", "Scorer", "SectionScore", "score"]
