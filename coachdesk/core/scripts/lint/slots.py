"""Fool-proof: nothing left for the speaker to guess."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import msgspec

from coachdesk.core.engine.phrases import CALL_SLOTS
from coachdesk.core.errors import Severity
from coachdesk.core.scripts.lint.finding import Finding, at_line
from coachdesk.core.scripts.lint.sentences import SLOT
from coachdesk.core.scripts.values import Line

_LEFT = re.compile(
    r"\[?\b(?:TODO|TBD|TBC|FIXME)\b\]?|\bX{2,}\b|_{2,}|\[[^\]]*\]|<[^<>]*>|【[^】]*】|＿{2,}"
    r"|某某|×{2,}"
)


def unfilled_slots(line: Line, slots: Mapping[str, str]) -> Iterator[Finding]:
    """S213: slots that neither the call nor the script's own `slots` fill, and gaps left open."""
    known = {*CALL_SLOTS, *slots}
    for slot in SLOT.finditer(line.text):
        if slot[1].strip() not in known:
            near = get_close_matches(slot[1], sorted(known), n=1)
            hint = f"say under slots where '{slot[1]}' stands"
            if near:
                hint = f"did you mean {{{near[0]}}}? Else {hint}"
            yield _error(line, slot.start(), f"nothing fills the slot {slot[0]}", hint)
    without = SLOT.sub(lambda slot: " " * len(slot[0]), line.text)
    for sign in re.finditer(r"[{}]", without):
        yield _error(line, sign.start(), f"'{sign[0]}' has no partner", "write {name}")
    for left in _LEFT.finditer(without):
        message = f"'{' '.join(left[0].split())}' is left for the speaker to fill"
        yield _error(line, left.start(), message, "write the words, or a slot such as {company}")


def _error(line: Line, offset: int, message: str, hint: str) -> Finding:
    finding = at_line(line, offset, "S213", message, hint)
    return msgspec.structs.replace(finding, severity=Severity.ERROR)
