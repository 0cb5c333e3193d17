"""The steps of a visit's life on the screen: asked for, allowed or refused, written, and told.

The list and the open visit take them in the same way.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coachdesk.core.audits import Stage, Step
from coachdesk.core.audits.opened import Opened
from coachdesk.desk.audits import assign, begin, open_visit, step
from coachdesk.desk.audits.answering import moment_told
from coachdesk.desk.folder import Desk
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.looks import Ink

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp

_FORWARD: Mapping[Stage, Step] = {
    Stage.PLANNED: Step.ASSIGN,
    Stage.ASSIGNED: Step.BEGIN,
    Stage.IN_PROGRESS: Step.SUBMIT,
    Stage.RETURNED: Step.SUBMIT,
    Stage.SUBMITTED: Step.TAKE,
    Stage.ON_HOLD: Step.TAKE,
    Stage.IN_EDIT: Step.ACCEPT,
    Stage.ACCEPTED: Step.RELEASE,
    Stage.REJECTED: Step.OBJECT,
    Stage.OBJECTED: Step.REOPEN,
}
_QUESTION: Mapping[Step, str] = {
    Step.SUBMIT: "Hand {} in? The answers stand from then on.",
    Step.TAKE: "Take {} to check it?",
    Step.ACCEPT: "Accept {}? It can be released then.",
    Step.RELEASE: "Release {}? The place's line sees it, and the time for appeals begins.",
    Step.CANCEL: "Cancel {}? Nobody makes it then.",
}
_REASON: Mapping[Step, str] = {
    Step.RETURN: "your questions to the shopper",
    Step.REJECT: "why {} can't be used",
    Step.OBJECT: "why {} can be used",
    Step.REOPEN: "why the objection is right",
    Step.REFUSE: "why the objection is not right",
    Step.HOLD: "what is in doubt or missing",
    Step.EXCLUDE: "why {} does not count",
}
_DONE: Mapping[Step, str] = {
    Step.ASSIGN: "is with its shopper",
    Step.BEGIN: "begun: every answer is kept as you give it",
    Step.SUBMIT: "handed in",
    Step.TAKE: "is yours to check: what you change is kept beside what the shopper said",
    Step.ACCEPT: "accepted",
    Step.RELEASE: "released: the place's line sees it",
    Step.RETURN: "is with its shopper again",
    Step.REJECT: "rejected: its shopper may object once",
    Step.OBJECT: "objection sent",
    Step.REOPEN: "is in edit again",
    Step.REFUSE: "stays rejected",
    Step.HOLD: "on hold",
    Step.EXCLUDE: "excluded: it is kept, and in no figure",
    Step.CANCEL: "cancelled",
}
_CHOICES: Mapping[Step, str] = {
    Step.RETURN: "return it to its shopper with questions",
    Step.REJECT: "reject it",
    Step.REOPEN: "the objection is right: edit it again",
    Step.REFUSE: "the objection is not right",
}


class Steps:
    """Asks what a step needs, has it written, and says what became of it."""

    def __init__(
        self,
        app: "Callable[[], CoachdeskApp]",
        *,
        taken: Callable[[Opened], None],
        lacking: Callable[[Opened], None],
    ) -> None:
        self._app = app
        self._taken = taken
        """Told of the visit after a step."""
        self._lacking = lacking
        """Told of a visit that can't be handed in, or accepted, yet."""

    def hand_on(self, opened: Opened) -> None:
        """The next step forward, whatever the stage."""
        wanted = _FORWARD.get(opened.stage)
        if wanted in (Step.SUBMIT, Step.ACCEPT) and opened.lacks:
            self._lacking(opened)
        elif wanted is not None:
            self.begin(opened, wanted)
        else:
            self._app().say(self._what_follows(opened))

    def hand_back(self, opened: Opened) -> None:
        """Back to the shopper, or rejected for good; of an objection: refused."""
        if opened.stage is Stage.OBJECTED:
            self.begin(opened, Step.REFUSE)
        else:
            self._one_of(opened, "hand back", (Step.RETURN, Step.REJECT))

    def decide(self, opened: Opened) -> None:
        """Whether the shopper's objection to a rejection is right."""
        if opened.stage is Stage.APPEALED:
            self._app().say("an appeal is decided question by question: open it, then D")
        else:
            self._one_of(opened, "decide the objection", (Step.REOPEN, Step.REFUSE))

    def object_to(self, opened: Opened) -> None:
        """The shopper's word against a rejection."""
        if opened.stage is Stage.RELEASED:
            self._app().say("an appeal names the answers: open it, then d on each of them")
        else:
            self.begin(opened, Step.OBJECT)

    def may(self, opened: Opened, wanted: Step) -> bool:
        """Whether this person may take the step now; says why not."""
        refusal = opened.may.get(wanted)
        if refusal is None:
            self._app().say(
                f"{opened.name} is {opened.stage.value}: '{wanted.value}' is not possible there"
            )
        elif refusal:
            self._app().say(refusal, Ink.WARNING)
        return refusal == ""

    def begin(self, opened: Opened, wanted: Step) -> None:
        """Asks what the step needs, and takes it."""
        if not self.may(opened, wanted):
            return
        app, name = self._app(), opened.name
        if wanted is Step.ASSIGN:
            self._ask_shopper(opened)
        elif wanted is Step.BEGIN:
            self._ask_begin(opened)
        elif wanted in _REASON:
            self._ask_reason(opened, wanted, _REASON[wanted].format(name))
        else:
            question = _QUESTION[wanted].format(name) + _odd(opened, wanted)
            app.confirm(question, lambda: self._step(opened, wanted, ""))

    def _one_of(self, opened: Opened, title: str, steps: Sequence[Step]) -> None:
        if not any(opened.may.get(each) == "" for each in steps):
            self.may(opened, steps[0])
            return
        rows = [
            Choice(value=each.value, text=_CHOICES[each], key=str(number))
            for number, each in enumerate(steps, start=1)
        ]
        self._app().choose(title, rows, lambda value: self.begin(opened, Step(value)), at_once=True)

    def _what_follows(self, opened: Opened) -> str:
        name, visit = opened.name, opened.visit
        if opened.stage is Stage.APPEALED:
            return "an appeal is decided question by question: open it, then D"
        if opened.stage is Stage.RELEASED and visit.appeal_until is not None:
            until = self._app().session.when(visit.appeal_until)
            return f"{name} may be appealed against until {until}; it is final then"
        return f"nothing follows: {name} is {opened.stage.value}"

    # What a step asks.

    def _ask_reason(self, opened: Opened, wanted: Step, label: str, again: str = "") -> None:
        def entered(text: str) -> None:
            if text.strip():
                self._step(opened, wanted, text.strip())
            else:
                self._ask_reason(opened, wanted, label, " (Esc leaves it)")

        self._app().ask(f"{label}{again}", entered, kept=f"{opened.name} {label}")

    def _ask_shopper(self, opened: Opened) -> None:
        app, acting = self._app(), self._app().session.acting
        drawn = opened.visit.shopper
        known = [each.id for each in app.session.desk.settings.people if each.role == "shopper"]

        def entered(text: str) -> None:
            who = text.strip() or None

            def job(desk: Desk) -> Opened:
                assign(desk, acting, opened.number, who, seen=opened.seen)
                return open_visit(desk, acting, opened.name)

            self._write(opened, Step.ASSIGN, job)

        app.ask(
            f"shopper for {opened.name}" + ("" if drawn else " (tab offers names)"),
            entered,
            text=drawn or "",
            complete=lambda text, at: [(id, len(id), id) for id in known if id.startswith(text)],
        )

    def _ask_begin(self, opened: Opened) -> None:
        """When it was made; before its window, whether that is meant."""
        app, since = self._app(), opened.visit.window_from
        if app.session.acting.clock() >= since:
            self._ask_contact(opened)
            return
        early = f"{opened.name} may be made from {app.session.when(since)} on"
        app.confirm(f"{early}: begin it now all the same?", lambda: self._ask_contact(opened))

    def _ask_contact(self, opened: Opened) -> None:
        app, acting = self._app(), self._app().session.acting

        def entered(text: str) -> None:
            words = text.strip()

            def job(desk: Desk) -> Opened:
                at = moment_told(desk, acting, opened.visit, "began", words) if words else None
                return begin(desk, acting, opened.number, contact=at, seen=opened.seen)

            self._write(opened, Step.BEGIN, job)

        app.ask("when the contact began, such as 15:10 (empty: now)", entered,
                kept=f"{opened.name} contact")  # fmt: skip

    # Writing.

    def _step(self, opened: Opened, wanted: Step, reason: str) -> None:
        acting = self._app().session.acting

        def job(desk: Desk) -> Opened:
            return step(desk, acting, opened.number, wanted, reason, seen=opened.seen)

        self._write(opened, wanted, job)

    def _write(self, opened: Opened, wanted: Step, job: Callable[[Desk], Opened]) -> None:
        self.write(job, f"{opened.name} {_DONE[wanted]}")

    def write(self, job: Callable[[Desk], Opened], said: str) -> None:
        """Has it written, shows the visit as it is then, and says so."""
        app = self._app()

        def done(now: Opened) -> None:
            self._taken(now)
            app.say(said)

        app.session.write(job, done, app.refuse)


def _odd(opened: Opened, wanted: Step) -> str:
    """What is doubtful, for whoever hands it in or accepts it."""
    if wanted not in (Step.SUBMIT, Step.ACCEPT):
        return ""
    asked = opened.asked
    told = ""
    if asked is not None and wanted is Step.SUBMIT and not opened.changed_since(asked.at):
        told = f" Nothing is changed since it came back: “{asked.reason}”."
    if opened.doubts:
        told += " To doubt: " + "; ".join(each.message for each in opened.doubts) + "."
    return told
