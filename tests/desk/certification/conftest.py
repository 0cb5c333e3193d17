"""A desk with people of every role, one programme with a requirement of each kind, and calls."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

import msgspec
import pytest

from coachdesk.core.calls import Call
from coachdesk.core.reviews import Step as ReviewStep
from coachdesk.desk import reviews, scripts
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.init import init_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
CALLS = 6

PEOPLE = """\
name: Harbour Sales
time_zone: Europe/Berlin
people:
  - {id: ana, name: Ana Silva, team: North, place: harbour}
  - {id: bo, name: Bo Chen, team: South}
  - {id: grace, name: Grace Lind, role: supervisor, team: North}
  - {id: tina, name: Tina Roy, role: trainer, team: North}
  - {id: sam, name: Sam Ito, role: trainer}
  - {id: ruth, name: Ruth Adler, role: auditor}
  - {id: max, name: Max Berg, role: manager}
  - {id: ada, name: Ada Byron, role: admin}
places:
  - {id: coast, name: Coast, level: region}
  - {id: harbour, name: Harbour, within: coast}
"""
CARD = """\
scorecard: sale
version: 1
title: Sale
language: en
script: sale
scoring: {method: flat, pass_mark: 50}
signals:
  greets: {says: [hello], by: agent}
  names_cost: {says: [forty nine], by: agent}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - {id: greets, ask: Greeted?, points: 5, pass_when: greets, line: sale/hello}
      - {id: cost, ask: Cost said?, points: 5, pass_when: names_cost, line: sale/cost}
      - {id: calm, ask: Calm?, points: 5, critical: call}
"""
SCRIPT = """\
script: sale
version: 1
title: Sale
languages: [en]
steps:
  - {id: hello, say: Hello.}
  - {id: cost, say: It costs forty nine a year.}
"""
EXAM = """\
exam: theory
version: 1
title: Theory
pass_mark: 60
minutes: 20
pools:
  - id: cost
    title: What it costs
    questions:
      - {id: fee, ask: The fee?, choices: {a: None., b: 49 a year.}, key: b, line: sale/cost}
      - {id: when, ask: When is it said?, choices: {a: Before the yes., b: Later.}, key: a}
      - {id: both, ask: Which two?, choices: {a: Fee., b: Rate., c: Luck.}, key: [a, b], points: 2}
"""
PLAY = """\
roleplay: play
version: 1
title: Play
scoring: {method: flat, pass_mark: 70}
sections:
  - id: all
    title: All
    criteria:
      - {id: calm, ask: Calm?, points: 5, critical: call}
      - {id: clear, ask: Clear?, points: 5}
"""
PROGRAMME = """\
certification: sale
version: 2
title: Selling
scripts: [{script: sale}]
requirements:
  - {id: read, read: sale}
  - {id: theory, exam: theory}
  - {id: play, role_play: play}
  - {id: live, observed_calls: 2, scorecard: sale}
  - {id: lines, adherence: sale, calls: 4, at_least: 80%}
renewal: {kind: short, requirements: [read, theory]}
assessed_by: [trainer, auditor]
"""
FILES = {
    "rules/scorecards/sale.yaml": CARD,
    "rules/exams/theory.yaml": EXAM,
    "rules/exams/play.yaml": PLAY,
    "rules/certifications/sale.yaml": PROGRAMME,
    "scripts_library/sale.yaml": SCRIPT,
    "desk.yaml": PEOPLE,
}
SAYS_ALL = "A: hello\nC: hi\nA: it costs forty nine a year"
SAYS_HALF = "A: hello\nC: hi\nA: bye"

Being = Callable[..., Acting]


@pytest.fixture(scope="session")
def desk_to_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk, made once: calls of Ana's in the morning, all lines said; and of Bo's, half of them."""
    folder = tmp_path_factory.mktemp("certified") / "desk"
    acting = Acting(actor="root", clock=lambda: NOON)
    made = init_desk(folder, acting)
    rmtree(made.rules)
    rmtree(folder / "scripts_library")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    desk = find_desk(folder, folder)
    calls = [_call("Ana Silva", n, SAYS_ALL) for n in range(CALLS)]
    calls += [_call("Bo Chen", n, SAYS_HALF) for n in range(CALLS)]
    keep_calls(desk, acting, [(call, "calls.txt") for call in calls], say=_never)
    screen(desk, acting)
    scripts.publish(desk, being_at("sam"), "sale")
    return folder


@pytest.fixture
def desk(desk_to_copy: Path, tmp_path: Path) -> Desk:
    """The desk, fresh."""
    folder = tmp_path / "desk"
    copytree(desk_to_copy, folder)
    return find_desk(folder, folder)


def being_at(person: str, days: float = 0) -> Acting:
    """Somebody who acts as this person, so many days after noon of 4 May 2026."""
    return Acting(actor="root", clock=lambda: NOON + timedelta(days=days), named=person)


@pytest.fixture
def being() -> Being:
    """As `being_at`."""
    return being_at


def observe(desk: Desk, call: str, calm: str, days: float) -> None:
    """Ruth scores a call of somebody's, and Grace or the owner publishes it."""
    done = reviews.give(
        desk, being_at("ruth", days), call, "sale", "calm", calm, "as heard", seen=0
    )
    assert done.review is not None
    number = done.review.number
    done = reviews.step(
        desk, being_at("ruth", days), number, ReviewStep.SUBMIT, seen=done.review.seen
    )
    assert done.review is not None
    reviews.step(desk, being_at("grace", days), number, ReviewStep.PUBLISH, seen=done.review.seen)


def _call(agent: str, number: int, text: str) -> Call:
    call = parse_plain(text, call_id=f"{agent.split()[0].lower()}-{number}")
    started = NOON - timedelta(hours=CALLS - number)
    return msgspec.structs.replace(call, agent=agent, started_at=started)


def _never(problem: object) -> None:
    raise AssertionError(problem)
