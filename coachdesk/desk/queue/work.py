"""Work on many calls of the queue at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.queue.fields import ME
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, subject_of
from coachdesk.files.schema import nearest
from coachdesk.store import queue_assign

if TYPE_CHECKING:
    from coachdesk.desk.screen import Screened


def assign(
    desk: Desk, acting: Acting, numbers: Sequence[int], person: str | None
) -> Mapping[int, str | None]:
    """Gives the calls to a colleague, or to nobody, in one transaction with one event.

    Args:
        desk: which.
        acting: who assigns.
        numbers: the calls.
        person: an id, name or alias of desk.yaml, or `me`; None: nobody.

    Returns:
        For each call that changed, whom it was assigned to before: what `assign_back` takes.

    Raises:
        BadInput: nobody is called that.
        DeskRefused: this person may not assign some of these calls; none was changed.
    """
    whom = None if person is None else _whom(desk, acting, person)
    return assign_back(desk, acting, dict.fromkeys(numbers, whom))


def assign_back(
    desk: Desk,
    acting: Acting,
    before: Mapping[int, str | None],
    *,
    standing: Callable[[int], str | None] | None = None,
) -> Mapping[int, str | None]:
    """Undoes an `assign`: one event more, and again what was before.

    Args:
        desk: which.
        acting: who takes it back.
        before: for each call, whom it goes back to.
        standing: whom each was given to: what somebody gave to others since stays with them.

    Raises:
        DeskRefused: as `assign`.
    """
    with desk.opened(acting) as db:
        for agent in queue_assign.agents_of(db, list(before)):
            allowed(desk, acting, Action.ASSIGN, subject_of(desk.settings, agent))
        return queue_assign.assign(
            db, before, at=acting.clock(), actor=acting.actor, standing=standing
        )


def screen_calls(
    desk: Desk,
    acting: Acting,
    numbers: Sequence[int],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> "Screened":
    """Scores those of these calls that the rules in force have not been asked about.

    Raises:
        BadInput: the rules have errors.
        DeskRefused: this person may not screen.
    """
    # Imported now: a list never waits for the engine.
    from coachdesk.desk.screen import screen

    return screen(desk, acting, only=numbers, progress=progress)


def _whom(desk: Desk, acting: Acting, name: str) -> str:
    settings = desk.settings
    person = settings.person_of(name)
    if person is not None:
        return person.id
    if name.casefold() == ME:
        return actor_of(desk, acting).id
    known = [each for one in settings.colleagues for each in settings.names_of(one.id)]
    hint = nearest(name, known) or ("desk.yaml names the people" if known else "me")
    raise BadInput(Problem(code="U107", message=f"nobody is called '{name}'", hint=hint))
