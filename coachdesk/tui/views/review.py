"""Review a call: transcript beside scorecard, every answer with its evidence, one key to answer."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from coachdesk.core.engine.explain import Nearest
from coachdesk.core.engine.signals import Span
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import CoachdeskError, DeskRefused, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, scored
from coachdesk.core.reviews import Change, Step
from coachdesk.desk.reviews import Opened, nearest_miss, open_review
from coachdesk.report.quotes import quoted, whence
from coachdesk.report.reported import Reported, reported_of
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place, View
from coachdesk.tui.views.review_answers import Answers
from coachdesk.tui.views.review_card import Card
from coachdesk.tui.views.review_detail import Detail, evidence_of, reasons, title_of
from coachdesk.tui.views.review_life import Life
from coachdesk.tui.views.review_transcript import Transcript

NARROW = 78
"""Below this width one pane is shown at a time."""
_DETAIL_ROWS = ((28, 6), (22, 4), (12, 2), (0, 0))
"""At least so many rows on the screen: so many for the detail."""
_REST_S = 0.15
_REMEMBERED = 500


_ANSWERING = (
    ("answer_pass", "pass"),
    ("answer_fail", "fail"),
    ("answer_na", "n/a"),
    ("next_open", "next open"),
    ("next_evidence", "evidence"),
    ("next_call", "next call"),
    ("hand_on", "hand on"),
    ("undo", "undo"),
    ("note", "note"),
    ("find", "search"),
    ("next_pane", "pane"),
)
_READING = (
    ("next_evidence", "evidence"),
    ("hand_on", "hand on"),
    ("hand_back", "hand back"),
    ("dispute", "object"),
    ("decide", "decide"),
    ("next_call", "next call"),
    ("find", "search"),
    ("next_pane", "pane"),
)
_NEEDS = {
    "hand_on": (Step.SUBMIT, Step.PUBLISH, Step.ACKNOWLEDGE),
    "hand_back": (Step.RETURN,),
    "dispute": (Step.DISPUTE,),
    "decide": (Step.UPHOLD,),
}


class ReviewView(View):
    """One call under one scorecard."""

    name_of_view = "review"
    title = "Review"
    DEFAULT_CSS = """
    ReviewView { layout: vertical; }
    ReviewView Horizontal { height: 1fr; }
    """

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.transcript = Transcript(looks)
        self.card = _FollowedCard(looks, self._criterion_changed)
        self.detail = Detail(looks)
        self.opened: Opened | None = None
        self.answers = Answers(self)
        self.life = Life(self)
        self._call = ""
        self._evidence_at: int | None = None
        self._cited: frozenset[int] = frozenset()
        self._hits: tuple[Span, ...] = ()
        self._hit_at = 0
        self._on_transcript = False
        self._zoomed: Pane | None = None
        self._near: dict[tuple[str, bool, str], Nearest | None] = {}
        self._resting: Timer | None = None
        self._whole_detail = False

    def compose(self) -> ComposeResult:
        """Transcript and card side by side, the reasons below."""
        with Horizontal():
            yield self.transcript
            yield self.card
        yield self.detail

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Opens a call; the same one again keeps everything as it was."""
        if place.call is None:
            raise DeskRefused(Problem(code="D303", message="no call was named", hint=":call ID"))
        session = self.desk_app.session
        opened = open_review(session.desk, session.acting, place.call, place.scorecard)
        other = place.call != self._call or self.opened is None
        self._call = place.call
        if other:
            self.answers.forget()
            self.life.forget()
        self._take(opened)
        if opened is None:
            return
        if other:
            self._hits, self._hit_at, self._evidence_at = (), 0, None
            self.transcript.show(opened.scored.call)
        found = place.criterion is not None and self.card.stand_on(place.criterion)
        if other and not found and not self._stand_on_first_to_do():
            self.card.go(0)
        if place.turn is not None:
            self.transcript.reveal(place.turn)
        elif place.start_ms is not None:
            self.transcript.reveal_ms(place.start_ms)
        self._criterion_changed()

    def reopen(self) -> None:
        """Reads the same call again, whole."""
        assert self.opened is not None
        place = self.place()
        self._call = ""
        self.arrive(place)

    def _take(self, opened: Opened | None) -> None:
        self.opened = opened
        if opened is None:
            self.desk_app.say(
                "no scorecard in force judged this call: X in the queue scores it", Ink.WARNING
            )
            return
        self.paint_card()

    def paint_card(self) -> None:
        """Draws the card from what is on disk and what is on its way there."""
        opened = self.opened
        if opened is None:
            return
        answers, score = self.answers.standing(opened)
        disputed = frozenset(d.criterion for d in opened.disputes if d.amended is None)
        self.card.show(
            opened.scored.form,
            answers,
            score,
            disputed | frozenset(self.life.claimed),
            self.life.lines(),
        )
        cited = frozenset(
            span.turn for answer in answers.values() for _, span in evidence_of(answer)
        )
        self.transcript.again(opened.scored.call)
        self._cited = cited
        self._criterion_changed()

    def place(self) -> Place:
        """This call, and the criterion under the cursor."""
        criterion = self.card.criterion
        return Place(
            view="review",
            call=self._call or None,
            scorecard=self.opened.scored.form.id if self.opened else None,
            criterion=criterion.id if criterion else None,
        )

    def refreshed(self) -> None:
        """Somebody may have written: takes it over, and says who changed this call."""
        if self.opened is None or self.answers.waiting:
            return
        session = self.desk_app.session
        before = self.opened.review.seen if self.opened.review else 0
        opened = open_review(session.desk, session.acting, self._call, self.opened.scored.form.id)
        if opened is None or opened.review is None or opened.review.seen == before:
            return
        self._take(opened)
        self.answers.saw(opened)
        last = opened.review.changes[-1] if opened.review.changes else None
        if last is not None and last.by != session.actor.id:
            self.desk_app.say(f"{self.name_of(last.by)} changed this evaluation: {last.criterion}")

    def leave(self) -> bool:
        """Clears what was searched, or objections not sent, before it goes back."""
        if self._hits:
            self._hits = self.transcript.search("")
            return True
        return self.life.leave()

    def status(self) -> str:
        """Which call, whose, under what, and how far it is."""
        opened = self.opened
        if opened is None:
            return self._call
        call, form = opened.scored.call, opened.scored.form
        agent = call.agent or "agent not known"
        return f"{call.id} · {agent} · {self.life.stage_text()} · {form.id} v{form.version}"

    def name_of(self, person: str) -> str:
        """The name behind an id."""
        found = self.desk_app.session.desk.settings.person_of(person)
        return found.name if found else person

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something here for this person."""
        may = self.opened.may if self.opened else {}
        if may.get(Step.ANSWER) == "" or may.get(Step.CREATE) == "":
            return _ANSWERING
        return [
            (action, word)
            for action, word in _READING
            if action not in _NEEDS or any(may.get(step) == "" for step in _NEEDS[action])
        ]

    # What is seen.

    def pane(self) -> Pane:
        """The one that has the cursor keys."""
        return self.transcript if self._on_transcript else self.card

    def on_resize(self, event: events.Resize) -> None:
        """Decides what fits."""
        self._arrange()

    def _arrange(self) -> None:
        cells, rows = self.size.width, self.size.height + 3
        if not cells:
            return
        narrow = cells < NARROW
        only = self._zoomed or (self.pane() if narrow else None)
        self.transcript.display = only in (None, self.transcript)
        self.card.display = only in (None, self.card)
        wanted = next(size for least, size in _DETAIL_ROWS if rows >= least)
        if self._whole_detail:
            wanted = min(self.detail.wanted_rows, max(wanted, rows // 2))
        self.detail.display = wanted > 0
        self.detail.styles.height = wanted
        # 2 to 3 would leave a criterion eleven letters on 80 columns.
        self.card.styles.width = "1fr" if only else max(34, min(64, cells * 41 // 100))
        self.transcript.styles.width = "1fr"

    def do_next_pane(self, count: int | None) -> None:
        """The other pane takes the cursor keys."""
        self._on_transcript = not self._on_transcript
        if self._zoomed is not None:
            self._zoomed = self.pane()
        self._arrange()
        self.desk_app.focus_pane()
        self.transcript.refresh()

    do_previous_pane = do_next_pane

    def do_zoom(self, count: int | None) -> None:
        """One pane alone, or both again."""
        if self.size.width < NARROW:
            self.do_next_pane(None)
            return
        self._zoomed = None if self._zoomed else self.pane()
        self._arrange()

    def do_open(self, count: int | None) -> None:
        """All of the reasons, or few lines again."""
        self._whole_detail = not self._whole_detail
        self._arrange()

    def do_left(self, count: int | None) -> None:
        """To the transcript."""
        if not self._on_transcript:
            self.do_next_pane(None)

    def do_right(self, count: int | None) -> None:
        """To the card."""
        if self._on_transcript:
            self.do_next_pane(None)

    def _criterion_changed(self) -> None:
        self._evidence_at = None
        self._explain()
        self._look_for_near_miss()

    def _look_for_near_miss(self) -> None:
        """Once the cursor rests: it takes a while, and most criteria are passed by."""
        if self._resting is not None:
            self._resting.stop()
        current = self.current()
        if current is None or self.opened is None:
            return
        verdict = current[1].verdict
        key = (self.opened_call(), self.opened.swapped, current[0].id)
        if verdict is None or verdict.state not in (State.FAIL, State.UNKNOWN):
            return
        if key not in self._near:
            form = self.opened.scored.form.id
            self._resting = self.set_timer(_REST_S, lambda: self._find_near_miss(key, form))

    def _find_near_miss(self, key: tuple[str, bool, str], form: str) -> None:
        session = self.desk_app.session
        call, _, criterion = key

        def found(miss: Nearest | None) -> None:
            while len(self._near) >= _REMEMBERED:
                del self._near[next(iter(self._near))]
            self._near[key] = miss
            self._explain()

        session.look(
            lambda desk, stale: nearest_miss(desk, session.acting, call, form, criterion),
            found,
            lambda error: None,
            group="near",
        )

    def reported(self) -> Reported | None:
        """The evaluation as it stands, for quotes and reasons, with the near misses found."""
        if self.opened is None:
            return None
        call, swapped = self.opened_call(), self.opened.swapped
        reported = reported_of(self.opened.scored)
        explained = {
            criterion: msgspec.structs.replace(each, nearest=miss)
            if (miss := self._near.get((call, swapped, criterion))) is not None
            else each
            for criterion, each in reported.explained.items()
        }
        return msgspec.structs.replace(reported, explained=explained)

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        criterion = self.card.criterion
        if criterion is None or self.opened is None:
            return None
        answers, _ = self.answers.standing(self.opened)
        return criterion, answers.get(criterion.id) or Answer(
            criterion=criterion.id, state=State.OPEN
        )

    def _explain(self) -> None:
        reported, current = self.reported(), self.current()
        if reported is None or current is None:
            return
        criterion, answer = current
        spans = [span for _, span in evidence_of(answer)]
        self.transcript.cite(spans, self._cited)
        if spans and self._evidence_at is None:
            self.transcript.reveal(spans[0].turn, spans[0].start)
        change = self._change_of(criterion.id)
        time = ("you", "") if change is None else (
            self.name_of(change.by), self.desk_app.session.when(change.at))  # fmt: skip
        self.detail.show(
            title_of(reported, criterion, answer, self.looks),
            [
                *self.life.remarks(criterion.id),
                *reasons(reported, criterion, answer, change, self._evidence_at, time),
            ],
        )
        if self._whole_detail:
            self._arrange()

    def _change_of(self, criterion: str) -> Change | None:
        review = self.opened.review if self.opened else None
        changes: Sequence[Change] = review.changes if review else ()
        return next((each for each in reversed(changes) if each.criterion == criterion), None)

    # Evidence, search, quotes.

    def do_next_evidence(self, count: int | None) -> None:
        """To the next words that decided this answer, or the next hit of a search."""
        self._walk(count or 1)

    def do_previous_evidence(self, count: int | None) -> None:
        """To those before."""
        self._walk(-(count or 1))

    def _walk(self, steps: int) -> None:
        if self._hits:
            self._hit_at = (self._hit_at + steps) % len(self._hits)
            self.transcript.point(self._hits[self._hit_at])
            self.desk_app.say(f"hit {self._hit_at + 1} of {len(self._hits)}; Esc ends the search")
            return
        current = self.current()
        found = evidence_of(current[1]) if current else []
        if not found:
            self.desk_app.say("no words decided this answer; the line below says what was searched")
            return
        at = self._evidence_at
        self._evidence_at = (0 if steps > 0 else -1) if at is None else at + steps
        self._evidence_at %= len(found)
        self._explain()
        self.transcript.point(found[self._evidence_at][1])

    def do_find(self, count: int | None) -> None:
        """Searches the transcript while somebody types."""
        before = self.transcript.top

        def changed(text: str) -> None:
            self._hits, self._hit_at = self.transcript.search(text), 0
            if self._hits:
                self.transcript.point(self._hits[0])

        def entered(text: str) -> None:
            changed(text)
            self.desk_app.say(
                f"{len(self._hits)} hits; n and N walk them, Esc ends the search"
                if self._hits
                else f"“{text}” was not said"
            )

        def left() -> None:
            self._hits = self.transcript.search("")
            self.transcript.point(None)
            self.transcript.top = before
            self.transcript.refresh()

        self.desk_app.ask("search", entered, changed=changed, left=left)

    def quote(self) -> str | None:
        """The evidence under the cursor, else the turn; with who, when, and the call's id."""
        opened = self.opened
        if opened is None:
            return None
        call = opened.scored.call
        span = self._span()
        if span is not None and not self._on_transcript:
            return f"{call.id} {whence(call, span)} {quoted(call, span)}"
        number = self.transcript.current_turn
        if number is None:
            return None
        turn = call.turns[number]
        return f"{call.id} {whence(call, Span(number, 0, 0))} “{turn.text}”"

    def _span(self) -> Span | None:
        current = self.current()
        found = evidence_of(current[1]) if current else []
        return found[self._evidence_at or 0][1] if found else None

    def link(self) -> str | None:
        """A link to the evidence or the turn under the cursor."""
        if self.opened is None:
            return None
        span = self._span() if not self._on_transcript else None
        number = span.turn if span else self.transcript.current_turn
        call = self.opened.scored.call
        return link_to(call.id, call.turns[number].start_ms if number is not None else None, number)

    # Other criteria, other calls.

    def do_next_open(self, count: int | None) -> None:
        """To the next criterion that needs a person."""
        self._to_open(1)

    def do_previous_open(self, count: int | None) -> None:
        """To the one before."""
        self._to_open(-1)

    def _to_open(self, towards: int) -> None:
        criteria = self.card.criteria()
        current = self.card.criterion
        if self.opened is None or current is None:
            return
        answers, _ = self.answers.standing(self.opened)
        at = next(n for n, each in enumerate(criteria) if each is current)
        order = [
            criteria[(at + towards * step) % len(criteria)] for step in range(1, len(criteria))
        ]
        found = next((each for each in order if _needs_a_person(each, answers)), None)
        if found is None:
            self.desk_app.say("nothing else is open or unknown: > hands it on")
        else:
            self.card.stand_on(found.id)

    def _stand_on_first_to_do(self) -> bool:
        if self.opened is None:
            return False
        waiting = [each.criterion for each in self.opened.disputes if each.amended is None]
        if waiting:
            return self.card.stand_on(waiting[0])
        answers, _ = self.answers.standing(self.opened)
        for each in self.card.criteria():
            if _needs_a_person(each, answers):
                return self.card.stand_on(each.id)
        return False

    def do_next_call(self, count: int | None) -> None:
        """To the next call of the list from which somebody came."""
        self._to_call(1)

    def do_previous_call(self, count: int | None) -> None:
        """To the call before."""
        self._to_call(-1)

    def _to_call(self, step: int) -> None:
        other = self.desk_app.neighbour(self._call, step)
        if other is None:
            where = "last" if step > 0 else "first"
            self.desk_app.say(f"this is the {where} call of the list; Q shows the queue")
        else:
            self.desk_app.go(Place(view="review", call=other), remember=False)

    def do_scorecard(self, count: int | None) -> None:
        """Another scorecard that judged this call."""
        others = self.opened.others if self.opened else ()
        if not others:
            self.desk_app.say("no other scorecard in force judged this call")
            return
        rows = [Choice(value=each, text=each, key=str(n)) for n, each in enumerate(others, 1)]

        def chosen(form: str) -> None:
            call = self.opened_call()
            self._call = ""
            self.arrive(Place(view="review", call=call, scorecard=form))

        self.desk_app.choose("scorecards about this call", rows, chosen, at_once=True)

    def opened_call(self) -> str:
        """The id of the call on the screen."""
        assert self.opened is not None
        return self.opened.scored.call.id

    def do_person(self, count: int | None) -> None:
        """To the page of the agent."""
        agent = self.opened.scored.call.agent if self.opened else None
        if agent is None:
            self.desk_app.say("the agent of this call is not known")
        else:
            self.desk_app.go(Place(view="person", name=agent))

    # Answers and the life of the evaluation: see review_answers and review_life.

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """The view itself, its answers, its life, or the pane with the cursor."""
        for owner in (self.answers, self.life):
            found = getattr(owner, f"do_{action}", None)
            if callable(found):
                return found  # type: ignore[no-any-return]
        return super().runs(action)

    def cannot(self, action: str) -> str | None:
        """Nothing but going away can be done where no call is open."""
        if self.opened is None and hasattr(self.answers, f"do_{action}"):
            return "no scorecard in force judged this call"
        return super().cannot(action)

    def refuse(self, error: CoachdeskError) -> None:
        """Says why something was not written."""
        self.desk_app.refuse(error)


class _FollowedCard(Card):
    def __init__(self, looks: Looks, moved: Callable[[], None]) -> None:
        super().__init__(looks)
        self._moved = moved

    def moved(self) -> None:
        self._moved()


def _needs_a_person(criterion: Criterion, answers: Mapping[str, Answer]) -> bool:
    answer = answers.get(criterion.id)
    return scored(criterion) and (answer is None or answer.state in (State.OPEN, State.UNKNOWN))
