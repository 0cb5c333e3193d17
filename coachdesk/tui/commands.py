"""The command line: words for everything that has a key, and for what takes an argument."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec

from coachdesk.desk.scripts.reading import script_ids
from coachdesk.tui.links import place_of_link
from coachdesk.tui.looks import PALETTES
from coachdesk.tui.view import Place
from coachdesk.tui.views import queue_saved

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp

Offers = Sequence[tuple[str, int, str]]


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One word of the command line."""

    title: str
    run: Callable[["CoachdeskApp", str], None]
    asks: bool = False
    """It needs an argument."""
    values: Callable[["CoachdeskApp"], Sequence[str]] = lambda app: ()
    """What the argument may be."""
    complete: Callable[["CoachdeskApp", str, int], Offers] | None = None
    """How an argument of several words may go on; instead of `values`."""


def _people(app: "CoachdeskApp") -> Sequence[str]:
    return [each.name for each in app.session.desk.settings.colleagues]


def _teams(app: "CoachdeskApp") -> Sequence[str]:
    return sorted({each.team for each in app.session.desk.settings.people if each.team})


def _theme(app: "CoachdeskApp", name: str) -> None:
    if name not in PALETTES:
        app.say(f"no theme '{name}'; there are {', '.join(PALETTES)}")
        return
    app.use_theme(name)
    if app.has_desk:
        app.memory.note("theme", name)


def _scripts(app: "CoachdeskApp") -> Sequence[str]:
    return script_ids(app.session.desk)


def _prompt(app: "CoachdeskApp", text: str) -> None:
    name, _, call = text.partition(" ")
    app.go(Place(view="teleprompter", name=name, call=call.strip() or None))


COMMANDS: dict[str, Command] = {
    "home": Command(title="what to do today", run=lambda app, _: app.perform("go_home")),
    "queue": Command(
        title="the queue, with a filter such as agent:ana score<80",
        run=lambda app, text: app.go(Place(view="queue", filter=text)),
        complete=lambda app, text, cursor: app.filters.offers(text, cursor),
    ),
    "view": Command(
        title="a filter kept on a digit: 3, or save 3 NAME",
        run=queue_saved.run,
        asks=True,
        values=queue_saved.values,
    ),
    "call": Command(
        title="a call by its id",
        run=lambda app, text: app.go(Place(view="review", call=text)),
        asks=True,
    ),
    "person": Command(
        title="the page of a person",
        run=lambda app, text: app.go(Place(view="person", name=text)),
        asks=True,
        values=_people,
    ),
    "team": Command(
        title="the page of a team",
        run=lambda app, text: app.go(Place(view="team", name=text or None)),
        values=_teams,
    ),
    "places": Command(
        title="the tree of places, and who works where", run=lambda app, _: app.perform("go_places")
    ),
    "evaluations": Command(
        title="evaluations by people, with words such as submitted mine",
        run=lambda app, text: app.go(Place(view="evaluations", filter=text or None)),
    ),
    "coaching": Command(
        title="the coaching board, with words such as waiting or a name",
        run=lambda app, text: app.go(Place(view="coaching", filter=text or None)),
    ),
    "action": Command(
        title="a coaching action by its number, such as A7",
        run=lambda app, text: app.go(Place(view="action", name=text.upper())),
        asks=True,
    ),
    "workbench": Command(
        title="try a changed rule on all calls",
        run=lambda app, text: app.go(Place(view="workbench", name=text or None)),
    ),
    "scripts": Command(
        title="scripts, with words to search for",
        run=lambda app, text: app.go(Place(view="scripts", filter=text or None)),
    ),
    "script": Command(
        title="a script by its id",
        run=lambda app, text: app.go(Place(view="script", name=text)),
        asks=True,
        values=_scripts,
    ),
    "prompt": Command(
        title="teleprompter: a script's id, and a call that fills its slots",
        run=_prompt,
        asks=True,
        values=_scripts,
    ),
    "audits": Command(
        title="mystery visits, with words such as submitted overdue",
        run=lambda app, text: app.go(Place(view="audits", filter=text or None)),
    ),
    "visit": Command(
        title="a mystery visit by its number, such as V12",
        run=lambda app, text: app.go(Place(view="visit", name=text)),
        asks=True,
    ),
    "certs": Command(
        title="certification, with words such as team:North state:expired expiring:30",
        run=lambda app, text: app.go(Place(view="certs", filter=text or None)),
    ),
    "role-play": Command(
        title="a role-play by its number, such as Y3; or a programme and a person",
        run=lambda app, text: app.go(Place(view="role_play", name=text)),
        asks=True,
    ),
    "exam": Command(
        title="the exam of a programme, for you to sit; or one by its number, such as X3",
        run=lambda app, text: app.go(Place(view="exam", name=text)),
        asks=True,
    ),
    "theme": Command(
        title="another theme", run=_theme, asks=True, values=lambda app: tuple(PALETTES)
    ),
    "help": Command(title="keys of this view", run=lambda app, _: app.perform("help")),
    "quit": Command(title="quit", run=lambda app, _: app.perform("quit")),
}


def run_command(app: "CoachdeskApp", text: str) -> None:
    """Does what a line says, or says what it might have meant."""
    line = text.strip().removeprefix(":").strip()
    if not line:
        return
    if (place := place_of_link(line)) is not None:
        app.go(place)
        return
    word, _, rest = line.partition(" ")
    ids = [each.id for each in app.keymap.actions]
    if (command := COMMANDS.get(word)) is not None:
        if command.asks and not rest.strip():
            app.say(f":{word} needs an argument: {command.title}")
        else:
            command.run(app, rest.strip())
    elif word.replace("-", "_") in ids:
        app.perform(word.replace("-", "_"))
    elif any(sign.isdigit() for sign in word) and not rest and app.has_desk:
        app.go(Place(view="review", call=word))
    else:
        near = get_close_matches(word, [*COMMANDS, *ids], n=1)
        hint = (
            f"; did you mean :{near[0]}?" if near else f"; {app.keymap.key_of('palette')} lists all"
        )
        app.say(f"no command '{word}'{hint}")


def completions(app: "CoachdeskApp", text: str, cursor: int) -> Offers:
    """How the line may go on."""
    word, blank, rest = text.partition(" ")
    if not blank:
        names = dict.fromkeys((*COMMANDS, *(each.id for each in app.keymap.actions)))
        return [(f"{name} ", len(name) + 1, name) for name in names if name.startswith(word)][:8]
    command = COMMANDS.get(word)
    if command is None or not app.has_desk:
        return ()
    if command.complete is not None:
        skipped = len(word) + 1
        return [
            (f"{word} {rest}", skipped + at, offered)
            for rest, at, offered in command.complete(app, rest, max(0, cursor - skipped))
        ]
    wanted = rest.casefold()
    return [
        (f"{word} {value}", len(word) + 1 + len(value), value)
        for value in command.values(app)
        if wanted in value.casefold()
    ][:8]
