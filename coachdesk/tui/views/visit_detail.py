"""What stands behind the question under the cursor, and what a visit is about."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.answers import words_of_answer
from coachdesk.core.audits import Stage
from coachdesk.core.audits.filed import replaced
from coachdesk.core.audits.opened import Opened
from coachdesk.core.evaluation import Answer
from coachdesk.report.reported import reported_of
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.session import Session
from coachdesk.tui.views.review_detail import Detail, Line, reasons, title_of
from coachdesk.tui.views.visit_questions import Question, ways_of

Inked = tuple[str, Ink]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """How people and times are called on this screen."""

    name: Callable[[str], str]
    """A person's id to their name."""
    place: Callable[[str], str]
    when: Callable[[datetime], str]
    day: Callable[[datetime], str]


def told_in(session: Session) -> Told:
    """How they are called at this desk."""
    settings = session.desk.settings
    places = {place.id: place.name for place in settings.places}

    def name(id: str) -> str:
        person = settings.person_of(id)
        return person.name if person is not None else id

    zone = ZoneInfo(settings.time_zone)
    return Told(
        name=name,
        place=lambda id: places.get(id, id),
        when=session.when,
        day=lambda at: f"{at.astimezone(zone):%Y-%m-%d}",
    )


class Reading(Detail):
    """A page to read: the keys move the text, not a cursor."""

    DEFAULT_CSS = "Reading { height: 1fr; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.can_focus = True

    def do_down(self, count: int | None) -> None:
        """Down by so many lines."""
        self.scroll_rows(count or 1)

    def do_up(self, count: int | None) -> None:
        """Up by so many lines."""
        self.scroll_rows(-(count or 1))

    def do_page_down(self, count: int | None) -> None:
        """Down by a page."""
        self.scroll_rows((count or 1) * max(1, self.page_rows - 1))

    def do_page_up(self, count: int | None) -> None:
        """Up by a page."""
        self.scroll_rows(-(count or 1) * max(1, self.page_rows - 1))


def title_line(opened: Opened, question: Question, answer: Answer | None, looks: Looks) -> Line:
    """The question in words, on the bar over what stands behind it."""
    if question.criterion is not None and answer is not None:
        return title_of(reported_of(opened.scored), question.criterion, answer, looks)
    return (
        ("   ", Ink.BAR_STRONG),
        (f"{question.id}  ", Ink.BAR_STRONG),
        (question.ask, Ink.BAR),
    )


def behind(
    opened: Opened,
    question: Question,
    answer: Answer | None,
    told: Told,
    *,
    writing: bool,
    value: str | None,
) -> Iterator[Inked]:
    """What answers it, what it lacks and what shows it; who said what, and what the rules heard."""
    ways = ways_of(question)
    for lack in opened.lacks:
        if lack.criterion == question.id and value is not None:
            yield f"! {lack.words}", Ink.WARNING
    yield from _claims(opened, question, told)
    if question.criterion is not None and answer is not None:
        changes = [e for e in opened.filed.changes if e.criterion == question.id]
        last = changes[-1] if changes else None
        time = ("you", "") if last is None else (told.name(last.by), told.when(last.at))
        if writing and ways:
            yield ways, Ink.KEY
        others = "answered by whoever makes the visit"
        shown = reasons(
            reported_of(opened.scored), question.criterion, answer, last, None, time,
            "" if writing and not ways else others,
        )  # fmt: skip
        yield from ((text, ink) for text, ink in shown if not (writing and ways and text == others))
    else:
        if writing:
            yield ways, Ink.KEY
        if value is not None:
            yield value, Ink.PLAIN
    yield from _proof(opened, question, told)
    yield from _changed(opened, question, told)


def _proof(opened: Opened, question: Question, told: Told) -> Iterator[Inked]:
    files = [each for each in opened.filed.proofs if each.question == question.id]
    for each in files:
        by = f"{told.name(each.by)} {told.when(each.at)}"
        size = f"{each.bytes:,} bytes"
        yield f"proof: {each.name}, {size}, SHA-256 {each.sha256[:12]}… · {by}", Ink.PLAIN
    if question.proof and not files:
        yield f"proof wanted: {question.proof}", Ink.PLAIN


def _claims(opened: Opened, question: Question, told: Told) -> Iterator[Inked]:
    for each in opened.filed.claims:
        if each.criterion == question.id:
            who = told.name(each.by)
            yield f"! {who} claims {each.claimed.upper()}: “{each.reason}”", Ink.WARNING


def _changed(opened: Opened, question: Question, told: Told) -> Iterator[Inked]:
    """Each answer that somebody else's took the place of, old and new."""
    for before, each in replaced(opened.filed.changes):
        if each.criterion == question.id:
            old, new = (_words(question, change.answer) for change in (before, each))
            who = f"{told.name(each.by)} {told.when(each.at)}"
            yield f"changed: {old} → {new} · {who}, before: {told.name(before.by)}", Ink.STRONG
    if question.id in opened.edited:
        yield "changed by whoever checked the report", Ink.STRONG


def _words(question: Question, answer: Answer | None) -> str:
    if answer is None:
        return "none"
    if question.criterion is None:
        return f"“{answer.note}”"
    words = words_of_answer(question.criterion, answer) or "none"
    return f"{words.upper()} “{answer.note}”" if answer.note else words.upper()


def below(opened: Opened, told: Told, *, waiting: int) -> list[tuple[Piece, ...]]:
    """What follows the questions: objections not sent, what is doubtful, what was done."""
    rows: list[tuple[Piece, ...]] = []
    if waiting:
        count = "1 objection" if waiting == 1 else f"{waiting} objections"
        rows.append(((f"{count} not sent: > sends, Esc drops", Ink.WARNING),))
    if (asked := asked_text(opened, told)) is not None:
        rows.append(((asked, Ink.WARNING),))
    if opened.doubts:
        rows.append((("To doubt", Ink.STRONG),))
        rows += [((f" ! {each.message}  {each.code}", Ink.WARNING),) for each in opened.doubts]
    if opened.history:
        rows.append((("What was done", Ink.STRONG),))
        rows += [((f" {text}", ink),) for text, ink in _history(opened, told)]
    return rows


def asked_text(opened: Opened, told: Told) -> str | None:
    """What whoever checked the report asks its shopper; None where it did not come back."""
    asked = opened.asked
    return None if asked is None else f"! {told.name(asked.by)} asks: “{asked.reason}”"


def _history(opened: Opened, told: Told) -> Iterator[Inked]:
    for each in opened.history:
        reason = f" “{each.reason}”" if each.reason else ""
        by = "by itself: the time for appeals ended" if each.by == "system" else told.name(each.by)
        yield f"{told.when(each.at)}  {each.step.value}, {by}{reason}", Ink.QUIET


def about(opened: Opened, told: Told) -> Iterator[Inked]:
    """What a visit is about: where and when, who the shopper plays, what they do, what was done."""
    visit, form = opened.visit, opened.scored.form
    agent = f", {told.name(visit.agent)}" if visit.agent else ", whoever serves"
    yield f"{told.place(visit.place)}{agent}", Ink.STRONG
    yield f"{form.title}: {visit.form} v{visit.version}, {visit.channel} visit", Ink.PLAIN
    if visit.script:
        yield f"script under test: {visit.script}", Ink.PLAIN
    since, until = told.when(visit.window_from), told.when(visit.window_until)
    yield f"may be made from {since} to {until}", Ink.PLAIN
    if visit.contact_at is not None:
        ended = f" to {told.when(visit.ended_at)}" if visit.ended_at else ""
        late = ", handed in late" if visit.late else ""
        yield f"was made {told.when(visit.contact_at)}{ended}{late}", Ink.PLAIN
    if visit.shopper:
        yield f"shopper: {told.name(visit.shopper)}", Ink.PLAIN
    if opened.due is not None:
        mark = "! overdue since" if opened.overdue else "next step due"
        ink = Ink.WARNING if opened.overdue else Ink.PLAIN
        yield f"{mark} {told.when(opened.due)}", ink
    if opened.stage is Stage.RELEASED and visit.appeal_until is not None:
        yield f"may be appealed against until {told.when(visit.appeal_until)}", Ink.PLAIN
    if (asked := asked_text(opened, told)) is not None:
        yield asked, Ink.WARNING
    yield from _briefing(opened)
    yield from _before_handing_in(opened)
    if opened.history:
        yield "", Ink.PLAIN
        yield "WHAT WAS DONE", Ink.STRONG
        yield from _history(opened, told)


def _briefing(opened: Opened) -> Iterator[Inked]:
    briefing = opened.scored.form.briefing
    if briefing is None:
        return
    for title, text in (
        ("WHO THE SHOPPER IS", briefing.persona),
        ("WHAT THE SHOPPER DOES", briefing.scenario),
    ):
        yield "", Ink.PLAIN
        yield title, Ink.STRONG
        # Lines of the file are sentences here: its line breaks would be drawn as signs.
        yield " ".join(text.split()), Ink.PLAIN
    if briefing.duties:
        yield "", Ink.PLAIN
        yield "TO DO, AND TO LEAVE ALONE", Ink.STRONG
        yield from ((f"- {' '.join(duty.split())}", Ink.PLAIN) for duty in briefing.duties)


def _before_handing_in(opened: Opened) -> Iterator[Inked]:
    for title, lines, ink in (
        ("TO DOUBT", [f"{each.message}  {each.code}" for each in opened.doubts], Ink.WARNING),
        ("MISSING", [f"{each.criterion}: {each.words}" for each in opened.lacks], Ink.PLAIN),
    ):
        if lines:
            yield "", Ink.PLAIN
            yield title, Ink.STRONG
            yield from ((line, ink) for line in lines)
