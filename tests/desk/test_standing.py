"""The summary of a desk, counted by hand."""

from collections.abc import Callable
from fractions import Fraction

import msgspec
import pytest

from coachdesk.core.calls import Call
from coachdesk.core.rates import Refusal
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.desk.standing import desk_standing
from coachdesk.report.layout import width
from coachdesk.report.summary import summary_lines

MakeCalls = Callable[[int], list[tuple[Call, str]]]

PEOPLE = """
people:
  - {id: ana, name: Ana Silva, team: North, aliases: [A. S.]}
"""


@pytest.fixture
def filled(desk: Desk, acting: Acting, make_calls: MakeCalls) -> Desk:
    """Calls 0-9 carry Ana's name, 10-19 her alias, 20-24 somebody nobody knows."""
    (desk.root / "desk.yaml").write_text("name: x" + PEOPLE, encoding="utf-8")
    agents = ["Ana Silva"] * 10 + ["a. s."] * 10 + ["Bob"] * 5
    calls = [
        (msgspec.structs.replace(call, agent=agent), file)
        for (call, file), agent in zip(make_calls(25), agents, strict=True)
    ]
    desk = find_desk(desk.root)
    keep_calls(desk, acting, calls, say=lambda problem: None)
    screen(desk, acting)
    return desk


def test_groups_and_weaknesses_are_what_a_count_by_hand_gives(filled: Desk, acting: Acting) -> None:
    """Of 0-19, no greeting on 0 3 6 9 12 15 18, no thanks on 0 10: 12 pass.

    Scores: 12 times 100, 50 on 10 and 15, else 0: mean 65. Wilson for 12 of 20: 38.7 to 78.1.
    Of 20-24, no greeting on 21 24, no thanks on 20: 2 pass.
    """
    found = desk_standing(filled, acting)
    (team,) = found.teams
    ana, bob = sorted(found.agents, key=lambda group: group.agent or "")
    assert (team.team, team.calls) == ("North", 20)
    assert (ana.agent, ana.team, ana.passed.count, ana.passed.of) == ("Ana Silva", "North", 12, 20)
    assert ana.mean == Fraction(65)
    assert ana.passed.low == pytest.approx(0.387, abs=5e-4)
    assert ana.passed.high == pytest.approx(0.781, abs=5e-4)
    assert (bob.agent, bob.team, bob.passed.count, bob.passed.of) == ("Bob", None, 2, 5)
    assert (bob.passed.refusal, bob.mean) == (Refusal.TOO_FEW, None)
    greets, thanks = found.weaknesses
    assert (greets.criterion.id, greets.failed.count, greets.failed.of) == ("greets", 9, 25)
    assert (thanks.criterion.id, thanks.failed.count, thanks.failed.of) == ("thanks", 3, 5)
    assert thanks.example.call.id == "call-0000"


def test_the_summary_gives_no_rate_of_few(filled: Desk, acting: Acting) -> None:
    text = list(summary_lines(desk_standing(filled, acting)))
    (bob,) = [line for line in text if line.startswith("    Bob")]
    assert "2 of 5, too few" in bob
    assert "%" not in bob
    assert any("12 of 20, 60 % (39–78 %)" in line for line in text)
    assert any("9 of 25" in line for line in text)


def test_calls_of_nobody_known_are_counted_once_and_last(
    desk: Desk, acting: Acting, make_calls: MakeCalls
) -> None:
    """0 and 3 have no greeting; 4 calls carry no agent, two of them fail."""
    agents = [None, "Zoe", None, None, None, "Bob"]
    calls = [
        (msgspec.structs.replace(call, agent=agent), file)
        for (call, file), agent in zip(make_calls(6), agents, strict=True)
    ]
    keep_calls(desk, acting, calls, say=lambda problem: None)
    screen(desk, acting)
    found = desk_standing(desk, acting)
    assert [group.agent for group in found.agents] == ["Bob", "Zoe"]
    lines = list(summary_lines(found))
    assert sum("of no known agent" in line for line in lines) == 1
    names = [line for line in lines if line.startswith(("    Bob", "    Zoe", "  calls of no"))]
    assert [line.split()[0] for line in names] == ["Bob", "Zoe", "calls"]
    assert names[-1] == "  calls of no known agent: ✓ 2 PASS, ✗ 2 FAIL"


def test_the_first_lines_say_how_many_failed_and_with_whom(filled: Desk, acting: Acting) -> None:
    """9 calls lack a greeting; of 0 10 20 without thanks only 10 and 20 are further fails."""
    lines = list(summary_lines(desk_standing(filled, acting)))
    assert lines[0] == "25 calls: ✓ 14 PASS, ✗ 11 FAIL"
    assert lines[1] == "Fails, a count and no rank: Ana Silva 8 of 20, Bob 3 of 5"


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_no_line_is_wider_than_the_screen(filled: Desk, acting: Acting, columns: int) -> None:
    lines = list(summary_lines(desk_standing(filled, acting), columns))
    assert max(map(width, lines)) <= columns
