"""Score every call that the rules in force have not been asked about."""

from collections.abc import Callable, Sequence

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.core.form import Form
from coachdesk.desk.audits import end_clocks as end_visit_clocks
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.publication import settled_rules
from coachdesk.desk.reused import reused_version
from coachdesk.desk.reviews import end_clocks
from coachdesk.files.loaded import Loaded
from coachdesk.files.rulebook import load
from coachdesk.store import evaluations, forms
from coachdesk.store.connect import Db
from coachdesk.store.today import has_calls


class Screened(msgspec.Struct, frozen=True, kw_only=True):
    """What a screening did."""

    calls: int
    """Calls looked at."""
    evaluations: int
    """Evaluations added."""
    scorecards: tuple[str, ...]
    """`id vN` of the rules in force."""
    problems: tuple[Problem, ...]
    """Warnings about the rules."""
    empty: bool = False
    """The desk has no calls at all."""
    clocks_ended: int = 0
    """Published evaluations whose time for disputes was found to be over."""


def screen(
    desk: Desk,
    acting: Acting,
    *,
    only: Sequence[int] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Screened:
    """Scores what is not scored yet, batch by batch; what is kept stays if it is stopped.

    Args:
        desk: its rules folder becomes the rules in force.
        acting: who screens.
        only: numbers of the calls to score; None: all.
        progress: called with calls done and calls to do.

    Raises:
        BadInput: the rules have errors (all of them), or there are none; nothing was scored.
        DeskRefused: the desk can't be opened or written, or this person may not screen.
        StoreFailed: the disk refused; batches before that are kept.
    """
    allowed(desk, acting, Action.SCREEN)
    with settled_rules(desk, acting):
        loaded = load(desk.rules)
    wanted = _usable(loaded, desk)
    with desk.opened(acting) as db:
        bases = forms.put_in_force(
            db,
            [(form, loaded.texts_of(form.id)) for form in wanted],
            desk.settings.assumptions,
            at=acting.clock(),
            actor=acting.actor,
        )
        reused = forms.reused_versions(db, wanted)
        empty = not has_calls(db)
        calls, added = _screened(db, desk, wanted, bases, acting, only, progress)
    ended = end_clocks(desk, acting) + end_visit_clocks(desk, acting)
    return Screened(
        calls=calls,
        evaluations=added,
        scorecards=tuple(f"{form.id} v{form.version}" for form in wanted),
        problems=(*loaded.problems, *map(reused_version, reused)),
        empty=empty,
        clocks_ended=ended,
    )


def _usable(loaded: Loaded, desk: Desk) -> tuple[Form, ...]:
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    if errors:
        count = f"{len(errors)} error" + ("s" if len(errors) > 1 else "")
        raise BadInput(
            *errors,
            Problem(
                code="D302",
                message=f"nothing was scored: {count} in the rules",
                hint="coachdesk rules check",
            ),
        )
    wanted = loaded.of_kind("scorecard")
    if not wanted:
        raise BadInput(
            Problem(
                code="D307",
                message=f"no scorecard in {desk.rules}",
                hint="put one in rules/scorecards",
            )
        )
    return wanted


def _screened(
    db: Db,
    desk: Desk,
    wanted: Sequence[Form],
    bases: Sequence[forms.Basis],
    acting: Acting,
    only: Sequence[int] | None,
    progress: Callable[[int, int], None],
) -> tuple[int, int]:
    lacking = [(basis, form) for basis, form in zip(bases, wanted, strict=True)]
    missing = {basis.number: evaluations.missing(db, basis) for basis in bases}
    lacking = [(basis, form) for basis, form in lacking if missing[basis.number]]
    if not lacking:
        return 0, 0
    asked_bases = [basis for basis, _ in lacking]
    # Only now: whoever can screen need not wait for the engine before.
    from coachdesk.core.scorecards import Rulebook

    rulebook = Rulebook([form for _, form in lacking], desk.settings.assumptions)
    total, done, added = max(missing.values()), 0, 0
    if only is not None:
        total = min(total, len(only))
    for batch in evaluations.unscored(db, asked_bases, among=only):
        results = list(rulebook.screen([call for _, call in batch]))
        added += evaluations.keep(
            db, batch, asked_bases, results, at=acting.clock(), actor=acting.actor
        )
        done += len(batch)
        progress(done, total)
    return done, added
