"""One line of the list of visits: which columns fit, and what stands in each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from coachdesk.core.audits import Stage
from coachdesk.core.audits.opened import Line
from coachdesk.report.audits import score_of
from coachdesk.report.today import age
from coachdesk.tui.columns import widths
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import INK_OF, STATE_OF, WORD_OF, Ink, Looks
from coachdesk.tui.shown import fitted
from coachdesk.tui.views.visit_detail import Told

_MARKS = 3
TITLE: Mapping[Stage, str] = {
    Stage.APPEALED: "APPEALED",
    Stage.OBJECTED: "OBJECTED",
    Stage.SUBMITTED: "TO CHECK",
    Stage.IN_EDIT: "IN EDIT",
    Stage.ACCEPTED: "TO RELEASE",
    Stage.ON_HOLD: "ON HOLD",
    Stage.RETURNED: "RETURNED",
    Stage.IN_PROGRESS: "IN PROGRESS",
    Stage.ASSIGNED: "ASSIGNED",
    Stage.PLANNED: "PLANNED",
    Stage.RELEASED: "RELEASED",
    Stage.REJECTED: "REJECTED",
    Stage.FINAL: "FINAL",
    Stage.EXCLUDED: "EXCLUDED",
    Stage.CANCELLED: "CANCELLED",
}
"""In the order in which they are listed: what waits for somebody first."""
_MEANING: Mapping[Stage, str] = {
    Stage.APPEALED: "somebody who did not check the report decides",
    Stage.OBJECTED: "the shopper says that the report can be used",
    Stage.SUBMITTED: "somebody other than the shopper takes them",
    Stage.IN_EDIT: "facts are checked against proof",
    Stage.ACCEPTED: "the place does not see them yet",
    Stage.ON_HOLD: "in doubt, or something is missing",
    Stage.RETURNED: "the shopper has questions to answer",
    Stage.ASSIGNED: "to be made",
    Stage.PLANNED: "to be given to a shopper",
    Stage.RELEASED: "the place may appeal",
    Stage.EXCLUDED: "kept, and in no figure",
}
_TO_COME = frozenset({Stage.PLANNED, Stage.ASSIGNED, Stage.CANCELLED})
"""Nothing is answered there."""


@lru_cache(maxsize=64)
def columns(cells: int, *, shoppers: bool) -> Mapping[str, int]:
    """The columns that fit with their widths, from left to right.

    The form gives way first, then the shopper, then the score, then the day.
    """
    least = {"id": 5, "place": 12, "agent": 10, "day": 10, "form": 10, "shopper": 10, "score": 9,
             "told": 14}  # fmt: skip
    if not shoppers:
        del least["shopper"]
    return widths(
        least,
        cells - _MARKS,
        gives_way=("form", "shopper", "score", "day"),
        grows=(("place", 16), ("agent", 14), ("shopper", 14), ("form", 16), ("told", 18),
               ("place", 28), ("agent", 24), ("form", 24), ("shopper", 20), ("told", 10_000)),
    )  # fmt: skip


def heading_of(stage: Stage, lines: Sequence[Line]) -> Sequence[Piece]:
    """The stage, how many, and what it means."""
    late = sum(each.overdue for each in lines)
    return (
        (f" {TITLE[stage]}", Ink.STRONG),
        (f"  {len(lines):,}", Ink.PLAIN),
        (f"  {late} overdue" if late else "", Ink.WARNING),
        (f"  {_MEANING.get(stage, '')}", Ink.QUIET),
    )


def names_of(cells: int, *, shoppers: bool) -> Sequence[Piece]:
    """The names of the columns."""
    titles = {"told": "", "id": ""}
    text = " ".join(
        fitted(titles.get(name, name), wide)
        for name, wide in columns(cells, shoppers=shoppers).items()
    )
    return ((" " * _MARKS + text, Ink.QUIET),)


def row_of(
    each: Line,
    cells: int,
    looks: Looks,
    now: datetime,
    told: Told,
    *,
    shoppers: bool,
    current: bool,
) -> Sequence[Piece]:
    """One visit."""
    visit = each.visit
    state = STATE_OF[visit.figures.outcome]
    score, ink = _score(each, looks), INK_OF[state]
    if visit.figures.shown is None:
        ink = Ink.QUIET
    text = {
        "id": (each.name, Ink.QUIET),
        "place": (told.place(visit.place), Ink.PLAIN),
        "agent": (told.name(visit.agent) if visit.agent else "whoever serves", Ink.PLAIN),
        "day": (told.day(visit.contact_at or visit.window_from), Ink.QUIET),
        "form": (visit.form, Ink.QUIET),
        "shopper": (told.name(visit.shopper) if visit.shopper else "nobody yet", Ink.QUIET),
        "score": (score, ink),
        "told": (told_of(each, now, told), Ink.WARNING if each.overdue else Ink.QUIET),
    }
    mark = looks.glyph("warning") if each.overdue else " "
    pieces: list[Piece] = [
        (mark, Ink.WARNING),
        (f"{looks.glyph('cursor') if current else ' '} ", Ink.KEY),
    ]
    for name, wide in columns(cells, shoppers=shoppers).items():
        words, own = text[name]
        pieces.append((fitted(words, wide) + " ", own))
    return pieces


def _score(each: Line, looks: Looks) -> str:
    figures = each.visit.figures
    shown = score_of(figures)
    if shown is not None:
        return f"{looks.sign(STATE_OF[figures.outcome])} {shown:.2f}"
    if each.stage in _TO_COME or (each.visit.contact_at is None and not figures.waiting):
        return ""
    return f"{figures.waiting} open" if figures.waiting else "no score"


def told_of(each: Line, now: datetime, told: Told) -> str:
    """What is due, or until when something can be done."""
    visit = each.visit
    if each.overdue and each.due is not None:
        return f"overdue {age(each.due, now)}"
    if each.stage is Stage.RELEASED and visit.appeal_until is not None:
        over = visit.appeal_until <= now
        return "time is over" if over else f"{age(now, visit.appeal_until)} to appeal"
    if each.due is not None:
        return f"due in {age(now, each.due)}"
    return "late report" if visit.late else told.day(visit.since)


def words_of(each: Line, told: Told, actor: str) -> str:
    """What a filter finds it by."""
    visit = each.visit
    parts = (
        each.name,
        each.stage.value,
        TITLE[each.stage],
        told.place(visit.place),
        visit.place,
        told.name(visit.agent) if visit.agent else "",
        told.name(visit.shopper) if visit.shopper else "",
        visit.form,
        visit.channel,
        visit.quarter,
        visit.script,
        WORD_OF[STATE_OF[visit.figures.outcome]] if visit.figures.shown is not None else "",
        "mine" if actor in (visit.shopper, visit.agent, *visit.editors[-1:]) else "",
        "overdue" if each.overdue else "",
        "late" if visit.late else "",
    )
    return " ".join(parts).casefold()
