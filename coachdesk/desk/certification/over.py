"""Exams that are over: handed in, or left when their time was over.

Nobody has to end an exam whose time is over: what was answered in time is its result, whoever asks.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from coachdesk.core.certification.exam import Exam, score_of
from coachdesk.core.certification.kept import Sitting
from coachdesk.core.certification.life import SittingStage
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.score import Outcome
from coachdesk.store import certification, forms, records
from coachdesk.store.certification import SITTINGS
from coachdesk.store.connect import Db
from coachdesk.store.records import Record


def over(
    db: Db, now: datetime, people: Sequence[str] | None = None
) -> Iterator[tuple[Record[Sitting], Sitting]]:
    """Every exam that is over, the first one first, with its result.

    Args:
        db: the desk.
        now: aware.
        people: ids; None: everybody's.
    """
    for record in records.listed(db, SITTINGS, subjects=people):
        sitting = record.content
        if record.stage == SittingStage.DONE:
            yield record, sitting
        elif time_is_over(sitting, now):
            until = sitting.over_at()
            assert until is not None
            exam, given = exam_of(db, sitting.sha256), certification.choices_of(db, record)
            yield record, ended(exam, sitting, given, until)


def time_is_over(sitting: Sitting, now: datetime) -> bool:
    """Whether an exam can't be answered any more, handed in or not."""
    until = sitting.over_at()
    return until is not None and now > until


def ended(
    exam: Exam, sitting: Sitting, given: Mapping[str, Collection[str]], at: datetime
) -> Sitting:
    """The exam with its result."""
    score = score_of(exam, sitting.questions, given)
    return msgspec.structs.replace(
        sitting,
        ended_at=at,
        percent=None if score.calc is None else str(score.calc),
        passed=score.outcome is Outcome.PASS,
    )


def exam_of(db: Db, sha256: str) -> Exam:
    """The exam of this digest, from the text that the desk kept.

    Raises:
        DeskRefused: this version of Coachdesk does not read it (D306).
    """
    from coachdesk.files.rulebook import load_sources

    loaded = load_sources(forms.texts_of(db, sha256))
    found = next((each for each in loaded.exams.values() if each.sha256 == sha256), None)
    if found is None:
        message = f"the kept exam {sha256[:12]} can't be loaded by this version"
        raise DeskRefused(*loaded.problems, Problem(code="D306", message=message))
    return found
