"""A desk with one small scorecard, and calls for it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import msgspec
import pytest

from coachdesk.core.calls import Call
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.init import init_desk
from coachdesk.files.calls.plain import parse_plain

CARD = """\
scorecard: greeting
version: 1
title: Greeting
language: en
scoring: {method: flat, pass_mark: 80}
signals:
  greets: {says: [good morning, hello]}
  refuses: {says: [no thanks], by: customer}
  thanks: {says: [thank you]}
sections:
  - id: opening
    title: Opening
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
"""


@pytest.fixture
def acting() -> Acting:
    """Ana, at noon."""
    return Acting(actor="ana", clock=lambda: datetime(2026, 5, 4, 12, 0, tzinfo=UTC))


@pytest.fixture
def desk(tmp_path: Path, acting: Acting) -> Desk:
    """A new desk whose one scorecard asks for a greeting and for thanks."""
    made = init_desk(tmp_path / "desk", acting)
    rmtree(made.rules)
    (made.rules / "scorecards").mkdir(parents=True)
    (made.rules / "scorecards" / "greeting.yaml").write_text(CARD, encoding="utf-8")
    return made


@pytest.fixture
def make_calls() -> Callable[[int], list[tuple[Call, str]]]:
    """So many calls: every third without a greeting, every fifth with a refusal."""

    def make(count: int) -> list[tuple[Call, str]]:
        return [(_call(number), "calls.txt") for number in range(count)]

    return make


def _call(number: int) -> Call:
    greeting = "well" if number % 3 == 0 else "hello"
    answer = "no thanks" if number % 5 == 0 else "yes"
    closing = "thank you" if number % 2 else "but why"
    text = f"A: {greeting}\nC: {answer}\nA: {closing}"
    call = parse_plain(text, call_id=f"call-{number:04d}")
    return msgspec.structs.replace(call, campaign="spring")
