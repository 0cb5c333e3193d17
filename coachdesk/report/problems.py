"""Problems as text, JSON, SARIF 2.1.0, or GitHub annotations."""

from collections.abc import Iterable, Iterator, Sequence

from coachdesk import __version__
from coachdesk.core.errors import Problem, Severity
from coachdesk.core.visible import visible

FORMATS = ("text", "json", "sarif", "github")


def rendered(problems: Sequence[Problem], form: str) -> str:
    """The problems in one of `FORMATS`, lines ended; empty text for no problems in text form."""
    if form in ("json", "sarif"):
        import json

        value = as_json(problems) if form == "json" else as_sarif(problems)
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    lines = github_lines(problems) if form == "github" else text_lines(problems)
    return "".join(f"{line}\n" for line in lines)


def text_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """One line each, as `file:line:column: CODE error: what (hint)`."""
    return (visible(str(problem)) for problem in problems)


def as_json(problems: Sequence[Problem]) -> dict[str, object]:
    """An object with `problems` and their number by severity."""
    return {
        "errors": _count(problems, Severity.ERROR),
        "warnings": _count(problems, Severity.WARNING),
        "notes": _count(problems, Severity.NOTE),
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "path": visible(problem.location.path) if problem.location else None,
                "line": problem.location.line if problem.location else None,
                "column": problem.location.column if problem.location else None,
                "message": visible(problem.message),
                "hint": visible(problem.hint),
            }
            for problem in problems
        ],
    }


def as_sarif(problems: Sequence[Problem]) -> dict[str, object]:
    """A SARIF 2.1.0 log with one run; columns count code points."""
    codes = sorted({problem.code for problem in problems})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "coachdesk",
                        "version": __version__,
                        "rules": [_sarif_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(problem, codes) for problem in problems],
            }
        ],
    }


def github_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """One workflow command each, which GitHub shows beside the line."""
    for problem in problems:
        level = {Severity.NOTE: "notice"}.get(problem.severity, problem.severity.value)
        place = ""
        if problem.location:
            path = _property(problem.location.path)
            place = f"file={path},line={problem.location.line},col={problem.location.column},"
        hint = f" ({problem.hint})" if problem.hint else ""
        message = visible(f"{problem.message}{hint}").replace("%", "%25")
        yield f"::{level} {place}title={_property(problem.code)}::{message}"


def summary(problems: Sequence[Problem], what: str) -> str:
    """Such as `2 errors, 1 warning in 3 scorecards`; says so when nothing is wrong."""
    parts = [
        f"{count} {severity.value}{'s' if count != 1 else ''}"
        for severity in Severity
        if (count := _count(problems, severity))
    ]
    return f"{', '.join(parts) or 'no problems'} in {what}"


def _count(problems: Iterable[Problem], severity: Severity) -> int:
    return sum(1 for problem in problems if problem.severity is severity)


def _sarif_rule(code: str) -> dict[str, object]:
    from coachdesk.core.codes import CODES

    known = CODES.get(code)
    if known is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.cause},
        "help": {"text": known.cure},
    }


def _sarif_result(problem: Problem, codes: Sequence[str]) -> dict[str, object]:
    hint = f" ({problem.hint})" if problem.hint else ""
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity.value,
        "message": {"text": visible(f"{problem.message}{hint}")},
    }
    if problem.location:
        result["locations"] = [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(problem.location.path)},
                    "region": {
                        "startLine": problem.location.line,
                        "startColumn": problem.location.column,
                    },
                }
            }
        ]
    return result


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(visible(path).replace("\\", "/"), safe="/")


def _property(text: str) -> str:
    """A value of a workflow command, with its separators escaped."""
    escaped = visible(text).replace("%", "%25")
    return escaped.replace(":", "%3A").replace(",", "%2C")
