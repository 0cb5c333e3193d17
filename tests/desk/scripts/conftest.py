"""A desk with people, one script and the scorecard that names it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import msgspec
import pytest

from coachdesk.core.calls import Call
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.init import init_desk
from coachdesk.files.calls.plain import parse_plain

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)

SETTINGS = """\
name: Harbour Sales
time_zone: UTC
company: Harbour Bank
places:
  - {id: coast, name: The Coast, level: region}
  - {id: pier, name: Pier Shop, within: coast}
people:
  - {id: ana, name: Ana Silva, team: North, place: pier}
  - {id: bo, name: Bo Chen, team: North}
  - {id: cy, name: Cy Adams, team: South}
  - {id: grace, name: Grace Lind, role: supervisor, team: North}
  - {id: ruth, name: Ruth Adler, role: auditor}
  - {id: sam, name: Sam Ito, role: trainer}
  - {id: max, name: Max Weber, role: manager}
  - {id: ada, name: Ada Byron, role: admin}
  - {id: shea, name: Shea Roe, role: shopper}
"""
SCRIPT = """\
script: card
version: 1
title: The card
languages: [en]
steps:
  - id: greeting
    say: "Hello, I call from Harbour Bank."
    law: us.tcpa.identify
  - id: cost
    say: The card costs forty dollars a year.
  - id: close
    say: Thank you for your time today.
"""
OTHER = """\
script: other
version: 1
title: Another script
languages: [en]
steps:
  - {id: hello, say: "Good day to you."}
objections:
  - id: too-dear
    when: Says it is too expensive
    hears: [too expensive]
    say: May I show you what you get back?
"""
CARD = """\
scorecard: card
version: 1
title: Card
script: card
scoring: {method: flat}
signals:
  greets: {says: [hello, good morning]}
  asks: {says: [how much], by: customer}
  fee: {says: ["{number} dollars"]}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - {id: greets, ask: Did the agent greet?, points: 5, line: card/greeting, pass_when: greets}
      - {id: fee, ask: Was the fee named?, points: 5, line: card/cost, applies_when: asks,
         pass_when: fee}
"""


@pytest.fixture
def acting_as() -> Callable[..., Acting]:
    """Somebody by id, at noon of 4 May or so many days later."""

    def make(person: str | None = None, at: datetime = NOON) -> Acting:
        return Acting(actor="desk", clock=lambda: at, named=person)

    return make


@pytest.fixture
def desk(tmp_path: Path, acting_as: Callable[..., Acting]) -> Desk:
    """A new desk; nothing is signed, published or imported."""
    made = init_desk(tmp_path / "desk", acting_as())
    (made.root / "desk.yaml").write_text(SETTINGS, "utf-8")
    rmtree(made.rules)
    (made.rules / "scorecards").mkdir(parents=True)
    (made.rules / "scorecards" / "card.yaml").write_text(CARD, "utf-8")
    rmtree(made.root / "scripts_library")
    (made.root / "scripts_library").mkdir()
    write_script(made, SCRIPT)
    write_script(made, OTHER, "other")
    return find_desk(made.root)


def write_script(desk: Desk, text: str, name: str = "card") -> None:
    """Puts a script into the library."""
    (desk.root / "scripts_library" / f"{name}.yaml").write_text(text, "utf-8")


def call(number: int, agent: str, text: str, at: datetime, ending: str | None = None) -> Call:
    """One call."""
    made = parse_plain(text, call_id=f"call-{number:03d}")
    return msgspec.structs.replace(made, agent=agent, started_at=at, disposition=ending)
