"""Mystery visits: somebody poses as a customer and answers an audit form about what happened."""

from coachdesk.core.audits.life import COUNTED, LIFE, RELEASED, Stage, Step

__all__ = ["COUNTED", "LIFE", "RELEASED", "Stage", "Step"]
