"""Rules in trial: how often they agree with people, before anybody trusts them."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Status
from coachdesk.core.rates import rate
from coachdesk.core.today import Trial
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.kept import Kept
from coachdesk.store import forms
from coachdesk.store import trial as store
from coachdesk.store.connect import Db
from coachdesk.store.forms import Basis
from coachdesk.store.trial import Told

_DECIDED = frozenset({State.PASS, State.FAIL, State.NA})


class Asks(msgspec.Struct, frozen=True):
    """What is shown of a criterion in trial."""

    criterion: str
    ask: str


_KNOWN: dict[str, tuple[Asks, ...]] = {}
"""Form digest to its criteria in trial: forms never change, and are slow to load."""


def rules_in_trial(desk: Desk, acting: Acting) -> tuple[Trial, ...]:
    """The criteria in trial of the rules in force: those most often answered by people first.

    Agents see none, because a rule in trial must not reach them; nor do those who only read.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    actor = allowed(desk, acting, Action.LIST_CALLS)
    if not (reaches(actor.role, Action.CREATE) or reaches(actor.role, Action.TRY_RULES)):
        return ()
    with desk.opened(acting) as db:
        found = list(_trials(db))
    return tuple(sorted(found, key=lambda each: -each.people))


def _trials(db: Db) -> Iterator[Trial]:
    kept: Kept | None = None
    asked: dict[Basis, tuple[Asks, ...]] = {}
    for basis in forms.bases(db, in_force=True):
        if basis.form_sha256 not in _KNOWN:
            mentioned = store.mentions_trial(db, basis.form_sha256)
            kept = kept or (Kept(db) if mentioned else None)
            _KNOWN[basis.form_sha256] = _asks(kept, basis) if mentioned and kept else ()
        if _KNOWN[basis.form_sha256]:
            asked[basis] = _KNOWN[basis.form_sha256]
    wanted = {basis.number: [each.criterion for each in found] for basis, found in asked.items()}
    told = store.told(db, wanted) if wanted else []
    for basis, found in asked.items():
        ours = [each for each in told if each.basis == basis.number]
        kept = kept or (Kept(db) if ours else None)
        said = _said(db, kept, basis, ours) if ours and kept else {}
        judged = store.judged(db, basis.number)
        yield from (_trial(basis, each, judged, ours, said) for each in found)


def _asks(kept: Kept, basis: Basis) -> tuple[Asks, ...]:
    form = kept.form(basis.form_sha256)
    return tuple(
        Asks(criterion.id, criterion.ask)
        for _, criterion in form.criteria()
        if criterion.status is Status.TRIAL
    )


def _said(
    db: Db, kept: Kept, basis: Basis, told: Sequence[Told]
) -> Mapping[int, Mapping[str, State]]:
    return {
        number: {
            answer.criterion: answer.state
            for answer in kept.scored(basis, call, row).evaluation.answers
        }
        for number, call, row in store.said(db, basis.number, [each.call for each in told])
    }


def _trial(
    basis: Basis,
    asks: Asks,
    judged: int,
    told: Sequence[Told],
    said: Mapping[int, Mapping[str, State]],
) -> Trial:
    pairs = [
        (each.state, said.get(each.call, {}).get(asks.criterion, State.OPEN))
        for each in told
        if each.criterion == asks.criterion
    ]
    decided = [pair for pair in pairs if set(pair) <= _DECIDED]
    return Trial(
        scorecard=basis.form_id,
        criterion=asks.criterion,
        ask=asks.ask,
        judged=judged,
        people=len(pairs),
        undecided=len(pairs) - len(decided),
        agreed=rate(sum(person is engine for person, engine in decided), len(decided)),
    )
