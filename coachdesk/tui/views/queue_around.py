"""What stands around the rows of the queue: which list, where in it, and why there is none."""

from collections.abc import Callable, Sequence

from coachdesk.core.authorize import Scope
from coachdesk.core.errors import CoachdeskError
from coachdesk.core.queue import Sort
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink
from coachdesk.tui.shown import fitted, width
from coachdesk.tui.views.queue_reading import Asked

Rows = Sequence[Sequence[Piece]]
SORT_WORDS = {
    Sort.URGENT: "most urgent first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.SCORE: "lowest score first",
    Sort.LENGTH: "longest first",
    Sort.AGENT: "by agent",
}
"""Each sort has another first letter, which is its key."""
READING: Rows = ((), [("  reading…", Ink.QUIET)])
NO_CALLS: Rows = (
    (),
    [("  No calls on this desk yet.", Ink.STRONG)],
    [("  Put some in from a shell, then they are here:", Ink.PLAIN)],
    (),
    [("    coachdesk import FILE…", Ink.KEY), ("   reads and keeps them", Ink.QUIET)],
    [("    coachdesk screen", Ink.KEY), ("         scores them with the rules", Ink.QUIET)],
)


def no_calls(scope: Scope) -> Rows:
    """There is no call that this person may see: none at all, or none of theirs."""
    if scope.is_everything:
        return NO_CALLS
    if scope.released_only:
        told = "No call is published to you yet."
        cure = "A call of yours is here once somebody has reviewed it and published that."
    else:
        told = "No call of your people is on this desk yet."
        cure = "Whoever looks after the desk brings calls in."
    return ((), [(f"  {told}", Ink.STRONG)], [(f"  {cure}", Ink.QUIET)])


def title_of(asked: Asked, cells: int, *, reading: bool) -> Sequence[Piece]:
    """The filter, and the order at the right."""
    order = ("reading… · " if reading else "") + SORT_WORDS[asked.sort]
    room = max(0, cells - width(order) - 2)
    text, ink = (f" / {asked.text}", Ink.KEY) if asked.text else (" all calls", Ink.QUIET)
    return [(fitted(text, room), ink), (f" {order}", Ink.QUIET)]


def none_meets(total: int, key_of: Callable[[str], str]) -> Rows:
    """No call of the desk meets the filter."""
    calls = "The only call does not meet" if total == 1 else f"None of the {total:,} calls meets"
    cure = f"  {key_of('find')} changes it · Esc clears it · {key_of('views')} shows saved ones"
    return ((), [(f"  {calls} this filter.", Ink.STRONG)], [(cure, Ink.QUIET)])


def why_refused(error: CoachdeskError) -> Rows:
    """This person may not see such a list."""
    first = error.problems[0]
    return ((), [(f"  {first.message}", Ink.WARNING)], [(f"  {first.hint}", Ink.QUIET)])


def where_in(cursor: int, found: int, total: int | None, *, whole: bool) -> str:
    """Such as `row 17 of 1,204 of 1,000,000`."""
    if not found:
        return "no calls" if whole else ""
    row = f"row {cursor + 1:,} of {found:,}"
    if not whole:
        return f"{row}+"
    return f"{row} of {total:,}" if total is not None and total != found else row


def selected_in(inside: int, everywhere: int) -> str:
    """Such as ` · 3 selected`; empty: none are."""
    if not everywhere:
        return ""
    outside = everywhere - inside
    return f" · {inside:,} selected" + (f" and {outside:,} outside this list" if outside else "")
