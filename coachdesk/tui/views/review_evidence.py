"""The evidence of the answer under the cursor: its words, what came nearest, and searching more."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from textual.timer import Timer

from coachdesk.core.engine.searches import Nearest
from coachdesk.core.engine.signals import Span
from coachdesk.core.engine.verdicts import State
from coachdesk.core.reviews import Change
from coachdesk.desk.reviews import nearest_miss
from coachdesk.report.quotes import quoted, whence
from coachdesk.report.reported import Reported, reported_of
from coachdesk.tui.links import link_to
from coachdesk.tui.views.review_detail import evidence_of, reasons, title_of

if TYPE_CHECKING:
    from coachdesk.tui.views.review import ReviewView

_REST_S = 0.15
_REMEMBERED = 500


class Evidence:
    """What is marked in the transcript, and what is said below it."""

    def __init__(self, view: "ReviewView") -> None:
        self._view = view
        self.cited: frozenset[int] = frozenset()
        """Turns that are evidence of any answer."""
        self._at: int | None = None
        self._hits: tuple[Span, ...] = ()
        self._hit_at = 0
        self._near: dict[tuple[str, bool, str], Nearest | None] = {}
        self._resting: Timer | None = None

    def forget(self) -> None:
        """Another call is on the screen."""
        self._hits, self._hit_at, self._at = (), 0, None

    def another(self) -> None:
        """The cursor stands on another criterion."""
        self._at = None
        self.explain()
        current = self._view.current()
        spans = [span for _, span in evidence_of(current[1])] if current else []
        # Who reads the transcript is not taken elsewhere in it.
        if spans and not self._view.on_transcript:
            self._view.transcript.reveal(spans[0].turn, spans[0].start)
        self._look_for_near_miss()

    def leave(self) -> bool:
        """Ends a search; whether there was one."""
        searched = bool(self._hits)
        self._hits = self._view.transcript.search("")
        return searched

    def explain(self) -> None:
        """Says why the answer under the cursor is what it is, and marks its words."""
        reported, current = self.reported(), self._view.current()
        if reported is None or current is None:
            return
        criterion, answer = current
        spans = [span for _, span in evidence_of(answer)]
        self._view.transcript.cite(spans, self.cited)
        change = self._change_of(criterion.id)
        time = ("you", "") if change is None else (
            self._view.name_of(change.by), self._view.desk_app.session.when(change.at))  # fmt: skip
        self._view.detail.show(
            title_of(reported, criterion, answer, self._view.looks),
            [
                *self._view.life.remarks(criterion.id),
                *reasons(reported, criterion, answer, change, self._at, time),
            ],
        )
        self._view.explained()

    def _change_of(self, criterion: str) -> Change | None:
        review = self._view.opened.review if self._view.opened else None
        changes: Sequence[Change] = review.changes if review else ()
        return next((each for each in reversed(changes) if each.criterion == criterion), None)

    def reported(self) -> Reported | None:
        """The evaluation as it stands, for quotes and reasons, with the near misses found."""
        if self._view.opened is None:
            return None
        call, swapped = self._view.opened_call(), self._view.opened.swapped
        reported = reported_of(self._view.opened.scored)
        explained = {
            criterion: msgspec.structs.replace(each, nearest=miss)
            if (miss := self._near.get((call, swapped, criterion))) is not None
            else each
            for criterion, each in reported.explained.items()
        }
        return msgspec.structs.replace(reported, explained=explained)

    def _look_for_near_miss(self) -> None:
        """Once the cursor rests: it takes a while, and most criteria are passed by."""
        if self._resting is not None:
            self._resting.stop()
        current = self._view.current()
        if current is None or self._view.opened is None:
            return
        verdict = current[1].verdict
        key = (self._view.opened_call(), self._view.opened.swapped, current[0].id)
        if verdict is None or verdict.state not in (State.FAIL, State.UNKNOWN):
            return
        if key not in self._near:
            form = self._view.opened.scored.form.id
            self._resting = self._view.set_timer(_REST_S, lambda: self._find_near_miss(key, form))

    def _find_near_miss(self, key: tuple[str, bool, str], form: str) -> None:
        session = self._view.desk_app.session
        call, _, criterion = key

        def found(miss: Nearest | None) -> None:
            while len(self._near) >= _REMEMBERED:
                del self._near[next(iter(self._near))]
            self._near[key] = miss
            self.explain()

        session.look(
            lambda desk, stale: nearest_miss(desk, session.acting, call, form, criterion),
            found,
            lambda error: None,
            group="near",
        )

    def do_next_evidence(self, count: int | None) -> None:
        """To the next words that decided this answer, or the next hit of a search."""
        self._walk(count or 1)

    def do_previous_evidence(self, count: int | None) -> None:
        """To those before."""
        self._walk(-(count or 1))

    def _walk(self, steps: int) -> None:
        if self._hits:
            self._hit_at = (self._hit_at + steps) % len(self._hits)
            self._view.transcript.point(self._hits[self._hit_at])
            self._view.desk_app.say(
                f"hit {self._hit_at + 1} of {len(self._hits)}; Esc ends the search"
            )
            return
        current = self._view.current()
        found = evidence_of(current[1]) if current else []
        if not found:
            self._view.desk_app.say(
                "no words decided this answer: the reasons above say where it looked"
            )
            return
        at = self._at
        self._at = (0 if steps > 0 else -1) if at is None else at + steps
        self._at %= len(found)
        self.explain()
        self._view.transcript.point(found[self._at][1])

    def do_find(self, count: int | None) -> None:
        """Searches the transcript while somebody types."""
        before = self._view.transcript.top

        def changed(text: str) -> None:
            self._hits, self._hit_at = self._view.transcript.search(text), 0
            if self._hits:
                self._view.transcript.point(self._hits[0])

        def entered(text: str) -> None:
            changed(text)
            self._view.desk_app.say(
                f"hits: {len(self._hits)}; n and N walk them, Esc ends the search"
                if self._hits
                else f"“{text}” was not said"
            )

        def left() -> None:
            self._hits = self._view.transcript.search("")
            self._view.transcript.point(None)
            self._view.transcript.top = before
            self._view.transcript.refresh()

        self._view.desk_app.ask("search", entered, changed=changed, left=left)

    def quote(self) -> str | None:
        """The evidence under the cursor, else the turn; with who, when, and the call's id."""
        opened = self._view.opened
        if opened is None:
            return None
        call = opened.scored.call
        span = self._span()
        if span is not None and not self._view.on_transcript:
            return f"{call.id} {whence(call, span)} {quoted(call, span)}"
        number = self._view.transcript.current_turn
        if number is None:
            return None
        turn = call.turns[number]
        return f"{call.id} {whence(call, Span(number, 0, 0))} “{turn.text}”"

    def _span(self) -> Span | None:
        current = self._view.current()
        found = evidence_of(current[1]) if current else []
        return found[self._at or 0][1] if found else None

    def link(self) -> str | None:
        """A link to the evidence or the turn under the cursor."""
        if self._view.opened is None:
            return None
        span = self._span() if not self._view.on_transcript else None
        number = span.turn if span else self._view.transcript.current_turn
        call = self._view.opened.scored.call
        return link_to(call.id, call.turns[number].start_ms if number is not None else None, number)
