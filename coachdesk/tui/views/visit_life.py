"""Steps and appeals of the visit on the screen, proof and transcripts put to it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.core.audits import Stage, Step
from coachdesk.core.audits.opened import Opened
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.desk.audits import (
    appeal,
    attach_call,
    attach_proof,
    attach_transcript,
    step,
    uphold,
)
from coachdesk.desk.folder import Desk
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.views.objecting import Claim, Objecting
from coachdesk.tui.views.visit_steps import Steps

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp
    from coachdesk.tui.views.visit import VisitView

_OFFERED = 8


class VisitLife(Objecting):
    """What can be done to the visit besides answering."""

    noun = "appeal"
    read_by = "the place"

    def __init__(self, view: "VisitView") -> None:
        super().__init__()
        self._view = view
        self.steps = Steps(
            lambda: view.desk_app, taken=view.take_after_write, lacking=self._lacking
        )

    # What an appeal is about.

    @property
    def app(self) -> "CoachdeskApp":
        """The app around it."""
        return self._view.desk_app

    @property
    def name(self) -> str:
        """What people call the visit."""
        return self._view.visit

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        current = self._view.current()
        if current is None:
            self.app.say("only what earns points can be appealed against")
        return current

    def criterion(self, id: str) -> Criterion:
        """The one of this id."""
        return next(each for _, each in self._opened.scored.form.criteria() if each.id == id)

    def paint(self) -> None:
        """Draws the form."""
        self._view.paint()

    def may_object(self) -> bool:
        """Whether this person may appeal now; says why not."""
        return self.steps.may(self._opened, Step.APPEAL)

    def may_decide(self) -> bool:
        """Whether this person may decide the appeal; says why not."""
        return all(self.steps.may(self._opened, each) for each in (Step.UPHOLD, Step.DENY))

    def undecided(self) -> Sequence[Claim]:
        """What is appealed against, and what should stand."""
        return [(each.criterion, each.claimed) for each in self._opened.filed.claims]

    def send(self, claims: Sequence[tuple[str, str, str]]) -> None:
        """Appeals."""
        opened, acting = self._opened, self.app.session.acting
        self._write(
            lambda desk: appeal(desk, acting, opened.number, claims, seen=opened.seen),
            "sent: somebody who did not check the report decides",
        )

    def keep(self, reason: str) -> None:
        """The answers stand."""
        opened, acting = self._opened, self.app.session.acting
        self._write(
            lambda desk: step(desk, acting, opened.number, Step.DENY, reason, seen=opened.seen),
            "decided: the answers stand",
        )

    def amend(self, answers: Sequence[tuple[str, str, str]], reason: str) -> None:
        """Other answers, as a new revision."""
        opened, acting = self._opened, self.app.session.acting
        self._write(
            lambda desk: uphold(desk, acting, opened.number, answers, reason, seen=opened.seen),
            "decided: the answers are changed, and the old ones stay readable",
        )

    # Steps.

    def do_visit_on(self, count: int | None) -> None:
        """The next step forward; appeals first where there are any."""
        if self.claimed:
            self.send_claims()
        else:
            self.steps.hand_on(self._opened)

    def do_visit_back(self, count: int | None) -> None:
        """Back to the shopper, or rejected."""
        self.steps.hand_back(self._opened)

    def do_visit_object(self, count: int | None) -> None:
        """Appeals against the answer under the cursor; of a rejected report: objects."""
        if self._opened.stage is Stage.REJECTED:
            self.steps.object_to(self._opened)
        else:
            self.do_dispute(count)

    def do_visit_decide(self, count: int | None) -> None:
        """Decides an appeal, or a shopper's objection."""
        if self._opened.stage is Stage.APPEALED:
            self.do_decide(count)
        else:
            self.steps.decide(self._opened)

    def do_visit_assign(self, count: int | None) -> None:
        """Gives it to a shopper."""
        self.steps.begin(self._opened, Step.ASSIGN)

    def do_visit_hold(self, count: int | None) -> None:
        """Keeps it from being released."""
        self.steps.begin(self._opened, Step.HOLD)

    def do_visit_exclude(self, count: int | None) -> None:
        """Out of every figure."""
        self.steps.begin(self._opened, Step.EXCLUDE)

    def do_visit_cancel(self, count: int | None) -> None:
        """Nobody makes it."""
        self.steps.begin(self._opened, Step.CANCEL)

    def _lacking(self, opened: Opened) -> None:
        missing = list(dict.fromkeys(each.criterion for each in opened.lacks))
        self._view.list.stand_on(missing[0])
        first = opened.lacks[0]
        key = self.app.keymap.key_of("visit_next_open")
        more = f"; missing too: {', '.join(missing[1:])}; {key} goes on" if missing[1:] else ""
        self.app.say(f"not yet: {first.criterion} is {first.words}{more}")

    # What is put to it.

    def do_visit_proof(self, count: int | None) -> None:
        """A file that shows the answer, a transcript, or which call it was."""
        question = self._view.list.question
        if not self._view.answers.may():
            return
        about = f" ({question.proof})" if question is not None and question.proof else ""
        named = question.id if question is not None else ""
        rows = [
            Choice(value="proof", text=f"proof of {named}{about}", key="1"),
            Choice(
                value="transcript", text="a transcript: the rules answer what they can", key="2"
            ),
            Choice(value="call", text="the contact is a call of this desk", key="3"),
        ]
        self.app.choose(
            f"attach to {self.name}",
            rows if question is not None else rows[1:],
            lambda kind: self._ask_what(kind, named),
            at_once=True,
        )

    def _ask_what(self, kind: str, question: str) -> None:
        opened, acting = self._opened, self.app.session.acting

        def attached(text: str) -> None:
            words = text.strip()
            if not words:
                return
            file = Path(words).expanduser()

            def job(desk: Desk) -> Opened:
                if kind == "proof":
                    return attach_proof(desk, acting, opened.number, question, file)
                if kind == "transcript":
                    return attach_transcript(desk, acting, opened.number, str(file))
                return attach_call(desk, acting, opened.number, words)

            self._write(job, f"attached: {words}")

        if kind == "call":
            self.app.ask("id of the call", attached)
        else:
            self.app.ask(
                "file (tab goes on)",
                attached,
                complete=lambda text, at: [(name, len(name), name) for name in files_at(text)],
                kept=f"{self.name} {question} file",
            )

    def _write(self, job: Callable[[Desk], Opened], said: str) -> None:
        self.steps.write(job, said)

    @property
    def _opened(self) -> Opened:
        opened = self._view.opened
        assert opened is not None
        return opened


def files_at(text: str) -> list[str]:
    """How the path of a file may go on; folders end in a slash."""
    head, slash, begun = text.rpartition("/")
    try:
        found = sorted(Path(head + slash or ".").expanduser().iterdir())
    except OSError:
        return []
    names = [
        f"{head}{slash}{each.name}{'/' if each.is_dir() else ''}"
        for each in found
        if each.name.startswith(begun) and (begun or not each.name.startswith("."))
    ]
    return names[:_OFFERED]
