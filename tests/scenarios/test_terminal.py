"""The commonest work of a day, by keyboard alone in a real terminal, against what is stored."""

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.at import SUPERVISOR, At
from tests.scenarios.tmux import has_tmux

pytestmark = pytest.mark.skipif(not has_tmux(), reason="there is no tmux here")
AGENT, AUDITOR, MANAGER = "tom.becker", "ruth.adler", "max.stone"
CALL = "coll-0012"
"""Tom Becker's, judged FAIL: nobody was asked who they are before the debt was named."""


OPEN_ONES = "agent:becker outcome:fail -id:coll-0011"
"""That one is disputed in the demo already, and stands above the others."""


def states(shown: dict[str, Any]) -> dict[str, str]:
    """Every answer of an evaluation as it stands."""
    return {each["id"]: each["state"] for each in shown["scored"]["criteria"]}


def test_open_filter_review_override_undo_next_and_quit(at: At) -> None:
    found = [each["call"] for each in at.told("calls", "--where", OPEN_ONES, "--sort", "urgent")]
    assert found[0] == CALL
    with at.open(SUPERVISOR) as window:
        window.shows("TO DO", "Today")
        window.keys("Q")
        window.shows("all calls", "row 1 of 34")
        window.keys("/")
        window.shows("filter>")
        window.types(OPEN_ONES)
        window.keys("Enter")
        screen = window.shows(f"row 1 of {len(found)} of ", f"/ {OPEN_ONES}")
        assert [id for id in found if id in screen] == found

        window.keys("Enter")
        window.shows(f"Review · {CALL}", "FAIL  verifies-first", "open  empathy")
        window.keys("g", "j", "j")
        window.shows("✗ verifies-first")
        window.keys("1")
        window.shows("reason for PASS, automatic said FAIL>")
        window.types("he says it at 0:03, [/] the line is bad")
        window.keys("Enter")
        window.shows("PASS* verifies-first", "saved ")
        shown = at.told("evaluations", "show", CALL)
        assert states(shown)["verifies-first"] == "pass"
        assert shown["engine"]["verifies-first"] == "fail"
        assert shown["answers"][-1]["note"] == "he says it at 0:03, [/] the line is bad"
        assert (shown["stage"], shown["scorer"]) == ("draft", SUPERVISOR)

        window.keys("u")
        window.shows("took back: ", "FAIL  verifies-first")
        assert states(at.told("evaluations", "show", CALL))["verifies-first"] == "fail"
        window.keys("U")
        window.shows("gave again: ", "PASS* verifies-first")
        assert states(at.told("evaluations", "show", CALL))["verifies-first"] == "pass"

        window.keys("]")
        window.shows(f"Review · {found[1]}")
        window.keys("[")
        window.shows(f"Review · {CALL}", "PASS* verifies-first")
        window.keys("C-q")
        ended = window.shows("ended with 0", " echo ")
        assert "coachdesk" not in ended

    with at.open(SUPERVISOR) as window:
        window.shows(f"Review · {CALL}", "PASS* verifies-first")
        window.keys("u")
        window.shows("took back: ", "FAIL  verifies-first")
        assert states(at.told("evaluations", "show", CALL))["verifies-first"] == "fail"
        window.keys("]")
        window.shows(f"Review · {found[1]}")
        window.keys("q")
        window.shows(f"row 2 of {len(found)} of ", f"/ {OPEN_ONES}")
        window.keys("q")
        window.shows("filter cleared")
        window.keys("q")
        window.shows("TO DO")
        window.keys("q")
        window.shows("Quit?")
        window.keys("y")
        window.shows("ended with 0")
    assert at.told("log", "verify", person=AUDITOR)["faults"] == []


def test_submit_publish_and_dispute(at: At) -> None:
    with at.open(SUPERVISOR, CALL) as window:
        window.shows(f"Review · {CALL}", "▸✗ FAIL  verifies-first")
        window.keys("}")
        window.shows("▸· open  empathy")
        window.keys(">")
        window.shows("answer something first")
        window.keys("1")
        window.shows("PASS+ empathy", "saved ")
        window.keys(">")
        window.shows("Submit?")
        window.keys("n", ">", "y")
        window.shows(" submitted")
        assert at.told("evaluations", "show", CALL)["stage"] == "submitted"
        window.keys("1")
        window.shows("this evaluation is submitted")
        window.keys(">", "y")
        window.shows(" published")
        assert at.told("evaluations", "show", CALL)["stage"] == "published"
        window.keys("C-q")
        window.shows("ended with 0")

    with at.open(AGENT) as window:
        window.shows("Today", "Tom Becker")
        window.keys("E")
        window.shows("Evaluations", CALL)
        window.keys("/")
        window.types(CALL)
        window.keys("Enter", "Enter")
        window.shows(f"Review · {CALL}", "FAIL  verifies-first")
        window.keys("g", "j", "j", "1")
        screen = window.shows("✗ verifies-first")
        assert "reason for PASS" not in screen
        window.keys("d")
        window.shows("what should verifies-first be")
        window.types("pass")
        window.keys("Enter")
        window.shows("your reason>")
        window.types("I asked before the recording began")
        window.keys("Enter")
        window.shows("noted; ")
        window.keys(">")
        window.shows("Send 1 objection?")
        window.keys("y")
        window.shows("sent: somebody else decides")
        shown = at.told("evaluations", "show", CALL)
        assert shown["stage"] == "disputed"
        assert [
            (each["criterion"], each["claimed"], each["reason"], each["by"])
            for each in shown["disputes"]
        ] == [("verifies-first", "pass", "I asked before the recording began", AGENT)]
        window.keys("C-q")
        window.shows("ended with 0")
    assert at.told("log", "verify", person=AUDITOR)["faults"] == []


def test_change_a_rule_in_the_editor_and_see_what_it_would_change(at: At, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        "#!/bin/sh\nfor file; do :; done\nsed -i \"$(cat '"
        + str(tmp_path / "edit")
        + '\')" "$file"\n',
        encoding="utf-8",
    )
    editor.chmod(0o755)
    rule = at.desk / "rules" / "scorecards" / "collections.yaml"
    in_force = rule.read_bytes()
    with at.open(AUDITOR, EDITOR=str(editor)) as window:
        window.shows("Today")
        window.keys("W")
        window.shows("scorecards/collections.yaml", "no draft that differs from the rules")
        (tmp_path / "edit").write_text("s/pass_mark: 80/pass_mark: 10/", encoding="utf-8")
        window.keys("e")
        window.shows("(draft)", "FLIPS 0", "1 outcome", "of 609 calls")
        told = at.told("rules", "diff", "desk", "draft", person=AUDITOR)["summary"]
        assert (told["flips"], told["outcomes"], told["calls"]) == (0, 1, 609)

        (tmp_path / "edit").write_text("s/^title: /tittle: /", encoding="utf-8")
        window.keys("e")
        window.shows("F201", "tittle", "in the draft")
        (tmp_path / "edit").write_text("s/^tittle: /title: /", encoding="utf-8")
        window.keys("e")
        window.shows("FLIPS 0", "1 outcome")
        window.keys("C-q")
        window.shows("ended with 0")
    assert rule.read_bytes() == in_force
    assert at.told("log", "verify", person=AUDITOR)["faults"] == []


def test_coach_somebody_from_a_failed_answer(at: At) -> None:
    with at.open(SUPERVISOR, CALL) as window:
        window.shows(f"Review · {CALL}", "FAIL  stops-on-request")
        window.keys("g", "j", "j", "j", "j", "j", "j")
        window.shows("▸✗ FAIL  stops-on-request")
        window.keys("a")
        window.shows("coach Tom Becker on stops-on-request, due>")
        window.keys("Enter")
        window.shows("A30 proposed to Tom Becker: collections/stops-on-request")
        window.keys("C")
        # A policy has proposed something for him before; the cursor is on what is new.
        window.shows("PROPOSED  2", "▸ A30")
        window.keys(">")
        window.shows("agree to A30 Tom Becker, due (another day: new terms)>")
        window.keys("Enter")
        window.shows("A30: agreed; now the other one has to")
        assert at.told("coaching", "show", "A30")["stage"] == "proposed"

    with at.open(AGENT) as window:
        window.shows("Today", "coaching to agree to")
        window.keys("C")
        window.shows("PROPOSED  2", "▸ A1 ")
        window.keys("j")
        window.shows("▸ A30")
        window.keys("Enter")
        window.shows("A30 · Tom Becker · proposed", "> agree", "< decline")
        window.keys(">")
        window.shows("agree to A30 Tom Becker, due (another day: new terms)>")
        window.keys("Enter")
        window.shows("A30: both have agreed", "stage     agreed")

    with at.open(SUPERVISOR, "coaching") as window:
        window.shows("AGREED  1  1 ● yours")
        window.keys("j")
        window.shows("●▸ A30")
        window.keys(">")
        window.shows("how A30 Tom Becker is gone about", "role play")
        window.keys("3")
        window.shows("A30 Tom Becker practised (listen, model, rehearse, feedback)>")
        window.types("listen, rehearse")
        window.keys("Enter")
        window.shows("A30 Tom Becker: what was said in the session")
        window.types("he reads it [/] aloud")
        window.keys("Enter")
        window.shows("A30 begun", "IN PROGRESS  1", "saved ")
        shown = at.told("coaching", "show", "A30")
        assert (shown["stage"], shown["method"]) == ("in progress", "role play")
        assert shown["sessions"][0]["practised"] == ["listen", "rehearse"]
        assert shown["history"][-1]["words"] == "he reads it [/] aloud"
    assert at.told("log", "verify", person=AUDITOR)["faults"] == []


def test_a_visit_is_begun_killed_found_again_and_another_one_accepted(at: At) -> None:
    by_stage = {each["stage"]: each["id"] for each in at.told("audits", "list", person=MANAGER)}
    visit, handed_in = by_stage["assigned"], by_stage["submitted"]

    def shown(name: str) -> Any:
        return at.told("audits", "show", name, person=MANAGER)

    shopper = shown(visit)["shopper"]
    with at.open(shopper) as window:
        window.shows("Today", "to make")
        window.keys("A")
        window.shows("ASSIGNED", visit)
        window.keys("/")
        window.types(f"{visit.lower()} mine")
        window.keys("Enter", "Enter")
        window.shows(f"{visit} assigned", "0 of ")
        window.keys(">")
        window.shows("begin it now all the same?")
        window.keys("y")
        window.shows("when the contact began")
        window.keys("Enter")
        window.shows("begun", "1 of ")
        window.keys("j", "j")
        window.shows("says-who", "1 all of it")
        window.keys("1")
        window.shows("all of it", "2 of ", "saved ")
        window.keys("g", "j")
        window.shows("ended  When did it end?")
        window.keys("o")
        window.types("23:5")
        window.shows("23:5")
    # The window went while somebody typed.
    kept = shown(visit)
    assert kept["stage"] == "in progress"
    assert [each["question"] for each in kept["answers"]] == ["began", "says-who"]

    with at.open(shopper) as window:
        window.shows(f"{visit} in progress", "2 of ", "ended  When did it end?")
        window.keys("o")
        window.shows("23:5")
        window.keys("Escape")
        window.shows("b briefing")
        window.keys(">")
        window.shows("not yet: ended is not told")
        window.keys("C-q")
        window.shows("ended with 0")

    with at.open(SUPERVISOR) as window:
        window.shows("Today")
        window.keys("A")
        assert visit not in window.shows("Audits")
        window.keys(":")
        window.types(f"visit {visit}")
        window.keys("Enter")
        window.shows(f"no visit '{visit}'")
        window.keys("C-q")

    with at.open(AUDITOR) as window:
        window.shows("Today")
        window.keys("A")
        window.shows("TO CHECK", handed_in)
        window.keys("/")
        window.types(handed_in.lower())
        window.keys("Enter", ">")
        window.shows(f"Take {handed_in} to check it?")
        window.keys("y")
        window.shows("IN EDIT")
        window.keys(">")
        window.shows(f"Accept {handed_in}?")
        window.keys("y")
        window.shows(f"{handed_in} accepted")
        window.keys("C-q")
    assert shown(handed_in)["stage"] == "accepted"
    assert at.told("log", "verify", person=AUDITOR)["faults"] == []
