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
from coachdesk.tui.turns import Turns

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
    """One assignment, and how to take it back."""

    whom: str
    """In words."""
    given: str | None
    """To this person's id, or to nobody."""
    before: dict[int, str | None]


class Bulk:
    """What was done from the queue."""

    def __init__(self, app: "CoachdeskApp", done: Callable[[], None]) -> None:
        self._app = app
        self._done = done
        """Called when the desk has other lines than before."""
        self._turns = Turns(app.memory, "assigned", Assigned, lambda turn: len(turn.before) * 10)
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
            self._assign(numbers, person, whom, then)

        app.choose(f"who is to look at {what}", rows, chosen)

    def _assign(
        self, numbers: Numbers, person: str | None, whom: str, then: Callable[[], None]
    ) -> None:
        app = self._app
        acting = app.session.acting
        named = _ME if person == app.session.actor.id else person

        def job(desk: Desk) -> tuple[int, Mapping[int, str | None]]:
            wanted = numbers()
            return len(wanted), assign(desk, acting, wanted, named)

        def done(result: tuple[int, Mapping[int, str | None]]) -> None:
            wanted, before = result
            if not before:
                app.say(f"nothing to change: {_calls(wanted)} assigned to {whom} already")
                return
            stays = self._turns.did(Assigned(whom, person, dict(before)))
            then()
            self._done()
            already = wanted - len(before)
            rest = f", {already:,} were already" if already else ""
            key = app.keymap.key_of("undo")
            given = f"{_calls(len(before))} assigned to {whom}{rest}"
            app.say(f"{given}; {key} takes it back" + ("" if stays else ", until you quit"))

        app.session.write(job, done, app.refuse)

    def undo(self) -> None:
        """Takes this person's last assignment back, also of an earlier day."""
        self._turn(again=False)

    def redo(self) -> None:
        """Does what was taken back again."""
        self._turn(again=True)

    def _turn(self, *, again: bool) -> None:
        app = self._app
        last = self._turns.take(again=again)
        if last is None:
            what = "do again" if again else "take back"
            app.say(f"no assignment to {what}; answers are taken back in the review")
            return
        acting = app.session.acting

        def job(desk: Desk) -> int:
            given, before = last.given, last.before
            if again:
                wanted = dict.fromkeys(before, given)
                return len(assign_back(desk, acting, wanted, standing=before.get))
            return len(assign_back(desk, acting, before, standing=lambda number: given))

        def done(changed: int) -> None:
            rest = len(last.before) - changed
            others = f"; {_calls(rest)} given to others since: not touched" if rest else ""
            if not changed:
                app.say(f"nothing to change{others}")
                return
            self._turns.put(last, again=not again)
            self._done()
            key = app.keymap.key_of("undo" if again else "redo")
            word, does = (
                ("done again", "takes it back") if again else ("taken back", "does it again")
            )
            app.say(f"{word}: {_calls(changed)} assigned to {last.whom}{others}; {key} {does}")

        def failed(error: CoachdeskError) -> None:
            self._turns.put(last, again=again)
            app.refuse(error)

        app.session.write(job, done, failed)

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
