"""A desk with people of every role, a scorecard that needs a person, and calls of Ana's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

import msgspec
import pytest

from coachdesk.core.calls import Call
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.init import init_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)

PEOPLE = """\
name: Harbour Sales
time_zone: UTC
people:
  - {id: ana, name: Ana Silva, team: North}
  - {id: bo, name: Bo Chen, team: South}
  - {id: grace, name: Grace Lind, role: supervisor, team: North}
  - {id: hong, name: Hong Wei, role: supervisor, team: South}
  - {id: ruth, name: Ruth Adler, role: auditor}
  - {id: rex, name: Rex Moore, role: auditor}
  - {id: sam, name: Sam Ito, role: trainer}
  - {id: max, name: Max Berg, role: manager}
  - {id: ada, name: Ada Byron, role: admin}
"""

CARD = """\
scorecard: visit
version: 1
title: Visit
language: en
scoring: {method: flat, pass_mark: 60}
signals:
  greets: {says: [good morning, hello], by: agent}
  refuses: {says: [no thanks], by: customer}
  thanks: {says: [thank you], by: agent}
  shouts: {says: [shut up], by: agent}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - id: greets
        ask: Did the agent greet?
        points: 5
        pass_when: greets
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: well"}
      - id: thanks
        ask: Was a refusal accepted with thanks?
        points: 5
        applies_when: refuses
        pass_when: thanks after refuses
        examples:
          - {expect: pass, call: "C: no thanks\\nA: thank you"}
          - {expect: fail, call: "C: no thanks\\nA: well"}
          - {expect: na, call: "A: hello"}
      - id: calm
        ask: Did the agent stay calm?
        points: 5
        fail_when: shouts
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: shut up"}
      - id: empathy
        ask: How well did the agent listen?
        points: 4
        scale: {low: 1, high: 5}
"""

TEXT = "A: well\nC: no\nA: shut up please"
"""greets: FAIL without a word of evidence; thanks: NA; calm: FAIL with evidence; empathy: open."""


Being = Callable[..., Acting]
CALLS = 60


@pytest.fixture(scope="session")
def desk_to_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with so many calls of Ana's, scored; made once."""
    folder = tmp_path_factory.mktemp("staffed") / "desk"
    acting = Acting(actor="root", clock=lambda: NOON)
    made = init_desk(folder, acting)
    rmtree(made.rules)
    (made.rules / "scorecards").mkdir(parents=True)
    (made.rules / "scorecards" / "visit.yaml").write_text(CARD, encoding="utf-8")
    (folder / "desk.yaml").write_text(PEOPLE, encoding="utf-8")
    desk = find_desk(folder, folder)
    keep_calls(desk, acting, [(_call(n), "calls.txt") for n in range(CALLS)], say=_never)
    screen(desk, acting)
    return folder


@pytest.fixture
def desk(desk_to_copy: Path, tmp_path: Path) -> Desk:
    """The desk with people of every role, fresh."""
    folder = tmp_path / "desk"
    copytree(desk_to_copy, folder)
    return find_desk(folder, folder)


@pytest.fixture
def being() -> Being:
    """Gives somebody who acts as this person, so long after noon."""

    def made(person: str, after: timedelta = timedelta(0)) -> Acting:
        return Acting(actor="root", clock=lambda: NOON + after, named=person)

    return made


def _call(number: int) -> Call:
    call = parse_plain(TEXT, call_id=f"call-{number}")
    return msgspec.structs.replace(call, agent="Ana Silva")


def _never(problem: object) -> None:
    raise AssertionError(problem)
