"""Objections to answers, gathered and sent together; and how somebody else decides them.

Evaluations are disputed and visits appealed against in the same way; each view says what that
writes.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from coachdesk.core.answers import NotAnAnswer, allowed, answer_of
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.looks import Ink

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp

Claim = tuple[str, str]
"""A criterion, and the answer that should stand."""
_ESC = " (Esc leaves it)"


class Objecting:
    """Objections that were not sent yet, and the questions that a decision takes."""

    noun = "dispute"
    """What people call it."""
    read_by = "the agent"
    """Who reads the reason of a decision."""

    def __init__(self) -> None:
        self.claimed: dict[str, tuple[str, str]] = {}
        """Objections not sent yet: criterion to the answer claimed and the reason."""

    # What is objected to; each view says it.

    @property
    def app(self) -> "CoachdeskApp":
        """The app around it."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """Tells what is open from all others."""
        raise NotImplementedError

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        raise NotImplementedError

    def criterion(self, id: str) -> Criterion:
        """The one of this id."""
        raise NotImplementedError

    def paint(self) -> None:
        """Draws what stands."""
        raise NotImplementedError

    def may_object(self) -> bool:
        """Whether this person may object now; says why not."""
        raise NotImplementedError

    def may_decide(self) -> bool:
        """Whether this person may decide now; says why not."""
        raise NotImplementedError

    def undecided(self) -> Sequence[Claim]:
        """The objections that wait for a decision."""
        raise NotImplementedError

    def send(self, claims: Sequence[tuple[str, str, str]]) -> None:
        """Writes objections: criterion, answer, reason."""
        raise NotImplementedError

    def keep(self, reason: str) -> None:
        """Writes that the answers stand."""
        raise NotImplementedError

    def amend(self, answers: Sequence[tuple[str, str, str]], reason: str) -> None:
        """Writes other answers: criterion, answer, reason."""
        raise NotImplementedError

    # Objecting.

    def forget(self) -> None:
        """Another one is on the screen."""
        self.claimed.clear()

    def leave(self) -> bool:
        """Gives up objections that were not sent."""
        if not self.claimed:
            return False

        def drop() -> None:
            self.claimed.clear()
            self.paint()

        self.app.confirm(f"Drop {objections(len(self.claimed))} not sent?", drop)
        return True

    def remarks(self, criterion: str) -> Iterator[tuple[str, Ink]]:
        """What this person objects to the answer and did not send yet."""
        if criterion in self.claimed:
            claimed, reason = self.claimed[criterion]
            yield f"! you object, not sent yet: {claimed.upper()} “{reason}”", Ink.WARNING

    def do_dispute(self, count: int | None) -> None:
        """Objects to the answer under the cursor; sent together with others by hand-on."""
        current = self.current()
        if current is None or not self.may_object():
            return
        criterion, standing = current

        def claimed(words: str) -> None:
            try:
                wanted = answer_of(criterion, words)
            except NotAnAnswer as error:
                ask(f"'{words}' is none of {', '.join(error.allowed)}")
                return
            if (wanted.state, wanted.points) == (standing.state, standing.points):
                ask(f"{words.upper()} is what stands; what should it be ({', '.join(possible)})")
            else:
                self.ask("your reason", lambda reason: noted(words, reason))

        def noted(words: str, reason: str) -> None:
            self.claimed[criterion.id] = words, reason
            self.paint()
            self.app.say("noted; d on another answer adds to it, > sends all, Esc drops them")

        possible = allowed(criterion)

        def ask(label: str) -> None:
            self.app.ask(
                label,
                lambda text: claimed(text.strip()),
                complete=lambda text, at: [(w, len(w), w) for w in possible if w.startswith(text)],
            )

        ask(f"what should {criterion.id} be ({', '.join(possible)})")

    def send_claims(self) -> None:
        """Sends all of them, after one question."""
        claims = [(criterion, *claim) for criterion, claim in self.claimed.items()]

        def send() -> None:
            self.claimed.clear()
            self.send(claims)

        self.app.confirm(f"Send {objections(len(claims))}? It can be done once.", send)

    # Deciding.

    def do_decide(self, count: int | None) -> None:
        """Keeps the answers objected to, or changes some of them."""
        if not self.may_decide():
            return
        rows = (
            Choice(value="uphold", text="the answers stand", key="1"),
            Choice(value="amend", text="change the answers as claimed", key="2"),
            Choice(value="some", text="change some of them, one by one", key="3"),
        )
        self.app.choose(f"decide the {self.noun}", rows, self._decided, at_once=True)

    def _decided(self, how: str) -> None:
        if how == "uphold":
            self.ask(f"your reason, which {self.read_by} reads", self.keep)
        elif how == "amend":
            self._amend(self.undecided())
        else:
            self._one_by_one(self.undecided(), [])

    def _one_by_one(self, left: Sequence[Claim], settled: list[Claim]) -> None:
        if not left:
            if settled:
                self._amend(settled)
            else:
                self._decided("uphold")
            return
        (criterion, claimed), *rest = left
        asked = self.criterion(criterion)

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
            self.app.ask(label, given, text=text)

        ask(f"{criterion} (empty: it stands)", claimed)

    def _amend(self, answers: Sequence[Claim]) -> None:
        def write(reason: str) -> None:
            self.amend([(criterion, words, reason) for criterion, words in answers], reason)

        self.ask(f"your reason, which {self.read_by} reads", write)

    def ask(self, label: str, then: Callable[[str], None]) -> None:
        """Asks until there is a word: every step that asks needs a reason."""
        asked = label.removesuffix(_ESC)

        def entered(text: str) -> None:
            if text.strip():
                then(text.strip())
            else:
                self.ask(f"{asked}{_ESC}", then)

        self.app.ask(label, entered, kept=f"{self.name} {asked}")


def objections(count: int) -> str:
    """So many of them, in words."""
    return "1 objection" if count == 1 else f"{count} objections"
