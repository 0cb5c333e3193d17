"""Loading scorecards, packs and scripts: what they become, and every problem with its place."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from hashlib import sha256

import pytest

from coachdesk.core.engine.signals import Edge, Party, Window
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import (
    Choice,
    Critical,
    CriticalScore,
    Form,
    Method,
    NaPolicy,
    Scale,
    Status,
)
from coachdesk.files.loaded import Loaded
from coachdesk.files.rulebook import load, load_sources
from coachdesk.files.starter import starter_root

SCRIPT = """\
script: card
version: 2
title: Card sale
languages: [en, zh]
steps:
  - id: identity
    title: Who you are
    say:
      en: ["This is {agent_name}.", "My name is {agent_name}."]
      zh: 我是{agent_name}。
    why: Trust.
    law: us.tsr.seller-identity
    if_customer:
      - {when: Is busy, say: {en: Goodbye., zh: 再见。}, then: close}
  - {id: close, required: false, say: {en: Goodbye., zh: 再见。}}
"""
PACK = """\
pack: law
version: 1
title: Law
signals:
  asks_to_stop: {says: "stop call[ing]", by: customer}
  confirms: {says: take you off}
sections:
  - id: law
    title: Law
    weight: 50
    criteria:
      - id: honours-opt-out
        ask: Was a request to stop confirmed?
        points: 10
        critical: call
        applies_when: asks_to_stop
        pass_when: confirms after asks_to_stop within 3 turns
        status: trial
        source: 16 CFR 310.4
        checked_on: 2026-11-23
"""
CARD = """\
scorecard: card-sale
version: 3
title: Card sale
language: en
applies_to: {direction: outbound, campaign: [card, gold], meta.plan: a}
include: [packs/law]
script: card
scoring: {method: pooled, na: as_fail, pass_mark: 85.5, critical_score: zero, clamp: false,
          max_unknown_weight: 5%}
signals:
  hello: {says: [hello, good (morning|evening)], first: 2 turns, last: 2 min, unless: say hello to}
  code: {regex: "[A-Z]{2}[0-9]+", by: anyone}
  identity: {script: card/identity, at_least: 85}
  closing: {like: Have a good day}
sections:
  - id: opening
    title: Opening
    weight: 20
    criteria:
      - id: greets
        ask: Was there a greeting?
        points: 5
        levels:
          - {points: 5, when: hello and identity}
          - {points: 2.5, when: hello or code}
        line: card/identity
        critical: section
        critical_below: 50%
        coach: Greet first.
        why: Manners.
        examples:
          - {expect: pass, points: 2.5, call: "A: hello\\nC: hi"}
          - expect: unknown
            call:
              turns: |
                [00:01] A: hello
                [00:03] C: hi
              started_at: 2026-10-05T08:30:00
              time_zone: Europe/Paris
              duration: 1.5 min
              direction: outbound
              meta: {plan: gold}
      - {id: empathy, ask: Kind?, points: 4, answers: {yes: 4, partly: 2, no: 0}, bonus: true}
      - {id: clear, ask: Was it clear?, points: 4, scale: {low: 1, high: 5}, penalty: 5%}
"""
SOURCES = {
    "scripts_library/card.yaml": SCRIPT,
    "packs/law.yaml": PACK,
    "scorecards/card-sale.yaml": CARD,
}


def loaded_with(**changes: str) -> Loaded:
    """The sources with texts replaced: `pack=...`, `card=...`, `script=...`."""
    keys = dict(zip(("script", "pack", "card"), SOURCES, strict=True))
    return load_sources({**SOURCES, **{keys[name]: text for name, text in changes.items()}})


def told(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


@pytest.fixture(scope="module")
def form() -> Form:
    loaded = load_sources(SOURCES)
    assert told(loaded) == []
    (form,) = loaded.forms
    return form


def test_a_scorecard_carries_all_that_its_file_says(form: Form) -> None:
    assert (form.kind, form.id, form.version, form.title) == (
        "scorecard",
        "card-sale",
        3,
        "Card sale",
    )
    assert form.applies_to == {
        "direction": ("outbound",),
        "campaign": ("card", "gold"),
        "meta.plan": ("a",),
    }
    assert form.scoring.method is Method.POOLED
    assert form.scoring.na is NaPolicy.AS_FAIL
    assert form.scoring.pass_mark == Fraction(171, 2)
    assert form.scoring.critical_score is CriticalScore.ZERO
    assert form.scoring.max_unknown_weight_pct == 5
    assert not form.scoring.clamp
    assert form.script == "card"


def test_a_scorecard_has_the_signals_and_sections_of_its_pack_behind_its_own(form: Form) -> None:
    assert [section.id for section in form.sections] == ["opening", "law"]
    assert set(form.signals) == {
        "hello",
        "code",
        "identity",
        "closing",
        "asks_to_stop",
        "confirms",
    }


def test_signals_carry_their_windows_speakers_and_contents(form: Form) -> None:
    hello = form.signals["hello"]
    assert [phrase.text for phrase in hello.phrases] == ["hello", "good (morning|evening)"]
    assert [phrase.text for phrase in hello.unless] == ["say hello to"]
    assert hello.windows == (Window(Edge.FIRST, turns=2), Window(Edge.LAST, ms=120_000))
    assert hello.by is Party.AGENT
    assert form.signals["code"].regex == "[A-Z]{2}[0-9]+"
    assert form.signals["code"].by is Party.ANYONE
    identity = form.signals["identity"].like
    assert identity
    assert identity.lines == ("This is {agent_name}.", "My name is {agent_name}.")
    assert (identity.at_least, identity.source) == (85, "card/identity")
    closing = form.signals["closing"].like
    assert closing
    assert (closing.lines, closing.at_least) == (("Have a good day",), 80)


def test_criteria_carry_all_that_the_file_says(form: Form) -> None:
    greets, empathy, clear, opt_out = (criterion for _, criterion in form.criteria())
    assert greets.test
    assert [level.points for level in greets.test.levels] == [5, Fraction(5, 2)]
    assert greets.critical is Critical.SECTION
    assert greets.critical_below_pct == 50
    assert (greets.coach, greets.why, greets.line) == ("Greet first.", "Manners.", "card/identity")
    assert empathy.test is None
    assert empathy.choices == (
        Choice("yes", Fraction(4)),
        Choice("partly", Fraction(2)),
        Choice("no", Fraction(0)),
    )
    assert empathy.bonus
    assert clear.scale == Scale(Fraction(1), Fraction(5))
    assert clear.penalty_pct == 5
    assert opt_out.status is Status.TRIAL
    assert opt_out.critical is Critical.CALL
    assert opt_out.checked_on == date(2026, 11, 23)


def test_examples_are_calls_with_what_is_known_of_them(form: Form) -> None:
    first, second = form.sections[0].criteria[0].examples
    assert (first.expect, first.points) == (State.PASS, Fraction(5, 2))
    assert [turn.text for turn in first.call.turns] == ["hello", "hi"]
    assert second.call.started_at == datetime(2026, 10, 5, 6, 30, tzinfo=UTC)
    assert second.call.started_at
    assert second.call.started_at.utcoffset() == timedelta(hours=2)
    assert second.call.duration_ms == 90_000
    assert second.call.direction == "outbound"
    assert second.call.meta["plan"] == "gold"
    assert second.call.turns[1].start_ms == 3000


def test_a_script_carries_its_steps_in_every_language() -> None:
    script = load_sources(SOURCES).scripts["card"]
    assert (script.version, script.languages) == (2, ("en", "zh"))
    identity, close = script.steps
    assert identity.required
    assert not close.required
    assert identity.say["zh"] == ("我是{agent_name}。",)
    assert identity.law == ("us.tsr.seller-identity",)
    assert identity.if_customer[0].then == "close"
    assert script.sha256 == sha256(SCRIPT.encode()).hexdigest()


def test_a_list_of_lines_belongs_to_the_only_language() -> None:
    text = "script: card\nversion: 1\ntitle: C\nlanguages: [en]\nsteps:\n"
    loaded = load_sources({"scripts_library/card.yaml": text + "- {id: a, say: [Hello., Hi.]}"})
    assert loaded.scripts["card"].steps[0].say == {"en": ("Hello.", "Hi.")}


def test_stored_texts_give_the_same_form_again(form: Form) -> None:
    texts = load_sources(SOURCES).texts_of("card-sale")
    assert texts == SOURCES
    assert load_sources(texts).forms == (form,)


def test_the_hash_stands_for_every_text_behind_the_form() -> None:
    hashes = {
        loaded.forms[0].sha256
        for loaded in (
            load_sources(SOURCES),
            loaded_with(card=CARD + "# end\n"),
            loaded_with(pack=PACK + "# end\n"),
            loaded_with(script=SCRIPT + "# end\n"),
        )
    }
    assert len(hashes) == 4
    assert all(len(each) == 64 for each in hashes)


def test_the_hash_does_not_hang_on_files_that_the_form_does_not_use(form: Form) -> None:
    other = "pack: other\nversion: 1\ntitle: Other\n"
    loaded = load_sources({"packs/other.yaml": other, **SOURCES})
    assert loaded.forms[0].sha256 == form.sha256


def test_a_faulty_pack_makes_its_scorecard_unusable_and_others_stay() -> None:
    other = "scorecard: other\nversion: 1\ntitle: Other\n"
    loaded = load_sources(
        {
            **SOURCES,
            "packs/law.yaml": PACK.replace("points: 10", "points: x"),
            "scorecards/other.yaml": other,
        }
    )
    assert [form.id for form in loaded.forms] == ["other"]
    assert told(loaded) == [
        "packs/law.yaml:14:17: F204 error: 'points' must be a number, not 'x' "
        "(digits only, such as 10)"
    ]


@pytest.mark.parametrize(
    ("old", "new", "at", "code"),
    [
        ("hello, good (morning", "hello, good * (morning", "* (morning", "R201"),
        ("when: hello and identity", "when: hello and and", "and}", "R202"),
        ("when: hello and identity", "when: hello and identiti", "identiti", "R204"),
        ('"[A-Z]{2}', '"a(?<=a)b', "(?<", "R203"),
        ('"[A-Z]{2}[0-9]+"', "'[0-9]*'", "'[0-9]*'", "R203"),
        ("first: 2 turns", "first: 2.5 turns", "2.5", "R206"),
        ("code: {regex", "turns: {regex", "turns: {regex", "R205"),
        ("card/identity, at", "card/identitty, at", "identitty", "R107"),
        ("card/identity, at", "gold/identity, at", "gold/identity", "R106"),
        ("like: Have", "at_least: 70, says: Have", "at_least: 70", "R205"),
        ("points: 2.5, when", "points: 6, when", "6, when", "R208"),
        ('"A: hello\\nC: hi"', "hello there", "hello there", "R209"),
        ("low: 1, high", "low: 7, high", "{low: 7", "R208"),
        ("points: 4, answers", "points: 3, answers", "4, partly", "R208"),
        ("weight: 20", "weight: 0", "0\n    criteria", "F205"),
        ("[packs/law]", "[packs/lawe]", "packs/lawe", "R103"),
        ("[packs/law]", "[../packs/law]", "../packs", "R103"),
        ("[packs/law]", "[/etc/passwd]", "/etc", "R103"),
        ("[packs/law]", "[scorecards/card-sale]", "scorecards/card-sale", "R104"),
        ("hello: {says", "confirms: {says", "confirms: {says", "R105"),
        ("id: greets", "id: honours-opt-out", "include", "R102"),
        ("line: card/identity", "line: card/nowhere", "nowhere", "R107"),
        ("[00:01] A: hello", "hello there", "hello there", "R209"),
    ],
)
def test_a_fault_is_told_at_its_place(old: str, new: str, at: str, code: str) -> None:
    assert CARD.count(old) == 1
    text = CARD.replace(old, new)
    before = text[: text.index(at)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    loaded = loaded_with(card=text)
    wanted = f"scorecards/card-sale.yaml:{line}:{column}: {code} error"
    assert any(each.startswith(wanted) for each in told(loaded)), told(loaded)
    assert loaded.forms == ()


def test_all_faults_are_told_in_one_run_sorted_by_place() -> None:
    text = (
        CARD.replace("hello and identity", "helo").replace("85.5", "x").replace("low: 1", "low: 9")
    )
    found = told(loaded_with(card=text, pack=PACK.replace("stop call", "stop (call")))
    assert [each.split(" error")[0].split(".yaml:")[1] for each in found] == [
        "5:30: R201",
        "8:51: F204",
        "24:31: R204",
        "44:59: R208",
    ]


def test_packs_that_include_each_other_are_told_as_a_circle() -> None:
    texts = {
        f"packs/{name}.yaml": f"pack: {name}\nversion: 1\ntitle: T\ninclude: [packs/{other}]\n"
        for name, other in ("ab", "bc", "ca")
    }
    (problem,) = told(load_sources(texts))
    assert "packs/a.yaml > packs/b.yaml > packs/c.yaml > packs/a.yaml" in problem


@pytest.mark.parametrize(("count", "codes"), [(8, set()), (10, {"R104"})])
def test_packs_may_nest_eight_levels(count: int, codes: set[str]) -> None:
    texts = {
        f"packs/p{at}.yaml": f"pack: p{at}\nversion: 1\ntitle: T\n"
        + (f"include: [packs/p{at + 1}]\n" if at < count else "")
        for at in range(count + 1)
    }
    assert {problem.code for problem in load_sources(texts).problems} == codes


def test_a_pack_that_is_included_twice_is_taken_in_once() -> None:
    both = "pack: {}\nversion: 1\ntitle: T\ninclude: [packs/law]\n"
    loaded = load_sources(
        {
            **SOURCES,
            "packs/a.yaml": both.format("a"),
            "packs/b.yaml": both.format("b"),
            "scorecards/card-sale.yaml": CARD.replace("[packs/law]", "[packs/a, packs/b]"),
        }
    )
    assert told(loaded) == []
    assert [section.id for section in loaded.forms[0].sections] == ["opening", "law"]


def test_two_scorecards_of_one_id_are_told() -> None:
    text = "scorecard: s\nversion: 1\ntitle: S\n"
    (problem,) = told(load_sources({"scorecards/a.yaml": text, "scorecards/b.yaml": text}))
    assert problem == (
        "scorecards/b.yaml:1:12: R102 error: scorecard 's' is also defined at "
        "scorecards/a.yaml:1:12 (give each its own id)"
    )


def test_the_starter_rules_have_no_errors_and_store_whole() -> None:
    loaded = load(starter_root() / "rules")
    assert not loaded.has_errors, told(loaded)
    assert len(loaded.forms) >= 3
    for form in loaded.forms:
        again = load_sources(loaded.texts_of(form.id))
        assert [each.sha256 for each in again.forms] == [form.sha256]
