"""The steps of a certificate on the screen: asked for, allowed or refused, written, and told.

The matrix and the page of one certificate take them in the same way.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachdesk.core.certification import Step
from coachdesk.core.certification.life import WORDS
from coachdesk.core.certification.programme import PassRolePlay
from coachdesk.core.certification.shown import Held
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.certification import enrol, step
from coachdesk.desk.folder import Desk
from coachdesk.report.certification import next_text, proposal
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.looks import Ink
from coachdesk.tui.view import Place

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp

_QUESTION: Mapping[Step, str] = {
    Step.ASSESS: "Is all shown for {}, as the evidence has it?",
    Step.PASS: "Give {}?",
    Step.WITHDRAW: "Drop the proposal to revoke {}?",
}
_REASON: Mapping[Step, str] = {
    Step.FAIL: "why {} is not given",
    Step.CHALLENGE: "why {} should be revoked (a second person confirms)",
    Step.REVOKE: "you are the second: why {} is revoked",
    Step.APPEAL: "why the revocation of {} is wrong",
    Step.REINSTATE: "why the appeal is right",
    Step.DENY: "why the appeal is not right",
}
_DONE: Mapping[Step, str] = {
    Step.ENROL: "in training from today on",
    Step.ASSESS: "assessed: pass or fail is to be decided",
    Step.PASS: "certified",
    Step.FAIL: "not given",
    Step.CHALLENGE: "proposed to be revoked: it holds until a second person confirms",
    Step.WITHDRAW: "holds: the proposal is dropped",
    Step.REVOKE: "revoked",
    Step.APPEAL: "appeal sent",
    Step.REINSTATE: "holds again",
    Step.DENY: "stays revoked",
}
_CHOICES: Mapping[Step, str] = {
    Step.REVOKE: "revoke it: you are the second person",
    Step.WITHDRAW: "drop the proposal: it holds",
    Step.REINSTATE: "the appeal is right: it holds again",
    Step.DENY: "the appeal is not right: it stays revoked",
}


class CertificateSteps:
    """Asks what a step needs, has it written, and says what became of it."""

    def __init__(self, app: "Callable[[], CoachdeskApp]", taken: Callable[[Held], None]) -> None:
        self._app = app
        self._taken = taken
        """Told of the certificate after a step."""

    def hand_on(self, held: Held) -> None:
        """The next step forward; of one's own certificate, its exam."""
        if held.person.id == self._app().session.actor.id:
            self._app().go(Place(view="exam", name=held.programme.id))
        elif Step.PASS in held.steps:
            self.begin(held, Step.PASS)
        elif Step.ASSESS in held.steps and held.blocking is not None:
            self._app().say(f"not yet: {_name(held)}: {next_text(held)}", Ink.WARNING)
        else:
            self.begin(held, Step.ASSESS)

    def role_play(self, held: Held) -> None:
        """The form of the role-play that is lacking first."""
        asked = [each for each in held.needs if isinstance(each.requirement, PassRolePlay)]
        lacking = next((each for each in asked if not each.met), None)
        if lacking is not None and isinstance(lacking.requirement, PassRolePlay):
            name = f"{held.programme.id} {held.person.id} {lacking.requirement.form}"
            self._app().go(Place(view="role_play", name=name))
        elif asked:
            self._app().say(f"{_name(held)}: the role-play is passed")
        else:
            self._app().say(f"{_name(held)}: no role-play is asked for now")

    def hand_back(self, held: Held) -> None:
        """What was assessed is not given."""
        self.begin(held, Step.FAIL)

    def revoke(self, held: Held) -> None:
        """Proposed by the first, confirmed by the second."""
        self.begin(held, Step.REVOKE if Step.REVOKE in held.steps else Step.CHALLENGE)

    def object_to(self, held: Held) -> None:
        """The person's word against a revocation."""
        self.begin(held, Step.APPEAL)

    def decide(self, held: Held) -> None:
        """A proposal to revoke, or an appeal."""
        pairs = ((Step.REVOKE, Step.WITHDRAW), (Step.REINSTATE, Step.DENY))
        found = next((pair for pair in pairs if pair[1] in held.steps), None)
        if found is None:
            self._app().say("there is nothing to decide: no proposal to revoke, and no appeal")
        elif not any(held.steps.get(each) == "" for each in found):
            self.begin(held, found[0])
        else:
            rows = [
                Choice(value=each.value, text=_CHOICES[each], key=str(number))
                for number, each in enumerate(found, start=1)
            ]
            title = f"decide {_name(held)}"
            self._app().choose(
                title, rows, lambda value: self.begin(held, Step(value)), at_once=True
            )

    def begin(self, held: Held, wanted: Step) -> None:
        """Asks what the step needs, and takes it."""
        app, refusal = self._app(), held.steps.get(wanted)
        if refusal is None:
            state = held.standing.state.value
            step = WORDS.get(wanted, wanted)
            app.say(f"{_name(held)} is '{state}': '{step}' is not possible there")
        elif refusal:
            app.say(refusal, Ink.WARNING)
        elif wanted in _REASON:
            label = _REASON[wanted].format(_name(held))
            first = proposal(held) if wanted is Step.REVOKE else None
            if first is not None:
                label = f"{first.by}: {quoted(first.reason)}; you are the second: why"
            self._ask_reason(held, wanted, label)
        else:
            question = _QUESTION[wanted].format(_name(held))
            app.confirm(question, lambda: self._step(held, wanted, ""))

    def enrol(self, programme: str, person: str) -> None:
        """Asks who begins training, and until when."""
        app, acting = self._app(), self._app().session.acting
        known = [each.id for each in app.session.desk.settings.colleagues]

        def again(text: str, told: Callable[[], None]) -> None:
            """What was typed stands there still, to be mended."""
            ask(text)
            told()

        def entered(text: str) -> None:
            who, _, day = text.strip().partition(" due ")
            due = _day(day.strip())
            if not who.strip() or (day.strip() and due is None):
                told = "a person's id, then perhaps a day: ana due 2026-06-30"
                if who.strip():
                    told = f"'{day.strip()}' is no day; such as ana due 2026-06-30"
                again(text, lambda: app.say(f"! {told}", Ink.WARNING))
                return

            def job(desk: Desk) -> Held:
                return enrol(desk, acting, programme, who.strip(), due)

            def anew(desk: Desk) -> Held:
                return enrol(desk, acting, programme, who.strip(), due, anew=True)

            def refused(error: CoachdeskError) -> None:
                problem = error.problems[0]
                if problem.code != "D780":
                    again(text, lambda: app.refuse(error))
                    return
                question = f"{problem.message}. Begin anew? What was shown does not count then."
                app.confirm(question, lambda: self._write(anew, Step.ENROL))

            self._write(job, Step.ENROL, refused)

        day = app.session.desk.settings.day_of(app.acting.clock())
        example = (day + timedelta(days=30)).isoformat()

        def ask(text: str) -> None:
            app.ask(
                f"enrol for {programme}: who, or who due {example}",
                entered,
                text=text,
                complete=lambda text, at: _offers(text, known),
            )

        ask(person)

    def _ask_reason(self, held: Held, wanted: Step, label: str, again: str = "") -> None:
        def entered(text: str) -> None:
            if text.strip():
                self._step(held, wanted, text.strip())
            else:
                self._ask_reason(held, wanted, label, " (Esc leaves it)")

        self._app().ask(f"{label}{again}", entered, kept=f"{held.name} {label}")

    def _step(self, held: Held, wanted: Step, reason: str) -> None:
        acting, programme, person = self._app().session.acting, held.programme.id, held.person.id

        def job(desk: Desk) -> Held:
            return step(desk, acting, programme, person, wanted, reason, seen=held.seen)

        self._write(job, wanted)

    def _write(
        self,
        job: Callable[[Desk], Held],
        wanted: Step,
        refused: Callable[[CoachdeskError], None] | None = None,
    ) -> None:
        app = self._app()

        def done(now: Held) -> None:
            self._taken(now)
            until = now.standing.valid_to if wanted is Step.PASS else None
            app.say(f"{_name(now)} {_DONE[wanted]}" + (f" until {until}" if until else ""))

        app.session.write(job, done, refused or app.refuse)


def quoted(text: str) -> str:
    """So much of somebody's words as leaves room for an answer."""
    words = " ".join(text.split())
    return f"'{words[:_QUOTED]}…'" if len(words) > _QUOTED else f"'{words}'"


_QUOTED = 24


def _name(held: Held) -> str:
    return f"{held.person.name}, {held.programme.id}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _offers(text: str, known: Sequence[str]) -> Sequence[tuple[str, int, str]]:
    return [(id, len(id), id) for id in known if id.startswith(text) and id != text][:8]
