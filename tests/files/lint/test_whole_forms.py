"""Checks of whole forms: weights, script steps, unused signals, contradicting criteria."""

from datetime import date

from coachdesk.files.lint import lint
from coachdesk.files.rulebook import load_sources

HEAD = "scorecard: s\nversion: 1\ntitle: T\n"


def told(**texts: str) -> list[str]:
    """`CODE message` of every problem; keys are `card`, `pack`, `script`."""
    keys = {"card": "scorecards/s.yaml", "pack": "packs/p.yaml", "script": "scripts_library/w.yaml"}
    loaded = load_sources({keys[name]: text for name, text in texts.items()})
    problems = lint(loaded, date(2026, 11, 24))
    return [f"{problem.code} {problem.message}" for problem in problems]


def sections(method: str, *shapes: tuple[int, int]) -> str:
    """Sections of (weight, points)."""
    rows = [
        f"- {{id: s{at}, title: S, weight: {weight}, "
        f"criteria: [{{id: c{at}, ask: C?, points: {points}}}]}}\n"
        for at, (weight, points) in enumerate(shapes)
    ]
    return f"{HEAD}scoring: {{method: {method}}}\nsections:\n{''.join(rows)}"


def test_pooled_weights_drift_as_the_published_example_shows() -> None:
    """Groups of 3 points at weight 40 and 4 points at weight 20.

    Stated 40/60 = 66.7 %, effective 3*40 / (3*40 + 4*20) = 120/200 = 60 %: 6.7 points apart.
    """
    assert told(card=sections("pooled", (40, 3), (20, 4))) == [
        "R305 section 's0' says 66.7 % of the weight, but its points make it 60.0 % under 'pooled'",
        "R305 section 's1' says 33.3 % of the weight, but its points make it 40.0 % under 'pooled'",
    ]


def test_five_points_of_drift_are_allowed() -> None:
    """Stated 50 and 50; points 11 and 9 make 55 and 45, which is exactly 5 apart."""
    assert told(card=sections("pooled", (50, 11), (50, 9))) == []
    assert len(told(card=sections("pooled", (50, 12), (50, 9)))) == 2


def test_flat_scoring_tells_that_weights_do_nothing() -> None:
    assert len(told(card=sections("flat", (80, 5), (20, 5)))) == 2
    unweighted = sections("flat", (1, 9), (1, 1)).replace("weight: 1, ", "")
    assert told(card=unweighted) == []


def test_sections_cannot_drift() -> None:
    assert told(card=sections("sections", (40, 3), (20, 40))) == []


SCRIPT = """\
script: w
version: 1
title: T
languages: [en]
steps:
  - {id: hello, say: Hello.}
  - {id: price, say: It is ten dollars.}
  - {id: chat, required: false, say: Nice weather.}
"""


def with_script(criterion: str, signals: str = "") -> list[str]:
    card = f"{HEAD}script: w\n{signals}sections: [{{id: s, title: S, criteria: [{criterion}]}}]\n"
    return told(card=card, script=SCRIPT)


def test_a_required_step_is_covered_by_line_or_by_a_signal_that_hears_it() -> None:
    hello = "no criterion covers the required step 'hello' (scripts_library/w.yaml:6:5)"
    price = "no criterion covers the required step 'price' (scripts_library/w.yaml:7:5)"
    assert with_script("{id: c, ask: C?, points: 1}") == [f"R307 {hello}", f"R307 {price}"]
    assert with_script("{id: c, ask: C?, points: 1, line: w/hello}") == [f"R307 {price}"]
    signals = "signals: {h: {script: w/hello}}\n"
    assert with_script("{id: c, ask: C?, points: 1, pass_when: h}", signals) == [f"R307 {price}"]
    retired = "{id: c, ask: C?, points: 1, line: w/hello, status: retired}"
    assert len(with_script(retired)) == 2


PACK = "pack: p\nversion: 1\ntitle: T\nsignals: {a: {says: a}, b: {says: b}}\n"


def test_signals_of_a_pack_are_unused_only_where_it_is_included() -> None:
    assert told(pack=PACK) == []
    using = (
        f"{HEAD}include: [packs/p]\nsections: [{{id: s, title: S, "
        "criteria: [{id: c, ask: C?, points: 1, pass_when: a}]}]\n"
    )
    assert told(pack=PACK, card=using) == ["R301 no condition names the signal 'b'"]


def test_a_slip_of_the_pen_is_one_problem() -> None:
    card = (
        f"{HEAD}signals: {{greets: {{says: hi}}, other: {{says: x}}}}\n"
        "sections: [{id: s, title: S, criteria: [{id: c, ask: C?, points: 1, pass_when: greet}]}]\n"
    )
    assert told(card=card) == [
        "R301 no condition names the signal 'other'",
        "R204 there is no signal 'greet'",
    ]


def test_a_signal_in_an_unreadable_condition_counts_as_used() -> None:
    card = (
        f"{HEAD}signals: {{greets: {{says: hi}}}}\n"
        "sections: [{id: s, title: S, "
        "criteria: [{id: c, ask: C?, points: 1, pass_when: greets and and}]}]\n"
    )
    assert [each[:4] for each in told(card=card)] == ["R202"]


def test_a_signal_that_one_requires_and_another_forbids_is_told() -> None:
    rows = (
        "{id: a, ask: A?, points: 1, pass_when: x and y}",
        "{id: b, ask: B?, points: 1, fail_when: x or z}",
    )
    card = (
        f"{HEAD}signals: {{x: {{says: x}}, y: {{says: y}}, z: {{says: z}}}}\n"
        f"sections: [{{id: s, title: S, criteria: [{', '.join(rows)}]}}]\n"
    )
    assert told(card=card) == ["R308 'b' forbids the signal 'x', which 'a' requires"]
    assert told(card=card.replace("fail_when", "applies_when: y, fail_when")) == []
