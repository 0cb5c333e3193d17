"""Visits as a table, and the empty table of a form to fill: what `files/visits` reads."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from fractions import Fraction

from coachdesk.core.answers import best_words, plainly, words_of_answer
from coachdesk.core.audits import Column, Holds, VisitRow, columns
from coachdesk.core.form import Entry, Fact, Form
from coachdesk.report.tables import Head, csv_table, xlsx_table

_ROOM = 500
"""Rows of a template that are ready to be filled."""
_SHEET = "visits"
_EXAMPLE = {
    "place": "# shop-12",
    "agent": "ana",
    "shopper": "li",
    "date": "2026-11-22",
    "began": "15:10",
    "ended": "15:40",
}


def template(form: Form, ending: str) -> bytes:
    """The empty table of a form: heads, a row of help and a filled example.

    Both rows begin with `#`, so that whoever reads the table leaves them out.

    Args:
        form: an audit.
        ending: `csv` or `xlsx`.
    """
    found = columns(form)
    help_row = [f"# {each.help}" if at == 0 else each.help for at, each in enumerate(found)]
    return _written(form, [help_row, _example(form, found)], ending, room=_ROOM)


def visits_table(form: Form, visits: Iterable[VisitRow], zone: tzinfo, ending: str) -> bytes:
    """The visits, a row each, in the columns of the form's template.

    Args:
        form: that all of them answer.
        visits: in order.
        zone: whose clock the times are told in.
        ending: `csv` or `xlsx`.
    """
    found = columns(form)
    return _written(form, [_row(form, found, visit, zone) for visit in visits], ending)


def _written(form: Form, rows: Sequence[Sequence[str]], ending: str, *, room: int = 0) -> bytes:
    heads = [Head(name=c.name, help=c.help, choices=c.choices) for c in columns(form)]
    if ending == "xlsx":
        return xlsx_table(_SHEET, heads, rows, room=room)
    return csv_table(heads, rows).encode()


def _row(form: Form, found: Sequence[Column], visit: VisitRow, zone: tzinfo) -> list[str]:
    report = visit.report
    began, ended = (
        each.astimezone(zone) if each else None for each in (report.began, report.ended)
    )
    of_visit = {
        "place": visit.place,
        "agent": visit.agent or "",
        "shopper": visit.shopper,
        "date": f"{began:%Y-%m-%d}" if began else "",
        "began": f"{began:%H:%M}" if began else "",
        "ended": f"{ended:%H:%M}" if ended else "",
    }
    criteria = {criterion.id: criterion for _, criterion in form.criteria()}
    answers = {answer.criterion: answer for answer in report.answers}
    cells = []
    for column in found:
        answer = answers.get(column.of)
        if column.holds is Holds.VISIT:
            cells.append(of_visit[column.name])
        elif column.holds is Holds.FACT:
            cells.append(report.facts.get(column.of, ""))
        elif column.holds is Holds.PROOF:
            cells.append(report.proofs.get(column.of, ""))
        elif answer is None:
            cells.append("")
        elif column.holds is Holds.NOTE:
            cells.append(answer.note)
        else:
            cells.append(words_of_answer(criteria[column.of], answer) or "")
    return cells


def _example(form: Form, found: Sequence[Column]) -> list[str]:
    criteria = {criterion.id: criterion for _, criterion in form.criteria()}
    facts = {fact.id: fact for fact in form.facts}

    def cell(column: Column) -> str:
        if column.holds is Holds.VISIT:
            return _EXAMPLE[column.of]
        if column.holds is Holds.ANSWER:
            return best_words(criteria[column.of])
        if column.holds is Holds.FACT:
            return _such(facts[column.of])
        return f"{column.of}.jpg" if column.holds is Holds.PROOF else ""

    return [cell(column) for column in found]


def _such(fact: Fact) -> str:
    if fact.entry is Entry.NUMBER:
        return plainly(fact.low if fact.low is not None else fact.high or Fraction(1))
    return {
        Entry.TEXT: "What happened, in your own words.",
        Entry.TIME: "15:12",
        Entry.DATE: "2026-11-22",
    }[fact.entry]
