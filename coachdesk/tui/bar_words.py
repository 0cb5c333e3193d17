"""What stands in the bars around a view: where somebody is, who acts, and which keys do what."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachdesk.tui.drawing import Part
from coachdesk.tui.looks import Ink
from coachdesk.tui.prompt import Line

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp


def top_left(app: "CoachdeskApp") -> Sequence[Part]:
    """The program, the desk, the view, and what the view says of itself."""
    parts: list[Part] = [(5, [(" coachdesk ·", Ink.BAR_STRONG)])]
    if app.has_desk:
        parts.append((6, [(f" {app.session.desk.settings.name} ·", Ink.BAR)]))
    if app.view is not None:
        parts.append((0, [(f" {app.view.title} ", Ink.BAR_STRONG)]))
        facts = app.view.status().split(" · ")
        parts += [(2 + n, [(f"· {each} ", Ink.BAR)]) for n, each in enumerate(facts) if each]
    return parts


def top_right(app: "CoachdeskApp") -> Sequence[Part]:
    """Who acts, and when something was saved or read last."""
    if not app.has_desk:
        return ()
    actor, session = app.session.actor, app.session
    parts: list[Part] = [
        (3, [(f" {actor.name} ", Ink.BAR)]),
        (5, [(f"({actor.role.value}) ", Ink.BAR)]),
        (6, [(f"{actor.mode.value} ", Ink.BAR)]),
    ]
    if session.waiting:
        parts.append((1, [("saving… ", Ink.BAR_STRONG)]))
    elif session.saved_at is not None:
        parts.append((1, [(f"saved {session.clock_time(session.saved_at)} ", Ink.BAR)]))
    else:
        parts.append((6, [(f"data {session.clock_time(session.read_at)} ", Ink.BAR)]))
    return parts


def keys_in(app: "CoachdeskApp", key: Ink = Ink.BAR_STRONG, word: Ink = Ink.BAR) -> Sequence[Part]:
    """The everyday keys of the view, and the one that finds all others."""
    if app.view is None:
        return ()
    hints = (*app.view.hints, ("help", "keys"))
    parts: list[Part] = [
        (number + 1, [(f" {app.keymap.key_of(id)}", key), (f" {told} ", word)])
        for number, (id, told) in enumerate(hints)
    ]
    # How to find all the others is what stays longest.
    parts[-1] = (0, parts[-1][1])
    return parts


def offers(line: Line) -> Sequence[Part]:
    """How what is being typed may go on."""
    return [
        (number, [(f" {text} ", Ink.FOUND if number == line.chosen else Ink.QUIET)])
        for number, (_, _, text) in enumerate(line.offered)
    ]
