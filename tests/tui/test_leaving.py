"""However it ends, the terminal is as it was; a fault tells its place, never anybody's words."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.tui.ptys import COACHDESK, Child

SECRET = "my card number is four one one one"
FAULT = f"""
import sys
WORDS = {SECRET!r}

def fail(*anything, **named):
    customer_said = WORDS
    try:
        raise KeyError(customer_said)
    except KeyError as error:
        raise ValueError("inside: " + customer_said) from error

class Told(Exception):
    def __str__(self):
        return WORDS

from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.session import Session
from coachdesk.tui.views.home import Home
from coachdesk.tui.views.home_panes import Tasks

def put(where):
    if where == "row":
        Tasks.row = fail
    elif where == "head":
        Tasks.head = fail
    elif where == "arrive":
        Home.arrive = fail
    elif where == "key":
        Home.do_zoom = fail
    elif where == "look":
        Home.do_zoom = lambda view, count: view.desk_app.session.look(
            fail, print, print, group="x")
    elif where == "look done":
        Home.do_zoom = lambda view, count: view.desk_app.session.look(
            lambda desk, stale: WORDS, fail, print, group="x")
    elif where == "write":
        Home.do_zoom = lambda view, count: view.desk_app.session.write(fail, print, print)
    elif where == "write done":
        Home.do_zoom = lambda view, count: view.desk_app.session.write(
            lambda desk: WORDS, fail, print)
    elif where == "write quietly":
        Home.do_zoom = lambda view, count: view.desk_app.session.write_quietly(fail)
    elif where == "timer":
        Home.do_zoom = lambda view, count: view.set_timer(0.01, fail)
    elif where == "resize":
        Home.on_resize = fail
    elif where == "top bar":
        Home.status = fail
    elif where == "unmount":
        Session.close = fail
    elif where == "exception":
        def told(view, count):
            raise Told(WORDS)
        Home.do_zoom = told

put(sys.argv.pop())
from coachdesk.cli.main import run
run()
"""


SIGNALS = [signal.SIGTERM, signal.SIGHUP]
PLACES = ["row", "look", "write", "exception"]
if os.environ.get("COACHDESK_LONG"):
    SIGNALS.append(signal.SIGINT)
    PLACES += ["head", "arrive", "key", "look done", "write done", "write quietly", "timer",
               "resize", "top bar", "unmount"]  # fmt: skip


def restored(child: Child) -> bytes:
    """What was written once the terminal was itself again; checks that it is."""
    before, left, after = child.written.partition(b"\x1b[?1049l")
    assert left, "the alternate screen was not left"
    assert before.startswith(b"\x1b[?1049h")
    for mode in (b"1000", b"1003", b"1006", b"2004"):
        last = max(child.written.rfind(b"\x1b[?" + mode + end) for end in (b"h", b"l"))
        assert child.written[last:].startswith(b"\x1b[?" + mode + b"l"), mode
    shown, hidden = child.written.rfind(b"\x1b[?25h"), child.written.rfind(b"\x1b[?25l")
    assert shown > hidden, "the cursor is still hidden"
    assert child.modes_now == child.modes, "echo, lines or signals are not as they were"
    return after


@pytest.mark.parametrize("where", PLACES)
def test_a_fault_tells_its_place_and_nothing_that_anybody_said(
    demo: Path, bare: dict[str, str], where: str
) -> None:
    command = (sys.executable, "-c", FAULT, "open", where)
    with Child(command, cwd=demo, env=bare) as child:
        if where in ("row", "head", "arrive", "resize", "top bar"):
            code = child.end()
        else:
            child.wait_for("TO DO")
            child.rest()
            child.send("\x11" if where == "unmount" else "z")
            code = child.end()
        after = restored(child)
    assert SECRET.encode() not in child.written
    assert b"card number" not in after
    assert b"Traceback" not in child.written
    assert b"internal error (" in after
    assert b"please report" in after
    assert b" in fail\r\n" in after or b" in told\r\n" in after
    assert code == 70


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (("--as", "nobody.atall"), b"U107 error: nobody is called 'nobody.atall'", 2),
        ((), b"D401 error: the account", 3),
    ],
)
def test_who_may_not_open_the_desk_is_told_so_in_one_line(
    demo: Path, bare: dict[str, str], words: tuple[str, str], told: bytes, code: int
) -> None:
    if code == 3:
        settings = demo / "desk.yaml"
        text = settings.read_text(encoding="utf-8")
        named = text.replace("{id: sam.ito,", "{id: sam.ito, account: no-such-account,")
        assert named != text
        settings.write_text(named, encoding="utf-8")
    with Child((*COACHDESK, "open", *words), cwd=demo, env=bare) as child:
        assert child.end() == code
        after = restored(child)
    assert told in after
    assert b"internal error" not in child.written


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_to_stop_leaves_the_terminal_as_it_was(
    demo: Path, bare: dict[str, str], number: signal.Signals
) -> None:
    with Child((*COACHDESK, "open"), cwd=demo, env=bare) as child:
        child.wait_for("TO DO")
        child.rest()
        child.signal(number)
        assert child.end() == 0
        assert restored(child).strip(b"\x1b[]?0123456789hl<u\r\n") == b""


def test_a_signal_to_stop_at_any_moment_of_the_start_leaves_no_screen_behind(
    demo: Path, bare: dict[str, str]
) -> None:
    for pause in (0.0, 0.02, 0.05, 0.1):
        with Child((*COACHDESK, "open"), cwd=demo, env=bare) as child:
            child.wait_for("\x1b[?1049h")
            child.read(pause)
            child.signal(signal.SIGTERM)
            assert child.end() == 0
            restored(child)


def test_a_dropped_connection_ends_it(demo: Path, bare: dict[str, str]) -> None:
    with Child((*COACHDESK, "open"), cwd=demo, env=bare) as child:
        child.wait_for("TO DO")
        child.rest()
        child.hang_up()
        child.end(seconds=10)


@pytest.mark.parametrize("keys", ["\x11", "qy"])
def test_quitting_leaves_the_terminal_as_it_was(
    demo: Path, bare: dict[str, str], keys: str
) -> None:
    with Child((*COACHDESK, "open"), cwd=demo, env=bare) as child:
        child.wait_for("TO DO")
        child.rest()
        child.send(keys)
        assert child.end() == 0
        restored(child)


def test_quitting_while_it_still_reads_is_as_quiet(demo: Path, bare: dict[str, str]) -> None:
    for place in ("home", "queue", "team"):
        with Child((*COACHDESK, "open", place), cwd=demo, env=bare) as child:
            child.wait_for("coachdesk ")
            child.send("r\x11")
            assert child.end() == 0
            assert restored(child).strip(b"\x1b[]?0123456789hl<u\r\n") == b""
