"""Scores as JSON: a line per evaluation, or all in one object with a summary."""

from collections.abc import Iterable, Iterator

import msgspec

from coachdesk.report.reported import Reported
from coachdesk.report.scored_object import scored_object
from coachdesk.report.tally import Tally


def jsonl_chunks(all_reported: Iterable[Reported]) -> Iterator[str]:
    """One object a line, as each is ready."""
    for reported in all_reported:
        yield msgspec.json.encode(scored_object(reported)).decode() + "\n"


def json_chunks(all_reported: Iterable[Reported]) -> Iterator[str]:
    """`{"evaluations": [...], "summary": {...}}`, the objects being those of the lines."""
    tally = Tally()
    yield '{"evaluations":['
    for reported in all_reported:
        yield ",\n" if tally.evaluations else "\n"
        yield msgspec.json.encode(scored_object(reported)).decode()
        tally.add(reported)
    summary = msgspec.json.encode(tally.counts()).decode()
    yield f'\n],"summary":{summary}}}\n'
