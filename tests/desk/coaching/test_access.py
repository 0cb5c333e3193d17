"""Who may take which step: everybody against every step, told by hand; a refusal writes nothing.

The action is about Ana of team North and coached by Sam, a trainer. Root is the owner of the desk.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.core.coaching import Method, Practice, Stage, Step
from coachdesk.core.errors import CoachdeskError
from coachdesk.core.reviews import Step as ReviewStep
from coachdesk.desk import coaching
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews import give
from coachdesk.report.coaching_sheet import sheet_lines
from coachdesk.store import events
from tests.desk.coaching.desks import MORNING, add_calls, coaching_desk, on
from tests.desk.day import NOW, being, take

EVERYBODY = (
    "ana", "ben", "eve", "grace", "hugo", "ruth", "rex", "sam", "max", "ada", "sid", None,
)  # fmt: skip
PRACTISED = [Practice.MODEL]

Take = Callable[[Desk, Acting], object]
STEPS: Mapping[Step, tuple[Stage, Take, set[str | None]]] = {
    Step.AGREE: (Stage.PROPOSED, lambda d, a: coaching.agree(d, a, 1), {"ana", "sam"}),
    Step.DECLINE: (Stage.PROPOSED, lambda d, a: coaching.decline(d, a, 1, "no"), {"ana"}),
    Step.START: (
        Stage.AGREED,
        lambda d, a: coaching.start(d, a, 1, Method.TALK, PRACTISED),
        {"sam"},
    ),
    Step.NOTE: (Stage.IN_PROGRESS, lambda d, a: coaching.note(d, a, 1, PRACTISED), {"sam"}),
    Step.CLAIM: (Stage.IN_PROGRESS, lambda d, a: coaching.claim(d, a, 1), {"ana", "sam"}),
    Step.VERIFY: (
        Stage.CLAIMED,
        lambda d, a: coaching.verify(d, a, 1),
        {"grace", "ruth", "rex", None},
    ),
    Step.NOT_EFFECTIVE: (
        Stage.CLAIMED,
        lambda d, a: coaching.not_effective(d, a, 1, "no"),
        {"grace", "ruth", "rex", None},
    ),
    Step.CLOSE: (
        Stage.CLAIMED,
        lambda d, a: coaching.close(d, a, 1, "few"),
        {"grace", "max", None},
    ),
    Step.CANCEL: (
        Stage.AGREED,
        lambda d, a: coaching.cancel(d, a, 1, "why"),
        {"grace", "max", None},
    ),
}


def desk_at(folder: Path, stage: Stage) -> Desk:
    """Ana's action at that stage, with enough good calls after the claim."""
    desk = coaching_desk(folder, {"ana": "FFFFFF"})
    coaching.raise_one(desk, on("ruth", 10), "ana", "greets", coach="sam")
    if stage is Stage.PROPOSED:
        return desk
    for person in ("ana", "sam"):
        coaching.agree(desk, on(person, 10), 1)
    if stage is Stage.AGREED:
        return desk
    coaching.start(desk, on("sam", 10), 1, Method.TALK, PRACTISED)
    if stage is Stage.CLAIMED:
        coaching.claim(desk, on("sam", 10), 1)
        add_calls(desk, {"ana": "PPPPP"}, since=MORNING + timedelta(days=10))
    return desk


def head(desk: Desk) -> int:
    with desk.opened(being(None)) as db:
        return events.head(db).seq


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_by_those_whose_part_it_is_and_a_refusal_writes_nothing(
    step: Step, tmp_path: Path
) -> None:
    stage, taking, allowed = STEPS[step]
    desk = desk_at(tmp_path / "desk", stage)
    before = head(desk)
    for person in EVERYBODY:
        if person not in allowed:
            with pytest.raises(CoachdeskError) as refused:
                taking(desk, being(person))
            assert (refused.value.problems[0].code, head(desk)) == ("D403", before), person
    for at, person in enumerate(sorted(allowed, key=str)):
        other = desk_at(tmp_path / f"desk {at}", stage)
        taking(other, being(person))
        assert head(other) > before


@pytest.mark.parametrize("step", STEPS)
def test_a_step_out_of_turn_is_refused_to_those_too(step: Step, tmp_path: Path) -> None:
    stage, taking, allowed = STEPS[step]
    wrong = Stage.CLAIMED if stage is not Stage.CLAIMED else Stage.AGREED
    desk = desk_at(tmp_path / "desk", wrong)
    if step is Step.CANCEL:
        coaching.close(desk, being("max"), 1, "few")
    before = head(desk)
    with pytest.raises(CoachdeskError) as refused:
        taking(desk, being(sorted(allowed, key=str)[-1]))
    assert (refused.value.problems[0].code, head(desk)) == ("D702", before)


@pytest.mark.parametrize(
    ("taking", "allowed"),
    [
        (lambda d, a: coaching.raise_one(d, a, "ben", "greets"), {"grace", "ruth", "rex", None}),
        (
            lambda d, a: coaching.waive(
                d, a, person="ben", scorecard="visit", criterion="greets", until=NOW.date(),
                reason="x",
            ),
            {"grace", "max", None},
        ),
    ],
)  # fmt: skip
def test_what_begins_something_is_refused_in_the_same_way(
    taking: Take, allowed: set[str | None], tmp_path: Path
) -> None:
    desk = coaching_desk(tmp_path / "desk", {"ben": "FF"})
    before = head(desk)
    for person in EVERYBODY:
        if person not in allowed:
            with pytest.raises(CoachdeskError) as refused:
                taking(desk, being(person))
            assert (refused.value.problems[0].code, head(desk)) == ("D403", before), person


def test_an_action_is_read_by_those_whom_it_concerns(tmp_path: Path) -> None:
    desk = desk_at(tmp_path / "desk", Stage.PROPOSED)
    may = {"ana", "grace", "ruth", "rex", "sam", "max", None}
    for person in EVERYBODY:
        found = coaching.list_actions(desk, being(person))
        assert (len(found.lines), found.hidden) == ((1, 0) if person in may else (0, 1)), person
        if person not in may:
            with pytest.raises(CoachdeskError):
                coaching.action_page(desk, being(person), "A1")
            with pytest.raises(CoachdeskError):
                coaching.sheet(desk, being(person), "A1")


def test_a_sheet_has_only_words_that_its_reader_may_read(tmp_path: Path) -> None:
    desk = coaching_desk(tmp_path / "desk", {"ana": "FF", "ben": "PP"})
    coaching.raise_one(desk, being("ruth"), "ana", "greets", coach="sam")
    for reader, words in (("ruth", True), ("grace", True), ("sam", False), ("ana", False)):
        text = "\n".join(sheet_lines(coaching.sheet(desk, being(reader), "A1"), 200))
        assert ("“hello" in text) is words, reader
        own = "ask your coach to go through these with you: ana-05-02-09" in text
        others = "whose words you may not read: ana-05-02-09" in text
        assert (own, others) == (reader == "ana", reader == "sam"), reader
        assert ("ask your coach to play you a call of a colleague" in text) is own
        assert "Ben" not in text, "whose words they are is no matter of Ana's"
    made = give(desk, being("ruth"), "ana-05-02-09", "visit", "calm", "pass", "calm", seen=0)
    made = take(desk, made, "ruth", ReviewStep.SUBMIT, at=NOW)
    take(desk, made, "grace", ReviewStep.PUBLISH, at=NOW)
    shown = coaching.sheet(desk, being("ana"), "A1")
    assert [each.call.id for each in shown.shown] == ["ana-05-02-09"]
    assert shown.withheld == ("ana-05-01-09",)


def test_figures_of_effect_are_for_those_who_read_figures_of_teams(tmp_path: Path) -> None:
    desk = desk_at(tmp_path / "desk", Stage.CLAIMED)
    for person in EVERYBODY:
        if person in ("grace", "hugo", "ruth", "rex", "sam", "max", None):
            found = coaching.effects(desk, being(person))
            # Ana is of team North; Hugo sees his own team, of which nobody was coached.
            assert len(found) == (0 if person == "hugo" else 1), person
        else:
            with pytest.raises(CoachdeskError):
                coaching.effects(desk, being(person))
