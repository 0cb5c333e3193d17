"""How the desk's people and criteria stand under the rules in force."""

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.people import Person
from coachdesk.core.scored import Scored
from coachdesk.core.standing import Example, Standing, Weakness, standing
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.kept import Kept

MOST_EXPLAINED = 5
"""So many weaknesses, and agents with critical fails, get the nearest miss of their example."""


def desk_standing(desk: Desk, acting: Acting) -> Standing:
    """The standing of every scored call; a call's agent is found by name, id or alias.

    Raises:
        DeskRefused: this person may not see everybody's figures.
    """
    allowed(desk, acting, Action.READ_TEAM)
    with desk.opened(acting) as db:
        kept = Kept(db)
        results = list(kept.in_force())
        found = standing(results, _owners(desk, results))
        return msgspec.structs.replace(
            found,
            critical=_first_explained(found.critical, kept),
            weaknesses=tuple(
                _with_reason(each, kept) if position < MOST_EXPLAINED else each
                for position, each in enumerate(found.weaknesses)
            ),
        )


def _first_explained(examples: tuple[Example, ...], kept: Kept) -> tuple[Example, ...]:
    """The examples, the first of each agent with what stands behind it."""
    seen: set[str | None] = set()
    done = []
    for each in examples:
        wanted = each.agent not in seen and len(seen) < MOST_EXPLAINED
        done.append(_explained(each, kept) if wanted else each)
        seen.add(each.agent)
    return tuple(done)


def _with_reason(weakness: Weakness, kept: Kept) -> Weakness:
    return msgspec.structs.replace(weakness, example=_explained(weakness.example, kept))


def _explained(example: Example, kept: Kept) -> Example:
    behind = kept.behind(example.form, example.call).get(example.criterion.id)
    return msgspec.structs.replace(example, explained=behind)


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
