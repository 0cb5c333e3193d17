"""What the people of the demo desk did before you came: evaluations in every stage of life."""

from datetime import datetime
from pathlib import Path

import msgspec

from coachdesk.core.reviews import Step
from coachdesk.desk.demo_days import Then, deeds
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews import amend, dispute, give, open_review, step


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of samples/evaluations.jsonl: an answer, steps, an objection or its settlement."""

    days_ago: int = 0
    on: datetime | None = None
    """Instead, a moment that stays."""
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


def work_as_people_did(desk: Desk, then: Then, samples: Path) -> int:
    """Does all of it, each by its person and on its day; how many evaluations that made."""
    done = list(deeds(samples / "evaluations.jsonl", Deed))
    for deed in done:
        _do(desk, then.when(deed.on, deed.days_ago, deed.by), deed)
    return len({deed.call for deed in done})


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
