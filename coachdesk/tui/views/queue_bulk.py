"""Work on many calls at once: give them to somebody, take that back, score them."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from coachdesk.core.authorize import Action, Role, reaches
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.folder import Desk
from coachdesk.desk.queue import assign, assign_back, screen_calls
from coachdesk.tui.dialogs.chooser import Choice

if TYPE_CHECKING:
    from coachdesk.desk.screen import Screened
    from coachdesk.tui.app import CoachdeskApp

_ME = "me"
_NOBODY = "nobody"
_TELL_S = 0.2
"""Progress is told no more often than that."""
Numbers = Callable[[], Sequence[int]]
"""The calls meant; called beside the screen, because they can be a million."""


class Assigned(msgspec.Struct, frozen=True):
    """One assignment of this session, and how to take it back."""

    whom: str
    before: Mapping[int, str | None]


class Bulk:
    """What was done from the queue in this session."""

    def __init__(self, app: "CoachdeskApp", done: Callable[[], None]) -> None:
        self._app = app
        self._done = done
        """Called when the desk has other lines than before."""
        self._undoable: list[Assigned] = []
        self._redoable: list[Assigned] = []
        self._screening = False

    def choose_person(self, what: str, numbers: Numbers, then: Callable[[], None]) -> None:
        """Asks who is to look at the calls, and gives them to that person.

        Args:
            what: the calls in words.
            numbers: of the calls.
            then: called when they were given.
        """
        app = self._app
        session = app.session
        if not reaches(session.actor.role, Action.ASSIGN):
            app.say(f"assigning calls is not for the role '{session.actor.role.value}'")
            return
        me = session.actor
        others = [
            each
            for each in session.desk.settings.people
            if each.id != me.id and each.role in (Role.SUPERVISOR, Role.AUDITOR)
        ]
        rows = [
            Choice(value=_ME, text=f"{me.name} (me)", group=me.role.value),
            *(
                Choice(
                    value=f"person {each.id}",
                    text=each.name,
                    group=" · ".join(part for part in (each.team, each.role) if part),
                )
                for each in others
            ),
            Choice(value=_NOBODY, text="nobody: take them from whoever has them"),
        ]
        names = {each.id: each.name for each in others}

        def chosen(value: str) -> None:
            id = value.removeprefix("person ")
            person = None if value == _NOBODY else me.id if value == _ME else id
            whom = {_ME: me.name, _NOBODY: _NOBODY}.get(value) or names[id]
            named = _ME if value == _ME else person
            self._assign(numbers, named, whom, then)

        app.choose(f"who is to look at {what}", rows, chosen)

    def _assign(
        self, numbers: Numbers, person: str | None, whom: str, then: Callable[[], None]
    ) -> None:
        app = self._app
        acting = app.session.acting

        def job(desk: Desk) -> tuple[int, Mapping[int, str | None]]:
            wanted = numbers()
            return len(wanted), assign(desk, acting, wanted, person)

        def done(result: tuple[int, Mapping[int, str | None]]) -> None:
            wanted, before = result
            if not before:
                app.say(f"nothing to change: {_calls(wanted)} assigned to {whom} already")
                return
            self._undoable.append(Assigned(whom, before))
            self._redoable.clear()
            then()
            self._done()
            already = wanted - len(before)
            rest = f", {already:,} were already" if already else ""
            key = app.keymap.key_of("undo")
            given = f"{_calls(len(before))} assigned to {whom}{rest}"
            app.say(f"{given}; {key} takes it back, until you quit")

        app.session.write(job, done, app.refuse)

    def undo(self) -> None:
        """Takes the last assignment of this session back."""
        self._turn(self._undoable, self._redoable, "taken back", "redo", "does it again")

    def redo(self) -> None:
        """Does what was taken back again."""
        self._turn(self._redoable, self._undoable, "done again", "undo", "takes it back")

    def _turn(
        self, source: list[Assigned], target: list[Assigned], word: str, other: str, does: str
    ) -> None:
        app = self._app
        if not source:
            app.say(
                "no assignment of this session to "
                + ("take back" if source is self._undoable else "do again")
                + "; answers are taken back in the review"
            )
            return
        last = source.pop()
        acting = app.session.acting

        def done(before: Mapping[int, str | None]) -> None:
            target.append(Assigned(last.whom, before))
            self._done()
            key = app.keymap.key_of(other)
            app.say(f"{word}: {_calls(len(before))} assigned to {last.whom}; {key} {does}")

        def failed(error: CoachdeskError) -> None:
            source.append(last)
            app.refuse(error)

        app.session.write(lambda desk: assign_back(desk, acting, last.before), done, failed)

    def screen(self, what: str, numbers: Numbers) -> None:
        """Scores those of the calls that the rules in force have not judged."""
        app = self._app
        if self._screening:
            app.say("calls are being scored already")
            return
        self._screening = True
        app.say(f"scoring {what}…")
        acting = app.session.acting
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told > _TELL_S:
                told = time.monotonic()
                app.call_soon(lambda: app.say(f"scoring: {done:,} of {total:,}"))

        def finished(result: "Screened") -> None:
            self._screening = False
            self._done()
            cards = ", ".join(result.scorecards)
            doubt = f"; {result.problems[0]}" if result.problems else ""
            if result.evaluations:
                app.say(f"{_calls(result.calls)} scored with {cards}{doubt}")
            else:
                app.say(f"nothing to score: {cards} judged {what} already{doubt}")

        def failed(error: CoachdeskError) -> None:
            self._screening = False
            app.refuse(error)

        # Not in the line of writes: the answers that somebody gives meanwhile must not wait.
        app.session.look(
            lambda desk, stale: screen_calls(desk, acting, numbers(), progress=progress),
            finished,
            failed,
            group="screen",
        )


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count:,} calls"
