"""A failed line of a mystery visit raises an action once the visit is released, and not before."""

from pathlib import Path

import pytest

from coachdesk.core.audits import Step
from coachdesk.core.coaching import TopicKind
from coachdesk.desk import coaching
from coachdesk.desk.audits import open_visit
from coachdesk.desk.folder import Desk, find_desk
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
