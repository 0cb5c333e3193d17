"""What the lint of scripts finds, at its place in the file."""

from coachdesk.core.errors import Problem, Severity
from coachdesk.core.location import Location
from coachdesk.core.scripts.lint import Finding, Frequencies, findings_of
from coachdesk.files.loaded import Loaded, place_of
from coachdesk.files.scripts import WrittenScript
from coachdesk.files.yaml_nodes import locate


def lint_scripts(loaded: Loaded, frequencies: Frequencies) -> tuple[Problem, ...]:
    """The problems of loading and those of every script's words, sorted by file and place.

    A script with errors in its files is not looked at: what it says is not yet what it will say.
    """
    found = {
        _problem(finding, written)
        for written in loaded.written_scripts.values()
        if not _broken(written, loaded)
        for finding in findings_of(written.script, frequencies)
    }
    return tuple(sorted({*loaded.problems, *found}, key=place_of))


def _broken(written: WrittenScript, loaded: Loaded) -> bool:
    paths = {part.location.path for part in written.script.parts()}
    return any(
        problem.severity is Severity.ERROR and problem.location and problem.location.path in paths
        for problem in loaded.problems
    )


def _problem(finding: Finding, written: WrittenScript) -> Problem:
    return Problem(
        code=finding.code,
        location=_place(finding, written),
        message=finding.message,
        hint=finding.hint,
        severity=finding.severity,
    )


def _place(finding: Finding, written: WrittenScript) -> Location:
    node = written.nodes.get(finding.at) if finding.at else None
    return locate(node, finding.offset) if node else finding.part.location
