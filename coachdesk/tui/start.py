"""From a desk and a person's choices to the running app."""

import os
import signal

from coachdesk.core.errors import BadInput, Problem
from coachdesk.desk.folder import Acting, Desk
from coachdesk.files.schema import nearest
from coachdesk.files.terminal import Terminal
from coachdesk.tui.app import STOPPING, CoachdeskApp
from coachdesk.tui.input_bytes import guard_input
from coachdesk.tui.keymap import ACTIONS, Keymap, clashes
from coachdesk.tui.links import place_of_link
from coachdesk.tui.rooms import VIEWS
from coachdesk.tui.view import Place


def make_app(
    desk: Desk | None, acting: Acting, terminal: Terminal, place: str | None = None
) -> CoachdeskApp:
    """The app, not yet running.

    Raises:
        BadInput: the keys of the configuration name no action, or clash.
    """
    colorless = "NO_COLOR" in os.environ
    return CoachdeskApp(
        desk,
        acting,
        theme="terminal" if colorless else terminal.theme,
        ascii_only=terminal.ascii_only,
        keymap=keymap_of(terminal),
        start=place_of(place),
    )


def run_app(
    desk: Desk | None, acting: Acting, terminal: Terminal, place: str | None = None
) -> str | None:
    """Runs it until somebody quits; what to print if the program failed, else None.

    Raises:
        CoachdeskError: the desk can't be opened, or not by this person; or as `make_app`.
    """
    if "SSH_CONNECTION" in os.environ:
        # A sliding page would be sent again for every step of the slide.
        os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    guard_input()
    app = make_app(desk, acting, terminal, place)
    # Between the first byte on the screen and the app's own handlers, a signal to stop would leave
    # the terminal as the screen had it: it waits for them.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        app.run(mouse=terminal.mouse)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    if app.refusal is not None:
        raise app.refusal
    return app.fault or ("internal error before the first screen" if app.return_code else None)


def place_of(text: str | None) -> Place | None:
    """The place that a view's name, a link or a call's id names."""
    if not text:
        return None
    if text in VIEWS and text not in ("welcome", "review"):
        return Place(view=text)
    return place_of_link(text) or Place(view="review", call=text)


def keymap_of(terminal: Terminal) -> Keymap:
    """The keymap with the person's own keys.

    Raises:
        BadInput: an action that there is not, or one key for two actions of one view.
    """
    known = {each.id for each in ACTIONS}
    problems = [
        Problem(
            code="U302",
            location=terminal.keys_at[name],
            message=f"no action '{name}'",
            hint=nearest(name, known) or "ctrl+p lists them",
        )
        for name in terminal.keys
        if name not in known
    ]
    keymap = Keymap(terminal.keys)
    changed = set(terminal.keys)
    problems += [
        Problem(
            code="U302",
            location=terminal.keys_at[(changed & {wins.id, other.id}).pop()],
            message=f"'{key}' would mean both {wins.id} and {other.id} in {wins.where}",
            hint="give the other one another key as well",
        )
        for key, wins, other in clashes(keymap)
        if changed & {wins.id, other.id}
    ]
    if problems:
        raise BadInput(*problems)
    return keymap
