"""Failed criteria as SARIF 2.1.0, which editors and code hosts show beside the file.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from coachdesk import __version__
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Section
from coachdesk.core.visible import visible
from coachdesk.report.reported import Reported
from coachdesk.report.verdicts import Looks, criterion_lines

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_PLAIN = Looks()


def sarif_chunks(all_reported: Iterable[Reported]) -> Iterator[str]:
    """One SARIF log with one run: a rule per criterion, a result per FAIL that counts."""
    rules: dict[str, dict[str, Any]] = {}
    results: list[dict[str, Any]] = []
    for reported in all_reported:
        for _, criterion, _ in reported.answered():
            rules.setdefault(_rule_id(reported, criterion), _rule(reported, criterion))
        results.extend(_result(reported, *each) for each in reported.failing())
    places = {rule: place for place, rule in enumerate(rules)}
    for result in results:
        result["ruleIndex"] = places[result["ruleId"]]
    driver = {"name": "coachdesk", "version": __version__, "rules": list(rules.values())}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rule_id(reported: Reported, criterion: Criterion) -> str:
    return f"{reported.form.id}/{criterion.id}"


def _rule(reported: Reported, criterion: Criterion) -> dict[str, Any]:
    level = "error" if criterion.critical is not None else "warning"
    rule: dict[str, Any] = {
        "id": _rule_id(reported, criterion),
        "name": criterion.id,
        "shortDescription": {"text": visible(criterion.ask)},
        "defaultConfiguration": {"level": level},
        "properties": {"scorecard": reported.form.id, "version": reported.form.version},
    }
    text = " ".join(each for each in (criterion.why, criterion.source) if each)
    if text:
        rule["fullDescription"] = {"text": visible(text)}
    if criterion.coach:
        rule["help"] = {"text": visible(criterion.coach)}
    return rule


def _result(
    reported: Reported, section: Section, criterion: Criterion, answer: Answer
) -> dict[str, Any]:
    lines = list(criterion_lines(reported, criterion, answer, _PLAIN))
    said = "\n".join(line.strip() for line in lines[1:]) or criterion.ask
    result: dict[str, Any] = {
        "ruleId": _rule_id(reported, criterion),
        "level": "error" if criterion.critical is not None else "warning",
        "message": {"text": said},
        "properties": {"call": reported.evaluation.call, "section": section.id},
    }
    if reported.path:
        result["locations"] = list(_locations(reported, answer))
    return result


def _locations(reported: Reported, answer: Answer) -> Iterator[dict[str, Any]]:
    artifact = {"artifactLocation": {"uri": _uri(reported.path)}}
    evidence = answer.verdict.evidence if answer.verdict else ()
    turns = [span.turn for occurrence in evidence for span in occurrence.spans]
    lines = [reported.turn_lines[turn] for turn in turns if turn < len(reported.turn_lines)]
    for line in dict.fromkeys(lines):
        yield {"physicalLocation": {**artifact, "region": {"startLine": line}}}
    if not lines:
        yield {"physicalLocation": artifact}


def _uri(path: str) -> str:
    shown = PurePath(path)
    return shown.as_uri() if shown.is_absolute() else quote(shown.as_posix())
