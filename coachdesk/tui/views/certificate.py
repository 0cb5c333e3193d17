"""One person's certificates with their evidence; with a programme, only that one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from coachdesk.core.authorize import Action, Allow, authorize
from coachdesk.core.certification import Step
from coachdesk.core.certification.programme import PassExam, PassRolePlay
from coachdesk.core.certification.shown import Held
from coachdesk.core.reviews.opened import Opened
from coachdesk.desk.certification import show
from coachdesk.desk.folder import Desk
from coachdesk.desk.identity import subject_of
from coachdesk.desk.reviews import open_evaluation
from coachdesk.report.certification import page_rows, state_text
from coachdesk.report.rows import BLANK, Row, row
from coachdesk.report.tone import Tone
from coachdesk.tui.looks import Looks
from coachdesk.tui.view import Place
from coachdesk.tui.views.certs_steps import CertificateSteps
from coachdesk.tui.views.page import PageView

_STEP_HINTS: Mapping[Step, tuple[str, str]] = {
    Step.FAIL: ("certs_back", "not given"),
    Step.CHALLENGE: ("certs_revoke", "revoke"),
    Step.REVOKE: ("certs_revoke", "confirm"),
    Step.APPEAL: ("certs_object", "appeal"),
    Step.DENY: ("certs_decide", "decide"),
}
"""Steps with the key that takes them, and its word."""


def allowed_steps(held: Held) -> frozenset[Step]:
    """What whoever looks may do with it now."""
    return frozenset(step for step, refusal in held.steps.items() if not refusal)


class CertificateView(PageView[tuple[Held, ...]]):
    """Its name is a programme and a person, such as `card-sale ana`; or a person alone."""

    name_of_view = "certificate"
    title = "Certificate"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.steps = CertificateSteps(lambda: self.desk_app, self._taken)

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something here now, for this person."""
        held = self.page[0] if self.page and len(self.page) == 1 else None
        return (
            ("open", "evidence"),
            ("next_pane", "next"),
            *(self._possible(held) if held is not None else ()),
            ("person", "person"),
            ("go_certs", "certification"),
        )

    def _possible(self, held: Held) -> Iterator[tuple[str, str]]:
        own = held.person.id == self.desk_app.session.actor.id
        open_ones = [need.requirement for need in held.needs if not need.met]
        if own and any(isinstance(each, PassExam) for each in open_ones):
            yield "certs_on", "exam"
        if not own and not {Step.PASS, Step.ASSESS}.isdisjoint(allowed_steps(held)):
            yield "certs_on", "hand on"
        if not own and any(isinstance(each, PassRolePlay) for each in open_ones):
            yield "certs_play", "role-play"
        for wanted, (action, word) in _STEP_HINTS.items():
            if wanted in allowed_steps(held):
                yield action, word

    def contexts(self) -> tuple[str, ...]:
        """Steps have the same keys as in the matrix."""
        return (self.name_of_view, "certs", "list")

    def read(self, desk: Desk, name: str | None) -> tuple[Held, ...]:
        """The certificates with everything about them."""
        programme, _, person = (name or "").partition(" ")
        acting = self.desk_app.acting
        return show(desk, acting, person, programme) if person else show(desk, acting, programme)

    def first_rows(self, page: tuple[Held, ...], cells: int) -> Iterable[Row]:
        """One after the other."""
        zone = ZoneInfo(self.desk_app.session.desk.settings.time_zone)
        for number, held in enumerate(page):
            if number:
                yield BLANK
            told = False
            for each in page_rows(held, zone, cells):
                if self._may_open(held, each):
                    yield each
                    continue
                if not told:
                    words = "calls and evaluations: an auditor or a supervisor opens them"
                    yield row(f"    {words}", Tone.QUIET)
                told = True
                yield Row(pieces=each.pieces)
        if not page:
            yield row("enrolled for nothing", Tone.QUIET)

    def _may_open(self, held: Held, found: Row) -> bool:
        """Whether it is this person's part to open what the row leads to."""
        asks = Action.READ_EVALUATION if found.view == "evaluation" else None
        if found.call is not None:
            asks = Action.READ_TRANSCRIPT
        session = self.desk_app.session
        if asks is None or held.person.id == session.actor.id:
            return True
        subject = subject_of(session.desk.settings, held.person.id)
        return isinstance(authorize(session.actor, asks, subject), Allow)

    def second_rows(self, page: tuple[Held, ...], cells: int) -> Iterable[Row]:
        """Nothing beside."""
        return ()

    @property
    def is_wide(self) -> bool:
        """One pane at any width."""
        return False

    def is_index(self, page: tuple[Held, ...]) -> bool:
        """The cursor begins on the first piece of evidence."""
        return True

    def status(self) -> str:
        """Who, what, and where that stands."""
        if not self.page:
            return ""
        held = self.page[0]
        told = f"{held.person.name} · {held.programme.id}"
        return told + f" · {state_text(held.standing.state)}" if len(self.page) == 1 else told

    # Keys.

    def do_open(self, count: int | None) -> None:
        """The evidence in this row; an evaluation is opened on its call."""
        current = self.pane().current
        if current is None or current.view != "evaluation":
            super().do_open(count)
            return
        session, number = self.desk_app.session, int((current.name or "E0")[1:])
        session.look(
            lambda desk, stale: open_evaluation(desk, session.acting, number),
            self._review,
            self.desk_app.refuse,
            group="evidence",
        )

    def _review(self, opened: Opened) -> None:
        call = opened.scored.evaluation.call
        self.desk_app.go(Place(view="review", call=call, scorecard=opened.scored.form.id))

    def do_person(self, count: int | None) -> None:
        """The page of whoever holds it."""
        if self.page:
            self.desk_app.go(Place(view="person", name=self.page[0].person.id))

    def do_certs_on(self, count: int | None) -> None:
        """Assess, then give; one's own: the exam."""
        self._with_one(self.steps.hand_on)

    def do_certs_play(self, count: int | None) -> None:
        """The form of a role-play that is lacking."""
        self._with_one(self.steps.role_play)

    def do_certs_back(self, count: int | None) -> None:
        """Not given."""
        self._with_one(self.steps.hand_back)

    def do_certs_revoke(self, count: int | None) -> None:
        """Proposed, or confirmed by a second person."""
        self._with_one(self.steps.revoke)

    def do_certs_object(self, count: int | None) -> None:
        """An appeal against a revocation."""
        self._with_one(self.steps.object_to)

    def do_certs_decide(self, count: int | None) -> None:
        """A proposal, or an appeal."""
        self._with_one(self.steps.decide)

    def do_certs_enrol(self, count: int | None) -> None:
        """Begins training anew."""
        self._with_one(lambda held: self.steps.enrol(held.programme.id, held.person.id))

    def _with_one(self, then: Callable[[Held], None]) -> None:
        page = self.page or ()
        if len(page) == 1:
            then(page[0])
        elif not page:
            self.desk_app.say("there is no certificate here")
        else:
            key = self.desk_app.keymap.key_of("go_certs")
            self.desk_app.say(f"several certificates are shown; {key} shows them one by one")

    def _taken(self, held: Held) -> None:
        self.refreshed()
