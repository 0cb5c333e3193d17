"""The columns of a table of visits: the same in every template, import and export.

A criterion stands under its id, its note under `ID note`, what proves it under `ID proof`; ids have
no blanks, so that no two can be taken for each other.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from coachdesk.core.answers import allowed
from coachdesk.core.audits.facts import wanted
from coachdesk.core.form import Criterion, Fact, Form

VISIT_COLUMNS = ("place", "agent", "shopper", "date", "began", "ended")
"""What tells one visit from another."""


class Holds(StrEnum):
    """What the cells of a column are."""

    VISIT = "visit"
    """Which visit it is."""
    ANSWER = "answer"
    NOTE = "note"
    FACT = "fact"
    PROOF = "proof"
    """The name of a file."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column."""

    name: str
    holds: Holds
    of: str
    """Id of its criterion or fact; of a visit's column its name."""
    help: str
    """What belongs there, for whoever fills it."""
    choices: tuple[str, ...] = ()
    """All that may stand there, where that is a short list."""
    needed: bool = False
    """Whether the cell may not be empty."""


_HELP = {
    "place": "the place's id or name",
    "agent": "the agent's id or name, where it is known",
    "shopper": "the shopper's id or name",
    "date": "the day, such as 2026-11-23",
    "began": "when the contact began there, such as 15:10",
    "ended": "when it ended, such as 15:40",
}


def columns(form: Form) -> tuple[Column, ...]:
    """Every column of the form's table, in order: the visit, then section by section."""
    return tuple(_columns(form))


def _columns(form: Form) -> Iterator[Column]:
    for name in VISIT_COLUMNS:
        needed = name != "agent"
        yield Column(name=name, holds=Holds.VISIT, of=name, help=_HELP[name], needed=needed)
    of_section = list(form.criteria())
    for section in form.sections:
        for owner, criterion in of_section:
            if owner is section:
                yield from _of_criterion(criterion)
        for fact in form.facts:
            if fact.section == section.id:
                yield from _of_fact(fact)


def _of_criterion(criterion: Criterion) -> Iterator[Column]:
    # A report leaves nothing unknown, so that is no answer to offer.
    ways = [each for each in allowed(criterion) if each != "unknown"]
    yield Column(
        name=criterion.id,
        holds=Holds.ANSWER,
        of=criterion.id,
        help=f"{criterion.ask} ({', '.join(ways)})",
        choices=_listed(criterion),
    )
    yield Column(
        name=f"{criterion.id} note",
        holds=Holds.NOTE,
        of=criterion.id,
        help="What shows it; needed for a fail and for na",
    )
    if criterion.proof:
        yield _proof(criterion.id, criterion.proof)


def _of_fact(fact: Fact) -> Iterator[Column]:
    need = "" if fact.required else "; may stay empty"
    yield Column(
        name=fact.id, holds=Holds.FACT, of=fact.id, help=f"{fact.ask} ({wanted(fact)}{need})"
    )
    if fact.proof:
        yield _proof(fact.id, fact.proof)


def _proof(of: str, proof: str) -> Column:
    return Column(name=f"{of} proof", holds=Holds.PROOF, of=of, help=f"Name of the file: {proof}")


def _listed(criterion: Criterion) -> tuple[str, ...]:
    """The answers as a list to choose from; empty where a number may stand."""
    if criterion.choices:
        return (*(choice.key for choice in criterion.choices), "na")
    return () if criterion.scale is not None else ("pass", "fail", "na")
