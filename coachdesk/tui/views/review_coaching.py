"""From a failed answer to a coaching action, without leaving the review."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachdesk.core.coaching.pages import ActionLine
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import scored
from coachdesk.desk import coaching
from coachdesk.desk.coaching.room import COACHES, today_of
from coachdesk.tui.view import Place
from coachdesk.tui.views.coaching_asking import Asking

if TYPE_CHECKING:
    from coachdesk.tui.views.review import ReviewView

_DUE_DAYS = 14


class Raising:
    """Raises an action about the criterion under the cursor, for the agent of the call."""

    def __init__(self, view: "ReviewView") -> None:
        self._view = view
        self._ask = Asking(view)
        self._raised_last: str | None = None

    def do_raise_action(self, count: int | None) -> None:
        """All is filled in; the day can be another one."""
        app, opened, current = self._view.desk_app, self._view.opened, self._view.current()
        if opened is None or current is None:
            app.say("there is no answer under the cursor")
            return
        criterion, answer = current
        person = app.session.desk.settings.person_of(opened.scored.call.agent)
        if not scored(criterion):
            app.say(f"{criterion.id} counts in no score yet, so nobody is coached on it")
        elif answer.state is not State.FAIL:
            app.say(f"only what failed is coached: {criterion.id} is {answer.state.value}")
        elif person is None:
            app.say("the agent of this call is nobody whom desk.yaml names")
        else:
            session, call, form = app.session, opened.scored.call.id, opened.scored.form.id
            actor = session.actor
            coach = actor.id if actor.role.value in COACHES and actor.id != person.id else None
            due = today_of(session.desk, session.acting) + timedelta(days=_DUE_DAYS)

            def write(until: date) -> None:
                session.write(
                    lambda desk: coaching.raise_one(
                        desk,
                        session.acting,
                        person.id,
                        criterion.id,
                        scorecard=form,
                        named=[call],
                        coach=coach,
                        due=until,
                    ),
                    self._raised,
                    self._view.refuse,
                )

            self._ask.day(f"coach {person.name} on {criterion.id}, due", due, write)

    def do_go_coaching(self, count: int | None) -> None:
        """The board, on the action that was raised here last."""
        self._view.desk_app.go(Place(view="coaching", name=self._raised_last))
        self._raised_last = None

    def _raised(self, line: ActionLine) -> None:
        app = self._view.desk_app
        self._raised_last = line.name
        who, key = self._view.name_of(line.action.person), app.keymap.key_of("go_coaching")
        app.say(f"{line.name} proposed to {who}: {line.action.topic}; {key} shows the board")
