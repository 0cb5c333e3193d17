"""Links to a place in a call, such as `coachdesk://call/C0912345#0:24:54`, which `:` accepts."""

import re
from urllib.parse import quote, unquote

from coachdesk.tui.view import Place

_LINK = re.compile(
    r"coachdesk://call/([^#\s]+)(?:#(?:([0-9]{1,6}):)?([0-9]{1,6}):([0-9]{2})|#turn-([1-9][0-9]{0,8}))?"
)


def link_to(call: str, start_ms: int | None, turn: int | None) -> str:
    """The link to a moment of a call, or to a turn where the call has no times."""
    link = f"coachdesk://call/{quote(call, safe='')}"
    if start_ms is not None:
        seconds = start_ms // 1000
        return f"{link}#{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return link if turn is None else f"{link}#turn-{turn + 1}"


def place_of_link(text: str) -> Place | None:
    """The place that a link names, or None where the text is none."""
    found = _LINK.fullmatch(text.strip())
    if found is None:
        return None
    call, hours, minutes, seconds, turn = found.groups()
    if turn is not None:
        return Place(view="review", call=unquote(call), turn=int(turn) - 1)
    if minutes is None:
        return Place(view="review", call=unquote(call))
    moment = (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000
    return Place(view="review", call=unquote(call), start_ms=moment)
