"""The steps of an evaluation's life on the screen: hand on, hand back, object, decide."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.reviews import Stage, Step
from coachdesk.desk.folder import Desk
from coachdesk.desk.reviews import Opened, amend, dispute, step
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink
from coachdesk.tui.views.objecting import Claim, Objecting, objections

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp
    from coachdesk.tui.views.review import ReviewView

_FORWARD = {
    None: Step.SUBMIT,
    Stage.DRAFT: Step.SUBMIT,
    Stage.SUBMITTED: Step.PUBLISH,
    Stage.PUBLISHED: Step.ACKNOWLEDGE,
    Stage.RESOLVED: Step.ACKNOWLEDGE,
}
_QUESTION = {
    Step.SUBMIT: "Submit? The answers stand from then on.",
    Step.PUBLISH: "Publish? The agent sees it, and the time to object begins.",
    Step.ACKNOWLEDGE: "Acknowledge? It can't be disputed afterwards.",
}
_PAST = {
    Step.SUBMIT: "submitted",
    Step.PUBLISH: "published",
    Step.ACKNOWLEDGE: "acknowledged",
    Step.RETURN: "handed back",
    Step.RETRACT: "retracted",
    Step.DISPUTE: "disputed",
    Step.UPHOLD: "decided",
    Step.AMEND: "decided",
}
_DONE = {
    Step.SUBMIT: "submitted",
    Step.PUBLISH: "published",
    Step.ACKNOWLEDGE: "acknowledged",
    Step.RETURN: "handed back to the scorer",
    Step.RETRACT: "retracted: it is in no figure any more",
    Step.UPHOLD: "decided: the answers stand",
}


class Life(Objecting):
    """Asks what a step needs, has it written, and says what became of it."""

    def __init__(self, view: "ReviewView") -> None:
        super().__init__()
        self._view = view

    @property
    def app(self) -> "CoachdeskApp":
        """The app around it."""
        return self._view.desk_app

    @property
    def name(self) -> str:
        """The call's id."""
        return self._view.opened_call()

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        return self._view.current()

    def criterion(self, id: str) -> Criterion:
        """The one of this id."""
        return next(each for _, each in self._opened().scored.form.criteria() if each.id == id)

    def paint(self) -> None:
        """Draws the card."""
        self._view.paint_card()

    # What is seen of it.

    def stage_text(self) -> str:
        """How far it is, and whose it is."""
        opened = self._view.opened
        if opened is None or opened.review is None:
            return "not reviewed"
        review = opened.review
        scorer = self._view.name_of(review.scorer)
        return f"E{review.number} {review.stage.value} · scored by {scorer}"

    def lines(self) -> list[tuple[Piece, ...]]:
        """What happened to it, for below the card."""
        opened = self._view.opened
        if opened is None:
            return []
        clock = self._view.desk_app.session.when
        rows: list[tuple[Piece, ...]] = []
        for each in opened.history:
            who = self._view.name_of(each.by)
            reason = f" “{each.reason}”" if each.reason else ""
            said = "acknowledged by itself: the time ended" if each.step is Step.EXPIRE else (
                f"{each.step.value} {who}")  # fmt: skip
            rows.append(((f" {clock(each.at)} ", Ink.QUIET), (said + reason, Ink.QUIET)))
        if self.claimed:
            rows.append(((f" {objections(len(self.claimed))} not sent: > sends", Ink.WARNING),))
        return rows

    def remarks(self, criterion: str) -> Iterator[tuple[str, Ink]]:
        """What was objected to this answer, and decided."""
        opened = self._view.opened
        yield from super().remarks(criterion)
        for each in opened.disputes if opened is not None else ():
            if each.criterion != criterion:
                continue
            who = self._view.name_of(each.by)
            yield f"! {who} claims {each.claimed.upper()}: “{each.reason}”", Ink.WARNING
            if each.amended is not None:
                decider = self._view.name_of(each.decided_by or "")
                word = "changed" if each.amended else "kept"
                yield f"  {word} by {decider}: “{each.decision_reason}”", Ink.PLAIN

    # Steps.

    def do_hand_on(self, count: int | None) -> None:
        """The next step forward; objections first where there are any."""
        if self.claimed:
            self.send_claims()
            return
        review = self._opened().review
        wanted = _FORWARD.get(review.stage if review else None)
        if wanted is None:
            assert review is not None
            self._view.desk_app.say(
                self._disputed_text() if review.stage is Stage.DISPUTED else
                f"nothing follows: this evaluation is {review.stage.value}"
            )  # fmt: skip
            return
        if review is None:
            self._view.desk_app.say("answer something first: 1 pass, 2 fail, 3 n/a")
        elif wanted is Step.SUBMIT and self._opened().lacks:
            self._say_what_lacks()
        elif self._allowed(wanted):
            self._view.desk_app.confirm(_QUESTION[wanted], lambda: self._take(wanted, ""))

    def _disputed_text(self) -> str:
        if self._opened().may.get(Step.UPHOLD) == "":
            return "D decides the dispute"
        return "it is disputed: somebody else than the scorer decides"

    def _say_what_lacks(self) -> None:
        first, *others = self._opened().lacks
        self._view.card.stand_on(first.criterion)
        more = f"; and {len(others)} more" if others else ""
        self._view.desk_app.say(f"not yet: {first.criterion} is {first.words}{more}", Ink.WARNING)

    def do_hand_back(self, count: int | None) -> None:
        """Back to the scorer, with a comment."""
        if self._allowed(Step.RETURN):
            self.ask("why it goes back", lambda reason: self._take(Step.RETURN, reason))

    def do_retract(self, count: int | None) -> None:
        """Out of every figure, kept for audit."""
        if self._allowed(Step.RETRACT):
            self.ask("why it is retracted", lambda reason: self._take(Step.RETRACT, reason))

    def _allowed(self, wanted: Step) -> bool:
        opened = self._opened()
        reason = opened.may.get(wanted)
        if reason is None:
            stage = opened.review.stage.value if opened.review else "not begun"
            reason = f"an evaluation that is {stage} can't be {_PAST[wanted]}"
        if reason:
            self._view.desk_app.say(reason)
        return not reason

    def _take(self, wanted: Step, reason: str) -> None:
        acting = self._view.desk_app.session.acting
        self._write(
            lambda desk, number, seen: step(desk, acting, number, wanted, reason, seen=seen),
            _DONE[wanted],
        )

    def _write(self, job: Callable[[Desk, int, int], Opened], said: str) -> None:
        view = self._view
        review = self._opened().review
        assert review is not None

        def done(opened: Opened) -> None:
            if view.opened is not None and view.opened_call() == opened.scored.call.id:
                view.opened = opened
                view.answers.saw(opened)
                view.paint_card()
            view.desk_app.say(said)

        number, seen = review.number, review.seen
        view.desk_app.session.write(lambda desk: job(desk, number, seen), done, view.refuse)

    def _opened(self) -> Opened:
        opened = self._view.opened
        assert opened is not None
        return opened

    # Disputes.

    def may_object(self) -> bool:
        """Whether this person may dispute it now; says why not."""
        return self._allowed(Step.DISPUTE)

    def may_decide(self) -> bool:
        """Whether this person may decide the dispute; says why not."""
        return self._allowed(Step.UPHOLD) and self._allowed(Step.AMEND)

    def undecided(self) -> Sequence[Claim]:
        """The objections that wait for a decision."""
        disputes = self._opened().disputes
        return [(each.criterion, each.claimed) for each in disputes if each.amended is None]

    def send(self, claims: Sequence[tuple[str, str, str]]) -> None:
        """Disputes answers."""
        acting = self.app.session.acting
        self._write(
            lambda desk, number, seen: dispute(desk, acting, number, claims, seen=seen),
            "sent: somebody else decides",
        )

    def keep(self, reason: str) -> None:
        """The answers stand."""
        self._take(Step.UPHOLD, reason)

    def amend(self, answers: Sequence[tuple[str, str, str]], reason: str) -> None:
        """Other answers, as a new revision."""
        acting = self.app.session.acting
        self._write(
            lambda desk, number, seen: amend(desk, acting, number, answers, reason, seen=seen),
            "decided: the answers are changed, and the old ones stay readable",
        )
