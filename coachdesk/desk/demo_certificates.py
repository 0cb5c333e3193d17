"""Certificates on the demo desk: enrolled, examined, assessed, given, renewed, or not yet."""

from datetime import datetime
from pathlib import Path

import msgspec

from coachdesk.core.certification.life import Step
from coachdesk.desk import certification
from coachdesk.desk.demo_days import Then, deeds
from coachdesk.desk.folder import Acting, Desk


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of samples/certificates.jsonl, for as many people as it names."""

    on: datetime
    by: str = ""
    """Empty: each for themselves, as in an exam."""
    programme: str
    people: tuple[str, ...]
    step: Step | None = None
    played: str = ""
    """A filled form of a role-play, a file of samples/role-plays."""
    wrong: int | None = None
    """An exam is sat, with so many questions answered wrong."""


def certify_as_people_did(desk: Desk, then: Then, samples: Path) -> int:
    """Does all of samples/certificates.jsonl; how many people are enrolled for something."""
    done = list(deeds(samples / "certificates.jsonl", Deed))
    for deed in done:
        for person in deed.people:
            acting = then.on(deed.on, deed.by or person)
            if deed.wrong is not None:
                _sit(desk, acting, deed.programme, deed.wrong)
            elif deed.played:
                file = samples / "role-plays" / deed.played
                certification.score_role_play(desk, acting, deed.programme, person, file)
            elif deed.step is Step.ENROL:
                certification.enrol(desk, acting, deed.programme, person)
            elif deed.step is not None:
                certification.step(desk, acting, deed.programme, person, deed.step)
    return len({(deed.programme, person) for deed in done for person in deed.people})


def _sit(desk: Desk, acting: Acting, programme: str, wrong: int) -> None:
    sat = certification.begin(desk, acting, programme)
    for place, question in enumerate(sat.open_questions):
        key = sorted(question.right)
        if place < wrong:
            key = [next(each.key for each in question.options if each.key not in question.right)]
        certification.answer(desk, acting, sat.number, question.id, ",".join(key))
    certification.submit(desk, acting, sat.number)
