"""One coaching action as rows of a page: where it stands, and the calls behind it."""

from collections.abc import Iterator, Sequence

from coachdesk.core.coaching import CoachingAction, Stage, Step
from coachdesk.core.coaching.action import Checked
from coachdesk.core.coaching.drawing import Draw
from coachdesk.core.coaching.pages import ActionPage, Sheet
from coachdesk.core.visible import visible
from coachdesk.report.coaching import (
    baseline_words,
    check_words,
    draw_lines,
    since_words,
    times_words,
)
from coachdesk.report.coaching_raised import NameOf
from coachdesk.report.coaching_sheet import heading, parts
from coachdesk.report.layout import padded
from coachdesk.report.rows import BLANK, Row, leading, paragraph, row
from coachdesk.report.tone import SIGN, STATE_TONE, WORD, Tone

_INDENT = "  "
_NAMES = 10
_NEWEST = 8
"""So many calls since the first session are named."""


def standing_rows(
    page: ActionPage, sheet: Sheet, columns: int, name_of: NameOf = str
) -> Iterator[Row]:
    """The behaviour, who and by when, how it was and how it is, and what was done so far."""
    action = page.line.action
    yield from paragraph(heading(sheet), columns, tone=Tone.STRONG, further="")
    form = f", {visible(sheet.form)} v{action.version}" if sheet.form else ""
    yield from paragraph(f"{visible(str(action.topic))}{form}", columns, tone=Tone.QUIET)
    if sheet.criterion is not None and sheet.criterion.coach:
        yield from paragraph(f"→ {visible(sheet.criterion.coach)}", columns)
    yield BLANK
    yield from _facts(page, sheet, columns, name_of)
    yield BLANK
    told = ("DONE SO FAR", Tone.STRONG), (f"  {times_words(page)}", Tone.QUIET)
    yield Row(pieces=told)
    yield from _history(page, columns, name_of)


def _facts(page: ActionPage, sheet: Sheet, columns: int, name_of: NameOf) -> Iterator[Row]:
    line, action = page.line, page.line.action
    yield Row(pieces=((_name("person"), Tone.QUIET), (visible(sheet.person), None)),
              person=action.person)  # fmt: skip
    coach = visible(sheet.coach) if sheet.coach else "nobody is named yet"
    yield _fact("coach", coach)
    late = ("  ! overdue", Tone.BAD) if line.overdue else ("", None)
    yield Row(pieces=((_name("due"), Tone.QUIET), (str(action.due), None), late))
    yield _fact("stage", _stage(page, name_of))
    from_whom = f"the policy {action.policy}" if action.policy else "a person"
    yield _fact("from", from_whom)
    if action.follows is not None:
        tried = ", ".join(method.value for method in action.failures) or "no method noted"
        yield from _facts_text("follows", f"A{action.follows}, no effect; tried: {tried}", columns)
    if action.method is not None:
        yield _fact("method", action.method.value)
    if action.baseline is not None:
        yield from _facts_text("before", f"failed {baseline_words(action.baseline)}", columns)
    if line.since is not None:
        yield from _facts_text("since", since_words(line.since), columns)
    yield from _facts_text("check", check_words(action), columns)
    draw = _draw(page)
    if draw is not None:
        first, *_ = draw_lines(draw, action)
        yield from _facts_text("", first, columns)


def _stage(page: ActionPage, name_of: NameOf) -> str:
    line = page.line
    agreed = ", ".join(visible(name_of(each)) for each in line.action.agreed_by)
    told = f"; {agreed} agreed" if agreed and line.stage is Stage.PROPOSED else ""
    return f"{line.stage.value}{told}"


def _name(name: str) -> str:
    return padded(name, _NAMES)


def _fact(name: str, text: str) -> Row:
    return Row(pieces=((_name(name), Tone.QUIET), (text, None)))


def _facts_text(name: str, text: str, columns: int) -> Iterator[Row]:
    """As `_fact`, in as many rows as it takes."""
    for at, each in enumerate(paragraph(text, columns - _NAMES, further="")):
        yield Row(pieces=((_name(name if at == 0 else ""), Tone.QUIET), *each.pieces))


def _draw(page: ActionPage) -> Draw | None:
    action = page.line.action
    if page.draw is not None or not action.checked:
        return page.draw
    return Draw(frame=action.drawn_from, checked=action.checked)


def _history(page: ActionPage, columns: int, name_of: NameOf) -> Iterator[Row]:
    sessions = list(page.line.action.sessions)
    for each in page.history:
        told = f"{each.at:%Y-%m-%d %H:%M}  {visible(name_of(each.by))}: {each.step.value}"
        if each.step in (Step.START, Step.NOTE) and sessions:
            told += f" ({', '.join(one.value for one in sessions.pop(0).practised)})"
        yield from paragraph(told, columns, _INDENT)
        if each.words:
            yield from paragraph(f"“{visible(each.words)}”", columns, _INDENT * 2, Tone.QUIET, "")


def behind_rows(page: ActionPage, sheet: Sheet, columns: int) -> Iterator[Row]:
    """The calls: drawn ones, those since the first session, the evidence, and how it should be."""
    action, draw = page.line.action, _draw(page)
    if draw is not None and draw.checked:
        yield row("DRAWN TO VERIFY IT", Tone.STRONG)
        yield from _calls(action, draw.checked)
        yield BLANK
    elif page.line.since is not None and page.line.since.calls:
        newest = page.line.since.calls[::-1][:_NEWEST]
        yield row("SINCE THE FIRST SESSION, NEWEST FIRST", Tone.STRONG)
        yield from _calls(action, newest)
        yield BLANK
    # What is agreed on stands at the left; two lines to write on are for paper.
    for number, (title, rows) in enumerate(list(parts(sheet))[1:-1]):
        if number:
            yield BLANK
        yield row(title.upper(), Tone.STRONG)
        for each in rows:
            yield from leading(each.text, columns, _INDENT, to=each)


def _calls(action: CoachingAction, calls: Sequence[Checked]) -> Iterator[Row]:
    for each in calls:
        yield Row(
            pieces=(
                (_INDENT, None),
                (f"{SIGN[each.state]} {padded(WORD[each.state], 8)}", STATE_TONE[each.state]),
                (visible(each.call), None),
            ),
            call=each.call,
            scorecard=action.topic.form,
            criterion=action.topic.criterion,
        )
