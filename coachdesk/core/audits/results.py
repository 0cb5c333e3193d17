"""What visits show: scores with their interval, and how often a line of the script was used.

Visits of one form version are compared, others never mixed. A place needs five of them, because
each costs a visit and its interval is shown; a person, a team or a line needs ten, as with calls.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form
from coachdesk.core.rates import FEWEST, Difference, Mean, Rate, Refusal, difference, mean, rate

FEWEST_OF_PLACE = 5
"""Visits below which a place gets no figure."""


class Visited(msgspec.Struct, frozen=True, kw_only=True):
    """One visit that counts, as figures need it."""

    visit: str
    form: str
    version: int
    place: str
    shopper: str
    team: str | None = None
    agent: str | None = None
    questions: str = ""
    """`questions_of` the text that was answered, which may differ under one version."""
    score: Fraction | None = None
    """Percent as shown; None: there is none, such as where nothing applied."""
    answers: tuple[Answer, ...] = ()


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The mean score of one place, team or agent under one form version."""

    name: str | None
    """None: of visits without one."""
    visits: int
    """All of them, those without a score too."""
    mean: Mean


class Execution(msgspec.Struct, frozen=True, kw_only=True):
    """On how many visits a line of the script was used, where it was due."""

    criterion: str
    line: str
    """`script-id/step-id`."""
    used: Rate
    """Of the visits whose answer is PASS or FAIL."""
    not_due: int
    """Visits on which it did not apply."""
    unknown: int


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """One line on visits and on calls."""

    line: str
    visits: Rate
    calls: Rate
    difference: Difference
    """Visits against calls: `after` are the visits."""


def mixed(visits: Iterable[Visited]) -> bool:
    """Whether the visits answered different questions, which no figure may mix."""
    return len({(each.form, each.version, each.questions) for each in visits}) > 1


def versions(visits: Iterable[Visited]) -> Mapping[tuple[str, int], tuple[Visited, ...]]:
    """The visits by form and version, sorted; figures are made of one of these at a time."""
    found: dict[tuple[str, int], list[Visited]] = {}
    for each in visits:
        found.setdefault((each.form, each.version), []).append(each)
    return {key: tuple(found[key]) for key in sorted(found)}


def mean_score(visits: Sequence[Visited], *, fewest: int = FEWEST) -> Mean:
    """The mean score with its t interval, refused where the visits answered different questions.

    Args:
        visits: those without a score count in no figure.
        fewest: scores asked for at least.
    """
    scores = [each.score for each in visits if each.score is not None]
    if mixed(visits):
        return Mean(of=len(scores), refusal=Refusal.MIXED_VERSIONS)
    states = [answer.state for each in visits for answer in each.answers]
    unknown = Fraction(states.count(State.UNKNOWN), len(states)) if states else Fraction(0)
    return mean(((score, 1) for score in scores), unknown, fewest=fewest)


def places(visits: Iterable[Visited]) -> tuple[Group, ...]:
    """The mean of each place, by its name; under five visits there is none."""
    return _groups(visits, lambda each: each.place, FEWEST_OF_PLACE)


def teams(visits: Iterable[Visited]) -> tuple[Group, ...]:
    """The mean of each team, by its name."""
    return _groups(visits, lambda each: each.team, FEWEST)


def agents(visits: Iterable[Visited]) -> tuple[Group, ...]:
    """The mean of each agent, by id."""
    return _groups(visits, lambda each: each.agent, FEWEST)


def executions(
    form: Form, visits: Iterable[Visited], *, fewest: int = FEWEST
) -> tuple[Execution, ...]:
    """How often each line was used, in the order of the form.

    A line counts as used where its criterion earned points: nearly said is said in part.

    Args:
        form: whose criteria name lines.
        visits: of that form and version; others are left aside.
        fewest: visits asked for at least; `FEWEST_OF_PLACE` for those of one place.
    """
    meant = [each for each in visits if (each.form, each.version) == (form.id, form.version)]
    return tuple(
        _execution(criterion.id, criterion.line, meant, fewest)
        for _, criterion in form.criteria()
        if criterion.line
    )


def beside(execution: Execution, calls: Rate) -> Beside:
    """A line on visits beside the same line on calls, with their difference (Newcombe).

    Args:
        execution: of the visits.
        calls: the calls on which the line was due, and on how many it was said.
    """
    return Beside(
        line=execution.line,
        visits=execution.used,
        calls=calls,
        difference=difference(calls, execution.used),
    )


def _groups(
    visits: Iterable[Visited], name: Callable[[Visited], str | None], fewest: int
) -> tuple[Group, ...]:
    found: dict[str | None, list[Visited]] = {}
    for each in visits:
        found.setdefault(name(each), []).append(each)
    return tuple(
        Group(name=key, visits=len(found[key]), mean=mean_score(found[key], fewest=fewest))
        for key in sorted(found, key=lambda key: (key is None, key or ""))
    )


def _execution(criterion: str, line: str, visits: Sequence[Visited], fewest: int) -> Execution:
    states = [
        answer.state for each in visits for answer in each.answers if answer.criterion == criterion
    ]
    used, missed = states.count(State.PASS), states.count(State.FAIL)
    unknown = states.count(State.UNKNOWN)
    asked = used + missed + unknown
    share = Fraction(unknown, asked) if asked else Fraction(0)
    found = rate(used, used + missed, share, fewest=fewest)
    if mixed(visits):
        found = Rate(found.count, found.of, refusal=Refusal.MIXED_VERSIONS)
    return Execution(
        criterion=criterion,
        line=line,
        used=found,
        not_due=states.count(State.NA),
        unknown=unknown,
    )
