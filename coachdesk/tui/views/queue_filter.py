"""Typing a filter: what can come next, and what is wrong with it so far and where."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from coachdesk.core.errors import CoachdeskError, SyntaxFault
from coachdesk.core.queue import Vocabulary, complete, parse, wanted_by
from coachdesk.core.queue.fields import ABOUT
from coachdesk.desk.queue import vocabulary
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.session import Session
from coachdesk.tui.shown import cut, lines_of, width

LABEL = "filter"
_OFFERED = 12
_PROMPT = width(f" {LABEL}> ")
Offers = Sequence[tuple[str, int, str]]


class Filters:
    """What the desk's filters may say; its names are read once, beside the screen."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: Vocabulary | None = None
        self._asked = False

    def read(self) -> None:
        """Has the names read, where they are not yet."""
        if self._asked:
            return
        self._asked = True
        acting = self._session.acting
        self._session.look(
            lambda desk, stale: vocabulary(desk, acting), self._keep, self._fail, group="names"
        )

    def read_again(self) -> None:
        """The names may be others now; the next one who needs them has them read."""
        self._asked = False

    def _keep(self, names: Vocabulary) -> None:
        self._names = names

    def _fail(self, error: CoachdeskError) -> None:
        # Only completion lacks the names; the search itself will say what is wrong.
        self._asked = False

    def fault(self, text: str) -> SyntaxFault | None:
        """What is wrong with a filter, as far as it can be told without searching."""
        session = self._session
        try:
            if self._names is None:
                parse(text)
            else:
                zone = ZoneInfo(session.desk.settings.time_zone)
                now, me = session.acting.clock(), session.actor.id
                wanted_by(text, self._names, now=now, zone=zone, me=me)
        except SyntaxFault as fault:
            return fault
        return None

    def offers(self, text: str, cursor: int) -> Offers:
        """How the filter may go on at the cursor; none while something before is wrong."""
        self.read()
        found = complete(text, cursor, self._names or Vocabulary())
        if not found:
            return ()
        fault = self.fault(text)
        if fault is not None and fault.offset < found[0].start:
            return ()
        return [
            (text[: each.start] + each.insert + text[each.end :], each.start + len(each.insert),
             each.insert)
            for each in found
            if text[each.start : each.end] != each.insert
        ][:_OFFERED]  # fmt: skip


def may_become_field(text: str) -> bool:
    """Whether the last word typed is perhaps the beginning of a field such as `agent:`."""
    word = text[text.rfind(" ") + 1 :].lstrip("-").casefold()
    return bool(word) and any(field.value.startswith(word) for field in ABOUT)


def said(fault: SyntaxFault) -> str:
    """The fault in words."""
    return f"{fault.message} ({fault.hint})" if fault.hint else fault.message


def above(text: str, fault: SyntaxFault, cells: int, looks: Looks) -> str:
    """The fault for the line above the one that is typed, pointing down at its place."""
    pointer = "v" if looks.ascii_only else "▾"
    # Messages begin with a blank.
    at, cells = _PROMPT - 1 + width(text[: fault.offset]), cells - 1
    for words in (said(fault), fault.message):
        if at + 2 + width(words) <= cells:
            return " " * at + f"{pointer} {words}"
        if width(words) + 2 <= at < cells:
            return " " * (at - width(words) - 1) + f"{words} {pointer}"
    return cut(f"at sign {fault.offset + 1}: {said(fault)}", cells)


def below(text: str, fault: SyntaxFault, cells: int) -> Sequence[Sequence[Piece]]:
    """The filter with its fault marked under it."""
    hint = [fault.hint[start:end] for start, end in lines_of(fault.hint, max(cells - 6, 10))]
    return (
        [("  The filter is not understood:", Ink.STRONG)],
        (),
        [(f"    {text}", Ink.PLAIN)],
        [(" " * (4 + width(text[: fault.offset])) + "^", Ink.WARNING)],
        [(f"    {fault.message}", Ink.WARNING)],
        *([(f"    {line}", Ink.PLAIN)] for line in hint if line),
    )
