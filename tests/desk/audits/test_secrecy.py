"""What the place's line reads of a report: no shopper, and that it was changed in checking."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coachdesk.core.audits import Stage, Step
from coachdesk.core.errors import DeskRefused
from coachdesk.desk.audits import give, note, open_visit, step
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.report.audit_page import page_lines
from tests.desk.audits.walking import PEOPLE, Walk, being

SHOPPERS = """\
  - {id: he.chen, name: 何晨, role: shopper, aliases: [He Chen, Leo Ma]}
"""
NOTE = "He said he chen no more. Chen left; 何晨 too, as he.chen, and Leo Ma saw Mr Leo."


def desk_of_he_chen(desk: Desk) -> Desk:
    kept = "".join(f"{line}\n" for line in PEOPLE.splitlines() if "role: shopper" not in line)
    (desk.root / "desk.yaml").write_text(kept + SHOPPERS, encoding="utf-8")
    return find_desk(desk.root, desk.root)


def test_a_name_that_is_a_word_is_hidden_whole_and_the_word_stays(
    desk: Desk, tmp_path: Path
) -> None:
    found = desk_of_he_chen(desk)
    walk = Walk(found, tmp_path)
    number, *_ = walk.plan()
    walk.to(number, "in progress")
    give(found, walk.acting("he.chen"), number, "listens", "2", NOTE)
    step(found, walk.acting("he.chen"), number, Step.SUBMIT)
    for person, wanted in (("ruth", Step.TAKE), ("ruth", Step.ACCEPT), ("max", Step.RELEASE)):
        step(found, walk.acting(person), number, wanted)
    place = open_visit(found, being("max"), f"V{number}").visit.place
    seen = open_visit(found, walk.acting("hong" if place == "xinjie" else "grace"), f"V{number}")
    assert seen.stage is Stage.RELEASED
    (note,) = [
        each.answer.note
        for each in seen.filed.changes
        if each.criterion == "listens" and each.answer
    ]
    assert note == (
        "He said ••••••• no more. •••• left; •• too, as •••••••, and •••••• saw Mr Leo."
    )


def test_an_editor_s_answer_needs_its_words_and_the_line_sees_that_it_is_one(
    desk: Desk, walk: Walk
) -> None:
    number, *_ = walk.plan()
    walk.to(number, "in edit")
    give(desk, walk.acting("ruth"), number, "greets", "fail")
    opened = give(desk, walk.acting("ruth"), number, "wait", "9")
    assert [(each.criterion, each.missing.value) for each in opened.lacks] == [
        ("greets", "evidence")
    ]
    assert opened.may[Step.ACCEPT] == "something is missing: greets"
    with pytest.raises(DeskRefused, match=r"D713.*'greets': fail without evidence"):
        step(desk, walk.acting("ruth"), number, Step.ACCEPT)
    note(desk, walk.acting("ruth"), number, "greets", "the tape has no greeting")
    # There and back again is no change.
    give(desk, walk.acting("ruth"), number, "listens", "4")
    give(desk, walk.acting("ruth"), number, "listens", "2", "looked at the screen")
    step(desk, walk.acting("ruth"), number, Step.ACCEPT)
    opened = step(desk, walk.acting("max"), number, Step.RELEASE)
    page = "\n".join(page_lines(opened, ZoneInfo("UTC"), {}, columns=200))
    (line,) = [each for each in page.splitlines() if " → FAIL" in each]
    assert line.startswith(
        "  greets: pass (a nod and good morning) → FAIL (the tape has no greeting), ruth"
    )
    person = "hong" if opened.visit.place == "xinjie" else "grace"
    seen = open_visit(desk, walk.acting(person), f"V{number}")
    assert seen.edited == {"greets", "wait"}
    page = "\n".join(page_lines(seen, ZoneInfo("UTC"), {}, columns=200))
    assert "✗ FAIL greets  by ruth (changed in checking the report): the tape" in page
    assert "wait: 9 min (changed in checking the report)" in page
    assert "✓ pass listens: 2, 1.25 of 5  by ruth: looked" in page
    assert "good morning" not in page.replace("hello, or good morning", "")
