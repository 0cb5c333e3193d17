"""From the enrolment to the exam passed, by keyboard alone in a real terminal."""

import re
from typing import Any

import pytest

from tests.cli.test_certs import RIGHT
from tests.scenarios.at import At
from tests.scenarios.tmux import Tmux, has_tmux

pytestmark = pytest.mark.skipif(not has_tmux(), reason="there is no tmux here")
TRAINER, AGENT = "sam.ito", "ana.price"
US = "us-calling-law"
PLAYED = """\
certification: a-played-call
version: 1
title: A played call
requirements: [{id: play, role_play: card-sale-role-play, pass_mark: 80}]
assessed_by: [trainer]
"""


def test_a_trainer_enrols_and_the_agent_sits_the_exam(at: At) -> None:
    unasked = dict(RIGHT)
    with at.open(TRAINER) as window:
        window.shows("Today")
        window.keys("T")
        window.shows("Certification", "card-sale", "Maya Flores")
        window.keys("l", "l", "l")
        window.shows(f"({US} v1)")
        window.keys("+")
        window.shows(f"enrol for {US}")
        window.types(AGENT)
        window.keys("Enter")
        window.shows("○ in training  Ana Price · North", "next: theory")
        window.keys(">")
        window.shows("not yet: Ana Price")
        window.keys("C-q")
        window.shows("ended with 0")

    with at.open(AGENT, "certs") as window:
        window.shows("Ana Price", "○ in training")
        window.keys("l", "l", "l")
        window.shows(f"({US} v1)")
        window.keys(">")
        window.shows("9 questions", "begins")
        window.keys(">", "y")
        for number in range(1, 5):
            _answer(window, number, unasked)
        window.shows("4 answered", "saved ")

    # The window was closed in the middle: the answers and the clock went on.
    with at.open(AGENT, "home") as window:
        window.shows("Today")
        window.keys(":")
        window.types(f"exam {US}")
        window.keys("Enter")
        window.shows("question 5 of 9", "4 answered", "14:")
        for number in range(5, 10):
            _answer(window, number, unasked)
        window.shows("all answered", "saved ")
        window.keys(">")
        window.shows("Hand in?")
        window.keys("y")
        window.shows("PASS 100.00 %", "Everything was right")
        window.keys("C-q")
        window.shows("ended with 0")

    held = at.told("certs", "show", AGENT, person=TRAINER)
    (shown,) = [each for each in held if each["programme"] == US]
    assert [each["met"] for each in shown["needs"]] == [True, False]
    assert at.told("log", "verify", person="ruth.adler")["faults"] == []


def test_a_trainer_scores_a_role_play_and_gives_the_certificate(at: At) -> None:
    (at.desk / "rules" / "certifications" / "a-played-call.yaml").write_text(PLAYED, "utf-8")
    with at.open(TRAINER, "certs") as window:
        _to_played(window)
        window.keys("+")
        window.shows("enrol for a-played-call", AGENT)
        window.keys("Enter")
        window.shows("Ana Price", "in training", "next: play")
        window.keys("p")
        screen = window.shows("Role-play", "0 of ", "answered")
        found = re.search(r"0 of ([0-9]+) answered", screen)
        assert found is not None
        count = int(found[1])
        window.keys("1")
        window.shows(f"1 of {count} answered", "saved ")

    # The window was killed in the middle: the answer is there, and nothing counts yet.
    assert _played(at)["needs"][0]["met"] is False
    with at.open(TRAINER, "certs") as window:
        _to_played(window)
        window.shows("next: play")
        window.keys("p")
        window.shows(f"1 of {count} answered", " · Ana Price")
        for number in range(2, count + 1):
            # The last one is answered on a scale.
            window.keys("1" if number < count else "5")
            window.shows(f"{number} of {count} answered", "saved ")
            window.keys("}")
        window.shows("nothing else is missing: > hands it in")
        window.keys(">")
        window.shows("Hand in?")
        window.keys("y")
        window.shows("✓ PASS 100.00 %", "assessed by Sam Ito")
        window.keys("q")
        window.shows("next: to be assessed")
        window.keys(">")
        window.shows("Is all shown for Ana Price")
        window.keys("y")
        window.shows("assessed: pass or fail is to be decided")
        window.keys(">")
        window.shows("Give Ana Price")
        window.keys("y")
        window.shows("certified until", "✓ certified")
        window.keys("C-q")
        window.shows("ended with 0")

    assert _played(at)["state"] == "certified"
    assert at.told("log", "verify", person="ruth.adler")["faults"] == []


def _to_played(window: Tmux) -> None:
    """To Ana's cell in the first column, whoever else is enrolled for what."""
    window.shows("Certification", "card-sale")
    window.keys("/")
    window.types("Ana Price")
    window.keys("Enter", *"hhhh")
    window.shows("(a-played-call v1)")


def _played(at: At) -> Any:
    shown = at.told("certs", "show", AGENT, "--programme", "a-played-call", person=TRAINER)
    return shown[0]


def _answer(window: Tmux, number: int, unasked: dict[str, str]) -> None:
    window.shows(f"question {number} of 9")
    # A screen may be seen half drawn, and no question comes twice.
    words = window.shows_one_of(unasked)
    keys = unasked.pop(words)
    for key in keys.split():
        window.keys(str("abcdefghi".index(key) + 1))
        window.shows("saved ")
    if number < 9:
        window.keys("Enter")
