"""One line of the coaching board: which columns fit, and what stands in each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from coachdesk.core.coaching import ENDED, UNDER_WAY, Stage
from coachdesk.core.coaching.excuses import MatterStage
from coachdesk.core.coaching.pages import ActionLine, GivenWaiver, OwnersMatter
from coachdesk.core.engine.verdicts import State
from coachdesk.tui.columns import widths
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import INK_OF, Ink, Looks
from coachdesk.tui.shown import fitted
from coachdesk.tui.staged import Stretch

_MARKS = 3
_SIGNS = 10
"""So many of the newest calls stand there as signs."""
Row = ActionLine | OwnersMatter | GivenWaiver
"""What stands under a title."""


TITLE: Mapping[Stage, str] = {
    Stage.CLAIMED: "TO VERIFY",
    Stage.DECLINED: "DECLINED",
    Stage.PROPOSED: "PROPOSED",
    Stage.AGREED: "AGREED",
    Stage.IN_PROGRESS: "IN PROGRESS",
    Stage.VERIFIED: "VERIFIED",
    Stage.NOT_EFFECTIVE: "NOT EFFECTIVE",
    Stage.CLOSED: "CLOSED UNVERIFIED",
    Stage.CANCELLED: "CANCELLED",
}
"""From what is to be done to what has ended."""
_OVERDUE, _MATTERS, _EXCUSED = "OVERDUE", "NOT THE PEOPLE", "EXCUSED"
_MEANING: Mapping[str, str] = {
    _OVERDUE: "the day has passed, and it is not done",
    _MATTERS: "most of a team fails it: rule or script",
    _EXCUSED: "until their day the policies raise nothing",
    TITLE[Stage.CLAIMED]: "somebody else than the coach looks at calls",
    TITLE[Stage.DECLINED]: "to talk about, or to cancel",
    TITLE[Stage.PROPOSED]: "person and coach both have to agree",
    TITLE[Stage.AGREED]: "the coach begins, with a first session",
    TITLE[Stage.IN_PROGRESS]: "until one of the two says it is done",
    TITLE[Stage.VERIFIED]: "calls drawn at random show it",
    TITLE[Stage.NOT_EFFECTIVE]: "another action follows",
    TITLE[Stage.CLOSED]: "too few calls to tell",
}


@lru_cache(maxsize=64)
def columns(cells: int) -> Mapping[str, int]:
    """The columns that fit with their widths, from left to right.

    Where it comes from gives way first, then how it was before, then the due date.
    """
    return widths(
        {"id": 4, "person": 10, "behaviour": 14, "due": 10, "failed": 7, "from": 12, "passed": 20},
        cells - _MARKS,
        gives_way=("from", "failed", "due", "passed"),
        grows=(("behaviour", 18), ("person", 14), ("behaviour", 24), ("passed", 26),
               ("person", 24), ("behaviour", 36), ("from", 24), ("passed", 10_000)),
    )  # fmt: skip


def heading_of(stretch: Stretch[Row], looks: Looks) -> Sequence[Piece]:
    """The stage, how many, how many wait for whoever looks, and what it means."""
    title, rows = stretch.stage, stretch.listed
    waits = sum(isinstance(each, ActionLine) and each.waits for each in rows)
    return (
        (f" {title}", Ink.WARNING if title == _OVERDUE else Ink.STRONG),
        (f"  {len(rows):,}", Ink.PLAIN),
        (f"  {waits} {looks.glyph('selected')} yours" if waits else "", Ink.KEY),
        (f"  {_MEANING.get(title, '')}", Ink.QUIET),
    )


def names_of(cells: int) -> Sequence[Piece]:
    """The names of the columns."""
    titles = {"passed": "passed since talk"}
    text = " ".join(fitted(titles.get(name, name), wide) for name, wide in columns(cells).items())
    return ((" " * _MARKS + text, Ink.QUIET),)


def row_of(
    each: Row,
    cells: int,
    looks: Looks,
    today: date,
    name_of: Callable[[str], str],
    *,
    current: bool,
) -> Sequence[Piece]:
    """One action, one matter or one waiver."""
    cursor = looks.glyph("cursor") if current else " "
    match each:
        case ActionLine():
            mark = _mark(each, looks)
            cells_of = _of_action(each, cells, looks, today, name_of)
        case OwnersMatter():
            mark, cells_of = (" ", Ink.PLAIN), _of_matter(each, name_of)
        case GivenWaiver():
            mark, cells_of = (" ", Ink.PLAIN), _of_waiver(each, name_of)
    pieces: list[Piece] = [mark, (f"{cursor} ", Ink.KEY)]
    for name, wide in columns(cells).items():
        left = wide
        for text, ink in cells_of.get(name, ()):
            part = fitted(text, left) if name != "passed" else text
            pieces.append((part, ink))
            left = 0
        if name != "passed":
            pieces.append((" " * left + " ", Ink.PLAIN))
    return pieces


def _mark(line: ActionLine, looks: Looks) -> Piece:
    if line.overdue:
        return looks.glyph("warning"), Ink.WARNING
    return (looks.glyph("selected") if line.waits else " "), Ink.KEY


def _of_action(
    line: ActionLine, cells: int, looks: Looks, today: date, name_of: Callable[[str], str]
) -> Mapping[str, Sequence[Piece]]:
    action, baseline = line.action, line.action.baseline
    before = "–" if baseline is None else f"{baseline.failed} of {baseline.of}"
    return {
        "id": ((line.name, Ink.QUIET),),
        "person": ((name_of(action.person), Ink.PLAIN),),
        "behaviour": ((action.topic.criterion or action.topic.form, Ink.PLAIN),),
        "due": (due_piece(line, today),),
        "failed": ((before, Ink.FAIL if baseline is not None else Ink.QUIET),),
        "from": ((action.policy or "a person", Ink.QUIET),),
        "passed": told_of(line, columns(cells).get("passed", 0), looks, name_of),
    }


def _of_matter(each: OwnersMatter, name_of: Callable[[str], str]) -> Mapping[str, Sequence[Piece]]:
    matter = each.matter
    return {
        "id": ((each.name, Ink.QUIET),),
        "person": ((matter.team, Ink.PLAIN),),
        "behaviour": ((matter.topic.criterion or matter.topic.form, Ink.PLAIN),),
        "failed": ((f"{matter.failing} of {matter.judged}", Ink.FAIL),),
        "from": ((matter.policy, Ink.QUIET),),
        "passed": ((f"for {name_of(matter.owner)}", Ink.QUIET),),
    }


def _of_waiver(each: GivenWaiver, name_of: Callable[[str], str]) -> Mapping[str, Sequence[Piece]]:
    excuse = each.excuse
    return {
        "id": ((each.name, Ink.QUIET),),
        "person": ((name_of(excuse.person) if excuse.person else "everybody", Ink.PLAIN),),
        "behaviour": ((excuse.topic.criterion or excuse.topic.form, Ink.PLAIN),),
        "passed": ((f"until {excuse.until}, {name_of(excuse.owner)}", Ink.QUIET),),
    }


def due_piece(line: ActionLine, today: date) -> Piece:
    """How long there is; loud once it is over and nobody said no."""
    waits = line.stage is Stage.PROPOSED and line.action.due < today
    # Of what is overdue the sign stands before the row.
    sign = "! " if waits else ""
    return sign + due_of(line, today), Ink.WARNING if waits or line.overdue else Ink.QUIET


def due_of(line: ActionLine, today: date) -> str:
    """How long there is to do it; nothing where it is done."""
    days = (line.action.due - today).days
    if line.overdue:
        return f"{-days} d late"
    if line.stage in ENDED or line.stage is Stage.CLAIMED:
        return ""
    if days < 0:
        return f"{-days} d ago"
    return f"in {days} d" if days else "today"


def told_of(
    line: ActionLine, cells: int, looks: Looks, name_of: Callable[[str], str]
) -> Sequence[Piece]:
    """The newest calls since the first session as signs, or what it waits for."""
    action = line.action
    shown = line.since.calls if line.since is not None else action.checked
    kept = [each.state for each in shown if each.state in (State.PASS, State.FAIL, State.UNKNOWN)]
    if kept:
        passed, decided = kept.count(State.PASS), len(kept) - kept.count(State.UNKNOWN)
        drawn = "drawn " if line.since is None else ""
        share = f"{drawn}{passed} of {decided} "
        newest = kept[-_SIGNS:]
        # Some of them would say something else than all.
        newest = newest if len(newest) <= cells - len(share) else []
        signs = [(looks.sign(state), INK_OF[state]) for state in newest]
        return ((share, Ink.PLAIN), *signs)
    match line.stage:
        case Stage.PROPOSED if action.coach is None:
            text = "no coach is named yet"
        case Stage.PROPOSED if action.agreed_by:
            text = f"{name_of(action.agreed_by[0])} agreed"
        case stage if stage in ENDED:
            text = f"{line.changed:%Y-%m-%d}"
        case Stage.AGREED if line.overdue:
            text = "agreed, not begun"
        case Stage.IN_PROGRESS | Stage.CLAIMED:
            text = "no call shows it yet"
        case _:
            text = f"with {name_of(action.coach)}" if action.coach else ""
    return ((text, Ink.QUIET),)


def words_of(each: Row, team: str | None, me: str, name_of: Callable[[str], str]) -> str:
    """What a filter finds it by.

    Args:
        each: the row.
        team: of whoever it is about.
        me: the id of whoever looks.
        name_of: the name behind an id.
    """
    match each:
        case ActionLine():
            return _words_of_action(each, team, me, name_of)
        case OwnersMatter():
            matter = each.matter
            parts: tuple[str, ...] = (
                each.name, _MATTERS, "matters", str(matter.topic), matter.team,
                name_of(matter.owner), matter.policy,
                "mine waiting open" if matter.owner == me else "open",
            )  # fmt: skip
        case GivenWaiver():
            excuse = each.excuse
            parts = (
                each.name, _EXCUSED, "waiver", str(excuse.topic), name_of(excuse.person),
                team or "", name_of(excuse.owner), each.reason,
                "mine" if me in (excuse.owner, excuse.person) else "",
            )  # fmt: skip
    return " ".join(parts).casefold()


def _words_of_action(
    line: ActionLine, team: str | None, me: str, name_of: Callable[[str], str]
) -> str:
    action = line.action
    parts = (
        line.name,
        line.stage.value,
        TITLE[line.stage],
        str(action.topic),
        name_of(action.person),
        team or "",
        name_of(action.coach) if action.coach else "",
        action.policy or "by hand",
        "mine" if me in (action.person, action.coach) else "",
        "overdue" if line.overdue else "",
        "waiting" if line.waits else "",
        "ended" if line.stage in ENDED else "open",
        "under way" if line.stage in UNDER_WAY else "",
    )
    return " ".join(parts).casefold()


def stretches_of(
    actions: Sequence[ActionLine],
    matters: Sequence[OwnersMatter],
    waivers: Sequence[GivenWaiver],
) -> Sequence[Stretch[Row]]:
    """The sections that have anything in them: what is late first, what has ended last."""
    found: list[Stretch[Row]] = [Stretch(_OVERDUE, tuple(each for each in actions if each.overdue))]
    ended: list[Stretch[Row]] = []
    for stage, title in TITLE.items():
        rows = tuple(each for each in actions if each.stage is stage and not each.overdue)
        (ended if stage in ENDED else found).append(Stretch(title, rows))
    raised = tuple(each for each in matters if each.stage is MatterStage.RAISED)
    given = tuple(each for each in waivers if not each.is_over)
    found += [Stretch(_MATTERS, raised), Stretch(_EXCUSED, given), *ended]
    return [each for each in found if each.listed]
