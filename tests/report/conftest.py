"""One small scored call, made by the real rules and the real engine."""

from collections.abc import Callable

import msgspec
import pytest

from coachdesk.core.scorecards import Rulebook
from coachdesk.files.calls.plain import parse_plain
from coachdesk.files.rulebook import load_sources
from coachdesk.report.reported import Reported, reported_of

RULES = """\
scorecard: card
version: 3
title: Card <sale>
scoring: {method: sections, pass_mark: 85}
signals:
  greets: {says: ["hello", "good morning"], first: 2 turns}
  asks_to_stop: {says: ["stop calling"], by: customer}
  confirms: {says: ["take you off"]}
  pressure: {says: ["only today"]}
sections:
  - id: opening
    title: Opening
    weight: 20
    criteria:
      - {id: greets, ask: Did the agent greet?, points: 5, pass_when: greets}
  - id: compliance
    title: Compliance
    weight: 50
    criteria:
      - id: opt-out
        ask: Was a request to stop confirmed at once?
        points: 10
        critical: call
        applies_when: asks_to_stop
        pass_when: confirms after asks_to_stop within 3 turns
        coach: Take them off the list.
      - {id: no-pressure, ask: "Was there no pressure?", points: 5, fail_when: pressure}
      - id: hours
        ask: Was it day?
        points: 5
        pass_when: call.local_time between 08:00 and 21:00
      - {id: thanks-early, ask: "Thanks?", points: 5, applies_when: confirms, pass_when: greets}
      - {id: tried, ask: "On trial?", points: 5, status: trial, pass_when: pressure}
  - id: manner
    title: Manner
    weight: 30
    criteria:
      - {id: empathy, ask: "Empathy?", points: 5, answers: {yes: 5, no: 0}}
"""

TALK = """\
A: [00:03] hello there
C: [00:09] please stop calling me
A: [00:12] but it is free, only today & <b>now</b>
"""

Make = Callable[..., Reported]


@pytest.fixture
def made() -> Make:
    """Gives the call `call-1` scored, with any fields of the call changed."""

    def make(talk: str = TALK, *, near: bool = False, **changes: object) -> Reported:
        loaded = load_sources({"scorecards/card.yaml": RULES})
        assert not loaded.has_errors, loaded.problems
        call = parse_plain(talk, call_id="call-1")
        call = msgspec.structs.replace(call, **changes)
        (scored,) = Rulebook(loaded.forms).screen([call], explain=True, near=near)
        return reported_of(scored, "calls/call 1.txt", (1, 2, 3))

    return make
