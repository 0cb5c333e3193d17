"""One key, one meaning, on every keyboard; and a person's own keys, with errors at their line."""

from pathlib import Path

import pytest

from coachdesk.core.errors import BadInput
from coachdesk.files.terminal import Terminal, read_terminal, terminal_file
from coachdesk.tui.keymap import ACTIONS, EVERYWHERE, LIST, Keymap, clashes, key_name
from coachdesk.tui.rooms import VIEWS
from coachdesk.tui.start import keymap_of

CONTEXTS = sorted({each.where for each in ACTIONS})
SAME_BYTES = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+[", "ctrl+@", "ctrl+space", "ctrl+/"}
"""What a terminal sends for tab, enter, backspace, escape, and such."""
NAMED = {
    "space", "enter", "tab", "shift+tab", "escape", "backspace", "up", "down", "left", "right",
    "home", "end", "pageup", "pagedown", "f1", "f2",
}  # fmt: skip


def test_no_key_means_two_actions_in_one_place() -> None:
    assert clashes(Keymap()) == []


def test_ids_are_told_apart_and_every_action_has_a_title_and_a_key() -> None:
    assert len({each.id for each in ACTIONS}) == len(ACTIONS)
    assert [each.id for each in ACTIONS if not (each.title.strip() and each.keys)] == []


def test_contexts_are_the_views_and_what_they_share() -> None:
    assert set(CONTEXTS) <= {*VIEWS, EVERYWHERE, LIST}


def test_no_key_is_one_that_terminals_can_not_tell_from_another() -> None:
    assert [(e.id, key) for e in ACTIONS for key in e.keys if key in SAME_BYTES] == []


def test_every_key_is_a_sign_or_has_a_name_that_arrives() -> None:
    strange = [
        (each.id, key)
        for each in ACTIONS
        for key in each.keys
        if len(key) > 1 and key not in NAMED and not key.startswith("ctrl+")
    ]
    assert strange == []


def test_daily_work_needs_no_control_key() -> None:
    only_control = {e.id for e in ACTIONS if all(key.startswith("ctrl+") for key in e.keys)}
    # The command line reaches these in words; six of them are better hard to hit.
    hard = {"quit", "retract", "evaluation_retract", "visit_exclude", "certs_revoke"}
    hard |= {"roster_strike"}
    assert only_control <= {"palette", "repaint", *hard}


@pytest.mark.parametrize("context", [each for each in CONTEXTS if each not in (EVERYWHERE, LIST)])
def test_in_each_view_every_action_of_the_view_can_be_reached_by_a_key(context: str) -> None:
    keymap = Keymap()
    hidden = [
        each.id
        for each in keymap.here((context, LIST))
        if each.where == context
        and not any(keymap.meant(key, (context, LIST)) == each for key in each.keys)
    ]
    assert hidden == []


@pytest.mark.parametrize("context", [each for each in CONTEXTS if each not in (EVERYWHERE, LIST)])
def test_no_view_takes_the_keys_that_lead_everywhere(context: str) -> None:
    keymap = Keymap()
    always = ("command", "palette", "help", "back", "quit", "undo", "redo", "go_home", "go_queue")
    taken = [
        (id, key)
        for id in always
        for key in keymap.action(id).keys
        if keymap.meant(key, (context, LIST)) != keymap.action(id)
    ]
    assert taken == []


def test_what_a_chinese_input_method_sends_means_the_same() -> None:
    assert [key_name(name, sign) for name, sign in (
        ("left_black_lenticular_bracket", "【"),
        ("right_black_lenticular_bracket", "】"),
        ("fullwidth_question_mark", "？"),
        ("fullwidth_colon", "："),
        ("ideographic_comma", "、"),
        ("ideographic_space", "\u3000"),
    )] == ["[", "]", "?", ":", "/", "space"]  # fmt: skip
    for code in range(0x21, 0x7F):
        assert key_name("some_key", chr(code + 0xFEE0)) == chr(code)


def test_keys_without_a_sign_keep_their_name() -> None:
    assert key_name("ctrl+d", "\x04") == "ctrl+d"
    assert key_name("escape", "\x1b") == "escape"
    assert key_name("enter", "\r") == "enter"
    assert key_name("f1", None) == "f1"


def terminal(tmp_path: Path, text: str) -> Terminal:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return read_terminal(file)


def refused(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        keymap_of(terminal(tmp_path, text))
    return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]


def test_a_persons_own_keys_replace_the_keys_of_an_action(tmp_path: Path) -> None:
    keymap = keymap_of(terminal(tmp_path, "keys:\n  down: [n, down]\n  next_evidence: [j]\n"))
    assert keymap.action("down").keys == ("n", "down")
    assert keymap.meant("n", ("queue", LIST)) == keymap.action("down")
    assert keymap.meant("j", ("review", LIST)) == keymap.action("next_evidence")


def test_an_action_may_be_left_without_a_key(tmp_path: Path) -> None:
    keymap = keymap_of(terminal(tmp_path, "keys: {retract: []}\n"))
    assert keymap.key_of("retract") == "–"
    assert keymap.meant("ctrl+r", ("review", LIST)) is None


def test_an_unknown_action_is_named_with_its_line_and_the_nearest_known_one(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, "theme: paper\nkeys:\n  down: [j]\n  undoo: [u]\n")
    assert problem.startswith("config.yaml:4:3: U302 error: no action 'undoo'")
    assert "undo" in problem.partition("(")[2]


def test_a_clash_is_named_at_the_line_that_made_it(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, "keys:\n  up: [k]\n  down: [j, k]\n  left: [h]\n")
    assert problem.startswith(("config.yaml:3:3: U302 error: 'k'", "config.yaml:2:3: U302"))
    assert "up" in problem
    assert "down" in problem


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("theme: pink\n", "config.yaml:1:8"),
        ("glyphs: [ascii]\n", "config.yaml:1:9"),
        ("mouse: maybe\n", "config.yaml:1:8"),
        ("keys: j\n", "config.yaml:1:7"),
        ("keys:\n  down: j\n", "config.yaml:2:9"),
        ("keys:\n  down: ['']\n", "config.yaml:2:10"),
        ("keyz: {}\n", "config.yaml:1:1"),
        ("keys: {down: [j]\n", "config.yaml:"),
        ("theme: dusk\ntheme: paper\n", "config.yaml:2:1"),
    ],
)
def test_every_problem_of_the_file_has_a_place(tmp_path: Path, text: str, place: str) -> None:
    assert refused(tmp_path, text)[0].startswith(place)


def test_an_empty_or_missing_file_changes_nothing(tmp_path: Path) -> None:
    assert read_terminal(tmp_path / "none.yaml") == Terminal()
    assert terminal(tmp_path, "{}\n") == Terminal()
    assert terminal(tmp_path, "") == Terminal()
    assert terminal(tmp_path, "# nothing yet\n") == Terminal()


def test_digits_and_words_such_as_no_are_keys_like_any_other(tmp_path: Path) -> None:
    keymap = keymap_of(terminal(tmp_path, "keys: {answer_pass: [1, y], next_evidence: [n]}\n"))
    assert keymap.action("answer_pass").keys == ("1", "y")


def test_the_file_is_found_by_name_by_xdg_or_at_home() -> None:
    home = {"HOME": "/h"}
    assert terminal_file(home) == Path("/h/.config/coachdesk/config.yaml")
    assert terminal_file({**home, "XDG_CONFIG_HOME": "/x"}) == Path("/x/coachdesk/config.yaml")
    assert terminal_file({**home, "COACHDESK_CONFIG": "/c.yaml"}) == Path("/c.yaml")
