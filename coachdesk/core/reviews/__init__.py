"""A person's evaluation of a call: the engine's answers, what people made of them, and its life."""

from coachdesk.core.reviews.answered import Change, Manner, Review, given, merged
from coachdesk.core.reviews.life import RELEASED, Stage, Step, next_stage, steps_from
from coachdesk.core.reviews.opened import Disputed, Done, Evaluations, Line, Opened, Stands
from coachdesk.core.reviews.overturned import Decision, Overturned, overturned
from coachdesk.core.reviews.undo import Reversal, Unavailable, redo, undo

__all__ = [
    "RELEASED",
    "Change",
    "Decision",
    "Disputed",
    "Done",
    "Evaluations",
    "Line",
    "Manner",
    "Opened",
    "Overturned",
    "Reversal",
    "Review",
    "Stage",
    "Stands",
    "Step",
    "Unavailable",
    "given",
    "merged",
    "next_stage",
    "overturned",
    "redo",
    "steps_from",
    "undo",
]
