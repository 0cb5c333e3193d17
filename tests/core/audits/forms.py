"""One audit form and its pieces, for the tests of visits."""

from datetime import UTC, datetime
from fractions import Fraction

from coachdesk.core.answers import answer_of
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form
from coachdesk.files.rulebook import load_sources

TEXT = """\
audit: gift
version: 1
title: Gift visit
channel: shop
persona: A man of forty who buys for his wife.
scenario: Looks for a ring.
minutes: {low: 10, high: 60}
hours: {from: 10:00, to: 21:30}
script: gift
sections:
  - id: welcome
    title: Welcome
    criteria:
      - {id: greeted, ask: Greeted?, points: 5, line: gift/hello}
      - {id: needs, ask: Asked?, points: 5, line: gift/needs}
      - {id: shown, ask: Shown?, points: 4, proof: a photo}
      - {id: bags, ask: Were there bags?, points: 1, status: trial, proof: a photo}
    facts:
      - {id: wait, ask: How long?, entry: number, unit: min, low: 0, high: 60}
      - {id: guide, ask: Name?, entry: text, required: false}
  - id: manner
    title: Manner
    criteria:
      - {id: a, ask: A?, points: 4, scale: {low: 1, high: 5}}
      - {id: b, ask: B?, points: 4, scale: {low: 1, high: 5}}
      - {id: c, ask: C?, points: 4, scale: {low: 1, high: 5}}
      - {id: d, ask: D?, points: 4, scale: {low: 1, high: 5}}
      - {id: e, ask: E?, points: 6, answers: {good: 6, fair: 3, bad: 0}}
    facts:
      - {id: story, ask: What happened?, entry: text, proof: the receipt}
"""
SCRIPT = """\
script: gift
version: 1
title: Gift
languages: [en]
steps: [{id: hello, say: Hello.}, {id: needs, say: Who is it for?}]
"""


def form() -> Form:
    loaded = load_sources({"audits/gift.yaml": TEXT, "scripts_library/gift.yaml": SCRIPT})
    assert not loaded.problems, list(map(str, loaded.problems))
    return loaded.forms[0]


FORM = form()


def answers(**given: str) -> tuple[Answer, ...]:
    """The answers of a person, in the words of a table; what follows a slash is the note."""
    criteria = {criterion.id: criterion for _, criterion in FORM.criteria()}
    return tuple(
        answer_of(criteria[name], words.partition("/")[0], words.partition("/")[2])
        for name, words in given.items()
    )


def at(clock: str, day: str = "2026-11-22") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)


def percent(value: float) -> Fraction:
    return Fraction(round(value * 1000), 1000)
