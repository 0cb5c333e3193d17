"""Try rules before they are in force: what a criterion hears, and which calls would flip."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.authorize import Action
from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.flips import Flip, Flips, Hit, Hits, side_of
from coachdesk.core.form import Criterion, Form
from coachdesk.core.scored import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.queue import open_queue
from coachdesk.desk.trying import (
    BATCH,
    Cancelled,
    Judging,
    People,
    Progress,
    Rejudging,
    Trial,
    never,
    no_criterion,
    quietly,
)
from coachdesk.desk.versions import Rules
from coachdesk.store import calls, workbench

KEPT = 500
"""Flips and hits that are kept with the sums."""


def hits(
    desk: Desk,
    acting: Acting,
    rules: Rules,
    criterion: str,
    *,
    where: str = "",
    states: frozenset[State] | None = None,
    keep: int = KEPT,
    progress: Progress = quietly,
    cancelled: Cancelled = never,
) -> Hits:
    """What a criterion says about the desk's calls, with the words behind it.

    Args:
        desk: whose calls.
        acting: who looks.
        rules: the version that has the criterion.
        criterion: its id, or `SCORECARD/CRITERION` where several scorecards have it.
        where: a filter of docs/queue.md; empty: all calls.
        states: the answers to keep; None: any.
        keep: how many answers to keep; all are counted.
        progress: called with calls done and calls to do.
        cancelled: asked after every batch.

    Raises:
        BadInput: U205, there is no such criterion, or several.
        SyntaxFault: the filter is not understood.
        DeskRefused: this person may not try rules.
    """
    allowed(desk, acting, Action.TRY_RULES)
    form, at, asked = _found(rules, criterion)
    numbers = _numbers(desk, acting, where)
    counts: Counter[State] = Counter()
    kept: list[Hit] = []
    looked = 0
    with desk.opened(acting) as db:
        total = calls.count(db) if numbers is None else len(numbers)
        side = Judging(db, [form], desk.settings.assumptions)
        complete = True
        for batch in workbench.batches(db, numbers, BATCH):
            judged = side.judged(batch)
            for number, _ in batch:
                scored = judged.get((number, form.id))
                if scored is None:
                    continue
                answer = scored.evaluation.answers[at]
                counts[answer.state] += 1
                if len(kept) < keep and (states is None or answer.state in states):
                    kept.append(_hit(scored, asked, answer))
            looked += len(batch)
            progress(looked, total)
            if cancelled():
                complete = looked == total
                break
    return Hits(
        scorecard=form.id,
        version=form.version,
        criterion=asked,
        calls=looked,
        beyond=looked - sum(counts.values()),
        states=dict(counts.most_common()),
        kept=tuple(kept),
        complete=complete,
    )


def try_rules(
    desk: Desk,
    acting: Acting,
    old: Rules,
    new: Rules,
    *,
    where: str = "",
    criterion: str | None = None,
    keep: int = KEPT,
    found: Callable[[Flip], None] = lambda flip: None,
    progress: Progress = quietly,
    cancelled: Cancelled = never,
) -> Flips:
    """What would change for the desk's calls, and what people said about the same; writes nothing.

    Evaluations that the desk has of a version are used; what it lacks is judged now. Both versions
    are taken with what the desk assumes today.

    Args:
        desk: whose calls.
        acting: who tries.
        old: one version of the rules.
        new: the other.
        where: a filter of docs/queue.md; empty: all calls.
        criterion: count flips of this one alone, by id or `SCORECARD/CRITERION`; None: of all.
        keep: how many flips to keep; all are counted.
        found: told of every flip, in the order of the calls.
        progress: called with calls done and calls to do.
        cancelled: asked after every batch.

    Raises:
        BadInput: U205, there is no such criterion; U207, no scorecard is in both.
        SyntaxFault: the filter is not understood.
        DeskRefused: this person may not try rules.
    """
    allowed(desk, acting, Action.TRY_RULES)
    plan = Trial(old, new, criterion, keep, found)
    numbers = _numbers(desk, acting, where)
    assumptions = desk.settings.assumptions
    with desk.opened(acting) as db:
        total = calls.count(db) if numbers is None else len(numbers)
        old_side = Judging(db, plan.old, assumptions)
        new_side = Rejudging(db, plan.old, plan.new, assumptions)
        people = People(db, plan)
        for batch in workbench.batches(db, numbers, BATCH):
            before = old_side.judged(batch)
            plan.add(batch, before, new_side.judged(batch, before), people.of(batch))
            progress(plan.looked, total)
            if cancelled() and plan.looked < total:
                return plan.flips(complete=False)
    return plan.flips()


def try_on(
    found_calls: Iterable[Call],
    old: Rules,
    new: Rules,
    assumptions: Assumptions,
    *,
    criterion: str | None = None,
    keep: int = KEPT,
    found: Callable[[Flip], None] = lambda flip: None,
) -> Flips:
    """The same for calls that need no desk, as a stream.

    Raises:
        BadInput: as `try_rules`.
    """
    plan = Trial(old, new, criterion, keep, found)
    old_side = Judging(None, plan.old, assumptions)
    new_side = Rejudging(None, plan.old, plan.new, assumptions)
    stream = iter(enumerate(found_calls))
    while batch := list(islice(stream, BATCH)):
        before = old_side.judged(batch)
        plan.add(batch, before, new_side.judged(batch, before), {})
    return plan.flips()


def _numbers(desk: Desk, acting: Acting, where: str) -> "array[int] | None":
    """The calls that a filter means, in the order of their numbers; None: all of them."""
    if not where.strip():
        return None
    return array("q", sorted(open_queue(desk, acting, where).numbers))


def _found(rules: Rules, wanted: str) -> tuple[Form, int, Criterion]:
    scorecard, _, name = wanted.rpartition("/")
    found = [
        (form, at, criterion)
        for form in rules.forms
        if not scorecard or form.id == scorecard
        for at, (_, criterion) in enumerate(form.criteria())
        if criterion.id == name
    ]
    if not found:
        raise no_criterion(wanted, rules.forms)
    if len(found) > 1:
        meant = ", ".join(f"{form.id}/{name}" for form, _, _ in found)
        message = f"several scorecards have a criterion '{name}'"
        raise BadInput(Problem(code="U205", message=message, hint=f"name one: {meant}"))
    return found[0]


def _hit(scored: Scored, criterion: Criterion, answer: Answer) -> Hit:
    call = scored.call
    return Hit(
        call=call.id,
        agent=call.agent,
        started_at=call.started_at,
        said=side_of(call, criterion, answer),
        outcome=scored.score.outcome,
        shown=scored.score.shown,
    )
