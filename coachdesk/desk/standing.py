"""How the desk's people and criteria stand under the rules in force."""

from coachdesk.core.people import Person
from coachdesk.core.scorecards import Scored
from coachdesk.core.standing import Standing, standing
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.kept import Kept


def desk_standing(desk: Desk, acting: Acting) -> Standing:
    """The standing of every scored call; a call's agent is found by name, id or alias."""
    with desk.opened(acting) as db:
        results = list(Kept(db).in_force())
    return standing(results, _owners(desk, results))


def _owners(desk: Desk, results: list[Scored]) -> list[tuple[str, Person]]:
    found: dict[str | None, Person | None] = {}
    owners = []
    for each in results:
        name = each.call.agent
        if name not in found:
            found[name] = desk.settings.person_of(name)
        person = found[name]
        if person is not None:
            owners.append((each.call.id, person))
    return owners
