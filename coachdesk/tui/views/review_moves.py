"""From criterion to criterion, and from call to call, while reviewing."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, scored
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.view import Place

if TYPE_CHECKING:
    from coachdesk.tui.views.review import ReviewView

_Wanted = Callable[[Criterion, Mapping[str, Answer]], bool]
_AGAIN_S = 0.1
_TRIES = 100
"""Then the list will not come any more."""


class Moves:
    """Knows what still needs a person, and which calls come next."""

    def __init__(self, view: "ReviewView") -> None:
        self._view = view

    def do_next_open(self, count: int | None) -> None:
        """To the next criterion that needs a person."""
        self._to_open(1)

    def do_previous_open(self, count: int | None) -> None:
        """To the one before."""
        self._to_open(-1)

    def do_next_fail(self, count: int | None) -> None:
        """To the next criterion that failed."""
        self._to(_failed, 1, "nothing else failed")

    def do_previous_fail(self, count: int | None) -> None:
        """To the one before."""
        self._to(_failed, -1, "nothing else failed")

    def _to_open(self, towards: int) -> None:
        opened = self._view.opened
        waits = opened is not None and any(each.amended is None for each in opened.disputes)
        then = "D decides the dispute" if waits else "> hands it on"
        self._to(_needs_a_person, towards, f"nothing else is open or unknown: {then}")

    def _to(self, wanted: _Wanted, towards: int, none: str) -> None:
        criteria = self._view.card.criteria()
        current = self._view.card.criterion
        if self._view.opened is None or current is None:
            return
        answers, _ = self._view.answers.standing(self._view.opened)
        at = next(n for n, each in enumerate(criteria) if each is current)
        order = [
            criteria[(at + towards * step) % len(criteria)] for step in range(1, len(criteria))
        ]
        found = next((each for each in order if wanted(each, answers)), None)
        if found is None:
            self._view.desk_app.say(none)
        else:
            self._view.card.stand_on(found.id)

    def to_first(self) -> bool:
        """To what waits; whether there was any.

        That is a dispute; where nobody began yet, a critical fail, for which the queue has the call
        on top; else the first open or unknown.
        """
        opened = self._view.opened
        if opened is None:
            return False
        waiting = {each.criterion for each in opened.disputes if each.amended is None}
        answers, score = self._view.answers.standing(opened)
        criteria = self._view.card.criteria()
        critical = score.tripped if opened.review is None else frozenset()
        order = (
            *(each for each in criteria if each.id in waiting),
            *(each for each in criteria if each.id in critical),
            *(each for each in criteria if _needs_a_person(each, answers)),
        )
        return bool(order) and self._view.card.stand_on(order[0].id)

    def do_next_call(self, count: int | None) -> None:
        """To the next call of the list from which somebody came."""
        self._to_call(1)

    def do_previous_call(self, count: int | None) -> None:
        """To the call before."""
        self._to_call(-1)

    def _to_call(self, step: int, tries: int = 0) -> None:
        call = self._view.place().call
        app = self._view.desk_app
        other = app.neighbour(call, step) if call is not None else None
        if other is None and app.list_is_unread and tries < _TRIES:
            app.say("reading the list…")
            app.set_timer(_AGAIN_S, lambda: self._to_call_after(call, step, tries + 1))
        elif other is None and not app.came_from_list:
            app.say(f"no list led here; {app.keymap.key_of('go_queue')} shows the queue")
        elif other is None:
            where = "last" if step > 0 else "first"
            queue = app.keymap.key_of("go_queue")
            app.say(f"this is the {where} call of the list; {queue} shows the queue")
        else:
            app.go(Place(view="review", call=other), remember=False)

    def _to_call_after(self, call: str | None, step: int, tries: int) -> None:
        """Once more, unless somebody went elsewhere meanwhile."""
        if self._view.desk_app.view is self._view and self._view.place().call == call:
            self._to_call(step, tries)

    def do_scorecard(self, count: int | None) -> None:
        """Another scorecard that judged this call."""
        others = self._view.opened.others if self._view.opened else ()
        if not others:
            self._view.desk_app.say("no other scorecard in force judged this call")
            return
        rows = [Choice(value=each, text=each, key=str(n)) for n, each in enumerate(others, 1)]

        def chosen(form: str) -> None:
            call = self._view.opened_call()
            self._view.show_again(Place(view="review", call=call, scorecard=form))

        self._view.desk_app.choose("scorecards about this call", rows, chosen, at_once=True)

    def do_edit(self, count: int | None) -> None:
        """To the rule behind this answer, in the workbench."""
        criterion, opened = self._view.card.criterion, self._view.opened
        app = self._view.desk_app
        if not reaches(app.session.actor.role, Action.TRY_RULES):
            app.say(f"trying rules is not for the role '{app.session.actor.role.value}'")
        elif criterion is not None and opened is not None:
            name = f"{opened.scored.form.id}/{criterion.id}"
            app.go(Place(view="workbench", name=name))

    def do_person(self, count: int | None) -> None:
        """To the page of the agent."""
        agent = self._view.opened.scored.call.agent if self._view.opened else None
        if agent is None:
            self._view.desk_app.say("the agent of this call is not known")
        else:
            self._view.desk_app.go(Place(view="person", name=agent))


def _needs_a_person(criterion: Criterion, answers: Mapping[str, Answer]) -> bool:
    answer = answers.get(criterion.id)
    return scored(criterion) and (answer is None or answer.state in (State.OPEN, State.UNKNOWN))


def _failed(criterion: Criterion, answers: Mapping[str, Answer]) -> bool:
    answer = answers.get(criterion.id)
    return scored(criterion) and answer is not None and answer.state is State.FAIL
