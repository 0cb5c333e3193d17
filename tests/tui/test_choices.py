"""What a person chose in config.yaml or in the app, seen in the terminal itself."""

from pathlib import Path

from tests.tui.ptys import COACHDESK, Child

MOUSE = b"\x1b[?1000h"
"""Asks the terminal to report the mouse, which takes selecting text away from it."""


def test_the_mouse_is_left_to_the_terminal_where_somebody_wants_that(
    demo: Path, bare: dict[str, str]
) -> None:
    reported = []
    for chosen in ("mouse: true\n", "mouse: false\n"):
        Path(bare["COACHDESK_CONFIG"]).write_text(chosen, encoding="utf-8")
        with Child((*COACHDESK, "open"), cwd=demo, env=bare) as child:
            child.wait_for("TO DO")
            child.rest()
            child.send("\x11")
            assert child.end() == 0
            reported.append(MOUSE in child.written)
    assert reported == [True, False]


def test_a_persons_own_keys_do_what_they_say(demo: Path, bare: dict[str, str]) -> None:
    text = "keys:\n  down: [J, down]\n  go_queue: [ctrl+g]\n"
    Path(bare["COACHDESK_CONFIG"]).write_text(text, encoding="utf-8")
    with Child((*COACHDESK, "open"), cwd=demo, env=bare) as child:
        child.wait_for("TO DO")
        child.rest()
        child.send("\x07")
        child.wait_for("row 1 of 609")
        child.rest()
        child.send("J")
        child.wait_for("row 2 of 609")
        child.rest()
        child.send("j")
        child.wait_for("j does nothing here")
        child.send("\x11")
        assert child.end() == 0


def test_a_theme_chosen_in_the_app_is_there_the_next_time(demo: Path, bare: dict[str, str]) -> None:
    paper = b"48;2;250;248;243"
    env = {**bare, "COLORTERM": "truecolor"}
    with Child((*COACHDESK, "open"), cwd=demo, env=env) as child:
        child.wait_for("TO DO")
        child.rest()
        assert paper not in child.written
        child.send(":theme paper\r")
        child.wait_for(paper)
        child.rest()
        child.send("\x11")
        assert child.end() == 0
    with Child((*COACHDESK, "open"), cwd=demo, env=env) as child:
        child.wait_for("TO DO")
        child.wait_for(paper)
        child.send("\x11")
        assert child.end() == 0
