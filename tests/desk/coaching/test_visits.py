"""A failed line of a mystery visit raises an action once the visit is released, and not before."""

from pathlib import Path

import pytest

from coachdesk.core.audits import Step
from coachdesk.core.coaching import TopicKind
from coachdesk.desk import coaching
from coachdesk.desk.audits import open_visit
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.report.coaching import page_lines
from coachdesk.report.coaching_raised import raised_lines
from coachdesk.report.coaching_sheet import sheet_lines
from tests.desk.audits.walking import Walk, make_desk

POLICY = """\
coaching: shelf
version: 1
title: The shelf
finds: {visit: {audit: counter, criteria: shelf}}
coach: supervisor
"""


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    """Two visits are planned; the shelf fails on each that is made."""
    desk = make_desk(tmp_path / "desk")
    (desk.rules / "coaching").mkdir()
    (desk.rules / "coaching/shelf.yaml").write_text(POLICY, "utf-8")
    made = Walk(desk, tmp_path)
    made.plan()
    return made


def visited(walk: Walk) -> str | None:
    return open_visit(walk.desk, walk.acting("max"), "V1").visit.agent


def test_only_a_released_visit_raises_anything(walk: Walk) -> None:
    agent = visited(walk)
    assert agent in ("ana", "bo")
    walk.to(1, "accepted")
    assert coaching.raise_proposals(walk.desk, walk.acting("rex")).names == ()
    walk.take("max", 1, Step.RELEASE)
    assert coaching.raise_proposals(walk.desk, walk.acting("rex")).names == ("A1",)
    (line,) = coaching.list_actions(walk.desk, walk.acting(agent)).lines
    assert (line.action.topic.kind, str(line.action.topic)) == (TopicKind.VISITS, "counter/shelf")
    assert [each.call for each in line.action.evidence] == ["V1"]
    assert line.action.baseline is not None
    assert (line.action.baseline.failed, line.action.baseline.method) == (1, "visits")
    assert line.action.coach == {"ana": "grace", "bo": "hong"}[agent]
    sheet = coaching.sheet(walk.desk, walk.acting(agent), "A1")
    assert (sheet.shown, sheet.criterion) == ((), None)


def test_what_is_appealed_raises_nothing_until_it_is_decided(walk: Walk) -> None:
    walk.to(1, "appealed")
    assert coaching.raise_proposals(walk.desk, walk.acting("rex")).names == ()
    walk.take("rex", 1, Step.DENY)
    assert coaching.raise_proposals(walk.desk, walk.acting("rex")).names == ("A1",)


def test_where_visits_name_nobody_the_policy_says_that_it_could_not_look(walk: Walk) -> None:
    walk.to(1, "released")
    settings = walk.desk.root / "desk.yaml"
    settings.write_text(settings.read_text("utf-8") + "audits: {agent_named: false}\n", "utf-8")
    desk: Desk = find_desk(walk.desk.root, walk.desk.root)
    found = coaching.raise_proposals(desk, walk.acting("rex"))
    assert found.names == ()
    assert [each.policy for each in found.not_looked] == ["shelf"]


def test_lines_of_one_visit_are_told_together_and_in_the_words_of_a_visit(walk: Walk) -> None:
    policy = walk.desk.rules / "coaching/shelf.yaml"
    policy.write_text(POLICY.replace("criteria: shelf", "criteria: [shelf, listens]"), "utf-8")
    walk.to(1, "assigned")
    walk.fill(1, listens="1")
    for person, step in (
        (walk.shopper(1), Step.SUBMIT),
        ("ruth", Step.TAKE),
        ("ruth", Step.ACCEPT),
        ("max", Step.RELEASE),
    ):
        walk.take(person, 1, step)
    agent = visited(walk)
    dry = coaching.raise_proposals(walk.desk, walk.acting("rex"), dry_run=True)
    day = dry.proposed.proposals[0].due
    assert list(raised_lines(dry)) == [
        "2 proposals, by 1 policy; nothing was written",
        f"{agent}  2 lines of V1  due {day}  (shelf)",
        "  –  counter/listens: failed 1 of 1, too few; visit of 2026-10-01",
        "  –  counter/shelf: failed 1 of 1, too few; visit of 2026-10-01",
    ]
    written = coaching.raise_proposals(walk.desk, walk.acting("rex"))
    assert written.names == ("A1", "A2")
    page = "\n".join(page_lines(coaching.action_page(walk.desk, walk.acting("rex"), "A2")))
    assert "before: failed 1 of 1, too few; visit of 2026-10-01\n" in page
    assert "check: no call shows it: it ends closed and not verified\n" in page
    sheet = "\n".join(sheet_lines(coaching.sheet(walk.desk, walk.acting("rex"), "A2")))
    assert "THE VISIT\n  V1\n" in sheet
    assert "call of" not in sheet
