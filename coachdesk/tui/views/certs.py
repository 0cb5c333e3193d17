"""Certification: who may do what, until when, and what blocks them; people by programmes."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from textual.app import ComposeResult

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.certification.programme import Programme
from coachdesk.core.certification.shown import Held, Matrix
from coachdesk.core.errors import BadInput, CoachdeskError, Problem
from coachdesk.desk.certification import matrix, show
from coachdesk.report.certification import next_text, outdated_text, state_text
from coachdesk.tui.drawing import Piece, cells_of
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import cut
from coachdesk.tui.view import Place, View
from coachdesk.tui.views.certs_filter import (
    EXPIRING,
    narrowed,
    of_command,
    offers,
    only_words,
    with_expiring,
)
from coachdesk.tui.views.certs_matrix import MatrixPane
from coachdesk.tui.views.certs_steps import CertificateSteps
from coachdesk.tui.views.review_detail import Detail

_LEAST_TITLE = 8
"""Cells below which a title cut short tells nothing."""
_HINTS: Sequence[tuple[str, str, tuple[Action, ...]]] = (
    ("open", "evidence", ()),
    ("certs_on", "hand on", (Action.CERTIFICATE_ASSESS, Action.SIT_EXAM)),
    ("certs_enrol", "enrol", (Action.CERTIFICATE_ENROL,)),
    ("find", "filter", ()),
    ("certs_expiring", "expiring", ()),
    ("certs_cohorts", "time", (Action.READ_TRAINING_FIGURES,)),
    ("person", "person", ()),
    ("go_home", "home", ()),
)
"""Key, word, and what one must be allowed, one of these, for it to do anything."""


class CertsView(View):
    """The matrix, and under it what the cell under the cursor says."""

    name_of_view = "certs"
    title = "Certification"
    DEFAULT_CSS = "CertsView { layout: vertical; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.matrix = MatrixPane(looks, self._tell)
        self.detail = Detail(looks)
        self.steps = CertificateSteps(lambda: self.desk_app, self._taken)
        self.filter = ""
        self._read_by = ""
        """The filter by which the matrix in sight was read."""
        self._wanted: str | None = None
        """The cell to stand on once it is there."""
        self._left_out: tuple[Problem, ...] = ()
        """What was told of files with errors: it is told once."""

    def compose(self) -> ComposeResult:
        """Cells over what one of them says."""
        yield self.matrix
        yield self.detail

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Shows what is wanted; an exam has a view of its own."""
        words = place.filter or ""
        if words.startswith("exam "):
            self.desk_app.go(Place(view="exam", name=words.removeprefix("exam ")), remember=False)
            return
        self.matrix.nothing = self._nothing()
        self._wanted = place.name
        self._use(of_command(words))

    def place(self) -> Place:
        """These words, this cell."""
        person, programme = self.matrix.person, self.matrix.programme
        there = f"{programme.id} {person.id}" if person and programme else None
        return Place(view=self.name_of_view, filter=self.filter or None, name=there)

    @property
    def is_unread(self) -> bool:
        """Whether the matrix is still being read."""
        return self.matrix.is_unread

    def _use(self, text: str) -> None:
        """Reads what the line asks for.

        Raises:
            BadInput: it asks for what there is not; what was shown stays.
        """
        try:
            wanted = narrowed(text)
        except BadInput:
            self._narrow_again()
            raise
        self.filter = text
        self.matrix.narrow(wanted.words)
        self.refreshed()

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        session, text = self.desk_app.session, self.filter
        wanted = narrowed(text).wanted
        session.look(
            lambda desk, stale: matrix(desk, session.acting, wanted),
            lambda found: self._take(found, text),
            self._refused,
            group="certs",
        )

    def _take(self, found: Matrix, text: str) -> None:
        self._read_by, wanted = text, narrowed(text).wanted
        part = bool(wanted.states or wanted.expiring or wanted.ready or wanted.challenged)
        fewer = part or bool(wanted.team or wanted.place or wanted.person)
        self.matrix.show(found, left_out=part, filtered=fewer)
        if self._wanted is not None:
            programme, _, person = self._wanted.partition(" ")
            self.matrix.stand_on(person, programme)
            self._wanted = None
        self._tell()
        self.desk_app.paint_bars()
        if found.left_out != self._left_out and found.left_out:
            self.desk_app.say(_left_out_text(found.left_out), Ink.WARNING)
            self.matrix.nothing = _LEFT_OUT
        self._left_out = found.left_out

    def _narrow_again(self) -> None:
        """The words of the filter in force, whatever was typed meanwhile."""
        self.matrix.narrow(narrowed(self.filter).words)
        self._tell()
        self.desk_app.paint_bars()

    def _refused(self, error: CoachdeskError) -> None:
        self.matrix.told = error.problems[0].message
        if self.matrix.matrix is not None:
            # What is shown was read by another filter: the title must name that one.
            self.filter = self._read_by
            self._narrow_again()
        self.matrix.refresh()
        self.desk_app.refuse(error)

    def status(self) -> str:
        """How many people, and by which words."""
        found = self.matrix.matrix
        if found is None:
            return ""
        people = len(self.matrix.people)
        told = f"{people:,} {'person' if people == 1 else 'people'}"
        left = len({each.location.path for each in found.left_out if each.location})
        files = f" · ! {left} faulty file{'' if left == 1 else 's'} left out" if left else ""
        return told + (f" · /{self.filter}" if self.filter else "") + f" · {found.on}{files}"

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something for this person here."""
        role = self.desk_app.session.actor.role
        return [
            (action, word)
            for action, word, needs in _HINTS
            if not needs or any(reaches(role, each) for each in needs)
        ]

    def pane(self) -> Pane:
        """The matrix."""
        return self.matrix

    def leave(self) -> bool:
        """Takes the filter away first."""
        if not self.filter:
            return False
        self._use("")
        return True

    def quote(self) -> str | None:
        """The cell as text."""
        held = self.matrix.current
        if held is None:
            return None
        found = held.standing
        return "\t".join((held.person.name, held.programme.id, found.state.value, found.because))

    def _nothing(self) -> Sequence[Sequence[Piece]]:
        app = self.desk_app
        if reaches(app.session.actor.role, Action.CERTIFICATE_ENROL):
            return (
                [(" Nobody is enrolled yet.", Ink.STRONG)],
                (),
                [(f"   {app.keymap.key_of('certs_enrol')}", Ink.KEY),
                 ("  enrols somebody for the programme named below;", Ink.PLAIN)],
                [("      left and right choose another one of rules/certifications.", Ink.PLAIN)],
            )  # fmt: skip
        return (
            [(" You are enrolled for nothing, and see nobody else.", Ink.STRONG)],
            (),
            [("   A trainer or your supervisor enrols you.", Ink.QUIET)],
        )

    # What the cell says.

    def _tell(self) -> None:
        person, programme, held = self.matrix.person, self.matrix.programme, self.matrix.current
        if person is None or programme is None:
            about = () if programme is None else (
                (f" {programme.title} ({programme.id} v{programme.version})", Ink.BAR_STRONG),
            )  # fmt: skip
            self.detail.show(about, ())
            return
        team = f" · {person.team}" if person.team else ""
        state = "" if held is None else f"{state_text(held.standing.state)}  "
        who: list[Piece] = [(f" {state}", Ink.BAR_STRONG), (person.name, Ink.BAR_STRONG)]
        # The programme's title gives way: what the bar can't hold would be said again below it.
        what = f"{programme.id} v{programme.version}"
        cells = self.detail.size.width or self.desk_app.size.width
        room = cells - cells_of([*who, (f"{team} ·  ({what})", Ink.BAR)])
        if room >= _LEAST_TITLE:
            what = f"{cut(programme.title, room)} ({what})"
        title = (*who, (f"{team} · {what}", Ink.BAR))
        if held is None:
            none = "left out by the filter, or never enrolled" if self.matrix.left_out else (
                "never enrolled")  # fmt: skip
            self.detail.show(title, [(none, Ink.QUIET), *self._outdated(programme)])
        else:
            self.detail.show(title, [*_told(held), *self._outdated(programme)])

    def _outdated(self, programme: Programme) -> Iterator[tuple[str, Ink]]:
        """What the exams of the column ask for that its scripts no longer say."""
        found = self.matrix.matrix
        if found is not None and programme.id in found.outdated:
            yield f"! {outdated_text(found.outdated[programme.id])}", Ink.WARNING

    # Keys.

    def do_find(self, count: int | None) -> None:
        """Asks for words; names are looked for at once, the rest when the line is entered."""
        before, app = self.filter, self.desk_app
        app.ask(
            "filter: team:North state:expired expiring:30, or a name",
            lambda text: self._use(text.strip()),
            text=before,
            changed=lambda text: self._live(text),
            left=self._narrow_again,
            complete=lambda text, at: offers(text, at, app.session.desk.settings),
        )

    def _live(self, text: str) -> None:
        self.matrix.narrow(only_words(text))
        self._tell()
        self.desk_app.paint_bars()

    def do_certs_expiring(self, count: int | None) -> None:
        """Only what ends within 60, 30, 7 days; then everything again."""
        now = narrowed(self.filter).wanted.expiring
        steps = (None, *EXPIRING)
        at = steps.index(now) if now in steps else 0
        days = steps[(at + 1) % len(steps)]
        self._use(with_expiring(self.filter, days))
        self.desk_app.say(
            "all certificates" if days is None else f"work ends within {days} days, as known now"
        )

    def do_open(self, count: int | None) -> None:
        """The evidence of the cell under the cursor."""
        held = self._here()
        if held is not None:
            name = f"{held.programme.id} {held.person.id}"
            self.desk_app.go(Place(view="certificate", name=name))

    def do_person(self, count: int | None) -> None:
        """The page of the person in this row."""
        person = self.matrix.person
        if person is None:
            self.desk_app.say("there is nobody under the cursor")
        else:
            self.desk_app.go(Place(view="person", name=person.id))

    def do_certs_cohorts(self, count: int | None) -> None:
        """How long training for this programme takes."""
        if (programme := self.matrix.programme) is None:
            self.desk_app.say("there is no programme in rules/certifications")
        else:
            self.desk_app.go(Place(view="cohorts", name=programme.id))

    def do_certs_enrol(self, count: int | None) -> None:
        """Asks who begins training for this programme."""
        if (programme := self.matrix.programme) is None:
            self.desk_app.say("there is no programme in rules/certifications")
            return
        person = self.matrix.person
        free = person is not None and self.matrix.current is None and not self.matrix.left_out
        self.steps.enrol(programme.id, person.id if person is not None and free else "")

    def do_certs_on(self, count: int | None) -> None:
        """Assess, then give; one's own: the exam."""
        self._opened(self.steps.hand_on)

    def do_certs_play(self, count: int | None) -> None:
        """The form of a role-play that is lacking."""
        self._opened(self.steps.role_play)

    def do_certs_back(self, count: int | None) -> None:
        """Not given."""
        self._opened(self.steps.hand_back)

    def do_certs_revoke(self, count: int | None) -> None:
        """Proposed, or confirmed by a second person."""
        self._opened(self.steps.revoke)

    def do_certs_object(self, count: int | None) -> None:
        """An appeal against a revocation."""
        self._opened(self.steps.object_to)

    def do_certs_decide(self, count: int | None) -> None:
        """A proposal, or an appeal."""
        self._opened(self.steps.decide)

    def _here(self) -> Held | None:
        held = self.matrix.current
        if held is None:
            app = self.desk_app
            enrols = reaches(app.session.actor.role, Action.CERTIFICATE_ENROL)
            more = f"; {app.keymap.key_of('certs_enrol')} enrols" if enrols else ""
            app.say(f"not enrolled: there is no certificate here{more}")
        return held

    def _opened(self, then: Callable[[Held], None]) -> None:
        """Reads the certificate under the cursor beside the screen: what may be done with it."""
        held = self._here()
        if held is None:
            return
        session, programme, person = self.desk_app.session, held.programme.id, held.person.id
        session.look(
            lambda desk, stale: show(desk, session.acting, person, programme)[0],
            then,
            self.desk_app.refuse,
            group="certificate step",
        )

    def _taken(self, held: Held) -> None:
        self.refreshed()
        self.matrix.stand_on(held.person.id, held.programme.id)


_LEFT_OUT: Sequence[Sequence[Piece]] = (
    [(" Nobody is enrolled for a programme without errors.", Ink.STRONG)],
    (),
    [("   coachdesk rules check tells every error of rules/certifications.", Ink.PLAIN)],
)


def _left_out_text(errors: Sequence[Problem]) -> str:
    first, *more = errors
    at = first.location
    place = f"{PurePath(at.path).name}:{at.line}:{at.column}: " if at else ""
    rest = f"  and {len(more)} more" if more else ""
    return f"! {place}{first.message}  {first.code}{rest}: left out"


def _told(held: Held) -> Iterator[tuple[str, Ink]]:
    found = held.standing
    yield found.because, Ink.PLAIN
    if found.challenged:
        yield "! revocation proposed: it holds until a second person confirms", Ink.WARNING
    if held.needs or found.decision or found.challenged:
        yield f"next: {next_text(held)}", Ink.STRONG
    if held.due is not None:
        yield f"training is due by {held.due}", Ink.PLAIN
    met = [need.requirement.id for need in held.needs if need.met]
    if met:
        yield f"shown: {', '.join(met)}", Ink.QUIET
    if found.valid_from is not None:
        ends = f"given {found.valid_from}, valid to {found.valid_to}"
        if found.works_until is not None:
            ends += f", may work until {found.works_until}"
        yield ends, Ink.QUIET
