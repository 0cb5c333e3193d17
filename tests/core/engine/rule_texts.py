"""Judge a call in shorthand by rules in YAML, the way a user would."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form
from coachdesk.core.scorecards import Rulebook
from coachdesk.files.calls.plain import parse_plain
from coachdesk.files.rulebook import load_sources


def form_of(signals: str, criterion: str) -> Form:
    """A scorecard with these signals (YAML lines) and one criterion `c` (YAML lines)."""
    text = "scorecard: s\nversion: 1\ntitle: S\n"
    if signals:
        text += "signals:\n" + "".join(f"  {line}\n" for line in signals.splitlines())
    text += "sections:\n  - id: one\n    title: One\n    weight: 1\n    criteria:\n"
    text += "      - id: c\n        ask: Is it so?\n"
    text += "".join(f"        {line}\n" for line in criterion.splitlines())
    loaded = load_sources({"scorecards/s.yaml": text})
    assert loaded.forms, [str(problem) for problem in loaded.problems]
    return loaded.forms[0]


def call_of(turns: str, **fields: object) -> Call:
    """The call in shorthand, with further fields of `Call`."""
    changed: Mapping[str, object] = fields
    return msgspec.structs.replace(parse_plain(turns, call_id="c"), **changed)


def answer(signals: str, criterion: str, turns: str, **fields: object) -> Answer:
    """The answer to the one criterion about the call."""
    rulebook = Rulebook([form_of(signals, criterion)], Assumptions(company="Acme Bank"))
    (scored,) = rulebook.screen([call_of(turns, **fields)], regardless=True)
    return scored.evaluation.answers[0]


def state(signals: str, when: str, turns: str, **fields: object) -> str:
    """The state of a one-point criterion that passes when the condition is true."""
    return answer(signals, f"points: 1\npass_when: {when}", turns, **fields).state.value
