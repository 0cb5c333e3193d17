"""Tables of visits: a whole report in every row, or all its faults with their cells."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from coachdesk.core.audits import Report, VisitRow, columns
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Form
from coachdesk.core.people import name_key
from coachdesk.files.rulebook import load
from coachdesk.files.starter import starter_root
from coachdesk.files.tables import table_of
from coachdesk.files.visits import Known, ReadVisits, visits_of
from coachdesk.report.visits_table import template, visits_table
from tests.core.audits.forms import FORM, answers, at
from tests.core.audits.stories import CHINESE, ENGLISH

KNOWN = Known(
    places={name_key(each): "shop-12" for each in ("shop-12", "Kings Road")},
    agents={name_key(each): "ana" for each in ("ana", "Ana Ruiz", "安娜")},
    shoppers={name_key(each): "li" for each in ("li", "M. Li")},
)
WHOLE = {
    "place": "Kings Road",
    "agent": "ANA RUIZ",
    "shopper": "M. Li",
    "date": "2026-11-22",
    "began": "15:10",
    "ended": "15:40",
    "greeted": "pass",
    "needs": "fail",
    "needs note": "never asked",
    "shown": "na",
    "shown note": "sold out",
    "wait": "4",
    "a": "4",
    "b": "3",
    "c": "5",
    "d": "4",
    "e": "fair",
    "story": CHINESE[0],
    "story proof": "receipt.jpg",
}


def read(*rows: Mapping[str, str]) -> ReadVisits:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    return visits_of(text.encode(), "v.csv", FORM, KNOWN, UTC)


def told(found: ReadVisits) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_a_row_becomes_a_report() -> None:
    found = read(WHOLE)
    assert told(found) == []
    visit = found.visits[0].visit
    assert (visit.place, visit.agent, visit.shopper) == ("shop-12", "ana", "li")
    assert (visit.report.began, visit.report.ended) == (at("15:10"), at("15:40"))
    states = {answer.criterion: answer.state for answer in visit.report.answers}
    assert (states["greeted"], states["needs"], states["shown"]) == (
        State.PASS,
        State.FAIL,
        State.NA,
    )
    assert visit.report.facts == {"wait": "4", "story": CHINESE[0]}
    assert visit.report.proofs == {"story": "receipt.jpg"}


FAULTS = {
    "no such place": ({"place": "shop-21"}, ["1 T107"]),
    "no such person": ({"agent": "Bob", "shopper": "Eve"}, ["2 T107", "3 T107"]),
    "an agent may be unknown": ({"agent": ""}, []),
    "no shopper": ({"shopper": ""}, ["3 T106"]),
    "no date": ({"date": "22.11.2026"}, ["4 T105"]),
    "no day of the calendar": ({"date": "2026-02-30"}, ["4 T105"]),
    "no time": ({"began": "3 pm", "ended": "25:00"}, ["5 T105", "6 T105"]),
    "a time with a zone": ({"began": "15:10+01:00"}, ["5 T105"]),
    "an early hour": ({"began": "9:10", "ended": "9:40"}, []),
    "no answer": ({"greeted": "yes"}, ["7 A104"]),
    "off the scale": ({"a": "6"}, ["13 A104"]),
    "no choice": ({"e": "great"}, ["17 A104"]),
    "a fact out of bounds": ({"wait": "61"}, ["12 A104"]),
    "no answer at all": ({"greeted": ""}, ["7 T106"]),
    "a note and no answer": ({"needs": ""}, ["8 T106"]),
    "unknown is no report": ({"greeted": "unknown"}, ["7 T106"]),
    "a fail without a note": ({"needs note": ""}, ["9 T106"]),
    "na without a reason": ({"shown note": ""}, ["11 T106"]),
    "no narrative": ({"story": ""}, ["18 T106"]),
    "no proof": ({"story proof": ""}, ["19 T106"]),
    "all at once": (
        {"place": "x", "began": "x", "greeted": "x", "wait": "x"},
        ["1 T107", "5 T105", "7 A104", "12 A104"],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_every_fault_of_a_row_names_its_cell(case: str) -> None:
    changed, wanted = FAULTS[case]
    row = {**WHOLE, **changed}
    starts, column = {}, 1
    for number, name in enumerate(row, start=1):
        starts[column] = number
        column += len(row[name]) + 3
    found = read(row)
    places = [each.location for each in found.problems]
    assert all(place is not None and place.line == 2 for place in places)
    assert [
        f"{starts[place.column]} {each.code}"
        for each, place in zip(found.problems, places, strict=True)
        if place is not None
    ] == wanted
    assert bool(found.visits) is not bool(wanted)


def test_one_visit_in_two_rows_is_a_fault_and_two_visits_are_none() -> None:
    (problem,) = told(read(WHOLE, {**WHOLE, "date": "2026-11-23"}, WHOLE))
    assert problem.startswith("v.csv:4:1: T108 error: the same visit as in v.csv:2:1")


def test_a_missing_column_and_a_strange_one_are_told_before_any_row() -> None:
    row = {name: cell for name, cell in WHOLE.items() if name != "date"}
    found = read({**row, "weather": "fine"})
    assert [each.split(": ", 1)[1] for each in told(found)] == [
        "T103 error: there is no column 'date' (add it)",
        "T103 error: there is no column 'weather'",
    ]
    assert found.visits == ()


def test_times_are_those_of_the_place() -> None:
    zone = timezone(timedelta(hours=8))
    text = visits_table(FORM, [VISIT], zone, "csv")
    (found,) = visits_of(text, "v", FORM, KNOWN, zone).visits
    assert found.visit.report.began == datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
    assert b"2026-11-22,23:10,23:40" in text


VISIT = VisitRow(
    place="shop-12", agent="ana", shopper="li", report=read(WHOLE).visits[0].visit.report
)

FORMS = load(starter_root() / "rules").of_kind("audit")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("form", [FORM, *FORMS], ids=lambda form: form.id)
def test_a_template_has_the_form_s_columns_and_no_visit(form: Form, ending: str) -> None:
    found = visits_of(template(form, ending), "t", form, KNOWN, UTC)
    assert (found.visits, told(found)) == ((), [])


@pytest.mark.parametrize("form", [FORM, *FORMS], ids=lambda form: form.id)
def test_the_example_of_a_template_is_a_whole_report(form: Form) -> None:
    """Taken out of its `#`, it is read like any other row."""
    names = [each.name for each in columns(form)]
    uncommented = (
        template(form, "csv")
        .replace(b"\n# shop-12", b"\nshop-12")
        .replace(b'\n"# shop-12"', b"\nshop-12")
    )
    assert table_of(uncommented, "t", names, ()).problems == ()
    found = visits_of(uncommented, "t", form, KNOWN, UTC)
    assert told(found) == []
    assert len(found.visits) == 1


def test_the_workbook_offers_the_answers_and_keeps_what_is_typed_as_text() -> None:
    sheet = load_workbook(BytesIO(template(FORM, "xlsx"))).worksheets[0]
    names = [each.name for each in columns(FORM)]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    letter = get_column_letter(names.index("e") + 1)
    assert offered[f"{letter}4:{letter}503"] == '"good,fair,bad,na"'
    letter = get_column_letter(names.index("greeted") + 1)
    assert offered[f"{letter}4:{letter}503"] == '"pass,fail,na"'
    assert {sheet.cell(4, at).number_format for at in range(1, len(names) + 1)} == {"@"}
    comment = sheet.cell(1, names.index("a") + 1).comment
    assert comment is not None
    assert comment.text == "A? (1 to 5, na)"
    assert sheet.freeze_panes == "A2"


words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40).map(str.strip)


@given(
    story=words.filter(bool) | st.sampled_from([*ENGLISH, *CHINESE, 'One.\n\nTwo, "three".']),
    note=words.filter(bool) | st.sampled_from(["=1+1", "-5 %", "'quoted'"]),
    wait=st.integers(0, 60),
    scale=st.integers(2, 5),
    ending=st.sampled_from(["csv", "xlsx"]),
)
def test_a_table_of_visits_gives_the_visits_again(
    story: str, note: str, wait: int, scale: int, ending: str
) -> None:
    given_answers = answers(
        greeted="pass", shown="2", a=f"{scale}", b="3", c="2.5", d="5", e="good"
    )
    report = Report(
        answers=(*given_answers, *answers(needs=f"fail/{note}")),
        facts={"wait": str(wait), "story": story},
        proofs={"story": "a b.jpg", "shown": "=x.jpg"},
        began=at("15:10"),
        ended=at("15:40"),
    )
    visit = VisitRow(place="shop-12", shopper="li", report=report)
    found = visits_of(visits_table(FORM, [visit], UTC, ending), "v", FORM, KNOWN, UTC)
    assert told(found) == []
    again = found.visits[0].visit
    assert {a.criterion: (a.state, a.points, a.note) for a in again.report.answers} == {
        a.criterion: (a.state, a.points, a.note) for a in report.answers
    }
    assert again.report.facts == report.facts
    assert again.report.proofs == report.proofs
    assert (again.place, again.agent, again.report.began) == ("shop-12", None, report.began)
