"""Stored evaluations as whole values again, from the stored form text."""

from collections.abc import Iterator

from sqlite_utils import Database

from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.form import Form
from coachdesk.core.score import score
from coachdesk.core.scorecards import Scored
from coachdesk.files.rulebook import load_sources
from coachdesk.store import evaluations, forms


class KeptForms:
    """The forms of a desk, each loaded once from the text it was kept with."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._forms: dict[str, Form] = {}

    def __getitem__(self, sha256: str) -> Form:
        """The form of this digest.

        Raises:
            DeskRefused: its text is not accepted by this version of the rule language.
        """
        if sha256 not in self._forms:
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
        return self._forms[sha256]


def in_force(db: Database, kept: KeptForms) -> Iterator[Scored]:
    """Every evaluation under the rules in force, as a stream."""
    reasons = evaluations.reasons(db)
    for basis in forms.bases(db, in_force=True):
        form = kept[basis.form_sha256]
        for batch in evaluations.stored(db, basis):
            for each in batch:
                evaluation = evaluations.evaluation_of(each.row, form, each.call, reasons)
                yield Scored(
                    call=each.call,
                    form=form,
                    evaluation=evaluation,
                    score=score(form, evaluation.answers),
                )
