"""What the people of the demo desk did before you came: evaluations in every stage of life."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from coachdesk.core.reviews import Step
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews import amend, dispute, give, open_review, step


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of samples/evaluations.jsonl: an answer, a step, an objection or its settlement."""

    days_ago: int
    by: str
    call: str
    answer: str | None = None
    """A criterion that is answered."""
    step: Step | None = None
    dispute: str | None = None
    """A criterion that is objected to."""
    amend: str | None = None
    """A disputed criterion that is changed."""
    words: str = ""
    note: str = ""


def work_as_people_did(desk: Desk, acting: Acting, samples: Path) -> int:
    """Does all of it, each by its person and on its day; how many evaluations that made."""
    now = acting.clock()
    deeds = list(_deeds(samples / "evaluations.jsonl"))
    with desk.held(acting) as held:
        for deed in deeds:
            _do(held, on_that_day(acting, now, deed.days_ago, deed.by), deed)
    return len({deed.call for deed in deeds})


def on_that_day(acting: Acting, now: datetime, days_ago: int, person: str) -> Acting:
    """This person, so many days ago."""
    at = now - timedelta(days=days_ago)
    return Acting(actor=acting.actor, named=person, clock=lambda: at)


def _deeds(path: Path) -> Iterator[Deed]:
    for line in path.read_bytes().splitlines():
        yield msgspec.json.decode(line, type=Deed)


def _do(desk: Desk, person: Acting, deed: Deed) -> None:
    opened = open_review(desk, person, deed.call)
    assert opened is not None
    seen = opened.review.seen if opened.review else 0
    number = opened.review.number if opened.review else 0
    if deed.answer is not None:
        form = opened.scored.form.id
        give(desk, person, deed.call, form, deed.answer, deed.words, deed.note, seen=seen)
    elif deed.step is not None:
        step(desk, person, number, deed.step, deed.note, seen=seen)
    elif deed.dispute is not None:
        dispute(desk, person, number, [(deed.dispute, deed.words, deed.note)], seen=seen)
    elif deed.amend is not None:
        given = [(deed.amend, deed.words, deed.note)]
        amend(desk, person, number, given, deed.note, seen=seen)
