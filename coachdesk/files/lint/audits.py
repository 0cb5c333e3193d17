"""Audits that test another version of a script than there is, or ask for no words."""

from collections.abc import Iterator, Mapping

from coachdesk.core.errors import Problem, Severity
from coachdesk.core.form import Entry
from coachdesk.core.scripts import Script
from coachdesk.files.loaded import LoadedForm


def doubtful_audits(detail: LoadedForm, scripts: Mapping[str, Script]) -> Iterator[Problem]:
    """What is odd about an audit as a whole; nothing for other forms."""
    form, root = detail.form, detail.part.root
    briefing = form.briefing
    if briefing is None:
        return
    script, place = scripts.get(form.script), root.get("script_version")
    tested = briefing.script_version
    if script is not None and place is not None and tested != script.version:
        yield Problem(
            code="R404",
            location=place.location,
            message=f"tests version {tested} of '{script.id}', and the library has version "
            f"{script.version}",
            hint="look at the lines again, then change script_version",
            severity=Severity.WARNING,
        )
    if not any(fact.required and fact.entry is Entry.TEXT for fact in form.facts):
        yield Problem(
            code="R406",
            location=root.entries[0][0].location,
            message="no required fact is a text, so there is no narrative",
            hint="add such as {id: story, ask: What happened?, entry: text}",
            severity=Severity.WARNING,
        )
