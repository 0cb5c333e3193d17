"""Trying a changed rule on the desk's calls: counts are by hand, see conftest for the calls."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, DeskRefused, SyntaxFault
from coachdesk.core.flips import Flip, compared
from coachdesk.core.rates import Refusal
from coachdesk.core.reviews import Step
from coachdesk.core.score import Outcome
from coachdesk.core.scorecards import Rulebook
from coachdesk.desk.drafts import DraftFile, save_draft
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.reviews import give, step
from coachdesk.desk.screen import screen
from coachdesk.desk.versions import Rules, rules_at, rules_in_force, rules_of_draft
from coachdesk.desk.workbench import hits, try_on, try_rules
from coachdesk.store import calls, evaluations

Change = Callable[..., DraftFile]
WIDER = ("[good morning, hello]", "[good morning, hello, well]")
RAISED = ("version: 1", "version: 2")


def both(desk: Desk, acting: Acting) -> tuple[Rules, Rules]:
    return rules_in_force(desk, acting), rules_of_draft(desk, acting)


def test_a_wider_greeting_flips_every_call_that_began_with_well(
    scored: Desk, acting: Acting, change: Change
) -> None:
    change(WIDER, RAISED)
    flips = try_rules(scored, acting, *both(scored, acting))
    (card,) = flips.cards
    assert (card.before, card.after) == (1, 2)
    assert (flips.calls, card.calls, card.flipped, flips.flips) == (15, 15, 5, 5)
    assert [each.call for each in flips.kept] == [f"call-{n:04d}" for n in (0, 3, 6, 9, 12)]
    assert card.criteria[0].directions == {(State.FAIL, State.PASS): 5}
    # Call 0 was refused without thanks and stays under the mark; the others have nothing else.
    assert card.outcomes == {(Outcome.FAIL, Outcome.PASS): 4}
    assert flips.kept[0].after.quotes[0].text == "well"
    assert flips.complete


def test_trying_writes_nothing(scored: Desk, acting: Acting, change: Change) -> None:
    change(WIDER, RAISED)
    before = (scored.root / "desk.db").read_bytes()
    with scored.opened(acting) as db:
        kept = evaluations.count(db)
    try_rules(scored, acting, *both(scored, acting))
    hits(scored, acting, rules_of_draft(scored, acting), "greets")
    with scored.opened(acting) as db:
        assert evaluations.count(db) == kept
    assert (scored.root / "desk.db").read_bytes() == before


@pytest.mark.parametrize(
    "changes",
    [
        (WIDER,),
        (("thanks after refuses", "thanks or refuses"),),
        (("applies_when: refuses", "applies_when: not refuses"),),
        (("points: 5", "points: 2"),),
        (("language: en", "applies_to: {campaign: autumn}"),),
        (WIDER, ("by: customer", "by: anyone")),
    ],
)
def test_kept_evaluations_give_the_same_flips_as_judging_both_versions_whole(
    scored: Desk, acting: Acting, change: Change, changes: tuple[tuple[str, str], ...]
) -> None:
    change(*changes, RAISED)
    old, new = both(scored, acting)
    flips = try_rules(scored, acting, old, new)
    with scored.opened(acting) as db:
        heard = [call for batch in calls.in_batches(db) for call in batch]
    before, after = (
        {each.call.id: each for each in Rulebook(rules.forms).screen(heard)} for rules in (old, new)
    )
    pairs = [(before.get(call.id), after.get(call.id)) for call in heard]
    sums, kept = compared(old.forms[0], new.forms[0], pairs)
    assert flips.cards == (sums,)
    assert flips.kept == kept
    assert flips.changes
    assert try_on(heard, old, new, Assumptions()) == flips


def test_what_the_desk_assumes_otherwise_is_judged_anew_on_both_sides(
    scored: Desk, acting: Acting, change: Change
) -> None:
    change(WIDER, RAISED)
    old, new = both(scored, acting)
    settings = msgspec.structs.replace(
        scored.settings, assumptions=Assumptions(company="Example Bank")
    )
    other = msgspec.structs.replace(scored, settings=settings)
    assert try_rules(other, acting, old, new) == try_rules(scored, acting, old, new)


def test_calls_that_came_in_since_the_last_screening_are_judged_too(
    scored: Desk,
    acting: Acting,
    change: Change,
    make_calls: Callable[[int], list[tuple[Call, str]]],
) -> None:
    keep_calls(scored, acting, make_calls(18), say=lambda problem: None)
    change(WIDER, RAISED)
    flips = try_rules(scored, acting, *both(scored, acting))
    assert (flips.calls, flips.flips) == (18, 6)  # call 15 says "well" as well


def test_a_filter_narrows_the_calls(scored: Desk, acting: Acting, change: Change) -> None:
    change(WIDER, RAISED)
    flips = try_rules(scored, acting, *both(scored, acting), where="failed:thanks")
    # Calls 0 and 10 were refused and did not thank; of them 0 said "well".
    assert (flips.calls, [each.call for each in flips.kept]) == (2, ["call-0000"])
    with pytest.raises(SyntaxFault, match="no criterion 'greating'"):
        try_rules(scored, acting, *both(scored, acting), where="failed:greating")


def test_one_criterion_alone_can_be_asked_for(scored: Desk, acting: Acting, change: Change) -> None:
    change(WIDER, ("thanks after refuses", "thanks or refuses"), RAISED)
    old, new = both(scored, acting)
    assert try_rules(scored, acting, old, new).flips == 7
    assert try_rules(scored, acting, old, new, criterion="thanks").flips == 2
    assert try_rules(scored, acting, old, new, criterion="greeting/greets").flips == 5
    with pytest.raises(BadInput, match=r"U205.*did you mean 'greets'"):
        try_rules(scored, acting, old, new, criterion="greet")


def test_every_flip_is_told_and_only_so_many_are_kept(
    scored: Desk, acting: Acting, change: Change
) -> None:
    change(WIDER, RAISED)
    told: list[Flip] = []
    seen: list[tuple[int, int]] = []
    flips = try_rules(
        scored,
        acting,
        *both(scored, acting),
        keep=2,
        found=told.append,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert (len(flips.kept), flips.flips, len(told)) == (2, 5, 5)
    assert seen == [(15, 15)]


def test_a_trial_that_is_called_off_says_how_far_it_came(
    desk: Desk,
    acting: Acting,
    make_calls: Callable[[int], list[tuple[Call, str]]],
) -> None:
    keep_calls(desk, acting, make_calls(600), say=lambda problem: None)
    screen(desk, acting)
    text = (desk.rules / "scorecards/greeting.yaml").read_text(encoding="utf-8")
    save_draft(desk, acting, "scorecards/greeting.yaml", text.replace("hello]", "hello, well]"))
    flips = try_rules(desk, acting, *both(desk, acting), cancelled=lambda: True)
    assert (flips.calls, flips.complete) == (256, False)
    assert flips.flips == 86  # calls 0, 3, ... 255


def test_people_who_answered_the_same_question_stand_beside_the_flips(
    scored: Desk, acting: Acting, change: Change
) -> None:
    for call, answer in (("call-0003", "pass"), ("call-0006", "fail"), ("call-0001", "fail")):
        _evaluated(scored, acting, call, answer)
    opened = give(scored, acting, "call-0009", "greeting", "greets", "pass", "said well", seen=0)
    assert opened.review is not None  # a draft: not yet what somebody stands for
    change(WIDER, RAISED)
    flips = try_rules(scored, acting, *both(scored, acting))
    said = {each.call: each.person for each in flips.kept}
    assert said == {
        "call-0000": None,
        "call-0003": State.PASS,
        "call-0006": State.FAIL,
        "call-0009": None,
        "call-0012": None,
    }
    assert (flips.people.before.count, flips.people.before.of) == (1, 2)
    assert (flips.people.after.count, flips.people.after.of) == (1, 2)
    assert flips.people.after.refusal is Refusal.TOO_FEW


def test_an_answer_to_another_question_under_the_same_id_is_left_out(
    scored: Desk, acting: Acting, change: Change
) -> None:
    _evaluated(scored, acting, "call-0003", "pass")
    change(WIDER, RAISED, ("Did the agent greet?", "Did the agent greet by name?"))
    flips = try_rules(scored, acting, *both(scored, acting))
    assert flips.people.before.of == 0
    assert {each.person for each in flips.kept} == {None}


def _evaluated(desk: Desk, acting: Acting, call: str, answer: str) -> None:
    opened = give(desk, acting, call, "greeting", "greets", answer, "heard it", seen=0)
    assert opened.review is not None
    step(desk, acting, opened.review.number, Step.SUBMIT, seen=opened.review.seen)


def test_scorecards_that_one_side_lacks_are_named(
    scored: Desk, acting: Acting, change: Change, tmp_path: Path
) -> None:
    file = change(WIDER, RAISED)
    text = file.path.read_text(encoding="utf-8")
    folder = tmp_path / "other" / "scorecards"
    folder.mkdir(parents=True)
    (folder / "greeting.yaml").write_text(text, encoding="utf-8")
    (folder / "second.yaml").write_text(
        text.replace("scorecard: greeting", "scorecard: second"), encoding="utf-8"
    )
    flips = try_rules(scored, acting, rules_in_force(scored, acting), rules_at(tmp_path / "other"))
    assert (flips.added, flips.removed, flips.same) == (("second",), (), ())
    same = rules_at(folder / "greeting.yaml")
    assert try_rules(scored, acting, same, rules_of_draft(scored, acting)).same == ("greeting",)
    with pytest.raises(BadInput, match="U207"):
        try_rules(scored, acting, rules_at(folder / "second.yaml"), same)


def test_rules_in_force_are_those_of_the_last_screening_not_those_on_disk(
    scored: Desk, acting: Acting
) -> None:
    file = scored.rules / "scorecards" / "greeting.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(*WIDER), encoding="utf-8")
    flips = try_rules(scored, acting, rules_in_force(scored, acting), rules_at(scored.rules))
    assert flips.flips == 5


def test_hits_are_the_answers_of_one_criterion_with_their_words(
    scored: Desk, acting: Acting
) -> None:
    rules = rules_in_force(scored, acting)
    found = hits(scored, acting, rules, "thanks")
    # Refused: 0, 5, 10; thanked after it: 5, being odd.
    assert found.states == {State.NA: 12, State.FAIL: 2, State.PASS: 1}
    assert (found.calls, found.beyond) == (15, 0)
    (passed,) = hits(scored, acting, rules, "thanks", states=frozenset({State.PASS})).kept
    assert passed.call == "call-0005"
    # The engine shows what decided it: the thanks, and the refusal that it came after.
    assert "thank you" in {quote.text for quote in passed.said.quotes}
    with pytest.raises(BadInput, match="U205"):
        hits(scored, acting, rules, "thank")


def test_hits_of_a_draft_are_judged_now(scored: Desk, acting: Acting, change: Change) -> None:
    change(WIDER, RAISED)
    found = hits(scored, acting, rules_of_draft(scored, acting), "greets", keep=3)
    assert found.states == {State.PASS: 15}
    assert (found.version, len(found.kept)) == (2, 3)


@pytest.mark.parametrize("role", ["agent", "supervisor", "trainer", "manager", "admin"])
def test_rules_are_tried_by_auditors_and_owners_only(
    scored: Desk, acting: Acting, change: Change, role: str
) -> None:
    change(WIDER, RAISED)
    old, new = both(scored, acting)
    settings = (scored.root / "desk.yaml").read_text(encoding="utf-8")
    people = f"people: [{{id: bo, name: Bo, role: {role}, team: North}}]"
    (scored.root / "desk.yaml").write_text(settings.replace("people: []", people), encoding="utf-8")
    desk = find_desk(scored.root, scored.root)
    bo = msgspec.structs.replace(acting, named="bo")
    for job in (
        lambda: try_rules(desk, bo, old, new),
        lambda: hits(desk, bo, old, "greets"),
        lambda: rules_of_draft(desk, bo),
        lambda: rules_in_force(desk, bo),
    ):
        with pytest.raises(DeskRefused, match="D403"):
            job()
