"""One line of the list of evaluations: which columns fit, and what stands in each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from functools import lru_cache

from coachdesk.core.reviews import Overturned, Stage
from coachdesk.core.score import Outcome
from coachdesk.desk.evaluations import Listed, Section
from coachdesk.report.figures import number
from coachdesk.report.today import age
from coachdesk.tui.columns import widths
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import INK_OF, STATE_OF, WORD_OF, Ink, Looks
from coachdesk.tui.shown import fitted

_MARKS = 3
TITLE: Mapping[Stage, str] = {
    Stage.DISPUTED: "DISPUTED",
    Stage.SUBMITTED: "TO PUBLISH",
    Stage.DRAFT: "DRAFTS",
    Stage.PUBLISHED: "PUBLISHED",
    Stage.RESOLVED: "RESOLVED",
    Stage.ACKNOWLEDGED: "ACKNOWLEDGED",
    Stage.RETRACTED: "RETRACTED",
}
_MEANING: Mapping[Stage, str] = {
    Stage.DISPUTED: "somebody else than the scorer decides",
    Stage.SUBMITTED: "the agent does not see them yet",
    Stage.PUBLISHED: "the agent may acknowledge or dispute",
    Stage.RESOLVED: "decided, for the agent to acknowledge",
    Stage.RETRACTED: "in no figure",
}


@lru_cache(maxsize=64)
def columns(cells: int) -> Mapping[str, int]:
    """The columns that fit with their widths, from left to right.

    The scorer gives way first, then the scorecard, then the call, then the score.
    """
    return widths(
        {"id": 5, "agent": 10, "call": 9, "score": 10, "scorecard": 10, "scorer": 10, "told": 15},
        cells - _MARKS,
        gives_way=("scorer", "scorecard", "call", "score"),
        grows=(("agent", 14), ("call", 12), ("scorer", 15), ("scorecard", 18), ("told", 18),
               ("agent", 24), ("call", 24), ("scorer", 20), ("told", 10_000)),
    )  # fmt: skip


def heading_of(section: Section) -> Sequence[Piece]:
    """The stage, how many, and what it means."""
    late = sum(each.late for each in section.listed)
    meaning = _MEANING.get(section.stage, "")
    return (
        (f" {TITLE[section.stage]}", Ink.STRONG),
        (f"  {len(section.listed):,}", Ink.PLAIN),
        (f"  {late} late" if late else "", Ink.WARNING),
        (f"  {meaning}", Ink.QUIET),
    )


def names_of(cells: int) -> Sequence[Piece]:
    """The names of the columns."""
    titles = {"told": ""}
    text = " ".join(fitted(titles.get(name, name), wide) for name, wide in columns(cells).items())
    return ((" " * _MARKS + text, Ink.QUIET),)


def row_of(
    each: Listed,
    cells: int,
    looks: Looks,
    now: datetime,
    name_of: Callable[[str], str],
    *,
    current: bool,
) -> Sequence[Piece]:
    """One evaluation."""
    line = each.line
    state = STATE_OF[line.outcome]
    text = {
        "id": (f"E{line.number}", Ink.QUIET),
        "agent": (name_of(line.subject) if line.subject else line.agent or "?", Ink.PLAIN),
        "call": (line.call, Ink.PLAIN),
        "score": (f"{looks.sign(state)} {_score(each) or WORD_OF[state]}", INK_OF[state]),
        "scorecard": (line.scorecard, Ink.QUIET),
        "scorer": (name_of(line.scorer), Ink.QUIET),
        "told": (told_of(each, now), Ink.WARNING if each.late else Ink.QUIET),
    }
    mark = looks.glyph("warning") if each.late else " "
    pieces: list[Piece] = [
        (mark, Ink.WARNING),
        (f"{looks.glyph('cursor') if current else ' '} ", Ink.KEY),
    ]
    for name, wide in columns(cells).items():
        words, ink = text[name]
        pieces.append((fitted(words, wide) + " ", ink))
    return pieces


def _score(each: Listed) -> str:
    if each.line.shown is None:
        return ""
    shown = Fraction(repr(each.line.shown))
    return f"{number(shown, cut=each.line.outcome is Outcome.FAIL):.2f}"


def told_of(each: Listed, now: datetime) -> str:
    """What waits in it, and for how long."""
    line = each.line
    since = age(line.changed_at, now)
    if line.stage is Stage.DRAFT:
        lacks = [
            f"{count} {word}"
            for count, word in ((line.waiting, "open"), (line.unknown, "unknown"))
            if count
        ]
        return ", ".join(lacks) or "ready to submit"
    if line.stage is Stage.PUBLISHED and line.dispute_until is not None:
        over = line.dispute_until <= now
        return "time is over" if over else f"{age(now, line.dispute_until)} to dispute"
    if line.stage in (Stage.DISPUTED, Stage.SUBMITTED):
        return f"late, {since}" if each.late else f"waits {since}"
    if each.automatic:
        return f"auto {line.changed_at:%Y-%m-%d}"
    return f"{line.changed_at:%Y-%m-%d}"


def words_of(each: Listed, name_of: Callable[[str], str]) -> str:
    """What a filter finds it by."""
    line = each.line
    parts = (
        f"e{line.number}",
        line.stage.value,
        TITLE[line.stage],
        line.call,
        line.agent or "",
        name_of(line.subject) if line.subject else "",
        name_of(line.scorer),
        line.scorecard,
        WORD_OF[STATE_OF[line.outcome]],
        "mine" if each.mine else "",
        "late" if each.late else "",
        "auto" if each.automatic else "",
    )
    return " ".join(parts).casefold()


def overturned_row(each: Overturned, cells: int, looks: Looks) -> Sequence[Piece]:
    """One question, how often its disputes changed the answer, and whether it is suspect."""
    amended = each.amended
    share = f"{amended.count} of {amended.of} changed"
    if amended.low is None or amended.high is None:
        share += ", too few for a rate"
    else:
        dash = "-" if looks.ascii_only else "–"
        share += f", {100 * amended.low:.0f}{dash}{100 * amended.high:.0f} %"
    verdict = "  ! the question or its rule is bad, not the agents" if each.suspect else ""
    room = max(10, min(36, cells - 34))
    return (
        ("   " + fitted(f"{each.criterion}", room) + "  ", Ink.PLAIN),
        (share, Ink.PLAIN),
        (verdict, Ink.WARNING),
    )
