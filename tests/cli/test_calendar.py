"""Calendar files: what ends and what is due, for whoever may see it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from coachdesk.core.certification import Step
from coachdesk.desk import certification as certs
from coachdesk.desk import coaching, scripts
from coachdesk.desk.folder import Desk
from tests.conftest import Run
from tests.desk.coaching.desks import coaching_desk, on

Written = Callable[..., dict[str, tuple[date, str]]]
SCRIPT = """\
script: sale
version: 1
title: Sale
languages: [en]
steps:
  - {id: hello, say: Hello.}
"""
PROGRAMME = """\
certification: reading
version: 1
title: Reading
requirements: [{id: read, read: sale}]
validity: {months: 120}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ana and Eve are coached, Eve's action only proposed; Ben is certified."""
    desk = coaching_desk(tmp_path / "desk", {"ana": "FFF", "eve": "FFF", "ben": "PP"})
    for name, text in (
        ("scripts_library/sale.yaml", SCRIPT),
        ("rules/certifications/reading.yaml", PROGRAMME),
    ):
        (desk.root / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.root / name).write_text(text, "utf-8")
    coaching.raise_proposals(desk, on("ruth", 8))
    coaching.agree(desk, on("ana", 8), 1, coach="grace")
    coaching.agree(desk, on("grace", 8), 1)
    scripts.publish(desk, on("sam", 8), "sale")
    scripts.confirm(desk, on("ben", 8), "sale")
    certs.enrol(desk, on("sam", 8), "reading", "ben")
    for step in (Step.ASSESS, Step.PASS):
        certs.step(desk, on("sam", 8), "reading", "ben", step)
    return desk


@pytest.fixture
def written(coachdesk: Run, desk: Desk) -> Written:
    """Writes a calendar as a person and reads it back: UID to day and title."""

    def run(person: str, *words: str, room: str = "certs") -> dict[str, tuple[date, str]]:
        command = (room, "calendar", "days.ics", "--force", *words, "--as", person)
        done = coachdesk(*command, cwd=desk.root)
        assert done.returncode == 0, done.stderr
        events = Calendar.from_ical((desk.root / "days.ics").read_bytes()).walk("VEVENT")
        assert done.stderr.startswith(f"days.ics: {len(events)} days")
        return {
            str(each["uid"]): (each.decoded("dtstart"), str(each["summary"])) for each in events
        }

    return run


ACTION = {"A1-due@coachdesk": (date(2026, 5, 18), "Ana Silva: coaching due, visit/greets")}
CERTIFICATE = {
    "C1-valid@coachdesk": (date(2036, 5, 8), "Ben Okafor: certificate ends, Reading"),
    "C1-work@coachdesk": (date(2036, 5, 22), "Ben Okafor: last day to work with it, Reading"),
}


def test_it_has_what_ends_and_what_is_due_and_not_what_is_only_proposed(written: Written) -> None:
    assert written("max") == ACTION | CERTIFICATE
    assert written("max") == written("max", room="coaching"), "the same names each time"


def test_nobody_finds_in_it_what_they_may_not_see(written: Written) -> None:
    assert written("ana") == ACTION
    assert written("ben") == CERTIFICATE
    assert written("grace") == ACTION | CERTIFICATE
    assert written("hugo") == {}, "another team's"
    assert written("eve") == {}


def test_it_can_be_narrowed(written: Written) -> None:
    assert written("max", "--person", "ana") == ACTION
    assert written("max", "--team", "South") == {}
    assert written("max", "--state", "certified") == CERTIFICATE
    assert written("max", "--programme", "reading") == CERTIFICATE


def test_an_action_that_ended_is_in_it_no_more(written: Written, desk: Desk) -> None:
    coaching.cancel(desk, on("grace", 9), 1, "left the project")
    assert written("max") == CERTIFICATE
