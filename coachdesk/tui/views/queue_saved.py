"""Filters that a person keeps on the digits 1 to 9."""

from typing import TYPE_CHECKING

from coachdesk.core.errors import SyntaxFault
from coachdesk.core.queue import Sort
from coachdesk.desk import queue
from coachdesk.desk.folder import Desk
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.looks import Ink
from coachdesk.tui.view import Place
from coachdesk.tui.views.queue_filter import said

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp

_SAVE = "save"
USE = "such as :view 3, or :view save 3 NAME for the list that is shown"


def saved(app: "CoachdeskApp") -> tuple[queue.View, ...]:
    """What this person keeps."""
    return queue.saved_views(app.session.desk, app.session.acting)


def values(app: "CoachdeskApp") -> list[str]:
    """What the command may be about."""
    return [*(str(each.digit) for each in saved(app)), f"{_SAVE} "]


def choose(app: "CoachdeskApp") -> None:
    """Lets somebody go to one by its digit, or keep the list that is shown."""
    views = saved(app)
    rows = [
        Choice(
            value=str(each.digit),
            text=f"{each.name}   {each.filter or 'all calls'}",
            key=str(each.digit),
            group=each.sort.value,
        )
        for each in views
    ]
    free = next((n for n in range(1, 10) if n not in {each.digit for each in views}), 1)
    rows.append(Choice(value=_SAVE, text="keep the list that is shown on a digit", key="+"))

    def chosen(value: str) -> None:
        if value == _SAVE:
            app.ask(":", lambda text: _command(app, text), text=f"view {_SAVE} {free} ")
        else:
            go(app, int(value))

    app.choose("saved views", rows, chosen, at_once=True)


def _command(app: "CoachdeskApp", text: str) -> None:
    from coachdesk.tui.commands import run_command

    run_command(app, text)


def go(app: "CoachdeskApp", digit: int) -> None:
    """To the view on a digit."""
    found = next((each for each in saved(app) if each.digit == digit), None)
    if found is None:
        app.say(f"no view on {digit}; :view {_SAVE} {digit} NAME keeps the list that is shown")
    else:
        here = app.view is not None and app.view.name_of_view == "queue"
        place = Place(view="queue", filter=found.filter, sort=found.sort.value)
        app.go(place, remember=not here)


def run(app: "CoachdeskApp", text: str) -> None:
    """`3` goes there; `save 3 NAME` keeps the list that is shown."""
    first, _, rest = text.strip().partition(" ")
    digit, _, name = rest.strip().partition(" ")
    if first.isdecimal() and first.isascii() and not rest:
        go(app, int(first))
    elif first == _SAVE and digit in set("123456789") and name.strip():
        _save(app, int(digit), name.strip())
    else:
        app.say(USE)


def _save(app: "CoachdeskApp", digit: int, name: str) -> None:
    place = app.view.place() if app.view is not None else None
    if place is None or place.view != "queue":
        app.say(f"there is no list here to keep; {app.keymap.key_of('go_queue')} shows the queue")
        return
    acting, text, sort = app.session.acting, place.filter or "", Sort(place.sort or Sort.URGENT)

    def job(desk: Desk) -> queue.View | SyntaxFault:
        try:
            return queue.save_view(desk, acting, digit, name, text, sort)
        except SyntaxFault as fault:
            return fault

    def done(kept: queue.View | SyntaxFault) -> None:
        if isinstance(kept, SyntaxFault):
            app.say(f"not kept: {said(kept)}", Ink.WARNING)
        else:
            app.say(f"kept as {kept.digit} “{kept.name}”: {kept.filter or 'all calls'}")

    app.session.write(job, done, app.refuse)
