"""What a filter means on one desk: clauses to conditions that need no further names or clock."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.errors import SyntaxFault
from coachdesk.core.people import name_key
from coachdesk.core.queue.fields import ME, NOBODY, Compare, Field
from coachdesk.core.queue.filter import Clause, Placed, read
from coachdesk.core.queue.values import count_of, figure_of, length_of, moment_of, second_of
from coachdesk.core.queue.vocabulary import (
    Vocabulary,
    agent_keys,
    meant,
    names_of,
    people_meant,
    team_keys,
)
from coachdesk.core.text import words_of


class Among(msgspec.Struct, frozen=True):
    """The field is one of these."""

    field: Field
    keys: frozenset[str]
    """Agents, campaigns and languages as `name_key`; criteria, scorecards, statuses, outcomes and
    people by id, an empty text being nobody."""


class Measured(msgspec.Struct, frozen=True):
    """The field is known, and less or more than a value."""

    field: Field
    compare: Compare
    value: float
    """Percent, a count, milliseconds, or seconds since 1970 in UTC."""


class Phrase(msgspec.Struct, frozen=True):
    """Words said in a row, in the normal form of `core.text`."""

    words: tuple[str, ...]
    open_end: bool = False
    """The last word may go on."""


class Said(msgspec.Struct, frozen=True):
    """Any of these was said."""

    phrases: tuple[Phrase, ...]


class Begins(msgspec.Struct, frozen=True):
    """The call's id begins with one of these: as written, or all in capital or small letters."""

    starts: tuple[str, ...]


class Anywhere(msgspec.Struct, frozen=True):
    """Bare words: in the id, the agent's name, or what was said. Any one of them."""

    begins: Begins
    agents: frozenset[str]
    said: Said


Condition = Among | Measured | Said | Begins | Anywhere


class Asked(msgspec.Struct, frozen=True):
    """One condition; turned round, it means every call that it does not mean."""

    condition: Condition
    negated: bool = False


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What calls a queue has: those that meet all conditions."""

    asked: tuple[Asked, ...] = ()

    @property
    def scorecards(self) -> frozenset[str]:
        """The scorecards asked for outright; empty: any."""
        found: frozenset[str] = frozenset()
        for each in self.asked:
            condition = each.condition
            if isinstance(condition, Among) and condition.field is Field.SCORECARD:
                found |= frozenset() if each.negated else condition.keys
        return found


def wanted_by(
    text: str, vocabulary: Vocabulary, *, now: datetime, zone: ZoneInfo, me: str
) -> Wanted:
    """What the filter asks of this desk at this moment.

    Args:
        text: in the filter language.
        vocabulary: the desk's names.
        now: aware.
        zone: the desk's.
        me: the id of the person who asks.

    Raises:
        SyntaxFault: it is not understood, or names what the desk does not know.
    """
    asked = []
    for placed in read(text):
        condition = _condition(placed, vocabulary, now, zone, me)
        asked.append(Asked(condition, placed.clause.negated))
    return Wanted(asked=tuple(asked))


def _condition(
    placed: Placed, vocabulary: Vocabulary, now: datetime, zone: ZoneInfo, me: str
) -> Condition:
    clause = placed.clause
    field, values = clause.field, clause.values
    if field is Field.WORD:
        return _anywhere(clause, vocabulary)
    if field is Field.ID:
        return Begins(tuple(value.strip() for value in values))
    if field is Field.TEXT:
        return Said(tuple(Phrase(words_of(value).texts) for value in values))
    if field in (Field.SINCE, Field.BEFORE):
        return _moment(clause, now, zone)
    if field in _MEASURES:
        return Measured(field, clause.compare, float(_MEASURES[field](values[0])))
    if field in (Field.STATUS, Field.OUTCOME):
        return Among(field, frozenset(value.casefold() for value in values))
    look_up = _LOOK_UPS[field]
    return Among(
        Field.AGENT if field is Field.TEAM else field,
        frozenset(
            key
            for value, offset in zip(values, placed.offsets, strict=True)
            for key in look_up(value, offset, vocabulary, me)
        ),
    )


def _anywhere(clause: Clause, vocabulary: Vocabulary) -> Anywhere:
    phrases = [words_of(value).texts for value in clause.values]
    last = len(phrases) - 1
    return Anywhere(
        begins=Begins(tuple(value.strip() for value in clause.values)),
        agents=frozenset(key for value in clause.values for key in agent_keys(value, vocabulary)),
        said=Said(
            tuple(
                Phrase(words, clause.open_end and position == last)
                for position, words in enumerate(phrases)
                if words
            )
        ),
    )


def _moment(clause: Clause, now: datetime, zone: ZoneInfo) -> Measured:
    seconds = [
        second_of(moment, now, zone)
        for value in clause.values
        if (moment := moment_of(value)) is not None
    ]
    if clause.field is Field.SINCE:
        return Measured(Field.SINCE, Compare.AT_LEAST, min(seconds))
    return Measured(Field.BEFORE, Compare.LESS, max(seconds))


_MEASURES: Mapping[Field, Callable[[str], float]] = {
    Field.SCORE: lambda value: float(figure_of(value) or 0),
    Field.CRITICAL: lambda value: count_of(value) or 0,
    Field.FAILING: lambda value: count_of(value) or 0,
    Field.UNKNOWN: lambda value: count_of(value) or 0,
    Field.LENGTH: lambda value: length_of(value) or 0,
}


def _agents(value: str, offset: int, vocabulary: Vocabulary, me: str) -> Iterable[str]:
    del me
    known = [*vocabulary.agents, *(n for person in vocabulary.people for n in names_of(person))]
    return agent_keys(value, vocabulary) or _unknown(value, offset, "agent", known)


def _teams(value: str, offset: int, vocabulary: Vocabulary, me: str) -> Iterable[str]:
    del me
    return team_keys(value, vocabulary) or _unknown(value, offset, "team", vocabulary.teams)


def _assigned(value: str, offset: int, vocabulary: Vocabulary, me: str) -> Iterable[str]:
    if value.casefold() == ME:
        return (me,)
    if value.casefold() == NOBODY:
        return ("",)
    known = [name for person in vocabulary.people for name in names_of(person)]
    found = people_meant(value, vocabulary.people)
    return found or _unknown(value, offset, "colleague", [ME, NOBODY, *known])


def _named(
    what: str, known: Callable[[Vocabulary], tuple[str, ...]], key: Callable[[str], str]
) -> Callable[[str, int, Vocabulary, str], Iterable[str]]:
    def look_up(value: str, offset: int, vocabulary: Vocabulary, me: str) -> Iterable[str]:
        del me
        found = meant(value, known(vocabulary))
        return tuple(map(key, found)) or _unknown(value, offset, what, known(vocabulary))

    return look_up


_LOOK_UPS: Mapping[Field, Callable[[str, int, Vocabulary, str], Iterable[str]]] = {
    Field.AGENT: _agents,
    Field.TEAM: _teams,
    Field.ASSIGNED: _assigned,
    Field.CAMPAIGN: _named("campaign", lambda known: known.campaigns, name_key),
    Field.LANGUAGE: _named("language", lambda known: known.languages, name_key),
    Field.SCORECARD: _named("scorecard", lambda known: known.scorecards, str),
    Field.FAILED: _named("criterion", lambda known: known.criteria, str),
}


def _unknown(value: str, offset: int, what: str, known: Iterable[str]) -> tuple[str, ...]:
    names = list(known)
    by_key = {word: name for name in names for word in name_key(name).split()}
    by_key |= {name_key(name): name for name in names}
    near = get_close_matches(name_key(value), by_key, n=1)
    if near:
        hint = f"did you mean '{by_key[near[0]]}'?"
    else:
        some = sorted(set(by_key.values()))
        more = ", …" if len(some) > 8 else ""
        hint = "known: " + (", ".join(some[:8]) + more or "none yet")
    raise SyntaxFault(offset, f"this desk knows no {what} '{value}'", hint)
