"""The parts of a trial of rules: who judges, what is compared, and what people said."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.flips import Comparison, Flip, Flips, agreement
from coachdesk.core.flips.narrowing import Narrowed
from coachdesk.core.form import Form, applies
from coachdesk.core.scorecards import Rulebook
from coachdesk.core.scored import Scored
from coachdesk.desk.kept import Kept
from coachdesk.desk.versions import Rules
from coachdesk.files.schema import nearest
from coachdesk.store import forms, workbench
from coachdesk.store.connect import Db
from coachdesk.store.workbench import Told

Batch = Sequence[tuple[int, Call]]
"""Calls with their numbers."""
BATCH = 256
"""Calls judged together."""
Progress = Callable[[int, int], None]
"""Takes what is done and what there is to do."""
Cancelled = Callable[[], bool]
"""Whether nobody waits for the result any more."""


def quietly(done: int, total: int) -> None:
    """Tells nobody."""


def never() -> bool:
    """Somebody waits."""
    return False


Key = tuple[int, str]
"""Number of a call, id of a scorecard."""


class Judging:
    """One version of some scorecards: kept evaluations where there are any, else judged now."""

    def __init__(self, db: Db | None, wanted: Sequence[Form], assumptions: Assumptions) -> None:
        self._db = db
        self._kept = None if db is None else Kept(db)
        self._bases = {} if db is None else _bases(db, wanted, assumptions)
        self._forms = wanted
        self._assumptions = assumptions
        self._rulebooks: dict[tuple[str, ...], Rulebook] = {}

    def judged(self, batch: Batch, names: Collection[str] | None = None) -> dict[Key, Scored]:
        """What these scorecards say about the calls; nothing where one does not apply.

        Args:
            batch: the calls.
            names: the scorecards to ask; None: all.
        """
        results: dict[Key, Scored] = {}
        lacking: dict[tuple[str, ...], list[tuple[int, Call]]] = {}
        wanted = [form for form in self._forms if names is None or form.id in names]
        said = self._said(batch)
        for number, call in batch:
            ask = []
            for form in wanted:
                row = said.get(form.id, {}).get(number, _ABSENT)
                if row is _ABSENT:
                    ask.append(form.id)
                elif isinstance(row, Scored):
                    results[number, form.id] = row
            if ask:
                lacking.setdefault(tuple(ask), []).append((number, call))
        for ids, asked in lacking.items():
            for number, scored in _screened(self._rulebook(ids), asked):
                results[number, scored.form.id] = scored
        return results

    def _said(self, batch: Batch) -> dict[str, dict[int, Scored | None]]:
        if self._db is None or self._kept is None:
            return {}
        call_of = dict(batch)
        found: dict[str, dict[int, Scored | None]] = {}
        for form_id, basis in self._bases.items():
            rows = workbench.said(self._db, basis.number, call_of)
            found[form_id] = {
                number: None if row is None else self._kept.scored(basis, call_of[number], row)
                for number, row in rows.items()
            }
        return found

    def _rulebook(self, ids: tuple[str, ...]) -> Rulebook:
        if ids not in self._rulebooks:
            wanted = [form for form in self._forms if form.id in ids]
            self._rulebooks[ids] = Rulebook(wanted, self._assumptions)
        return self._rulebooks[ids]


class Rejudging:
    """A later version of some scorecards, judged only where it differs from the earlier one."""

    def __init__(
        self, db: Db | None, old: Sequence[Form], new: Sequence[Form], assumptions: Assumptions
    ) -> None:
        known = set() if db is None else set(_bases(db, new, assumptions))
        pairs = [each for each in zip(old, new, strict=True) if each[1].id not in known]
        self._narrowed = {after.id: Narrowed(before, after) for before, after in pairs}
        self._all = [form.id for form in new]
        self._whole = Judging(db, new, assumptions)
        forms_ = [each.form for each in self._narrowed.values() if each.form is not None]
        self._rulebook = Rulebook(forms_, assumptions)

    def judged(self, batch: Batch, before: Mapping[Key, Scored]) -> dict[Key, Scored]:
        """What the later version says about the calls; nothing where it does not apply.

        Args:
            batch: the calls.
            before: what the earlier version says about them.
        """
        whole: dict[tuple[str, ...], list[tuple[int, Call]]] = {}
        again = []
        for number, call in batch:
            rest = [n for n in self._all if n not in self._narrowed or (number, n) not in before]
            if rest:
                whole.setdefault(tuple(rest), []).append((number, call))
            if len(rest) < len(self._all):
                again.append((number, call))
        results: dict[Key, Scored] = {}
        for names, asked in whole.items():
            results.update(self._whole.judged(asked, names))
        fresh = {
            (number, scored.form.id): scored for number, scored in _screened(self._rulebook, again)
        }
        for number, call in again:
            for name, narrowed in self._narrowed.items():
                key = number, name
                if key in before and applies(narrowed.after, call):
                    results[key] = narrowed.scored(call, before[key], fresh.get(key))
        return results


def _screened(
    rulebook: Rulebook, asked: Iterable[tuple[int, Call]]
) -> Iterator[tuple[int, Scored]]:
    """The calls that some form of the rulebook is for, judged; the others are not listened to."""
    meant = [
        (number, call)
        for number, call in asked
        if any(applies(form, call) for form in rulebook.forms)
    ]
    number_of = {id(call): number for number, call in meant}
    for scored in rulebook.screen(call for _, call in meant):
        yield number_of[id(scored.call)], scored


_ABSENT = object()


def _bases(db: Db, wanted: Sequence[Form], assumptions: Assumptions) -> dict[str, forms.Basis]:
    texts = {form.sha256: form.id for form in wanted}
    return {
        texts[basis.form_sha256]: basis
        for basis in forms.bases(db)
        if basis.form_sha256 in texts and basis.assumptions == assumptions
    }


class Trial:
    """Which scorecards are compared, and what has come of it so far."""

    def __init__(
        self,
        old: Rules,
        new: Rules,
        criterion: str | None,
        keep: int,
        found: Callable[[Flip], None],
    ) -> None:
        before = {form.id: form for form in old.forms}
        after = {form.id: form for form in new.forms}
        both = [name for name in after if name in before]
        if not both:
            raise _nothing_in_common(old, new)
        self.added = tuple(name for name in after if name not in before)
        self.removed = tuple(name for name in before if name not in after)
        only = None
        if criterion is not None:
            scorecard, _, name = criterion.rpartition("/")
            both = [each for each in both if not scorecard or each == scorecard]
            both = [each for each in both if _has(before[each], name) or _has(after[each], name)]
            if not both:
                raise no_criterion(criterion, (*old.forms, *new.forms))
            only = frozenset((name,))
            self.added = self.removed = ()
        changed = [each for each in both if before[each].sha256 != after[each].sha256]
        self.same = tuple(each for each in both if each not in changed)
        self.old = [before[each] for each in changed]
        self.new = [after[each] for each in changed]
        self.comparisons = {each: Comparison(before[each], after[each], only) for each in changed}
        self.looked = 0
        self._keep, self._found = keep, found
        self._kept: list[Flip] = []

    def add(
        self,
        batch: Batch,
        before: Mapping[Key, Scored],
        after: Mapping[Key, Scored],
        people: Mapping[Key, Mapping[str, State]],
    ) -> None:
        """Counts a batch."""
        for number, _ in batch:
            for name, comparison in self.comparisons.items():
                key = number, name
                for flip in comparison.add(before.get(key), after.get(key), people.get(key, {})):
                    self._found(flip)
                    if len(self._kept) < self._keep:
                        self._kept.append(flip)
        self.looked += len(batch)

    def flips(self, *, complete: bool = True) -> Flips:
        """What has come of it."""
        return Flips(
            calls=self.looked,
            cards=tuple(comparison.sums() for comparison in self.comparisons.values()),
            same=self.same,
            added=self.added,
            removed=self.removed,
            kept=tuple(self._kept),
            people=agreement(
                count for comparison in self.comparisons.values() for count in comparison.counted()
            ),
            complete=complete,
        )


class People:
    """What people answered to the same questions, as whoever tries a rule needs it."""

    def __init__(self, db: Db, plan: Trial) -> None:
        self._db = db
        self._kept = Kept(db)
        self._asked = {
            new.id: (_questions(old), _questions(new))
            for old, new in zip(plan.old, plan.new, strict=True)
        }
        self._same: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, batch: Batch) -> dict[Key, dict[str, State]]:
        """By call and scorecard: criterion to answer."""
        found = workbench.told(self._db, [number for number, _ in batch])
        return {
            key: {
                criterion: answer.state
                for criterion, answer in each.answers.items()
                if criterion in self._same_questions(each)
            }
            for key, each in found.items()
            if key[1] in self._asked
        }

    def _same_questions(self, told: Told) -> frozenset[str]:
        """The criteria that ask in both versions what the person was asked, word for word."""
        key = told.scorecard, told.form_sha256
        if key not in self._same:
            theirs = _questions(self._kept.form(told.form_sha256))
            before, after = self._asked[told.scorecard]
            self._same[key] = frozenset(
                name for name, ask in theirs.items() if before.get(name) == ask == after.get(name)
            )
        return self._same[key]


def _questions(form: Form) -> dict[str, str]:
    return {criterion.id: criterion.ask for _, criterion in form.criteria()}


def _has(form: Form, name: str) -> bool:
    return any(criterion.id == name for _, criterion in form.criteria())


def no_criterion(wanted: str, known: Iterable[Form]) -> BadInput:
    """The refusal of a criterion that none of the forms has."""
    ids = {criterion.id for form in known for _, criterion in form.criteria()}
    message = f"there is no criterion '{wanted}'"
    hint = nearest(wanted.rpartition("/")[2], ids) or f"there are {len(ids)} criteria"
    return BadInput(Problem(code="U205", message=message, hint=hint))


def _nothing_in_common(old: Rules, new: Rules) -> BadInput:
    def listed(rules: Rules) -> str:
        return ", ".join(form.id for form in rules.forms) or "none"

    return BadInput(
        Problem(
            code="U207",
            message=f"{old.name} and {new.name} have no scorecard in common",
            hint=f"{listed(old)} against {listed(new)}; a scorecard keeps its id for ever",
        )
    )
