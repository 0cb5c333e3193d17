"""Tables of mystery visits: every row a whole report, or every fault of it with its cell."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, tzinfo
from typing import TypeVar

import msgspec

from coachdesk.core.answers import NotAnAnswer, answer_of
from coachdesk.core.audits import (
    TIMES,
    Column,
    Holds,
    Report,
    VisitRow,
    columns,
    fact_of,
    lacks,
)
from coachdesk.core.audits.columns import DESK_COLUMNS
from coachdesk.core.errors import Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Fact, Form
from coachdesk.core.guards import Missing
from coachdesk.core.location import Location
from coachdesk.core.people import name_key
from coachdesk.files.faults import Faults
from coachdesk.files.loaded import place_of
from coachdesk.files.schema import nearest
from coachdesk.files.tables import Cell, Row, Table, read_table, table_of

T = TypeVar("T")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk knows by name: `name_key` of an id, name or alias to the id."""

    places: Mapping[str, str]
    agents: Mapping[str, str]
    shoppers: Mapping[str, str]


class ReadVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A visit with the place of its row."""

    visit: VisitRow
    at: Location
    cells: Mapping[str, Location]
    """Column to the place of its cell."""


class ReadVisits(msgspec.Struct, frozen=True, kw_only=True):
    """The visits of a table; with any problem nothing of it is to be used."""

    visits: tuple[ReadVisit, ...]
    """Whole reports."""
    rows: tuple[ReadVisit, ...]
    """Every row as far as it could be read, whole or not, so that all its faults can be told."""
    problems: tuple[Problem, ...]


def read_visits(name: str, form: Form, known: Known, zone: tzinfo) -> ReadVisits:
    """The visits of a file; see `visits_of`."""
    return _visits(read_table(name, *_names(form)), form, known, zone)


def visits_of(data: bytes, name: str, form: Form, known: Known, zone: tzinfo) -> ReadVisits:
    """The visits of a table, and every fault with its row and column.

    Args:
        data: CSV or XLSX with the columns of `core.audits.columns`.
        name: of the file, for places.
        form: that was answered.
        known: places, agents and shoppers.
        zone: whose clock the times are.
    """
    return _visits(table_of(data, name, *_names(form)), form, known, zone)


def _names(form: Form) -> tuple[list[str], list[str]]:
    found = columns(form)
    names = [*DESK_COLUMNS, *(each.name for each in found)]
    return names, [each.name for each in found if each.needed]


def _visits(table: Table, form: Form, known: Known, zone: tzinfo) -> ReadVisits:
    faults = Faults()
    faults.problems += table.problems
    visits, rows = [], []
    seen: dict[tuple[object, ...], Location] = {}
    for row in table.rows:
        before = len(faults.problems)
        visit = _Reader(row, form, known, zone, faults).visit()
        cells = {column: cell.at for column, cell in row.cells.items()}
        rows.append(ReadVisit(visit=visit, at=row.at, cells=cells))
        if len(faults.problems) > before:
            continue
        key = (visit.place, visit.agent, visit.shopper, visit.report.began)
        first = seen.setdefault(key, row.at)
        if first != row.at:
            faults.add("T108", row.at, f"the same visit as in {first}", "take one of them out")
        visits.append(rows[-1])
    problems = tuple(sorted(faults.problems, key=place_of))
    return ReadVisits(visits=tuple(visits), rows=tuple(rows), problems=problems)


class _Reader:
    """One row."""

    def __init__(self, row: Row, form: Form, known: Known, zone: tzinfo, faults: Faults) -> None:
        self.row, self.form, self.known, self.zone, self.faults = row, form, known, zone, faults
        self.columns = columns(form)
        self.at_fault: set[str] = set()
        """Columns of the row that something was said about."""

    def visit(self) -> VisitRow:
        """The visit as far as it can be read; its faults are noted."""
        for column in self.columns:
            if column.needed and not self.text(column.name):
                self.say("T106", column.name, f"'{column.name}' is empty", column.help)
        place = self.named("place", self.known.places)
        agent = self.named("agent", self.known.agents)
        shopper = self.named("shopper", self.known.shoppers)
        report = Report(
            answers=tuple(self.answers()),
            facts=dict(self.facts()),
            proofs={
                column.of: name
                for column in self.columns
                if column.holds is Holds.PROOF and (name := self.text(column.name))
            },
            **self.moments(),
        )
        self.say_what_lacks(report)
        return VisitRow(place=place or "", agent=agent, shopper=shopper or "", report=report)

    def text(self, column: str) -> str:
        cell = self.row.cells.get(column)
        return cell.text if cell else ""

    def cell(self, column: str) -> Cell:
        """The cell, or that of the row's beginning where the table lacks the column."""
        return self.row.cells.get(column) or Cell(text="", at=self.row.at)

    def say(self, code: str, column: str, message: str, hint: str = "") -> None:
        self.at_fault.add(column)
        self.faults.add(code, self.cell(column).at, message, hint)

    def named(self, column: str, known: Mapping[str, str]) -> str | None:
        written = self.text(column)
        if not written:
            return None
        found = known.get(name_key(written))
        if found is None:
            message = f"there is no {column} '{written}'"
            self.say("T107", column, message, nearest(written, known) or "see desk.yaml")
        return found

    def moments(self) -> dict[str, datetime | None]:
        """When the contact began and ended, on the clock of the place."""
        day = self.read("date", _day, "a date such as 2026-11-23")
        found: dict[str, datetime | None] = {}
        for name in TIMES:
            clock = self.read(name, _clock, "a time such as 15:10")
            found[name] = datetime.combine(day, clock, self.zone) if day and clock else None
        return found

    def read(self, column: str, meaning: Callable[[str], T], such: str) -> T | None:
        written = self.text(column)
        if not written:
            return None
        try:
            return meaning(written)
        except ValueError:
            self.say("T105", column, f"'{written}' is not what '{column}' takes", f"write {such}")
            return None

    def answers(self) -> Iterator[Answer]:
        criteria = {criterion.id: criterion for _, criterion in self.form.criteria()}
        for column in self.columns:
            if column.holds is Holds.ANSWER:
                answer = self.answer(column, criteria[column.of])
                if answer is not None:
                    yield answer

    def answer(self, column: Column, criterion: Criterion) -> Answer | None:
        written, note = self.text(column.name), self.text(f"{column.of} note")
        if not written:
            if note:
                self.say("T106", column.name, f"'{column.name}' has a note and no answer")
            return None
        try:
            return answer_of(criterion, written, note)
        except NotAnAnswer as wrong:
            self.say_no_answer(column.name, written, wrong)
            return None

    def facts(self) -> Iterator[tuple[str, str]]:
        facts = {fact.id: fact for fact in self.form.facts}
        for column in self.columns:
            written = self.text(column.name)
            if column.holds is Holds.FACT and written:
                value = self.fact(column.name, facts[column.of], written)
                if value is not None:
                    yield column.of, value

    def fact(self, column: str, fact: Fact, written: str) -> str | None:
        try:
            return fact_of(fact, written)
        except NotAnAnswer as wrong:
            self.say_no_answer(column, written, wrong)
            return None

    def say_no_answer(self, column: str, written: str, wrong: NotAnAnswer) -> None:
        hint = nearest(written, wrong.allowed) or f"one of {', '.join(wrong.allowed)}"
        self.say("A104", column, f"'{written}' is no answer to '{column}'", hint)

    def say_what_lacks(self, report: Report) -> None:
        """All that the report lacks, but for what was told: a word that is no answer gives none."""
        told = set(self.at_fault)
        if told & {"date", *TIMES}:
            told |= set(TIMES)
        for lack in lacks(self.form, report):
            ending = {Missing.PROOF: " proof", Missing.ANSWER: "", Missing.FACT: ""}
            column = lack.criterion + ending.get(lack.missing, " note")
            if lack.criterion in told or column in told:
                continue
            self.say("T106", column, f"'{lack.criterion}' is {lack.words}")


def _day(written: str) -> date:
    if len(written) != len("2026-11-23"):
        raise ValueError
    return date.fromisoformat(written)


def _clock(written: str) -> time:
    found = time.fromisoformat(written if written[1:2] != ":" else f"0{written}")
    if found.tzinfo is not None:
        raise ValueError
    return found
