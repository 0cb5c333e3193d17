"""The way from question to question of a visit, and from visit to visit."""

from typing import TYPE_CHECKING

from coachdesk.tui.view import Place
from coachdesk.tui.views.visit_questions import Question

if TYPE_CHECKING:
    from coachdesk.tui.views.visit import VisitView


class VisitMoves:
    """Where the cursor of the form goes next."""

    def __init__(self, view: "VisitView") -> None:
        self._view = view

    def do_visit_next_open(self, count: int | None) -> None:
        """To the next question that lacks something."""
        self._to_open(1)

    def do_visit_previous_open(self, count: int | None) -> None:
        """To the one before."""
        self._to_open(-1)

    def _to_open(self, towards: int) -> None:
        questions = self._view.list.standing.questions
        if self._view.opened is None or not questions:
            return
        ids = [each.id for each in questions]
        current = self._view.list.question
        at = ids.index(current.id) if current is not None else -1
        order = [questions[(at + towards * step) % len(ids)] for step in range(1, len(ids) + 1)]
        found = next((each for each in order if each != current and self._lacks(each)), None)
        if found is None:
            key = self._view.desk_app.keymap.key_of("visit_on")
            self._view.desk_app.say(f"nothing else is missing: {key} hands it on")
        else:
            self._view.list.stand_on(found.id)

    def _lacks(self, question: Question) -> bool:
        standing = self._view.list.standing
        return question.id in standing.marked or (question.required and standing.is_open(question))

    def to_first(self) -> None:
        """To the first question that lacks something; it stays where none does."""
        first = next((e for e in self._view.list.standing.questions if self._lacks(e)), None)
        if first is not None:
            self._view.list.stand_on(first.id)

    def do_visit_next(self, count: int | None) -> None:
        """To the next visit of the list from which somebody came."""
        self._to_visit(1)

    def do_visit_previous(self, count: int | None) -> None:
        """To the visit before."""
        self._to_visit(-1)

    def _to_visit(self, step: int) -> None:
        other = self._view.desk_app.neighbour(self._view.visit, step)
        if other is None:
            where = "next" if step > 0 else "before"
            self._view.desk_app.say(f"there is no visit {where} in the list")
        else:
            self._view.desk_app.go(Place(view=self._view.name_of_view, name=other), remember=False)
