"""Mystery visits: somebody poses as a customer and answers an audit form about what happened."""

from coachdesk.core.audits.facts import fact_of, wanted
from coachdesk.core.audits.life import COUNTED, LIFE, RELEASED, Stage, Step
from coachdesk.core.audits.report import Report

__all__ = ["COUNTED", "LIFE", "RELEASED", "Report", "Stage", "Step", "fact_of", "wanted"]
