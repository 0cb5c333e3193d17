"""From the enrolment to the exam passed, by keyboard alone in a real terminal."""

import re

import pytest

from tests.cli.test_certs import RIGHT
from tests.scenarios.at import At
from tests.scenarios.tmux import Tmux, has_tmux

pytestmark = pytest.mark.skipif(not has_tmux(), reason="there is no tmux here")
TRAINER, AGENT = "sam.ito", "ana.price"
US = "us-calling-law"


def test_a_trainer_enrols_and_the_agent_sits_the_exam(at: At) -> None:
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
        window.shows(f"Ana Price, {US} in training from today on", "next: theory")
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
            _answer(window, number)
        window.shows("4 answered", "saved ")

    # The window was closed in the middle: the answers and the clock went on.
    with at.open(AGENT, "home") as window:
        window.shows("Today")
        window.keys(":")
        window.types(f"exam {US}")
        window.keys("Enter")
        window.shows("question 5 of 9", "4 answered", "14:")
        for number in range(5, 10):
            _answer(window, number)
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


def _answer(window: Tmux, number: int) -> None:
    screen = window.shows(f"question {number} of 9")
    keys = next(keys for words, keys in RIGHT.items() if words in re.sub(r"\s+", " ", screen))
    for key in keys.split():
        window.keys(str("abcdefghi".index(key) + 1))
        window.shows("saved ")
    if number < 9:
        window.keys("Enter")
