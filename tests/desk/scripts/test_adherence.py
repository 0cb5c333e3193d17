"""Adherence on a real desk, counted by hand; figures and words for those whose part they are."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from coachdesk.core.adherence import LineUse, Use
from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.desk import scripts
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.desk.scripts.adherence import adherence
from coachdesk.desk.scripts.practical import practical_findings
from tests.desk.scripts.conftest import NOON, OTHER, SCRIPT, call, write_script
from tests.desk.scripts.test_publishing import publish_first

As = Callable[..., Acting]
OWN = "A: Hello, I call from Harbour Bank.\n"
COST = "A: The card costs forty dollars a year.\n"
CLOSE = "A: Thank you for your time today.\n"
ASKS = "C: how much\n"
DEAR = "C: that is too expensive\n"


def calls() -> list[Call]:
    """Ten of North, four of South, one of nobody known, one before the publication, one undated."""
    day = timedelta(days=1)
    made = [
        call(n, "ana" if n < 5 else "bo", OWN + ASKS + COST + CLOSE, NOON + day, "sale")
        for n in range(6)
    ]
    made += [
        call(6, "bo", "A: good morning\n" + ASKS + "A: it is 40 dollars", NOON + day, "refusal"),
        call(7, "bo", "A: hello there\nC: no\nA: bye", NOON + day, "refusal"),
        call(8, "bo", "A: well\n" + DEAR + "A: oh", NOON + 8 * day, "refusal"),
        call(9, "bo", "A: well\n" + DEAR + "A: thanks for your time now", NOON + 8 * day),
    ]
    made += [call(10 + n, "cy", OWN + DEAR + "A: oh", NOON + day, "refusal") for n in range(4)]
    made += [call(14, "stranger", OWN + CLOSE, NOON + day)]
    made += [call(15, "ana", OWN, NOON - day)]
    undated = msgspec.structs.replace(call(16, "ana", OWN, NOON), started_at=None)
    return [*made, undated]


@pytest.fixture
def measured(desk: Desk, acting_as: As) -> Desk:
    """The desk with the version published and the calls screened."""
    publish_first(desk, acting_as)
    keep_calls(desk, acting_as(), [(each, "calls.txt") for each in calls()], say=print)
    screen(desk, acting_as())
    return desk


def counts(line: LineUse) -> tuple[int, int, int, int, int]:
    tally = line.tally
    return tally.said, tally.otherwise, tally.nearly, tally.not_said, tally.unknown


def test_every_line_is_counted_as_by_hand(measured: Desk, acting_as: As) -> None:
    """Greeting: said in calls 0-5, 10-14; "good morning", "hello" pass in 6, 7; not in 8, 9.

    Cost: NA where nobody asks; said in 0-5, in other words in 6. Close: said in 0-5 and 14,
    nearly in 9.
    """
    found = adherence(measured, acting_as("ruth", NOON + timedelta(days=30)), "card")
    assert (found.calls, found.undated, found.endings) == (15, 1, 13)
    greeting, cost, close = found.lines
    assert counts(greeting) == (11, 2, 0, 2, 0)
    assert counts(cost) == (6, 1, 0, 0, 0)
    assert counts(close) == (7, 0, 1, 7, 0)
    assert (greeting.tally.rate.count, greeting.tally.rate.of) == (13, 15)
    assert cost.tally.rate.low is None
    assert dict(greeting.people)["Bo Chen"].not_said == 2
    assert [(name, tally.due) for name, tally in greeting.teams] == [("North", 10), ("South", 4)]
    assert sum(week.due for week in close.weeks) == 15
    assert [week.due for week in greeting.weeks][:2] == [13, 2]
    assert close.effect.described_only
    assert (close.effect.difference.after.count, close.effect.difference.after.of) == (6, 6)
    assert (close.effect.difference.before.count, close.effect.difference.before.of) == (0, 7)


def test_weeks_and_people_add_up_to_the_whole(measured: Desk, acting_as: As) -> None:
    for line in adherence(measured, acting_as("ruth"), "card").lines:
        for parts in (line.weeks, [tally for _, tally in line.people]):
            for name in line.tally.__struct_fields__:
                assert sum(getattr(each, name) for each in parts) == getattr(line.tally, name)


def test_every_count_has_a_call_that_shows_it(measured: Desk, acting_as: As) -> None:
    greeting, cost, _ = adherence(measured, acting_as("ruth"), "card").lines
    shown = {each.found.use: each for each in reversed(greeting.examples)}
    said = shown[Use.SAID].found.quote
    assert said is not None
    assert said.text == "Hello, I call from Harbour Bank"
    assert shown[Use.OTHERWISE].found.why == "greets"
    assert shown[Use.NOT_SAID].call == "call-008"
    (other,) = [each for each in cost.examples if each.found.use is Use.OTHERWISE]
    assert other.found.quote is not None
    assert (other.call, other.found.quote.text) == ("call-006", "40 dollars")


def test_objections_without_a_block_are_counted_with_their_calls(
    measured: Desk, acting_as: As
) -> None:
    (found,) = adherence(measured, acting_as("ruth"), "card").unanswered
    assert (found.script, found.block, found.calls, found.of) == ("other", "too-dear", 6, 15)
    assert found.examples[0].found.objection is not None
    assert found.examples[0].found.objection.text == "too expensive"


def test_an_objection_that_a_block_of_the_script_hears_in_the_same_turn_is_answered(
    measured: Desk, acting_as: As
) -> None:
    """Two scripts have `too-dear`, one objection; the script's own `costly` hears call 8 and 9."""
    write_script(measured, OTHER.replace("script: other", "script: third"), "third")
    block = (
        "objections:\n  - {id: costly, when: Finds it costly, hears: [is too expensive],"
        " say: I see.}\n"
    )
    write_script(measured, SCRIPT.replace("version: 1", "version: 2") + block)
    scripts.publish(measured, acting_as("sam"), "card")
    other = call(50, "ana", "A: well\nC: too expensive for me", NOON + timedelta(days=1))
    keep_calls(measured, acting_as(), [(other, "more.txt")], say=print)
    screen(measured, acting_as())
    found = adherence(measured, acting_as("ruth"), "card")
    assert [(each.block, each.calls) for each in found.unanswered] == [("too-dear", 1)]
    costly = found.lines[3]
    assert (costly.block, costly.tally.due, costly.tally.not_said) == (True, 6, 6)


def test_the_period_and_the_filter_narrow_the_calls(measured: Desk, acting_as: As) -> None:
    ruth = acting_as("ruth", NOON + timedelta(days=30))
    assert adherence(measured, ruth, "card", since=date(2026, 5, 1)).calls == 16
    assert adherence(measured, ruth, "card", since=date(2026, 5, 10)).calls == 2
    assert adherence(measured, ruth, "card", where="agent:cy").calls == 4
    assert adherence(measured, ruth, "card", good=["refusal"]).lines[2].effect.difference.before
    with pytest.raises(BadInput):
        adherence(measured, ruth, "card", where="agnt:cy")


def test_each_version_is_measured_on_the_calls_of_its_own_days(
    measured: Desk, acting_as: As
) -> None:
    """Version 2 is published on 5 May at noon and used from 10 May: calls 8 and 9 are of 12 May."""
    write_script(
        measured,
        SCRIPT.replace(
            "version: 1", "version: 2\neffective: {from: 2026-05-10, until: 2026-05-20}"
        ).replace("forty", "fifty"),
    )
    scripts.publish(measured, acting_as("sam", NOON + timedelta(days=1)), "card")
    ruth = acting_as("ruth", NOON + timedelta(days=30))
    first, second = (adherence(measured, ruth, f"card@{n}") for n in (1, 2))
    assert (first.calls, second.calls) == (13, 2)
    assert first.until == second.since == datetime(2026, 5, 10, tzinfo=UTC)
    assert second.until == datetime(2026, 5, 21, tzinfo=UTC)


def test_a_supervisor_counts_their_team_and_a_trainer_reads_no_words(
    measured: Desk, acting_as: As
) -> None:
    grace = adherence(measured, acting_as("grace"), "card")
    assert (grace.calls, grace.withheld) == (10, False)
    sam = adherence(measured, acting_as("sam"), "card")
    assert (sam.calls, sam.withheld) == (15, True)
    assert all(line.examples == () for line in sam.lines)
    assert sam.unanswered[0].examples == ()
    for person in ("ana", "ada", "shea"):
        with pytest.raises(DeskRefused, match="D403"):
            adherence(measured, acting_as(person), "card")


def test_what_cannot_be_measured_says_why(desk: Desk, acting_as: As) -> None:
    with pytest.raises(DeskRefused, match="D736"):
        adherence(desk, acting_as("ruth"), "card")
    scripts.publish(desk, acting_as("sam"), "other")
    with pytest.raises(DeskRefused, match="D738"):
        adherence(desk, acting_as("ruth"), "other")


def test_findings_of_practice_stand_where_the_line_is(measured: Desk, acting_as: As) -> None:
    (objection,) = practical_findings(measured, acting_as("ruth"))
    assert objection.code == "D740"
    assert objection.location is not None
    assert objection.location.path.endswith("scripts_library/card.yaml")
    assert "6 of 15 calls" in objection.message
    silent = [call(100 + n, "ana", "A: well\nC: no", NOON + timedelta(days=2)) for n in range(60)]
    keep_calls(measured, acting_as(), [(each, "more.txt") for each in silent], say=print)
    screen(measured, acting_as())
    found = [each.code for each in practical_findings(measured, acting_as("ruth"))]
    assert found == ["D740", "D741"]
    assert practical_findings(measured, acting_as("ana")) == ()
