"""What screens read of scripts: one whole, all side by side, and one to read from in a call."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.desk import scripts
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.desk.scripts.overview import overview, unused_lines
from coachdesk.desk.scripts.prompting import prompt, scripts_of_call
from coachdesk.desk.scripts.reading import file_of, read_script
from tests.desk.scripts.conftest import NOON, SCRIPT, call, write_script
from tests.desk.scripts.test_publishing import publish_first

As = Callable[..., Acting]
CHANGED = SCRIPT.replace("version: 1", "version: 2").replace("Thank you", "Many thanks")


def test_authors_see_the_library_and_the_front_line_what_is_published(
    desk: Desk, acting_as: As
) -> None:
    publish_first(desk, acting_as)
    write_script(desk, CHANGED)
    author, agent = (read_script(desk, acting_as(who), "card") for who in ("sam", "ana"))
    assert (author.script.version, author.is_written, author.differs) == (2, True, True)
    assert (agent.script.version, agent.is_written) == (1, False)
    assert author.version == agent.version
    assert Action.PUBLISH_SCRIPT in author.may
    assert agent.may == frozenset()
    assert read_script(desk, acting_as("ana"), "card", written=True).script.version == 2


def test_what_a_line_rests_on_is_told(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    found = read_script(desk, acting_as("ruth"), "card")
    assert {law: s.by for law, s in found.signatures.items() if s} == {
        law: "ruth" for law in found.signatures
    }
    judges = {part: [j.criterion.id for j in each] for part, each in found.judges.items()}
    assert judges
    assert all(set(part.id for part in found.script.parts()) >= {part} for part in judges)


def test_a_changed_line_is_unsigned_again(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    before = read_script(desk, acting_as("ruth"), "card").signatures
    law = next(iter(before))
    part = next(
        p for p in read_script(desk, acting_as("ruth"), "card").script.parts() if law in p.law
    )
    line = next(iter(part.say.values()))[0]
    write_script(desk, SCRIPT.replace("version: 1", "version: 2").replace(line, f"{line} Yes?"))
    assert read_script(desk, acting_as("ruth"), "card").signatures[law] is None


def test_the_file_of_a_step_is_for_those_who_publish(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    found = read_script(desk, acting_as("sam"), "card")
    for part in found.script.parts():
        path, line = file_of(desk, acting_as("sam"), found, part.id)
        assert f"id: {part.id}" in path.read_text(encoding="utf-8").splitlines()[line - 1]
    assert file_of(desk, acting_as("sam"), found, None)[1] == 1
    with pytest.raises(DeskRefused):
        file_of(desk, acting_as("ana"), found, None)


def test_an_unknown_script_is_refused(desk: Desk, acting_as: As) -> None:
    for read in (read_script, prompt):
        with pytest.raises(BadInput, match="D735"):
            read(desk, acting_as("ana"), "cart")


def test_the_overview_gives_coverage_to_those_who_may_ask(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    scripts.confirm(desk, acting_as("ana", NOON + timedelta(days=1)), "card")
    mine, _ = overview(desk, acting_as("grace")).scripts
    assert mine.covered is not None
    assert (mine.covered.in_time, mine.covered.people) == (1, 2)
    theirs, _ = overview(desk, acting_as("ana")).scripts
    assert theirs.covered is None
    assert theirs.line.confirmed


def test_lines_nobody_uses_are_counted_for_those_who_may_ask(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    said = "A: Hello, I call from Harbour Bank.\nC: yes"
    made = [call(n, "ana", said, NOON + timedelta(days=1)) for n in range(20)]
    keep_calls(desk, acting_as("ada"), [(each, "x") for each in made], say=_never)
    screen(desk, acting_as("ada"))
    found = unused_lines(desk, acting_as("grace"), ["card"], lambda: False)
    assert found["card"] >= 1
    assert unused_lines(desk, acting_as("ana"), ["card"], lambda: False) == {}
    assert unused_lines(desk, acting_as("grace"), ["card"], lambda: True) == {}


def test_lines_that_were_due_on_no_call_are_not_known_to_be_used(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    assert unused_lines(desk, acting_as("grace"), ["card"], lambda: False) == {}


def test_slots_come_from_the_call_and_from_nowhere_else(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    made = msgspec.structs.replace(
        call(1, "ana", "A: hello\nC: yes", NOON + timedelta(days=1)),
        customer="C-10023",
        meta={"fee": "forty dollars"},
    )
    keep_calls(desk, acting_as("ada"), [(made, "x")], say=_never)
    screen(desk, acting_as("ada"))
    found = prompt(desk, acting_as("grace"), "card", made.id)
    assert found.values == {
        "agent_name": "Ana Silva", "company": "Harbour Bank", "fee": "forty dollars"
    }  # fmt: skip
    assert found.is_published
    assert prompt(desk, acting_as("bo"), "card").values["agent_name"] == "Bo Chen"
    assert scripts_of_call(desk, acting_as("grace"), made.id) == ("card",)
    with pytest.raises(DeskRefused):
        prompt(desk, acting_as("bo"), "card", made.id)


def test_what_is_read_from_is_the_version_of_the_day(desk: Desk, acting_as: As) -> None:
    later = "effective: {from: 2026-06-01}\n"
    publish_first(desk, acting_as)
    write_script(desk, CHANGED.replace("languages:", f"{later}languages:"))
    scripts.publish(desk, acting_as("sam"), "card")
    assert prompt(desk, acting_as("ana"), "card").script.version == 1
    assert prompt(desk, acting_as("ana", NOON + timedelta(days=40)), "card").script.version == 2


def _never(problem: object) -> None:
    raise AssertionError(problem)
