"""Audit forms: what they become, every problem with its place, and where they are not used."""

from datetime import date, time
from fractions import Fraction

import pytest

from coachdesk.core.answers import answer_of
from coachdesk.core.form import Entry, Form
from coachdesk.core.people import Channel
from coachdesk.core.score import score
from coachdesk.files.lint import lint
from coachdesk.files.rulebook import load_sources

AUDIT = """\
audit: gift
version: 3
title: Gift visit
language: en
channel: shop
persona: A man of forty who buys for his wife.
scenario: Looks for a ring and names no price.
duties: [Ask for the price of one ring., Buy nothing.]
languages: [en, zh]
minutes: {low: 10, high: 45.5}
hours: {from: 10:00, to: 21:30}
scoring: {method: flat, pass_mark: 80}
signals: {greets: {says: welcome}}
sections:
  - id: welcome
    title: Welcome
    criteria:
      - {id: greeted, ask: Were you greeted?, points: 5, pass_when: greets}
      - {id: tidy, ask: Was it tidy?, points: 5, scale: {low: 1, high: 5}, proof: a photo}
    facts:
      - {id: wait, ask: How long was the wait?, entry: number, unit: min, low: 0, high: 60}
      - {id: met-at, ask: When did you meet somebody?, entry: time, required: false}
  - id: told
    title: In your words
    facts:
      - {id: story, ask: What happened?, entry: text, proof: the receipt}
"""


def audit(text: str = AUDIT) -> Form:
    loaded = load_sources({"audits/gift.yaml": text})
    assert not loaded.problems, list(map(str, loaded.problems))
    return loaded.forms[0]


def told(text: str, script: str = "") -> list[str]:
    texts = {"audits/gift.yaml": text}
    if script:
        texts["scripts_library/gift.yaml"] = script
    return [str(each) for each in lint(load_sources(texts), date(2026, 11, 26))]


def test_an_audit_is_a_form_with_a_briefing_and_facts() -> None:
    form = audit()
    assert (form.kind, form.id, form.version) == ("audit", "gift", 3)
    briefing = form.briefing
    assert briefing is not None
    assert briefing.channel is Channel.SHOP
    assert briefing.duties == ("Ask for the price of one ring.", "Buy nothing.")
    assert briefing.languages == ("en", "zh")
    assert (briefing.least_min, briefing.most_min) == (Fraction(10), Fraction("45.5"))
    assert (briefing.opens, briefing.closes) == (time(10), time(21, 30))
    assert [each.id for _, each in form.criteria()] == ["greeted", "tidy"]
    assert [each.proof for _, each in form.criteria()] == ["", "a photo"]
    wait, met_at, story = form.facts
    assert (wait.entry, wait.unit, wait.low, wait.high) == (
        Entry.NUMBER,
        "min",
        Fraction(0),
        Fraction(60),
    )
    assert (met_at.entry, met_at.required, met_at.section) == (Entry.TIME, False, "welcome")
    assert (story.proof, story.required, story.section) == ("the receipt", True, "told")


FAULTS = {
    "a channel that is none": ("channel: shop", "channel: mail", ["5:10: F206"]),
    "no persona": ("persona: A man of forty who buys for his wife.\n", "", ["1:1: F202"]),
    "a clock that is none": ("from: 10:00", "from: 25:00", ["11:15: F207"]),
    "minutes the wrong way round": ("low: 10, high: 45.5", "low: 50, high: 45.5", ["10:1: R403"]),
    "hours the wrong way round": ("to: 21:30", "to: 09:30", ["11:1: R403"]),
    "bounds on a text": ("entry: text", "entry: text, low: 3", ["26:55: R402"]),
    "bounds the wrong way round": ("low: 0, high: 60", "low: 60, high: 0", ["21:75: R402"]),
    "a fact of a criterion's id": ("id: wait", "id: tidy", ["21:14: R102"]),
    "two facts of one id": ("id: met-at", "id: wait", ["22:14: R102"]),
    "an entry that is none": ("entry: time", "entry: clock", ["22:63: F206"]),
    "an empty section": (
        "    facts:\n      - {id: story, ask: What happened?, entry: text, proof: the receipt}\n",
        "",
        ["23:5: R405"],
    ),
    "no narrative": ("entry: text", "entry: date", ["1:1: R406"]),
    "a narrative that may be left out": (
        "entry: text",
        "entry: text, required: false",
        ["1:1: R406"],
    ),
    "a version of no script": ("scoring:", "script_version: 1\nscoring:", ["12:1: R404"]),
    "several at once": (
        "low: 0, high: 60",
        "low: 60, high: 0}\n      - {id: wait, ask: A?, entry: date, unit: min",
        ["21:75: R402", "22:14: R102", "22:42: R402"],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_every_fault_has_its_place(case: str) -> None:
    before, after, wanted = FAULTS[case]
    assert before in AUDIT
    found = told(AUDIT.replace(before, after, 1))
    places = [each.removeprefix("audits/gift.yaml:") for each in found]
    assert [each[: len(want)] for each, want in zip(places, wanted, strict=True)] == wanted


SCRIPT = """\
script: gift
version: 2
title: Gift
languages: [en]
steps: [{id: hello, required: false, say: Hello.}]
"""


def test_an_audit_of_another_script_version_is_warned_about() -> None:
    text = AUDIT.replace("scoring:", "script: gift\nscript_version: 1\nscoring:")
    (problem,) = told(text, SCRIPT)
    assert problem.startswith("audits/gift.yaml:13:17: R404 warning: tests version 1 of 'gift'")
    assert not told(text.replace("script_version: 1", "script_version: 2"), SCRIPT)


def test_proof_belongs_to_audits_and_to_packs_that_audits_include() -> None:
    criterion = "{id: shelf, ask: Was it full?, points: 5, proof: a photo}"
    sections = f"sections: [{{id: s, title: S, criteria: [{criterion}]}}]\n"
    pack = f"pack: shelf\nversion: 1\ntitle: Shelf\n{sections}"
    including = AUDIT.replace("scoring:", "include: [packs/shelf]\nscoring:")
    loaded = load_sources({"audits/gift.yaml": including, "packs/shelf.yaml": pack})
    assert not loaded.problems
    card = "scorecard: sale\nversion: 1\ntitle: Sale\ninclude: [packs/shelf]\n"
    loaded = load_sources({"scorecards/sale.yaml": card, "packs/shelf.yaml": pack})
    (problem,) = loaded.problems
    assert str(problem).startswith("packs/shelf.yaml:4:83: R401 error")


def test_a_section_that_only_asks_keeps_no_weight() -> None:
    """Under `fixed_weight` an empty section counts as zero; this one has nothing to count."""
    form = audit(AUDIT.replace("method: flat", "method: sections, na: fixed_weight"))
    criteria = {criterion.id: criterion for _, criterion in form.criteria()}
    answers = [answer_of(criteria["greeted"], "pass"), answer_of(criteria["tidy"], "5")]
    assert score(form, answers).calc == 100
