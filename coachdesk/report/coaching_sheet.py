"""The coaching sheet, as text and as a page to print: HTML or PDF."""

from collections.abc import Iterator

import msgspec

from coachdesk.core.coaching import TopicKind
from coachdesk.core.coaching.drawing import Draw
from coachdesk.core.coaching.pages import Sheet
from coachdesk.core.standing import Example
from coachdesk.core.visible import visible
from coachdesk.report.coaching import baseline_words, check_words
from coachdesk.report.html import page_of
from coachdesk.report.layout import wrapped
from coachdesk.report.quotes import quotes
from coachdesk.report.rows import Row, row
from coachdesk.report.said import explained

ENDINGS = ("html", "pdf")
"""The file name endings that a sheet is written as."""
_COLLEAGUE = "A colleague"
_NOT_READ = "whose words you may not read"
_NONE_SAYS_IT = "no call of a colleague that you may read says it in words"
_ASK_FOR_ONE = "ask your coach to play you a call of a colleague who says it"


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet as it stands on paper, whatever it is written as."""

    name: str
    heading: str
    people: str
    stands: str
    """Which action, where it stands, and by when it is due."""
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    """Titles, and the texts below each."""


def printed(sheet: Sheet) -> Printed:
    """The words of the sheet."""
    line = sheet.line
    coach = visible(sheet.coach) or "a coach to be named"
    return Printed(
        name=line.name,
        heading=heading(sheet),
        people=f"{visible(sheet.person)}, with {coach}",
        stands=f"{line.name}, {line.stage.value}, due {line.action.due}",
        parts=tuple((title, tuple(each.text for each in rows)) for title, rows in parts(sheet)),
    )


def sheet_lines(sheet: Sheet, columns: int = 80) -> Iterator[str]:
    """The sheet as text."""
    told = printed(sheet)
    yield f"{told.name}: {told.heading}"
    yield f"{told.people}; due {sheet.line.action.due}"
    for title, texts in told.parts:
        yield ""
        yield title.upper()
        for text in texts:
            first, *rest = list(wrapped(text, columns - 4)) or [""]
            yield f"  {first}"
            yield from (f"    {line}" for line in rest)


def sheet_file(sheet: Sheet, ending: str) -> bytes:
    """The sheet as a file made to be printed.

    Args:
        sheet: what stands on it.
        ending: one of `ENDINGS`: a self-contained web page, or a PDF on A4.
    """
    told = printed(sheet)
    if ending == "pdf":
        from coachdesk.report.pdf import pdf_of

        foot = f"{told.name} · {told.people}"
        return pdf_of(told.heading, (told.people, told.stands), told.parts, foot)
    return page_of("coaching_sheet.html.j2", sheet=told).encode("utf-8")


def heading(sheet: Sheet) -> str:
    """The question that the behaviour is judged by, else its name."""
    return (
        visible(sheet.criterion.ask) if sheet.criterion else visible(str(sheet.line.action.topic))
    )


def parts(sheet: Sheet) -> Iterator[tuple[str, list[Row]]]:
    """What stands on it, part by part with a title; rows about a call lead there."""
    yield "The behaviour", [row(each) for each in _behaviour(sheet)]
    if sheet.line.action.topic.kind is TopicKind.VISITS:
        visits = [each.call for each in sheet.line.action.evidence]
        named = [Row(pieces=((each, None),), view="visit", name=each) for each in visits]
        yield f"The visit{'s' if len(visits) > 1 else ''}", named or [row("no visit is named")]
    else:
        yield "The calls", list(_calls(sheet)) or [row("no call is named")]
    if sheet.says:
        lines = [row(f"“{visible(each)}”") for each in sheet.says]
        yield "The line of the script", [*lines, row(visible(sheet.script))]
    good = [each for example in sheet.good for each in _sounds(example)]
    if sheet.criterion is not None:
        yield (
            "How it sounds when it is right",
            good or [row(_ASK_FOR_ONE if sheet.own else _NONE_SAYS_IT)],
        )
    yield "Last time", [row(_last(sheet))]
    yield "Agreed", [row(f"{each} ______________________") for each in ("What to practise", "When")]


def _calls(sheet: Sheet) -> Iterator[Row]:
    yield from map(_shown, sheet.shown)
    if sheet.withheld:
        calls = ", ".join(map(visible, sheet.withheld))
        why = "ask your coach to go through these with you" if sheet.own else _NOT_READ
        yield row(f"{why}: {calls}")


def _to(example: Example, text: str) -> Row:
    verdict = example.answer.verdict
    spans = [span for each in (verdict.evidence if verdict else ()) for span in each.spans]
    return Row(
        pieces=((text, None),),
        call=example.call.id,
        turn=spans[0].turn if spans else None,
        scorecard=example.form.id,
        criterion=example.criterion.id,
    )


def _behaviour(sheet: Sheet) -> Iterator[str]:
    action, criterion = sheet.line.action, sheet.criterion
    form = f", {visible(sheet.form)} v{action.version}" if sheet.form else ""
    yield f"{visible(str(action.topic))}{form}"
    if criterion is not None:
        if criterion.coach:
            yield f"→ {visible(criterion.coach)}"
        if criterion.why or criterion.source:
            yield f"why: {visible(' '.join(filter(None, (criterion.why, criterion.source))))}"
    if action.baseline is not None:
        yield f"failed {baseline_words(action.baseline)}"
    yield check_words(action)
    if sheet.declined:
        yield f"{visible(sheet.person)} declined: “{visible(sheet.declined)}”"


def _shown(example: Example) -> Row:
    call = example.call
    when = f" of {call.started_at:%Y-%m-%d}" if call.started_at else ""
    return _to(example, f"{visible(call.id)}{when}: {explained(example)}")


def _sounds(example: Example) -> Iterator[Row]:
    """The words alone: whose they are does not matter here."""
    verdict = example.answer.verdict
    said_there = [
        words
        for occurrence in (verdict.evidence if verdict else ())
        for _, words in quotes(example.call, occurrence)
    ]
    if said_there:
        yield _to(example, f"{_COLLEAGUE}, {visible(example.call.id)}: {' '.join(said_there)}")


def _last(sheet: Sheet) -> str:
    before = sheet.before
    if before is None:
        return "this is the first action about it"
    action = before.action
    draw = Draw(frame=action.drawn_from, checked=action.checked)
    told = f"{before.name} ended {before.stage.value} on {before.changed:%Y-%m-%d}"
    if draw.decided:
        told += f": {draw.passed} of {draw.decided} drawn calls passed"
    return told + (f"; {action.method.value}" if action.method else "")
