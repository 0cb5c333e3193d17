"""The steps of an evaluation's life on the screen: hand on, hand back, object, decide."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from coachdesk.core.answers import NotAnAnswer, allowed, answer_of
from coachdesk.core.reviews import Stage, Step
from coachdesk.desk.folder import Desk
from coachdesk.desk.reviews import Opened, amend, dispute, step
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink

if TYPE_CHECKING:
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
_ESC = " (Esc leaves it)"
_DONE = {
    Step.SUBMIT: "submitted",
    Step.PUBLISH: "published",
    Step.ACKNOWLEDGE: "acknowledged",
    Step.RETURN: "handed back to the scorer",
    Step.RETRACT: "retracted: it is in no figure any more",
    Step.UPHOLD: "decided: the answers stand",
}


class Life:
    """Asks what a step needs, has it written, and says what became of it."""

    def __init__(self, view: "ReviewView") -> None:
        self._view = view
        self.claimed: dict[str, tuple[str, str]] = {}
        """Objections not sent yet: criterion to the answer claimed and the reason."""

    def forget(self) -> None:
        """Another call is on the screen."""
        self.claimed.clear()

    def leave(self) -> bool:
        """Gives up objections that were not sent."""
        if not self.claimed:
            return False

        def drop() -> None:
            self.claimed.clear()
            self._view.paint_card()

        self._view.desk_app.confirm(f"Drop {_objections(len(self.claimed))} not sent?", drop)
        return True

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
            rows.append(((f" {_objections(len(self.claimed))} not sent: > sends", Ink.WARNING),))
        return rows

    def remarks(self, criterion: str) -> Iterator[tuple[str, Ink]]:
        """What was objected to this answer, and decided."""
        opened = self._view.opened
        if criterion in self.claimed:
            claimed, reason = self.claimed[criterion]
            yield f"! you object, not sent yet: {claimed.upper()} “{reason}”", Ink.WARNING
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
            self._send_claims()
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
            self._ask("why it goes back", lambda reason: self._take(Step.RETURN, reason))

    def do_retract(self, count: int | None) -> None:
        """Out of every figure, kept for audit."""
        if self._allowed(Step.RETRACT):
            self._ask("why it is retracted", lambda reason: self._take(Step.RETRACT, reason))

    def _allowed(self, wanted: Step) -> bool:
        opened = self._opened()
        reason = opened.may.get(wanted)
        if reason is None:
            stage = opened.review.stage.value if opened.review else "not begun"
            reason = f"an evaluation that is {stage} can't be {_PAST[wanted]}"
        if reason:
            self._view.desk_app.say(reason)
        return not reason

    def _ask(self, label: str, then: Callable[[str], None]) -> None:
        """Asks until there is a word: every step that asks needs a reason."""

        def entered(text: str) -> None:
            if text.strip():
                then(text.strip())
            else:
                self._ask(f"{label.removesuffix(_ESC)}{_ESC}", then)

        asked = label.removesuffix(_ESC)
        self._view.desk_app.ask(label, entered, kept=f"{self._view.opened_call()} {asked}")

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

    def do_dispute(self, count: int | None) -> None:
        """Objects to the answer under the cursor; sent together with others by hand-on."""
        current = self._view.current()
        if current is None or not self._allowed(Step.DISPUTE):
            return
        (criterion, standing), app = current, self._view.desk_app

        def claimed(words: str) -> None:
            try:
                wanted = answer_of(criterion, words)
            except NotAnAnswer as error:
                ask(f"'{words}' is none of {', '.join(error.allowed)}")
                return
            if (wanted.state, wanted.points) == (standing.state, standing.points):
                ask(f"{words.upper()} is what stands; what should it be ({', '.join(possible)})")
            else:
                self._ask("your reason", lambda reason: noted(words, reason))

        def noted(words: str, reason: str) -> None:
            self.claimed[criterion.id] = words, reason
            self._view.paint_card()
            app.say("noted; d on another answer adds to it, > sends all, Esc drops them")

        possible = allowed(criterion)

        def ask(label: str) -> None:
            app.ask(
                label,
                lambda text: claimed(text.strip()),
                complete=lambda text, at: [(w, len(w), w) for w in possible if w.startswith(text)],
            )

        ask(f"what should {criterion.id} be ({', '.join(possible)})")

    def _send_claims(self) -> None:
        claims = [(criterion, *claim) for criterion, claim in self.claimed.items()]
        acting = self._view.desk_app.session.acting

        def send() -> None:
            self.claimed.clear()
            self._write(
                lambda desk, number, seen: dispute(desk, acting, number, claims, seen=seen),
                "sent: somebody else decides",
            )

        self._view.desk_app.confirm(f"Send {_objections(len(claims))}? It can be done once.", send)

    def do_decide(self, count: int | None) -> None:
        """Keeps the disputed answers, or changes some of them."""
        if not (self._allowed(Step.UPHOLD) and self._allowed(Step.AMEND)):
            return
        rows = (
            Choice(value="uphold", text="the answers stand", key="1"),
            Choice(value="amend", text="change the answers as claimed", key="2"),
            Choice(value="some", text="change some of them, one by one", key="3"),
        )
        self._view.desk_app.choose("decide the dispute", rows, self._decided, at_once=True)

    def _decided(self, how: str) -> None:
        waiting = [each for each in self._opened().disputes if each.amended is None]
        if how == "uphold":
            self._ask(
                "your reason, which the agent reads", lambda text: self._take(Step.UPHOLD, text)
            )
        elif how == "amend":
            self._amend([(each.criterion, each.claimed) for each in waiting])
        else:
            self._one_by_one([(each.criterion, each.claimed) for each in waiting], [])

    def _one_by_one(self, left: Sequence[tuple[str, str]], settled: list[tuple[str, str]]) -> None:
        if not left:
            if settled:
                self._amend(settled)
            else:
                self._decided("uphold")
            return
        (criterion, claimed), *rest = left
        asked = next(each for _, each in self._opened().scored.form.criteria()
                     if each.id == criterion)  # fmt: skip

        def given(text: str) -> None:
            words = text.strip()
            if not words:
                self._one_by_one(rest, settled)
                return
            try:
                answer_of(asked, words)
            except NotAnAnswer as error:
                ask(f"'{words}' is none of {', '.join(error.allowed)}", words)
            else:
                self._one_by_one(rest, [*settled, (criterion, words)])

        def ask(label: str, text: str) -> None:
            self._view.desk_app.ask(label, given, text=text)

        ask(f"{criterion} (empty: it stands)", claimed)

    def _amend(self, answers: Sequence[tuple[str, str]]) -> None:
        acting = self._view.desk_app.session.acting

        def write(reason: str) -> None:
            given = [(criterion, words, reason) for criterion, words in answers]
            self._write(
                lambda desk, number, seen: amend(desk, acting, number, given, reason, seen=seen),
                "decided: the answers are changed, and the old ones stay readable",
            )

        self._ask("your reason, which the agent reads", write)


def _objections(count: int) -> str:
    return "1 objection" if count == 1 else f"{count} objections"
