"""Loading certification programmes, exams and role-plays: what they become, and what is wrong."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from coachdesk.core.certification.examples import rehearse
from coachdesk.core.certification.programme import (
    Effect,
    KeepToScript,
    ObservedCalls,
    PassExam,
    PassRolePlay,
    ReadScript,
    Renewal,
)
from coachdesk.core.form import Method
from coachdesk.core.location import Location
from coachdesk.files.lint import lint
from coachdesk.files.loaded import Loaded
from coachdesk.files.rulebook import load, load_sources
from coachdesk.files.starter import starter_root

SCRIPT = "script: card\nversion: 2\ntitle: Card\nlanguages: [en]\nsteps: [{id: a, say: Hello.}]\n"
NOWHERE = Location("")
CARD = "scorecard: card-sale\nversion: 1\ntitle: Card sale\n"
EXAM = """\
exam: theory
version: 3
title: Theory
pass_mark: 80
minutes: 20
pools:
  - id: cost
    title: Cost
    draw: 1
    questions:
      - {id: fee, ask: What is the fee?, choices: {a: None., b: 49 a year.}, key: b, points: 2}
      - {id: both, ask: Two?, choices: {a: Fee., b: Rate., c: Luck.}, key: [a, b], line: card/a}
"""
PLAY = """\
roleplay: play
version: 1
title: Play
scoring: {method: flat, pass_mark: 70}
sections:
  - {id: all, title: All, criteria: [{id: calm, ask: Calm?, points: 5}]}
"""
PROGRAMME = """\
certification: card
version: 4
title: Card
owner: Training
skills: sell
scripts: [{script: card, version: 2}]
requirements:
  - {id: read, read: card}
  - {id: theory, exam: theory, pass_mark: 85.5}
  - {id: play, role_play: play}
  - {id: live, observed_calls: 3, scorecard: card-sale}
  - {id: lines, adherence: card, calls: 10, at_least: 90%}
validity: {months: 6, grace_days: 0, expiring_days: 20}
renewal: {kind: short, window_days: 30, requirements: [read]}
script_change: {minor: nothing, major: confirm, confirm_days: 3, hold_days: 5}
retakes: {most: 1, days_apart: 2}
assessed_by: [trainer, auditor]
examples:
  - on: 2026-03-01
    expect: in training
    blocked_by: live
    history:
      - 2026-02-01 enrolled
      - 2026-02-02 read card v2
      - 2026-02-03 exam theory 90%
      - 2026-02-04 role-play play passed
      - 2026-02-05 call card-sale 50% x2
"""
SOURCES = {
    "scripts_library/card.yaml": SCRIPT,
    "scorecards/card-sale.yaml": CARD,
    "exams/theory.yaml": EXAM,
    "exams/play.yaml": PLAY,
    "certifications/card.yaml": PROGRAMME,
}


def changed(old: str, new: str, key: str = "certifications/card.yaml") -> list[str]:
    assert old in SOURCES[key]
    loaded = load_sources({**SOURCES, key: SOURCES[key].replace(old, new)})
    return [str(problem) for problem in lint(loaded, date(2026, 3, 1))]


def test_a_programme_becomes_what_it_says() -> None:
    loaded = load_sources(SOURCES)
    assert list(map(str, loaded.problems)) == []
    made = loaded.programmes["card"]
    asked = [msgspec.structs.replace(each, location=NOWHERE) for each in made.requirements]
    assert asked == [
        ReadScript(id="read", script="card"),
        PassExam(id="theory", exam="theory", mark=Fraction("85.5")),
        PassRolePlay(id="play", form="play"),
        ObservedCalls(id="live", calls=3, scorecard="card-sale"),
        KeepToScript(id="lines", script="card", calls=10, at_least=Fraction(90)),
    ]
    assert (made.id, made.version) == ("card", 4)
    assert [(each.script, each.version) for each in made.scripts] == [("card", 2)]
    assert (made.months, made.grace_days, made.expiring_days, made.window_days) == (6, 0, 20, 30)
    assert (made.renewal, made.short) == (Renewal.SHORT, ("read",))
    assert (made.minor, made.major) == (Effect.NOTHING, Effect.CONFIRM)
    assert (made.confirm_days, made.hold_days, made.retakes, made.days_apart) == (3, 5, 1, 2)
    assert made.assessors == ("trainer", "auditor")
    assert [result.differs for result in rehearse(made).results] == [[]]


def test_what_is_not_said_is_the_fields_habit() -> None:
    text = "certification: c\nversion: 1\ntitle: C\nrequirements: [{id: live, observed_calls: 3}]\n"
    made = load_sources({"certifications/c.yaml": text}).programmes["c"]
    assert (made.months, made.grace_days, made.expiring_days, made.window_days) == (12, 14, 30, 60)
    assert (made.retakes, made.days_apart, made.confirm_days, made.hold_days) == (2, 7, 7, 14)
    assert (made.minor, made.major, made.renewal) == (
        Effect.CONFIRM,
        Effect.RECERTIFY,
        Renewal.FULL,
    )


def test_an_exam_and_a_role_play_become_what_they_say() -> None:
    loaded = load_sources(SOURCES)
    exam = loaded.exams["theory"]
    assert (exam.version, exam.pass_mark, exam.minutes) == (3, Fraction(80), 20)
    fee, both = exam.questions()
    assert (fee.right, fee.several, fee.points) == (frozenset("b"), False, Fraction(2))
    assert (both.right, both.several, both.line) == (frozenset("ab"), True, "card/a")
    form = loaded.details["play"].form
    assert (form.kind, form.scoring.method, form.scoring.pass_mark) == (
        "roleplay",
        Method.FLAT,
        Fraction(70),
    )


@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        (
            "exam: theory,",
            "exam: theorie,",
            "theorie",
            "R601 error: there is no exam 'theorie' (did you mean 'theory'?)",
        ),
        (
            "scorecard: card-sale",
            "scorecard: card-sail",
            "card-sail",
            "R601 warning: there is no scorecard 'card-sail' (did you mean 'card-sale'?)",
        ),
        (
            "{id: read, read: card}",
            "{id: read, read: card, calls: 3}",
            "calls: 3",
            "R602 error: 'calls' does not go with 'read' (take it out)",
        ),
        (
            "requirements: [read]",
            "requirements: [raed]",
            "raed",
            "R604 error: there is no requirement 'raed' (did you mean 'read'?)",
        ),
        (
            "{id: play, role_play: play}",
            "{id: read, role_play: play}",
            "read, role_play",
            "R102 error: requirement 'read' is also defined at "
            "certifications/card.yaml:8:10 (give each its own id)",
        ),
        (
            "window_days: 30",
            "window_days: 168",
            "168",
            "R604 error: a window of 168 days is not shorter than 6 months of validity "
            "(a new certificate could be renewed at once)",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, at: str, told: str) -> None:
    text = PROGRAMME.replace(old, new)
    line = text[: text.index(at)].count("\n") + 1
    column = text.index(at) - text.rfind("\n", 0, text.index(at))
    assert changed(old, new) == [f"certifications/card.yaml:{line}:{column}: {told}"]


def test_a_line_of_a_history_is_told_where_it_goes_wrong() -> None:
    (told,) = changed("2026-02-03 exam theory 90%", "2026-02-03 exams theory 90%")
    assert told.startswith("certifications/card.yaml:25:20: R603 error: 'exams theory 90%' is noth")
    (told,) = changed("2026-02-03 exam", "2026-02-30 exam")
    assert told.startswith("certifications/card.yaml:25:9: R603 error: ")


def test_keys_that_fit_no_choice() -> None:
    where = "exams/theory.yaml"
    assert "R611 error: the key 'd' is no choice" in changed("key: b", "key: d", where)[0]
    assert "R611 error: every choice is right" in changed("key: [a, b]", "key: [a, b, c]", where)[0]
    assert "R611 error: 'A' differs" in changed("a: Fee., b: Rate.", "a: Fee., A: Rate.", where)[0]
    assert "R612 error: 3 questions are drawn from 2" in changed("draw: 1", "draw: 3", where)[0]


def test_a_faulty_programme_is_not_used() -> None:
    loaded = load_sources({**SOURCES, "exams/theory.yaml": EXAM.replace("key: b", "key: d")})
    assert loaded.exams == {}
    text = PROGRAMME.replace("id: read, ", "")
    assert load_sources({**SOURCES, "certifications/card.yaml": text}).programmes == {}


def starter() -> Loaded:
    return load(starter_root() / "rules")


def test_the_starter_programmes_are_sound_and_their_examples_hold() -> None:
    loaded = starter()
    assert list(map(str, loaded.problems)) == []
    assert len(loaded.programmes) >= 4
    for programme in loaded.programmes.values():
        rehearsal = rehearse(programme)
        assert [result.differs for result in rehearsal.results if result.differs] == []
        assert rehearsal.results
        assert rehearsal.unshown == ()


def test_every_line_that_a_starter_exam_teaches_is_in_its_script() -> None:
    loaded = starter()
    lines = {
        f"{script.id}/{step.id}" for script in loaded.scripts.values() for step in script.steps
    }
    taught = [q.line for exam in loaded.exams.values() for q in exam.questions() if q.line]
    assert taught
    assert [line for line in taught if line not in lines] == []


def test_a_line_that_is_not_in_its_script_is_told() -> None:
    (told,) = changed("line: card/a", "line: card/b", "exams/theory.yaml")
    assert told.endswith("R601 warning: 'card' has no line 'b'")


def test_questions_on_a_script_that_is_newer_than_its_exam_are_named() -> None:
    def told(written_for: str) -> list[str]:
        more = f"minutes: 20\nwritten_for: {written_for}"
        return changed("minutes: 20", more, "exams/theory.yaml")

    (older,) = told("{card: 1}")
    assert "R613 warning: written for version 1 of 'card', which is at 2: both" in older
    assert "written_for: {card: 2}" in older
    assert told("{card: 2}") == []
    (unknown,) = told("{cart: 2}")
    assert "R601 warning: there is no script 'cart' (did you mean 'card'?)" in unknown


def test_what_is_not_there_stops_nothing_but_the_certificate() -> None:
    loaded = load_sources({"certifications/card.yaml": PROGRAMME, "scorecards/x.yaml": CARD})
    assert list(map(str, loaded.problems)) == []
    assert list(loaded.programmes) == ["card"]


def test_a_part_of_the_folder_loads_by_itself(tmp_path: Path) -> None:
    for key, text in SOURCES.items():
        path = tmp_path / ("" if key.startswith("scripts_library") else "rules") / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    loaded = load(tmp_path / "rules" / "certifications")
    assert list(map(str, loaded.problems)) == []
    assert list(loaded.programmes) == ["card"]


def test_what_a_faulty_programme_names_is_told_with_all_the_rest() -> None:
    key, text = next(item for item in SOURCES.items() if item[0].startswith("certifications/"))
    broken = text.replace("exam: theory", "exam: theorie") + "validty: {months: 6}\n"
    told = [each.code for each in lint(load_sources({**SOURCES, key: broken}), date(2026, 5, 4))]
    assert {"F201", "R601"} <= set(told)
