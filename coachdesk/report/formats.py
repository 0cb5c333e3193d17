"""The formats of a score by name. Each is a stream of text made from a stream of evaluations."""

from collections.abc import Callable, Iterable, Iterator

from coachdesk.report.reported import Reported
from coachdesk.report.tally import Tally
from coachdesk.report.verdicts import Looks, verdict_lines

FORMATS = ("text", "json", "jsonl", "csv", "junit", "sarif", "html")
EXPLAINED = frozenset(FORMATS) - {"csv"}
"""Those that say where the engine looked."""


def chunks_of(
    name: str, all_reported: Iterable[Reported], looks: Looks | None = None
) -> Iterator[str]:
    """The report in one of `FORMATS`; `looks` matter to text only."""
    if name == "text":
        return text_chunks(all_reported, looks or Looks())
    return _writer(name)(all_reported)


def text_chunks(all_reported: Iterable[Reported], looks: Looks) -> Iterator[str]:
    """Every evaluation for people, an empty line between, and the counts in the last line."""
    tally = Tally()
    for reported in all_reported:
        tally.add(reported)
        yield "\n".join(verdict_lines(reported, looks)) + "\n\n"
    yield tally.line(looks.paint) + "\n"


def _writer(name: str) -> Callable[[Iterable[Reported]], Iterator[str]]:
    from coachdesk.report.json_lines import json_chunks, jsonl_chunks
    from coachdesk.report.junit import junit_chunks
    from coachdesk.report.page import html_chunks
    from coachdesk.report.sarif import sarif_chunks
    from coachdesk.report.spreadsheet import csv_chunks

    return {
        "json": json_chunks,
        "jsonl": jsonl_chunks,
        "csv": csv_chunks,
        "junit": junit_chunks,
        "sarif": sarif_chunks,
        "html": html_chunks,
    }[name]
