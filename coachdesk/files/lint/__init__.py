"""Checks of rules that load but cannot be meant so. One module a subject, gathered in `lint`.

Each check takes a loaded form or all that was loaded, and gives problems. A form with errors is
not checked: what it says is not yet what its author means.
"""

from collections.abc import Iterator
from datetime import date

from coachdesk.core.errors import Problem
from coachdesk.files.lint.audits import doubtful_audits
from coachdesk.files.lint.certification import missing_lines, missing_names, newer_scripts
from coachdesk.files.lint.coaching import ended_waivers, missing_criteria
from coachdesk.files.lint.conflicts import conflicting_criteria
from coachdesk.files.lint.law import stale_sources
from coachdesk.files.lint.reach import unreachable_answers
from coachdesk.files.lint.script_steps import uncovered_steps
from coachdesk.files.lint.unused import unused_signals
from coachdesk.files.lint.weights import drifting_weights
from coachdesk.files.loaded import Loaded, place_of


def lint(loaded: Loaded, today: date) -> tuple[Problem, ...]:
    """The problems of loading and those of every check, sorted by file and place."""
    return tuple(sorted({*loaded.problems, *_checks(loaded, today)}, key=place_of))


def _checks(loaded: Loaded, today: date) -> Iterator[Problem]:
    yield from unused_signals(loaded)
    for part in loaded.parts:
        yield from stale_sources(part, today)
        for section in part.sections:
            for written in section.criteria:
                yield from unreachable_answers(written)
    # Of faulty files, too: what they name and is not there is told with all the rest.
    for programme in loaded.written_programmes:
        yield from missing_names(programme, loaded)
    for exam in loaded.written_exams:
        yield from missing_lines(exam, loaded)
        yield from newer_scripts(exam, loaded)
    for root in loaded.policy_roots:
        yield from missing_criteria(root, loaded)
    for policy in loaded.policies:
        yield from ended_waivers(policy, today)
    for detail in loaded.details.values():
        yield from conflicting_criteria(detail)
        yield from drifting_weights(detail)
        yield from uncovered_steps(detail, loaded.scripts)
        yield from doubtful_audits(detail, loaded.scripts)
