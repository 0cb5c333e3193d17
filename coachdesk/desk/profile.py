"""A person or a team, whole: the figures, and what every other room knows of them."""

from collections import Counter, defaultdict

from coachdesk.core.audits import RELEASED
from coachdesk.core.audits.opened import Line
from coachdesk.core.authorize import Action, Allow, Subject, authorize
from coachdesk.core.certification.shown import Held
from coachdesk.core.certification.state import State
from coachdesk.core.coaching import OPEN
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.core.people import Person, Spell
from coachdesk.core.profile import Profile, TeamProfile
from coachdesk.desk import certification
from coachdesk.desk.audits import list_visits
from coachdesk.desk.certification import Wanted
from coachdesk.desk.coaching import list_actions
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.desk.people import WEEKS, person_page, team_page
from coachdesk.desk.roster import colleague
from coachdesk.store import today as store


def profile(desk: Desk, acting: Acting, name: str, weeks: int = WEEKS) -> Profile:
    """One person over weeks, with certificates, coaching, visits and spells.

    Args:
        desk: which.
        acting: who looks.
        name: an id, name or alias; or a name under which calls carry an agent.
        weeks: how many, two or more.

    Raises:
        BadInput: nobody is called that.
        DeskRefused: this person may not look.
    """
    page = person_page(desk, acting, name, weeks)
    person = None if page.id is None else desk.settings.person_of(page.id)
    if person is None:
        return Profile(page=page)
    may = _Leave(desk, acting, person)
    spells: tuple[Spell, ...] = ()
    certificates: tuple[Held, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    if may.read(Action.READ_ROSTER, "where they worked"):
        spells = colleague(desk, acting, person.id).spells
    if _has_certificates(desk, acting) and may.read(Action.READ_STANDING, "certificates"):
        certificates = certification.show(desk, acting, person.id)
    if may.read(Action.READ_COACHING, "coaching"):
        actions = list_actions(desk, acting, person=person.id).lines
    return Profile(
        page=page,
        spells=spells,
        certificates=certificates,
        actions=actions,
        visits=_visits(desk, acting, {person.id}),
        withheld=tuple(may.withheld),
    )


def team_profile(desk: Desk, acting: Acting, team: str, weeks: int = WEEKS) -> TeamProfile:
    """One team over weeks, with its certificates, coaching and visits.

    Raises:
        As `team_page`.
    """
    page = team_page(desk, acting, team, weeks)
    members = {each.id for each in desk.settings.people if each.team == page.name and not each.left}
    states: dict[str, Counter[State]] = defaultdict(Counter)
    if _has_certificates(desk, acting):
        found = certification.matrix(desk, acting, Wanted(team=page.name))
        for (programme, _), held in found.cells.items():
            states[programme][held.standing.state] += 1
    return TeamProfile(
        page=page,
        certificates={programme: dict(states[programme]) for programme in sorted(states)},
        actions=tuple(
            line
            for line in list_actions(desk, acting, stages=tuple(OPEN)).lines
            if line.action.person in members
        ),
        visits=_visits(desk, acting, members),
    )


class _Leave:
    """What whoever looks may read of one person; notes what they may not."""

    def __init__(self, desk: Desk, acting: Acting, person: Person) -> None:
        self._actor = actor_of(desk, acting)
        self._subject = Subject(person=person.id, team=person.team)
        self.withheld: list[str] = []

    def read(self, action: Action, what: str) -> bool:
        """Whether they may; else `what` is withheld."""
        may = isinstance(authorize(self._actor, action, self._subject), Allow)
        if not may:
            self.withheld.append(what)
        return may


def _has_certificates(desk: Desk, acting: Acting) -> bool:
    # Desks without certificates wait for no reader of programmes.
    with desk.opened(acting) as db:
        return store.has_certificates(db)


def _visits(desk: Desk, acting: Acting, people: set[str]) -> tuple[Line, ...]:
    with desk.opened(acting) as db:
        if not store.has_visits(db):
            return ()
    found = list_visits(desk, acting, stages=tuple(RELEASED))
    return tuple(each for each in found if each.visit.agent in people)
