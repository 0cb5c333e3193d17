"""Certification: who may do what, until when, and on what evidence.

Facts (`facts`) are only ever added. A programme (`programme`) says what must be shown and how long
it holds; the standing on any day (`standing`), and what is lacking for the next certificate
(`needs`), follow from both. Exams (`exam`) are forms, scored as any form is.
"""

from coachdesk.core.certification.dates import day_of, months_later
from coachdesk.core.certification.life import LIFE, SITTING, SittingStage, SittingStep, Stage, Step
from coachdesk.core.certification.needs import (
    Need,
    Retake,
    blocking,
    exam_retake,
    needs,
    retake,
)
from coachdesk.core.certification.programme import Programme
from coachdesk.core.certification.standing import Standing, standing
from coachdesk.core.certification.state import MAY_WORK, State

__all__ = [
    "LIFE",
    "MAY_WORK",
    "SITTING",
    "Need",
    "Programme",
    "Retake",
    "SittingStage",
    "SittingStep",
    "Stage",
    "Standing",
    "State",
    "Step",
    "blocking",
    "day_of",
    "exam_retake",
    "months_later",
    "needs",
    "retake",
    "standing",
]
