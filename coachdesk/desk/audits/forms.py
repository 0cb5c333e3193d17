"""The audit forms of a desk, as its rules have them now."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.form import Form
from coachdesk.desk.folder import Desk
from coachdesk.files.schema import nearest


class AuditForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form as the desk's rules have it now."""

    form: Form
    texts: Mapping[str, str]
    """What it was read from."""
    script: str = ""
    """The script under test as `id@version`, or empty."""


def audit_forms(desk: Desk) -> Mapping[str, AuditForm]:
    """The audit forms in the desk's rules, by id.

    Raises:
        BadInput: the rules have errors.
    """
    from coachdesk.files.rulebook import load

    loaded = load(desk.rules)
    if loaded.has_errors:
        raise BadInput(*loaded.problems)
    found = {}
    for form in loaded.of_kind("audit"):
        script = loaded.scripts.get(form.script)
        stated = form.briefing.script_version if form.briefing else None
        version = stated or (script.version if script else None)
        found[form.id] = AuditForm(
            form=form,
            texts=loaded.texts_of(form.id),
            script=f"{form.script}@{version}" if form.script and version else "",
        )
    return found


def audit_form(desk: Desk, wanted: str) -> AuditForm:
    """The audit form of this id in the desk's rules.

    Raises:
        BadInput: the rules have errors, or hold no such form (D716).
    """
    audits = audit_forms(desk)
    if wanted not in audits:
        hint = nearest(wanted, audits) or f"known: {', '.join(audits) or 'none'}"
        message = f"there is no audit form '{wanted}'"
        raise BadInput(Problem(code="D716", message=message, hint=hint))
    return audits[wanted]


def channel_of(form: Form) -> str:
    """How a shopper meets the place: `call`, `shop` or `chat`."""
    return form.briefing.channel.value if form.briefing else ""
