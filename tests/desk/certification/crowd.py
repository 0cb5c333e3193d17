"""The desk of `conftest`, with people in every state of a certificate 382 days later."""

from coachdesk.core.certification import Step
from coachdesk.desk import certification as certs
from coachdesk.desk import scripts
from coachdesk.desk.folder import Desk, find_desk
from tests.desk.certification.conftest import PEOPLE, being_at

LATER = 382
"""Days after noon of 4 May 2026: 21 May 2027."""
MORE = """\
  - {id: cleo, name: Cleo Marsh, team: North, place: harbour}
  - {id: dan, name: Dan Okafor, team: North}
  - {id: fay, name: Fay Lund, team: South}
  - {id: gus, name: Gus Pohl, team: South}
  - {id: hal, name: Hal Reyes, team: South}
  - {id: wang, name: 王小明, team: South, place: harbour}
places:
"""
READING = """\
certification: reading
version: 1
title: The line, read and understood
scripts: [{script: sale}]
requirements: [{id: read, read: sale}]
assessed_by: [trainer]
"""
PASSED = {"ana": 0, "dan": 5, "fay": 20, "cleo": 100, "bo": 30, "wang": 17}
"""Day of the pass: expired, in grace, expiring, certified, revoked, recalled and appealed."""


def crowd(desk: Desk) -> Desk:
    """The desk with these people and their certificates."""
    (desk.root / "desk.yaml").write_text(PEOPLE.replace("places:\n", MORE), "utf-8")
    (desk.rules / "certifications" / "reading.yaml").write_text(READING, "utf-8")
    desk = find_desk(desk.root, desk.root)
    for person, day in PASSED.items():
        scripts.confirm(desk, being_at(person, day), "sale")
        given(desk, person, day)
    for person in ("gus", "hal"):
        certs.enrol(desk, being_at("sam", 370), "reading", person)
    scripts.confirm(desk, being_at("hal", 371), "sale")
    certs.step(desk, being_at("sam", 372), "reading", "hal", Step.ASSESS)
    certs.revoke(desk, being_at("sam", 40), "reading", "bo", "sold to a child")
    certs.revoke(desk, being_at("max", 41), "reading", "bo", "confirmed")
    certs.revoke(desk, being_at("sam", 60), "reading", "wang", "did not say the cost")
    certs.enrol(desk, being_at("sam", 1), "sale", "ana")
    certs.enrol(desk, being_at("sam", 300), "sale", "cleo")
    return desk


def given(desk: Desk, person: str, day: float) -> None:
    """Enrolled, assessed and certified on one day."""
    certs.enrol(desk, being_at("sam", day), "reading", person)
    certs.step(desk, being_at("sam", day), "reading", person, Step.ASSESS)
    certs.step(desk, being_at("sam", day), "reading", person, Step.PASS)
