"""Programmes and exams that name what is not there. Nothing that is scored waits for it."""

from collections.abc import Iterator, Mapping

from coachdesk.core.certification.exam import Exam
from coachdesk.core.certification.programme import (
    KeepToScript,
    ObservedCalls,
    PassExam,
    PassRolePlay,
    PassVisit,
    Programme,
    ReadScript,
    Requirement,
)
from coachdesk.core.errors import Problem, Severity
from coachdesk.core.location import Location
from coachdesk.files.loaded import Loaded
from coachdesk.files.schema import nearest

_FOLDERS: Mapping[str, str] = {
    "script": "scripts_library",
    "exam": "exams",
    "roleplay": "exams",
    "scorecard": "scorecards",
    "audit": "audits",
}


_SEVERITY: Mapping[str, Severity] = {
    kind: Severity.ERROR if kind in ("exam", "roleplay") else Severity.WARNING for kind in _FOLDERS
}
"""What stands beside the programmes and is not there is a slip; the rest may be checked apart."""


def missing_names(programme: Programme, loaded: Loaded) -> Iterator[Problem]:
    """Exams, role-plays, scorecards, audits and scripts of a programme that the rules lack.

    Of rules without any form or exam nothing is said: the file was checked alone.
    """
    if not loaded.parts and not loaded.exams:
        return
    known = _known(loaded)
    named = [(kind, id, each.location) for each in programme.requirements for kind, id in _of(each)]
    named += [("script", each.script, each.location) for each in programme.scripts]
    for kind, id, place in named:
        if id and id not in known[kind]:
            hint = nearest(id, known[kind]) or f"it would be in {_FOLDERS[kind]}/"
            yield _missing(place, f"there is no {kind} '{id}'", hint, _SEVERITY[kind])


def missing_lines(exam: Exam, loaded: Loaded) -> Iterator[Problem]:
    """Lines that questions teach, of scripts that are there, and that these do not have."""
    for question in exam.questions():
        owner, _, part = question.line.partition("/")
        script = loaded.scripts.get(owner)
        if script is not None and part not in {each.id for each in script.parts()}:
            hint = nearest(part, [each.id for each in script.parts()])
            yield _missing(question.location, f"'{owner}' has no line '{part}'", hint)


def newer_scripts(exam: Exam, loaded: Loaded) -> Iterator[Problem]:
    """Scripts of which the library has a newer version than the exam was written for.

    The words of the older version are not there any more, so that every question on the script is
    named; a desk, which has kept them, names those whose line has changed.
    """
    for id, number in exam.written_for.items():
        script = loaded.scripts.get(id)
        if script is None:
            if loaded.scripts:
                hint = nearest(id, loaded.scripts) or "it would be in scripts_library/"
                yield _missing(exam.location, f"there is no script '{id}'", hint)
            continue
        asked = [each.id for each in exam.questions() if each.line.partition("/")[0] == id]
        if asked and script.version > number:
            message = f"written for version {number} of '{id}', which is at {script.version}"
            yield Problem(
                code="R613",
                location=exam.location,
                message=f"{message}: {', '.join(asked)}",
                hint=f"read them again, then write written_for: {{{id}: {script.version}}}",
                severity=Severity.WARNING,
            )


def _of(requirement: Requirement) -> Iterator[tuple[str, str]]:
    match requirement:
        case ReadScript() | KeepToScript():
            yield "script", requirement.script
        case PassExam():
            yield "exam", requirement.exam
        case PassRolePlay():
            yield "roleplay", requirement.form
        case ObservedCalls():
            yield "scorecard", requirement.scorecard
        case PassVisit():
            yield "audit", requirement.form


def _known(loaded: Loaded) -> Mapping[str, frozenset[str]]:
    """Kind to the ids that there are, faulty ones too where their file could be read."""
    forms = {
        kind: frozenset(filter(None, (part.root.text(kind) for part in loaded.parts)))
        for kind in ("scorecard", "audit", "roleplay")
    }
    return {**forms, "exam": frozenset(loaded.exam_texts), "script": frozenset(loaded.scripts)}


def _missing(
    place: Location, message: str, hint: str, severity: Severity = Severity.WARNING
) -> Problem:
    return Problem(code="R601", location=place, message=message, hint=hint, severity=severity)
