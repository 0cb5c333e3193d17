"""A person's evaluation of a call: the engine's answers, what people made of them, and its life."""

from coachdesk.core.reviews.answered import Change, Manner, Review, merged
from coachdesk.core.reviews.life import Stage, Step, next_stage, steps_from

__all__ = [
    "Change",
    "Manner",
    "Review",
    "Stage",
    "Step",
    "merged",
    "next_stage",
    "steps_from",
]
