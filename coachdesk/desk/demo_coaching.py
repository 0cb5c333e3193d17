"""Coaching on the demo desk: proposed by the policies, agreed, practised, claimed and verified."""

from datetime import date, datetime
from pathlib import Path

import msgspec

from coachdesk.core.coaching import Method, Practice, Step
from coachdesk.desk import coaching
from coachdesk.desk.demo_days import Then, deeds
from coachdesk.desk.folder import Acting, Desk


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of samples/coaching.jsonl: one step, for as many people as it names."""

    on: datetime
    by: str = ""
    """Empty: each for themselves."""
    step: Step
    """`propose` lets the policies look; it names nobody."""
    people: tuple[str, ...] = ()
    criterion: str = ""
    method: Method | None = None
    practised: tuple[Practice, ...] = ()
    due: date | None = None
    note: str = ""


def coach_as_people_did(desk: Desk, then: Then, samples: Path) -> int:
    """Does all of samples/coaching.jsonl, each by its person; how many actions that made."""
    for deed in deeds(samples / "coaching.jsonl", Deed):
        if deed.step is Step.PROPOSE:
            coaching.raise_proposals(desk, then.on(deed.on, deed.by))
        for person in deed.people:
            acting = then.on(deed.on, deed.by or person)
            _do(desk, acting, _number(desk, acting, person, deed.criterion), deed)
    return len(coaching.list_actions(desk, then.ago(0, "max.stone")).lines)


def _number(desk: Desk, acting: Acting, person: str, criterion: str) -> int:
    """The action about this behaviour that was proposed last."""
    found = coaching.list_actions(desk, acting, person=person).lines
    return max(each.number for each in found if each.action.topic.criterion == criterion)


def _do(desk: Desk, acting: Acting, number: int, deed: Deed) -> None:
    match deed.step:
        case Step.AGREE:
            coaching.agree(desk, acting, number, due=deed.due)
        case Step.DECLINE:
            coaching.decline(desk, acting, number, deed.note)
        case Step.START:
            assert deed.method is not None
            coaching.start(desk, acting, number, deed.method, deed.practised, deed.note)
        case Step.CLAIM:
            coaching.claim(desk, acting, number, deed.note)
        case Step.VERIFY:
            coaching.verify(desk, acting, number, deed.note)
        case Step.NOT_EFFECTIVE:
            coaching.not_effective(desk, acting, number, deed.note)
        case _:
            raise ValueError(f"no such step in the samples: {deed.step}")
