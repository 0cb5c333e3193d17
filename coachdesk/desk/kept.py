"""Stored evaluations as whole values again, from the stored form text."""

import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.evaluation import Evaluation
from coachdesk.core.form import Form
from coachdesk.core.score import Scorer
from coachdesk.core.scored import Explained, Scored
from coachdesk.store import evaluations, forms
from coachdesk.store.connect import Db
from coachdesk.store.evaluations import Row
from coachdesk.store.forms import Basis

if TYPE_CHECKING:
    from coachdesk.core.scorecards import Rulebook

_REMEMBERED = 8
"""Explained calls kept at hand: somebody answers question after question of one."""


# The engine and the readers of rules are imported when first needed: lists never wait for them.


class Kept:
    """The forms of a desk, each loaded once from the text it was kept with."""

    def __init__(self, db: Db) -> None:
        self._db = db
        self._forms: dict[str, Form] = {}
        self._scorers: dict[str, Scorer] = {}
        self._rulebooks: dict[int, Rulebook] = {}
        self._heard_with: dict[tuple[str, Assumptions], Rulebook] = {}
        self._reasons = evaluations.reasons(db)
        self._explained: dict[tuple[int, str, int, bool], Scored] = {}

    def form(self, sha256: str) -> Form:
        """The form of this digest.

        Raises:
            DeskRefused: its text is not accepted by this version of the rule language.
        """
        if sha256 not in self._forms:
            from coachdesk.files.rulebook import load_sources

            loaded = load_sources(forms.texts_of(self._db, sha256))
            found = next((form for form in loaded.forms if form.sha256 == sha256), None)
            if found is None:
                raise DeskRefused(
                    *loaded.problems,
                    Problem(
                        code="D306",
                        message=f"the kept form {sha256[:12]} can't be loaded by this version",
                        hint="the event log names the version that scored with it",
                    ),
                )
            self._forms[sha256] = found
            self._scorers[sha256] = Scorer(found)
        return self._forms[sha256]

    def rulebook(self, basis: Basis) -> "Rulebook":
        """The form of a basis, compiled with what was assumed."""
        from coachdesk.core.scorecards import Rulebook

        if basis.number not in self._rulebooks:
            form = self.form(basis.form_sha256)
            self._rulebooks[basis.number] = Rulebook([form], basis.assumptions)
        return self._rulebooks[basis.number]

    def heard(
        self, form_sha256: str, assumptions: Assumptions, call: Call, *, near: bool = False
    ) -> Scored:
        """What the engine says of a call that is no part of the desk's calls, explained."""
        from coachdesk.core.scorecards import Rulebook

        key = form_sha256, assumptions
        if key not in self._heard_with:
            self._heard_with[key] = Rulebook([self.form(form_sha256)], assumptions)
        (found,) = self._heard_with[key].screen([call], regardless=True, explain=True, near=near)
        return found

    def scored(self, basis: Basis, call: Call, row: Row) -> Scored:
        """One stored evaluation with its score."""
        form = self.form(basis.form_sha256)
        evaluation = self._evaluation(row, form, call)
        scorer = self._scorers[basis.form_sha256]
        return Scored(
            call=call, form=form, evaluation=evaluation, score=scorer.score(evaluation.answers)
        )

    def _evaluation(self, row: Row, form: Form, call: Call) -> Evaluation:
        try:
            return evaluations.evaluation_of(row, form, call, self._reasons)
        except KeyError:
            # Somebody screened since the reasons were read.
            self._reasons = evaluations.reasons(self._db)
            return evaluations.evaluation_of(row, form, call, self._reasons)

    def answered(self, engine: Scored, evaluation: Evaluation) -> Scored:
        """The same with other answers to the same form, scored anew."""
        self.form(engine.form.sha256)
        score = self._scorers[engine.form.sha256].score(evaluation.answers)
        return msgspec.structs.replace(engine, evaluation=evaluation, score=score)

    def explained(
        self, basis: Basis, kept: Sequence[tuple[Call, Row]], *, near: bool = False
    ) -> Iterator[Scored]:
        """Stored evaluations with what stands behind them, which is looked up again."""
        calls = [call for call, _ in kept]
        again = self.rulebook(basis).screen(calls, regardless=True, explain=True, near=near)
        for (call, row), fresh in zip(kept, again, strict=True):
            stored = self.scored(basis, call, row)
            yield msgspec.structs.replace(stored, explained=fresh.explained)

    def explained_call(
        self, basis: Basis, call: Call, row: Row, *, near: bool, reading: int
    ) -> Scored:
        """One stored evaluation with what stands behind it; the last few are remembered.

        Args:
            basis: its basis.
            call: as it is read now.
            row: what is kept.
            near: find the nearest misses as well.
            reading: another number where the same call is read otherwise.
        """
        key = basis.number, call.id, reading
        found = self._explained.pop((*key, True), None)
        if found is None or found.call != call:
            found = self._explained.pop((*key, near), None)
        else:
            near = True
        if found is None or found.call != call:
            (found,) = self.explained(basis, [(call, row)], near=near)
        self._explained[(*key, near)] = found
        while len(self._explained) > _REMEMBERED:
            del self._explained[next(iter(self._explained))]
        return found

    def behind(self, form: Form, call: Call) -> Mapping[str, Explained]:
        """What stands behind each answer of a form in force about a call, nearest misses too."""
        basis = next(
            each for each in forms.bases(self._db, in_force=True) if each.form_sha256 == form.sha256
        )
        (fresh,) = self.rulebook(basis).screen([call], regardless=True, explain=True, near=True)
        return fresh.explained

    def in_force(self) -> Iterator[Scored]:
        """Every evaluation under the rules in force, as a stream."""
        for basis in forms.bases(self._db, in_force=True):
            for batch in evaluations.stored(self._db, basis):
                yield from (self.scored(basis, each.call, each.row) for each in batch)

    def all_explained(self) -> Iterator[Scored]:
        """The same with what stands behind each, as a stream."""
        for basis in forms.bases(self._db, in_force=True):
            for batch in evaluations.stored(self._db, basis):
                yield from self.explained(basis, [(each.call, each.row) for each in batch])


_HELD: weakref.WeakKeyDictionary[Db, Kept] = weakref.WeakKeyDictionary()


def kept_of(db: Db) -> Kept:
    """The forms of this connection, which stay loaded as long as it is open.

    A connection belongs to one thread, and so do its forms.
    """
    found = _HELD.get(db)
    if found is None:
        # A strong reference would keep the connection, and with it this entry, for ever.
        found = _HELD[db] = Kept(weakref.proxy(db))
    return found
