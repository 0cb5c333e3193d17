"""Scripts: the words that headquarters writes and the front line uses."""

from coachdesk.core.scripts.values import Block, Branch, Change, Line, LineAt, Script, Step

__all__ = ["Block", "Branch", "Change", "Line", "LineAt", "Script", "Step"]
