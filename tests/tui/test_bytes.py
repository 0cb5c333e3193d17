"""What a terminal really gets while hostile calls are looked at: our own sequences and no other."""

import re
from pathlib import Path

from coachdesk.desk.folder import Desk
from coachdesk.tui.shown import shown
from tests.tui.hostile import calls, hostile_desk
from tests.tui.ptys import COACHDESK, Child

OURS = re.compile(
    rb"\x1b\[\??[0-9;:]*[mHhl]"  # styles, places, modes
    rb"|\x1b\[[><]?[0-9]*u"  # how keys are told
    rb"|\x1b\[\?[0-9;]*\$p"  # whether the terminal knows a mode
    rb"|\x1b\]22;[a-z]*\x07"  # the shape of the mouse pointer
    rb"|\r?\n"
)


def test_nothing_from_a_call_reaches_the_terminal_as_anything_but_signs(
    tmp_path: Path, bare: dict[str, str]
) -> None:
    desk: Desk = hostile_desk(tmp_path / "desk")
    env = {**bare, "COLORTERM": "truecolor"}
    with Child((*COACHDESK, "open"), cwd=desk.root, env=env) as child:
        child.wait_for("TO DO")
        child.rest()
        child.send("Q")
        child.wait_for("row 1")
        for _ in range(len(calls()) // 2):
            child.send("\r")
            child.rest(0.05, longest=1)
            child.send("z")
            child.rest(0.05, longest=1)
            child.send("zGq")
            child.rest(0.05, longest=1)
            child.send("jj")
        for keys in ("E", "R", "i", "H", ":call no\x1b]0;x\x07[/]\r", "\x1b", "?", "\x1b", "\x11"):
            child.send(keys)
            child.rest(0.2, longest=2)
        assert child.end() == 0
    text = OURS.sub(b"", child.written).decode()
    assert len(text) > 20_000
    assert shown(text) == text
    assert "aGFja2Vk" in text, "the words of the hostile calls were not looked at"
