"""Rules that were changed under their old version, as a desk that keeps the old text can tell."""

from collections.abc import Sequence

from coachdesk.core.certification.exam import form_of
from coachdesk.core.errors import Problem, Severity
from coachdesk.core.form import Form
from coachdesk.core.location import Location
from coachdesk.desk.folder import Acting, Desk
from coachdesk.files.loaded import Loaded
from coachdesk.store import forms


def reused_version(form: Form, location: Location | None = None) -> Problem:
    """That the desk has kept another text of this form under its version (D308)."""
    return Problem(
        code="D308",
        location=location,
        message=f"{form.id} was changed, and is still version {form.version}",
        hint="raise its version, so that lists tell the two apart",
        severity=Severity.WARNING,
    )


def reused_in_exams(desk: Desk, acting: Acting, loaded: Loaded) -> Sequence[Problem]:
    """The same of exams and role-plays that somebody has sat or played; scorecards: `screen`.

    Args:
        desk: which; one without a database has kept nothing.
        acting: for the desk's log, where its database must be mended.
        loaded: its rules.
    """
    if not desk.database.exists():
        return ()
    exams = {exam.id: exam.location for exam in loaded.exams.values()}
    made = [form_of(exam, ()) for exam in loaded.exams.values()]
    with desk.opened(acting) as db:
        reused = forms.reused_versions(db, [*made, *loaded.of_kind("roleplay")])
    return [
        reused_version(form, exams.get(form.id) if form.kind == "exam" else None) for form in reused
    ]
