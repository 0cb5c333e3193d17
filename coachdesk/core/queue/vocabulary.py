"""The names that a filter may use on one desk, and which of them a value means."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from coachdesk.core.people import Person, name_key
from coachdesk.core.queue.fields import ABOUT, ME, NOBODY, OUTCOMES, Field, Kind
from coachdesk.core.queue.status import Status
from coachdesk.core.text import is_cjk


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Names known on a desk, each in the order in which they are offered."""

    agents: tuple[str, ...] = ()
    """Names that calls carry."""
    people: tuple[Person, ...] = ()
    """Colleagues, who take calls and to whom calls are assigned."""
    campaigns: tuple[str, ...] = ()
    scorecards: tuple[str, ...] = ()
    """Ids."""
    criteria: tuple[str, ...] = ()
    """Ids, of every scorecard that was in force."""
    languages: tuple[str, ...] = ()

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams of the colleagues, each once."""
        return tuple(dict.fromkeys(each.team for each in self.people if each.team))


def names_of(person: Person) -> tuple[str, ...]:
    """Every name that stands for the person, the shown one first."""
    return tuple(dict.fromkeys((person.name, person.id, *person.aliases)))


def offered(field: Field, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The values that completion offers for a field; none for figures and words."""
    if ABOUT[field].kind is Kind.MOMENT:
        return ("today", "yesterday", "7d", "30d", "monday")
    people = [each.name for each in vocabulary.people]
    values: dict[Field, Iterable[str]] = {
        Field.AGENT: dict.fromkeys((*(_shown_agents(vocabulary)),)),
        Field.TEAM: vocabulary.teams,
        Field.CAMPAIGN: vocabulary.campaigns,
        Field.LANGUAGE: vocabulary.languages,
        Field.STATUS: tuple(Status),
        Field.ASSIGNED: (ME, NOBODY, *people),
        Field.SCORECARD: vocabulary.scorecards,
        Field.OUTCOME: OUTCOMES,
        Field.FAILED: vocabulary.criteria,
    }
    return tuple(map(str, values.get(field, ())))


def _shown_agents(vocabulary: Vocabulary) -> Iterator[str]:
    owners = _owners(vocabulary)
    for name in vocabulary.agents:
        owner = owners.get(name_key(name))
        yield owner.name if owner else name


def agent_keys(value: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The keys (`name_key`) under which calls carry the agents meant; empty: nobody is.

    A whole name or id means that person alone; otherwise whoever has a name with a word that
    begins so.
    """
    key = name_key(value)
    owners = _owners(vocabulary)
    if key in owners:
        return _keys(owners[key])
    carried = [name_key(name) for name in vocabulary.agents]
    if key in carried:
        return frozenset((key,))
    found = {each for each in carried if begins_word(key, each)}
    found |= {each for each in owners if begins_word(key, each)}
    return frozenset(
        name for each in found for name in (_keys(owners[each]) if each in owners else (each,))
    )


def team_keys(value: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The keys of every agent of the teams meant; empty: no such team."""
    teams = set(meant(value, vocabulary.teams))
    return frozenset(
        key for person in vocabulary.people if person.team in teams for key in _keys(person)
    )


def people_meant(value: str, people: Sequence[Person]) -> tuple[str, ...]:
    """The ids of the colleagues meant, as with agents."""
    key = name_key(value)
    exact = [each.id for each in people if key in _keys(each)]
    return tuple(
        exact or (p.id for p in people if any(begins_word(key, name) for name in _keys(p)))
    )


def meant(value: str, known: Iterable[str]) -> tuple[str, ...]:
    """The one that is called so, else all that have a word that begins so."""
    key = name_key(value)
    names = list(known)
    exact = [name for name in names if name_key(name) == key]
    return tuple(exact or (name for name in names if begins_word(key, name_key(name))))


_WORD_STARTS = re.compile(r"(?<![^\W_])[^\W_]")


def begins_word(key: str, name: str) -> bool:
    """Whether some word of the name begins like the key; each Chinese character begins one."""
    if not key:
        return False
    at = name.find(key)
    while at >= 0:
        if at == 0 or is_cjk(name[at]) or _WORD_STARTS.match(name, at):
            return True
        at = name.find(key, at + 1)
    return False


def _owners(vocabulary: Vocabulary) -> dict[str, Person]:
    return {key: person for person in vocabulary.people for key in _keys(person)}


def _keys(person: Person) -> frozenset[str]:
    return frozenset(map(name_key, names_of(person)))
