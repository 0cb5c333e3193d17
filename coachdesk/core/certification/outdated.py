"""Questions of an exam that teach a line whose words have changed since they were written."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

import msgspec

from coachdesk.core.certification.dates import day_of
from coachdesk.core.certification.exam import Exam
from coachdesk.core.scripts.versions import Version, in_use


class Outdated(msgspec.Struct, frozen=True, kw_only=True):
    """One question that may ask for words that nobody says any more."""

    exam: str
    question: str
    line: str
    """`script-id/step-id`."""
    was: int
    """The version of the script that the question was written for."""
    now: int
    """The version that is used."""
    old: tuple[str, ...]
    """Every way to say the line in the version that it was written for."""
    new: tuple[str, ...]
    """The same in the version that is used; empty: it has no such line."""


def outdated(
    exam: Exam, versions: Sequence[Version], kept_at: datetime | None, now: datetime, zone: tzinfo
) -> Iterator[Outdated]:
    """The questions whose line says something else today than when they were written, in order.

    They were written for the version of the script that the exam names. Where it names none, for
    the one that was used when this version of the exam was first sat; where nobody has sat it, or
    the named version was never published, nothing can be said, and nothing is.

    Args:
        exam: as its file stands.
        versions: of all scripts, the oldest first.
        kept_at: when the desk first kept this version of the exam; None: it never did.
        now: aware.
        zone: the desk's.
    """
    for question in exam.questions():
        script, _, part = question.line.partition("/")
        mine = [each for each in versions if each.script.id == script]
        before = _written_for(exam, script, mine, kept_at, zone)
        used = in_use(mine, day_of(now, zone))
        if before is None or used is None or used.script.version <= before.script.version:
            continue
        old, new = _words(before, part), _words(used, part)
        if old and old != new:
            yield Outdated(
                exam=exam.id,
                question=question.id,
                line=question.line,
                was=before.script.version,
                now=used.script.version,
                old=old,
                new=new,
            )


def _written_for(
    exam: Exam, script: str, versions: Sequence[Version], kept_at: datetime | None, zone: tzinfo
) -> Version | None:
    if script in exam.written_for:
        number = exam.written_for[script]
        return next((each for each in versions if each.script.version == number), None)
    if kept_at is None:
        return None
    return in_use([each for each in versions if each.at <= kept_at], day_of(kept_at, zone))


def _words(version: Version, part: str) -> tuple[str, ...]:
    """Every line of that step or block, those of its branches too."""
    return tuple(line.text for line in version.script.spoken() if line.at.part == part)
