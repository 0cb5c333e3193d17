"""Mystery visits: somebody poses as a customer and answers an audit form about what happened."""

from coachdesk.core.audits.checks import TIMES, Around, Earlier, doubts, lacks
from coachdesk.core.audits.columns import Column, Holds, columns
from coachdesk.core.audits.due import due_at, overdue
from coachdesk.core.audits.facts import fact_of, wanted
from coachdesk.core.audits.life import COUNTED, LIFE, RELEASED, Stage, Step
from coachdesk.core.audits.report import Progress, Report, VisitRow, progress
from coachdesk.core.audits.results import (
    Beside,
    Execution,
    Group,
    Visited,
    agents,
    beside,
    executions,
    mean_score,
    places,
    teams,
    versions,
)
from coachdesk.core.audits.severity import Severity, severities

__all__ = [
    "COUNTED",
    "LIFE",
    "RELEASED",
    "TIMES",
    "Around",
    "Beside",
    "Column",
    "Earlier",
    "Execution",
    "Group",
    "Holds",
    "Progress",
    "Report",
    "Severity",
    "Stage",
    "Step",
    "VisitRow",
    "Visited",
    "agents",
    "beside",
    "columns",
    "doubts",
    "due_at",
    "executions",
    "fact_of",
    "lacks",
    "mean_score",
    "overdue",
    "places",
    "progress",
    "severities",
    "teams",
    "versions",
    "wanted",
]
