"""Figures of visits: of drawn and released ones, for those who may read them."""

from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.core.audits import Step
from coachdesk.core.audits.figures import By
from coachdesk.core.errors import DeskRefused
from coachdesk.core.rates import Refusal
from coachdesk.desk.audits import assign, audit_form, open_visit, pick_visit, visit_figures
from coachdesk.desk.folder import Desk
from coachdesk.desk.imports import import_files
from coachdesk.desk.screen import screen
from coachdesk.desk.scripts.publishing import publish
from tests.desk.audits.walking import NOON, Walk, being


def test_too_few_visits_make_no_figure(desk: Desk, walk: Walk) -> None:
    number, other = walk.plan()
    walk.to(number, "released")
    walk.to(other, "accepted")
    (found,) = visit_figures(desk, being("ruth"))
    assert (found.visits, found.picked, found.method) == (1, 0, "flat")
    assert (found.mean.value, found.mean.refusal) == (None, Refusal.TOO_FEW)
    (place,) = found.groups
    assert (place.visits, place.mean.refusal) == (1, Refusal.TOO_FEW)


def test_what_somebody_picked_enters_no_figure(desk: Desk, walk: Walk) -> None:
    number = pick_visit(
        desk,
        being("max"),
        audit_form(desk, "counter"),
        "quay",
        since=NOON,
        until=NOON.replace(hour=20),
        agent="Ana Silva",
        shopper="Mimi",
    )
    assign(desk, walk.acting("max"), number)
    walk.to(number, "released")
    (found,) = visit_figures(desk, being("max"))
    assert (found.visits, found.picked, found.outcomes) == (0, 1, ())


def test_an_excluded_visit_leaves_every_figure(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    walk.to(number, "final")
    assert len(visit_figures(desk, being("max"))) == 1
    walk.take("max", number, Step.EXCLUDE)
    assert visit_figures(desk, being("max")) == ()


def test_everybody_gets_their_part(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    found = walk.to(number, "released")
    own, other = ("grace", "hong") if found.visit.place == "quay" else ("hong", "grace")
    assert visit_figures(desk, being(own))[0].visits == 1
    assert visit_figures(desk, being(other)) == ()
    assert visit_figures(desk, being("sam"))[0].visits == 1
    (agent,) = visit_figures(desk, being("sam"), by=By.AGENT)[0].groups
    assert agent.name == found.visit.agent
    for person in ("ana", "bo", "ada", walk.shopper(number)):
        with pytest.raises(DeskRefused, match="D403"):
            visit_figures(desk, being(person))
    for person in (own, "sam"):
        with pytest.raises(DeskRefused, match="D403"):
            visit_figures(desk, being(person), by=By.SHOPPER)
    assert visit_figures(desk, being("ruth"), by=By.SHOPPER)[0].shoppers[0].shopper == (
        open_visit(desk, being("max"), f"V{number}").visit.shopper
    )


SCRIPT = """\
script: talk
version: 1
title: At the counter
languages: [en]
steps:
  - {id: greeting, say: "Good morning, what may I show you?"}
"""
TESTED = "script: talk\nscript_version: 1"
CARD = """\
scorecard: calls
version: 1
title: Calls
script: talk
signals:
  greets: {says: [good morning], by: agent}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - {id: greets, ask: Was there a greeting?, points: 5, line: talk/greeting, pass_when: greets}
"""


def test_a_line_on_visits_stands_beside_the_same_line_on_calls(
    desk: Desk, walk: Walk, tmp_path: Path
) -> None:
    script = desk.root / "scripts_library" / "talk.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    (desk.rules / "calls.yaml").write_text(CARD, encoding="utf-8")
    form = desk.rules / "audits" / "counter.yaml"
    text = form.read_text(encoding="utf-8").replace("channel: shop", "channel: shop\n" + TESTED)
    form.write_text(
        text.replace("ask: Did somebody greet?", "ask: A greeting?\n        line: talk/greeting"),
        encoding="utf-8",
    )
    number, _ = walk.plan()
    walk.to(number, "released")
    (before,) = visit_figures(desk, being("max"), by=By.LINE, calls=True)
    assert (before.beside, before.no_calls) == ((), "no version of 'talk' is published")
    publish(desk, being("max"), "talk")
    # Nine calls with the greeting, three without.
    greeting, other = "good morning, what may I show you", "yes"
    lines = [
        f'{{"id": "c{at}", "agent": "ana", "started_at": "2026-10-02T10:00:00+00:00", "turns": ['
        f'{{"speaker": "agent", "text": "{greeting if at < 9 else other}"}},'
        ' {"speaker": "customer", "text": "a gift"}]}'
        for at in range(12)
    ]
    (tmp_path / "calls.jsonl").write_text("\n".join(lines), encoding="utf-8")
    later = being("ada", timedelta(days=2))
    import_files(desk, later, [str(tmp_path / "calls.jsonl")], say=lambda problem: None)
    screen(desk, later)
    (found,) = visit_figures(desk, being("max", timedelta(days=2)), by=By.LINE, calls=True)
    (line,) = found.beside
    assert (line.line, line.calls.count, line.calls.of) == ("talk/greeting", 9, 12)
    assert (line.visits.count, line.visits.of) == (1, 1)
    assert line.difference.refusal is Refusal.TOO_FEW
    # Of a version that came after them, these calls tell nothing.
    newer = SCRIPT.replace("version: 1", "version: 2").replace("Good morning", "Good day")
    script.write_text(newer, encoding="utf-8")
    publish(desk, being("max", timedelta(days=3)), "talk")
    (again,) = visit_figures(desk, being("max", timedelta(days=3)), by=By.LINE, calls=True)
    assert again.beside == found.beside
