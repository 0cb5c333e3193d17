"""Versions of rules by name: those in force, the draft, or files anywhere."""

from pathlib import Path

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.core.form import Form
from coachdesk.core.location import Location
from coachdesk.desk.drafts import load_draft
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.kept import kept_of
from coachdesk.files.loaded import Loaded
from coachdesk.files.rulebook import load
from coachdesk.store import forms

IN_FORCE = "desk"
"""The name of the rules in force."""
DRAFT = "draft"
"""The name of the draft."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the scorecards."""

    name: str
    """As people name it: `desk`, `draft` or a path."""
    forms: tuple[Form, ...]
    """Scorecards, by id."""


def rules_in_force(desk: Desk, acting: Acting) -> Rules:
    """The rules that the last screening used; those in `rules/` where there was none yet.

    Raises:
        BadInput: there was none yet, and `rules/` has errors or no scorecard.
        DeskRefused: a kept form can't be loaded, or this person may not try rules.
    """
    allowed(desk, acting, Action.TRY_RULES)
    with desk.opened(acting) as db:
        kept = kept_of(db)
        found = [kept.form(basis.form_sha256) for basis in forms.bases(db, in_force=True)]
    if not found:
        return _sound(IN_FORCE, load(desk.rules))
    return Rules(name=IN_FORCE, forms=tuple(sorted(found, key=lambda form: form.id)))


def rules_of_draft(desk: Desk, acting: Acting) -> Rules:
    """The rules that publishing the draft would put in force.

    Raises:
        BadInput: they have errors (all of them).
        DeskRefused: this person may not try rules.
    """
    allowed(desk, acting, Action.TRY_RULES)
    return _sound(DRAFT, load_draft(desk))


def rules_at(path: Path, scripts: Path | None = None) -> Rules:
    """The scorecards of a rule file, or of a folder of them.

    Raises:
        BadInput: they have errors (all of them), or there is none.
    """
    return _sound(str(path), load(path, scripts))


def _sound(name: str, loaded: Loaded) -> Rules:
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    if errors:
        raise BadInput(*errors)
    found = loaded.of_kind("scorecard")
    if not found:
        raise BadInput(Problem(code="U204", location=Location(name), message="no scorecard here"))
    return Rules(name=name, forms=found)
