"""A call with the teleprompter, and the life of a script, in a real terminal at both sizes."""

import pytest

from tests.scenarios.at import At
from tests.scenarios.tmux import has_tmux

pytestmark = pytest.mark.skipif(not has_tmux(), reason="there is no tmux here")
SUPERVISOR, TRAINER, AUDITOR = "grace.lindqvist", "sam.ito", "ruth.adler"
AGENT, NEWCOMER = "ana.price", "derek.walsh"
CALL = "card-0001"
"""Ana Price's, with a customer whose name the call knows."""
SCRIPT = "outbound-card-sale"


def listed(at: At, script: str, person: str) -> dict[str, object]:
    found = at.told("scripts", "list", person=person)
    return next(dict(each) for each in found if each["id"] == script)


def test_an_objection_is_found_during_a_call_and_one_comes_back(at: At) -> None:
    with at.open(SUPERVISOR, CALL) as window:
        window.shows(f"Review · {CALL}")
        window.keys("t")
        window.shows("1 of 10  Say who you are", "this is Ana Price calling from Larkfield Bank")
        window.keys("Space", "Space", "Space", "Space")
        window.shows("5 of 10  Ask about their spending")
        window.keys("/")
        window.shows("find>")
        window.types("expen")
        window.shows("find> expen", "Says it is too expensive")
        window.keys("Enter")
        window.shows("IF  Says it is too expensive", "back to  Ask about their spending")
        window.keys("Space")
        window.shows("5 of 10  Ask about their spending")
        window.keys("w")
        window.shows("why: Without this answer")
        window.keys("C-q")
        window.shows("ended with 0")

    with at.open(SUPERVISOR) as window:
        window.shows("5 of 10  Ask about their spending")
        window.keys("q")
        window.shows("TO DO")
        window.keys("C-q")
        window.shows("ended with 0")


def test_it_fits_beside_a_softphone(at: At) -> None:
    small = At(at.desk, (40, 12))
    with small.open(AGENT) as window:
        window.shows("Today")
        window.keys(":")
        window.types(f"prompt {SCRIPT}")
        window.keys("Enter")
        window.shows("1 of 10", "Hello, this is Ana Price", "next", "? keys")
        window.keys("3")
        window.shows("IF", "back to")
        window.keys("q", "C-q")


def test_read_change_and_publish(at: At) -> None:
    editor = at.desk.parent / "editor"
    editor.write_text(
        "#!/bin/sh\nfor file; do :; done\n"
        "sed -i 's/^version: 2/version: 3/; s/You can reach us at/Our number is/' \"$file\"\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    with at.open(NEWCOMER) as window:
        window.shows("Today")
        window.keys("S")
        window.shows("· Scripts ·", SCRIPT[:14], "to read")
        window.keys("/")
        window.types("credit card")
        window.shows("/credit card", "I'm calling to offer")
        window.keys("Enter", "Enter")
        window.shows("Script · ", "v2 · to read")
        assert not listed(at, SCRIPT, NEWCOMER)["confirmed"]
        window.keys("a")
        window.shows(f"noted: you have read {SCRIPT}@2")
        assert listed(at, SCRIPT, NEWCOMER)["confirmed"]
        window.keys("C-q")
        window.shows("ended with 0")

    with at.open(TRAINER, EDITOR=str(editor)) as window:
        window.shows("Today")
        window.keys(":")
        window.types(f"script {SCRIPT}/close")
        window.keys("Enter")
        window.shows("v2 in the library", "step close")
        window.keys("e")
        window.shows("v3 in the library", "Our number is")
        window.keys("P")
        window.shows("why outbound-card-sale v3 is published>", "DIFFERENCE  v2 → v3")
        window.types("a shorter goodbye")
        window.keys("Enter")
        window.shows("Publish outbound-card-sale v3?")
        window.keys("y")
        window.shows("NOT DONE", "us.tcpa.identify", "D731")
        assert listed(at, SCRIPT, TRAINER)["published_version"] == 2
        window.keys("C-q")
        window.shows("ended with 0")

    with at.open(AUDITOR) as window:
        window.shows("Today")
        window.keys(":")
        window.types(f"script {SCRIPT}/close")
        window.keys("Enter")
        window.shows("us.tcpa.identify", "nobody vouches")
        window.keys("s")
        window.types("read with counsel")
        window.keys("Enter")
        window.shows("signed: the words under us.tcpa.identify")
        window.keys("C-q")
        window.shows("ended with 0")

    with at.open(TRAINER) as window:
        window.shows("Script · ", "v3 in the library")
        window.keys("P", "Enter", "y")
        window.shows(f"published {SCRIPT}@3")
        window.keys("C-q")
        window.shows("ended with 0")
    assert listed(at, SCRIPT, TRAINER)["published_version"] == 3
    assert at.told("log", "verify", person=AUDITOR)["faults"] == []
