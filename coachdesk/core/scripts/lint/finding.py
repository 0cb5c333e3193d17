"""What the lint found, at one line or at one step or block."""

import msgspec

from coachdesk.core.errors import Severity
from coachdesk.core.scripts.values import Block, Line, LineAt, Step


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend."""

    code: str
    """Stable, listed in `core/codes`."""
    severity: Severity = Severity.WARNING
    part: Step | Block
    at: LineAt | None = None
    """The line; None: the step or block as a whole."""
    offset: int = 0
    """Code point of that line."""
    message: str
    hint: str = ""


def at_line(line: Line, offset: int, code: str, message: str, hint: str) -> Finding:
    """A warning at one character of a line."""
    return Finding(code=code, part=line.part, at=line.at, offset=offset, message=message, hint=hint)
