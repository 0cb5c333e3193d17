"""Review a call: transcript beside scorecard, every answer with its evidence, one key to answer."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import CoachdeskError, DeskRefused, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.reviews import Step
from coachdesk.desk.reviews import Opened, open_review
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place, View
from coachdesk.tui.views.review_answers import Answers
from coachdesk.tui.views.review_card import Card
from coachdesk.tui.views.review_coaching import Raising
from coachdesk.tui.views.review_detail import Detail, evidence_of
from coachdesk.tui.views.review_evidence import Evidence
from coachdesk.tui.views.review_life import Life
from coachdesk.tui.views.review_moves import Moves
from coachdesk.tui.views.review_transcript import Transcript

NARROW = 78
"""Below this width one pane is shown at a time."""
_DETAIL_ROWS = ((28, 6), (22, 4), (12, 2), (0, 0))
"""At least so many rows on the screen: so many for the detail."""
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
    ("raise_action", "coach"),
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
    ("raise_action", "coach"),
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
        self.card = _FollowedCard(looks, lambda: self.evidence.another())
        self.detail = Detail(looks)
        self.opened: Opened | None = None
        self.answers = Answers(self)
        self.life = Life(self)
        self.evidence = Evidence(self)
        self.moves = Moves(self)
        self.raising = Raising(self)
        self.on_transcript = False
        self._call = ""
        self._zoomed: Pane | None = None
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
            self.evidence.forget()
            self.transcript.show(opened.scored.call)
        found = place.criterion is not None and self.card.stand_on(place.criterion)
        if other and not found and not self.moves.to_first():
            self.card.go(0)
        threshold = session.desk.settings.assumptions.role_threshold
        if other and opened.scored.call.role_confidence < threshold:
            key = self.desk_app.keymap.key_of("swap_speakers")
            self.desk_app.say(f"who is agent and who customer is doubtful here: {key} swaps them")
        if place.turn is not None or place.start_ms is not None:
            self.on_transcript = True
            self._arrange()
        self.evidence.another()
        if place.turn is not None:
            self.transcript.reveal(place.turn)
        elif place.start_ms is not None:
            self.transcript.reveal_ms(place.start_ms)

    def reopen(self) -> None:
        """Reads the same call again, whole."""
        self.show_again(self.place())

    def _take(self, opened: Opened | None) -> None:
        self.opened = opened
        if opened is None:
            # The call before must not stand under the name of this one.
            self.evidence.forget()
            for each in (self.transcript, self.card, self.detail):
                each.clear()
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
        self.evidence.cited = cited
        self.evidence.another()

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
        return self.evidence.leave() or self.life.leave()

    def status(self) -> str:
        """Which call, whose, under what, and how far it is."""
        opened = self.opened
        if opened is None:
            return self._call
        call, form = opened.scored.call, opened.scored.form
        agent = call.agent or "agent not known"
        return f"{call.id} · {agent} · {self.life.stage_text()} · {form.id} v{form.version}"

    def quote(self) -> str | None:
        """The evidence under the cursor, else the turn."""
        return self.evidence.quote()

    def link(self) -> str | None:
        """A link to the evidence or the turn under the cursor."""
        return self.evidence.link()

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something here for this person."""
        may = self.opened.may if self.opened else {}
        if may.get(Step.ANSWER) == "" or may.get(Step.CREATE) == "":
            return _ANSWERING
        return [
            (action, word)
            for action, word in _READING
            if (action not in _NEEDS or any(may.get(step) == "" for step in _NEEDS[action]))
            and (action != "raise_action" or self._may_coach)
        ]

    @property
    def _may_coach(self) -> bool:
        """Whether somebody can be coached from here."""
        role = self.desk_app.session.actor.role
        return self.opened is not None and bool(reaches(role, Action.COACHING_PROPOSE))

    # What is seen.

    def pane(self) -> Pane:
        """The one that has the cursor keys."""
        return self.transcript if self.on_transcript else self.card

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
        self.on_transcript = not self.on_transcript
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

    def do_prompt(self, count: int | None) -> None:
        """Reads from the script of this call, its slots filled."""
        if self._call:
            self.desk_app.go(Place(view="teleprompter", call=self._call))
        else:
            self.desk_app.say("there is no call here to read a script for")

    def do_left(self, count: int | None) -> None:
        """To the transcript."""
        if not self.on_transcript:
            self.do_next_pane(None)

    def do_right(self, count: int | None) -> None:
        """To the card."""
        if self.on_transcript:
            self.do_next_pane(None)

    def explained(self) -> None:
        """Other reasons are shown; they may need other rows."""
        if self._whole_detail:
            self._arrange()

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        criterion = self.card.criterion
        if criterion is None or self.opened is None:
            return None
        answers, _ = self.answers.standing(self.opened)
        return criterion, answers.get(criterion.id) or Answer(
            criterion=criterion.id, state=State.OPEN
        )

    def opened_call(self) -> str:
        """The id of the call on the screen."""
        assert self.opened is not None
        return self.opened.scored.call.id

    def show_again(self, place: Place) -> None:
        """Opens a place as if it were another call."""
        self._call = ""
        self.arrive(place)

    # What else is done here: see review_answers, review_life, review_evidence and review_moves.

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """One of its parts, the view itself, or the pane with the cursor."""
        for owner in (self.answers, self.life, self.evidence, self.moves, self.raising):
            found = getattr(owner, f"do_{action}", None)
            if callable(found):
                return found  # type: ignore[no-any-return]
        return super().runs(action)

    def cannot(self, action: str) -> str | None:
        """Nothing but going away can be done where no call is open."""
        if self.opened is None and any(
            hasattr(owner, f"do_{action}") for owner in (self.answers, self.life, self.raising)
        ):
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
