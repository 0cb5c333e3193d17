"""How people, teams and criteria stand: counts first, a rate only where it can be honest.

Calls judged by different scorecards are never put in one rate.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

import msgspec

from coachdesk.core.calls import Call, Speaker
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Form, scored
from coachdesk.core.people import Person
from coachdesk.core.rates import FEWEST, Rate, mean_of, rate
from coachdesk.core.score import Outcome
from coachdesk.core.scored import Explained, Scored


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One agent or one team under one scorecard."""

    scorecard: str
    team: str | None
    agent: str | None
    """None: the whole team."""
    calls: int
    not_scored: int
    """Calls without a point score or outcome; in no rate and in no mean."""
    passed: Rate
    mean: Fraction | None
    """Mean of the scores shown, percent; None where the rate is refused."""
    critical: int
    """Calls failed by a critical criterion."""
    unknown: int
    """Trusted criteria answered UNKNOWN."""


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One call that shows what is meant."""

    call: Call
    form: Form
    criterion: Criterion
    answer: Answer
    agent: str | None = None
    """The colleague who took the call, else the agent as the call states it."""
    explained: Explained | None = None
    """What stands behind the answer, where it was looked up."""


class Weakness(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion and how often it failed where it applied."""

    scorecard: str
    criterion: Criterion
    failed: Rate
    example: Example
    """One with evidence if there is any, else the first by call id."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a body of scored calls says."""

    calls: int
    evaluations: int
    outcomes: dict[Outcome, int]
    answers: int
    """Answers to trusted automatic criteria."""
    unknown: int
    """Of them UNKNOWN."""
    open: int
    """Answers that wait for a person."""
    critical: tuple[Example, ...]
    """One failed critical criterion per call that it failed, agent by agent: the one with the most
    first, and of each what the agent's own words show first."""
    teams: tuple[Group, ...]
    agents: tuple[Group, ...]
    """By scorecard, then name; as are the teams. Only of calls whose agent is known."""
    nobodys: dict[Outcome, int]
    """The outcomes of calls whose agent is not known."""
    weaknesses: tuple[Weakness, ...]
    """The most often failed first."""


def standing(results: Iterable[Scored], people: Sequence[tuple[str, Person]]) -> Standing:
    """The standing of a body of scored calls.

    Args:
        results: in any order; the outcome does not depend on it.
        people: (call id, the colleague who took it), for calls whose agent is known.
    """
    kept = sorted(results, key=lambda each: (each.call.id, each.form.id))
    owner = dict(people)
    trusted = [answer for each in kept for _, answer in _trusted(each)]
    states = [answer.state for answer in trusted]
    outcomes = [each.score.outcome for each in kept]
    nobodys = [each.score.outcome for each in kept if not _agent_of(each, owner)]
    return Standing(
        calls=len({each.call.id for each in kept}),
        evaluations=len(kept),
        outcomes={outcome: outcomes.count(outcome) for outcome in Outcome},
        answers=sum(state is not State.OPEN for state in states),
        unknown=states.count(State.UNKNOWN),
        open=states.count(State.OPEN),
        critical=_by_agent(
            [_critical(each, _agent_of(each, owner)) for each in kept if each.score.failed_by]
        ),
        teams=_groups(kept, owner, by_agent=False),
        agents=_groups(kept, owner, by_agent=True),
        nobodys={outcome: nobodys.count(outcome) for outcome in Outcome},
        weaknesses=_weaknesses(kept, owner),
    )


def _trusted(each: Scored) -> list[tuple[Criterion, Answer]]:
    answers = {answer.criterion: answer for answer in each.evaluation.answers}
    return [
        (criterion, answers[criterion.id])
        for _, criterion in each.form.criteria()
        if scored(criterion) and criterion.id in answers
    ]


def _agent_of(each: Scored, owner: dict[str, Person]) -> str | None:
    person = owner.get(each.call.id)
    return person.name if person else each.call.agent or None


def _by_agent(examples: Sequence[Example]) -> tuple[Example, ...]:
    """Those of the agent with the most first, of unknown agents last; what shows most first."""
    counts = Counter(each.agent for each in examples)
    return tuple(
        sorted(
            examples,
            key=lambda each: (
                each.agent is None,
                -counts[each.agent],
                each.agent or "",
                _how_shown(each),
            ),
        )
    )


def _how_shown(example: Example) -> int:
    """0: by words of the agent, 1: by words of somebody else, 2: by no words."""
    verdict = example.answer.verdict
    turns = [span.turn for each in verdict.evidence for span in each.spans] if verdict else []
    if not turns:
        return 2
    return int(example.call.turns[turns[0]].speaker is not Speaker.AGENT)


def _critical(each: Scored, agent: str | None) -> Example:
    wanted = each.score.failed_by[0]
    criterion, answer = next(
        (criterion, answer) for criterion, answer in _trusted(each) if criterion.id == wanted
    )
    return Example(call=each.call, form=each.form, criterion=criterion, answer=answer, agent=agent)


def _groups(
    kept: Sequence[Scored], owner: dict[str, Person], *, by_agent: bool
) -> tuple[Group, ...]:
    members: dict[tuple[str, str, str], list[Scored]] = {}
    for each in kept:
        person = owner.get(each.call.id)
        team = (person.team if person else None) or ""
        agent = (_agent_of(each, owner) or "") if by_agent else ""
        if agent or (team and not by_agent):
            members.setdefault((each.form.id, agent, team), []).append(each)
    return tuple(_group(key, members[key]) for key in sorted(members))


def _group(key: tuple[str, str, str], members: Sequence[Scored]) -> Group:
    scorecard, agent, team = key
    decided = [each for each in members if each.score.outcome is not Outcome.NOT_SCORED]
    states = [answer.state for each in members for _, answer in _trusted(each)]
    asked = sum(state is not State.OPEN for state in states)
    unknown = states.count(State.UNKNOWN)
    passed = rate(
        sum(each.score.outcome is Outcome.PASS for each in decided),
        len(decided),
        Fraction(unknown, asked) if asked else Fraction(0),
    )
    shown = [each.score.shown for each in decided if each.score.shown is not None]
    honest = passed.refusal is None and len(shown) >= FEWEST
    return Group(
        scorecard=scorecard,
        team=team or None,
        agent=agent or None,
        calls=len(members),
        not_scored=len(members) - len(decided),
        passed=passed,
        mean=mean_of(shown) if honest else None,
        critical=sum(bool(each.score.failed_by) for each in members),
        unknown=unknown,
    )


def _weaknesses(kept: Sequence[Scored], owner: dict[str, Person]) -> tuple[Weakness, ...]:
    failed: dict[tuple[str, str], list[Example]] = {}
    applied: dict[tuple[str, str], int] = {}
    for each in kept:
        for criterion, answer in _trusted(each):
            key = (each.form.id, criterion.id)
            if answer.state in (State.PASS, State.FAIL):
                applied[key] = applied.get(key, 0) + 1
            if answer.state is State.FAIL:
                example = Example(
                    call=each.call,
                    form=each.form,
                    criterion=criterion,
                    answer=answer,
                    agent=_agent_of(each, owner),
                )
                failed.setdefault(key, []).append(example)
    weaknesses = [
        Weakness(
            scorecard=scorecard,
            criterion=examples[0].criterion,
            failed=rate(len(examples), applied[scorecard, criterion]),
            example=next((each for each in examples if _has_evidence(each)), examples[0]),
        )
        for (scorecard, criterion), examples in failed.items()
    ]
    # By count: a share of few calls would put chance on top.
    return tuple(
        sorted(weaknesses, key=lambda each: (-each.failed.count, each.scorecard, each.criterion.id))
    )


def _has_evidence(example: Example) -> bool:
    verdict = example.answer.verdict
    return verdict is not None and bool(verdict.evidence)
