"""Reports come in as a table, whole or not at all, and go out as one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.core.audits import Stage, Step
from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.desk.audits import give, list_visits, open_visit, step
from coachdesk.desk.audits.forms import audit_form
from coachdesk.desk.audits.tables import import_visits, visits_out
from coachdesk.desk.folder import Desk
from coachdesk.desk.log import verify_log
from coachdesk.report.visits_table import template, visits_table
from tests.desk.audits.walking import Walk, being, make_desk

HEADS = (
    "place,agent,shopper,date,began,ended,greets,greets note,shelf,shelf note,shelf proof,"
    "listens,listens note,story,wait"
)
ROW = "Quay Store,Ana Silva,{shopper},{day},15:10,15:40,pass,,fail,boxes,shelf.jpg,2,,{story},4"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shelf.jpg").write_bytes(b"a photo")
    return tmp_path


def table(folder: Path, *rows: str, heads: str = HEADS) -> str:
    file = folder / "visits.csv"
    file.write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8")
    return str(file)


def row(shopper: str = "Mia Vogel", day: str = "2026-09-30", story: str = "A long wait.") -> str:
    return ROW.format(shopper=shopper, day=day, story=story)


def test_a_row_becomes_a_report_that_waits_to_be_checked(desk: Desk, folder: Path) -> None:
    done = import_visits(desk, being("max"), "counter", table(folder, row()))
    assert (done.filed, done.added, done.known) == ((), (1,), 0)
    found = open_visit(desk, being("ruth"), "V1")
    assert found.stage is Stage.SUBMITTED
    assert (found.visit.agent, found.visit.place, found.visit.shopper) == (
        "ana", "quay", "mia.vogel",
    )  # fmt: skip
    assert found.visit.contact_at == datetime(2026, 9, 30, 15, 10, tzinfo=UTC)
    assert found.facts == {"story": "A long wait.", "wait": "4"}
    assert found.visit.figures.shown == "125/3"
    # SHA-256 of `a photo`, by sha256sum.
    assert found.filed.proofs[0].sha256.startswith("d4e24d749a4f")
    assert [(each.step.value, each.by) for each in found.history] == [
        ("plan", "max"), ("assign", "max"), ("begin", "max"), ("submit", "max"),
    ]  # fmt: skip
    assert verify_log(desk, being("ruth")).faults == ()


def test_a_second_time_changes_nothing(desk: Desk, folder: Path) -> None:
    file = table(folder, row())
    import_visits(desk, being("max"), "counter", file)
    head = verify_log(desk, being("max")).head
    again = import_visits(desk, being("max"), "counter", file)
    assert (again.added, again.known) == ((), 1)
    assert verify_log(desk, being("max")).head == head


def test_a_planned_visit_gets_its_report(desk: Desk, walk: Walk, folder: Path) -> None:
    numbers = walk.plan()
    planned = next(each for each in list_visits(desk, being("max")) if each.visit.place == "quay")
    day = planned.visit.window_from.date().isoformat()
    file = table(folder, row(str(planned.visit.shopper), day))
    done = import_visits(desk, being("max"), "counter", file)
    assert (done.filed, done.added) == ((planned.number,), ())
    assert len(list_visits(desk, being("max"))) == len(numbers)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row(), row("Nobody")], ":3:22: T107 error: there is no shopper 'Nobody'"),
        ([row(), row(story="")], "'story' is not told"),
        ([row(), row("赵敏").replace("shelf.jpg", "gone.jpg")], "D718 error: can't be attached"),
        ([row(), row(day="2026-09-29")], "D712 error: Mia Vogel has a visit to the same"),
        ([row(), row("Ana Silva", "2026-09-29")], "there is no shopper 'Ana Silva'"),
    ],
)
def test_one_fault_keeps_the_whole_table_out(
    desk: Desk, folder: Path, rows: list[str], told: str
) -> None:
    head = verify_log(desk, being("max")).head
    with pytest.raises(BadInput) as error:
        import_visits(desk, being("max"), "counter", table(folder, *rows))
    assert told in str(error.value)
    assert "visits.csv:3" in str(error.value)
    assert verify_log(desk, being("max")).head == head
    assert list_visits(desk, being("max")) == ()


def test_only_who_plans_visits_brings_them_in(desk: Desk, folder: Path) -> None:
    for person in ("ana", "grace", "sam", "ada", "mia.vogel"):
        with pytest.raises(DeskRefused, match="planning mystery visits"):
            import_visits(desk, being(person), "counter", table(folder, row()))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again(
    desk: Desk, walk: Walk, folder: Path, ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    number, other = walk.plan()
    walk.to(number, "in edit")
    give(desk, walk.acting("ruth"), number, "story", 'He said "no",\nthen =SUM(A1).')
    walk.to(other, "submitted")
    out = visits_out(desk, being("ruth"), "counter")
    zone = UTC
    file = folder / f"out.{ending}"
    file.write_bytes(visits_table(out.form, out.rows, zone, ending))
    (folder / "mimi-shelf.jpg").write_bytes(b"a photo")
    empty = tmp_path_factory.mktemp("again")
    second = make_desk(empty / "desk")
    done = import_visits(second, being("max"), "counter", str(file))
    assert len(done.added) == 2
    again = visits_out(second, being("ruth"), "counter")
    assert {each.shopper for each in again.rows} == {each.shopper for each in out.rows}
    for before, after in zip(out.rows, again.rows, strict=True):
        assert (before.place, before.agent, before.report) == (
            after.place, after.agent, after.report,
        )  # fmt: skip


def test_the_line_gets_no_table(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    walk.to(number, "released")
    for person in ("grace", "hong", "ana", "sam", "ada", walk.shopper(number)):
        with pytest.raises(DeskRefused, match="D403"):
            visits_out(desk, being(person), "counter")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_as_it_comes_holds_no_visit(desk: Desk, folder: Path, ending: str) -> None:
    file = folder / f"template.{ending}"
    file.write_bytes(template(audit_form(desk, "counter").form, ending))
    done = import_visits(desk, being("max"), "counter", str(file))
    assert (done.filed, done.added, done.known) == ((), (), 0)


def test_an_imported_report_is_checked_like_any_other(desk: Desk, folder: Path) -> None:
    import_visits(desk, being("rex"), "counter", table(folder, row()))
    assert step(desk, being("ruth"), 1, Step.TAKE).visit.editors == ("ruth",)
