"""What policies raise, and why not the rest: policies as YAML, histories counted by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.coaching import Method, Stage, Topic
from coachdesk.core.coaching.history import History, Judged, Past
from coachdesk.core.coaching.policy import Policy, Waiver
from coachdesk.core.coaching.propose import Proposed, Why, propose
from coachdesk.core.engine.verdicts import State
from coachdesk.core.people import Person
from coachdesk.files.rulebook import load_sources

TODAY = date(2026, 5, 20)
GREETS = Topic(form="sale", criterion="greets")
PEOPLE = (
    *(Person(id=name, name=name, team="North") for name in ("ana", "ben", "cho", "dan")),
    Person(id="eve", name="Eve", team="South"),
    Person(id="gil", name="Gil", role="supervisor", team="North"),
    Person(id="tia", name="Tia", role="trainer"),
)
STATES = {"P": State.PASS, "F": State.FAIL, "N": State.NA, "U": State.UNKNOWN}


def policy(rest: str = "", finds: str = "", name: str = "again") -> Policy:
    found = finds or "failed: {scorecard: sale, criteria: greets, at_least: 2, of_last: 4}"
    text = f"coaching: {name}\nversion: 1\ntitle: Again\nfinds: {{{found}}}\n{rest}"
    loaded = load_sources({f"coaching/{name}.yaml": text})
    assert not loaded.problems
    return loaded.policies[0]


def calls(person: str, letters: str, said: str = "", criterion: str = "greets") -> Iterator[Judged]:
    """One call a day, the last one yesterday; `said` is what a person answered to each."""
    for at, letter in enumerate(letters):
        yield Judged(
            person=person,
            form="sale",
            criterion=criterion,
            call=f"{person}-{at}",
            at=datetime(2026, 5, 20, 9, tzinfo=UTC) - timedelta(days=len(letters) - at),
            state=STATES[letter],
            said=STATES.get(said[at : at + 1]),
        )


def history(*judged: Iterator[Judged], actions: tuple[Past, ...] = ()) -> History:
    every = tuple(each for some in judged for each in some)
    return History(people=PEOPLE, judged=every, actions=actions)


def past(stage: Stage, day: int, person: str = "ana") -> Past:
    return Past(
        name="A1",
        person=person,
        topic=GREETS,
        stage=stage,
        changed=datetime(2026, 5, day, 12, tzinfo=UTC),
        failures=(Method.TALK,),
    )


def why(found: Proposed) -> list[tuple[str, Why]]:
    return [(each.person, each.why) for each in found.why_not]


def test_a_proposal_names_its_calls_its_baseline_its_coach_and_its_day() -> None:
    found = propose(
        [policy("coach: supervisor\ndue_days: 7")], history(calls("ana", "FPFUFPN")), TODAY
    )
    (one,) = found.proposals
    # The last four that passed or failed are P F F P; the unknown one stands between them.
    assert (one.person, one.topic, one.coach) == ("ana", GREETS, "gil")
    assert one.due == date(2026, 5, 27)
    assert one.calls == ("ana-4", "ana-2")
    assert one.baseline is not None
    assert (one.baseline.failed, one.baseline.of, one.baseline.unknown) == (2, 4, 1)
    assert one.baseline.since == datetime(2026, 5, 14, 9, tzinfo=UTC)


def test_too_few_fails_raise_nothing_and_say_how_many_there_are() -> None:
    found = propose([policy()], history(calls("ana", "FPPPPF")), TODAY)
    assert found.proposals == ()
    assert [each.words for each in found.why_not] == ["1 of the last 4 failed, 2 are needed"]


def test_an_answer_that_a_person_overruled_speaks_for_nothing() -> None:
    found = propose(
        [policy()], history(calls("ana", "FFP", said="P.."), calls("ben", "FF", said="FF")), TODAY
    )
    assert [each.person for each in found.proposals] == ["ben"]
    assert why(found) == [("ana", Why.NOT_ENOUGH)]


@pytest.mark.parametrize("stage", Stage)
def test_one_open_action_about_one_behaviour_and_quiet_after_its_end(stage: Stage) -> None:
    rest = policy("quiet_days: 30")
    found = propose([rest], history(calls("ana", "FFFFFF"), actions=(past(stage, 16),)), TODAY)
    ended = {Stage.VERIFIED, Stage.CLOSED, Stage.CANCELLED}
    if stage is Stage.NOT_EFFECTIVE:
        assert [each.person for each in found.proposals] == ["ana"]
    else:
        assert why(found) == [("ana", Why.QUIET if stage in ended else Why.OPEN)]


def test_calls_from_before_the_end_of_the_last_action_do_not_count() -> None:
    """The sixteenth at noon: only the calls of the 17th, 18th and 19th are newer."""
    late = history(calls("ana", "FFFFPFP"), actions=(past(Stage.VERIFIED, 16),))
    assert why(propose([policy()], late, TODAY)) == [("ana", Why.NOT_ENOUGH)]
    early = history(calls("ana", "FFFFPFF"), actions=(past(Stage.VERIFIED, 16),))
    (one,) = propose([policy()], early, TODAY).proposals
    assert one.baseline is not None
    assert (one.baseline.failed, one.baseline.of) == (2, 3)


def test_two_policies_raise_one_action() -> None:
    found = propose([policy(), policy(name="other")], history(calls("ana", "FF")), TODAY)
    assert [each.policy.id for each in found.proposals] == ["again"]
    assert why(found) == [("ana", Why.TWICE)]


WAIVER = "{person: %s, criterion: greets, owner: gil, until: %s, reason: New headset.}"


def test_a_waiver_excuses_until_its_last_day_and_an_unused_one_is_told() -> None:
    waived = policy("waivers: [" + WAIVER % ("ana", "2026-05-20") + "]")
    found = propose([waived], history(calls("ana", "FF"), calls("ben", "FF")), TODAY)
    assert [each.person for each in found.proposals] == ["ben"]
    assert why(found) == [("ana", Why.WAIVED)]
    assert found.unused == ()
    found = propose([waived], history(calls("ana", "FF")), date(2026, 5, 21))
    assert [each.person for each in found.proposals] == ["ana"]
    unused = policy("waivers: [" + WAIVER % ("dan", "2026-06-30") + "]")
    found = propose([unused], history(calls("ana", "FF"), calls("dan", "FP")), TODAY)
    assert [each.person for each in found.unused] == ["dan"]


def test_a_waiver_of_the_desk_for_everybody_excuses_everybody() -> None:
    waiver = Waiver(form="sale", criterion="greets", person="", owner="gil", until=TODAY, name="W1")
    found = propose([policy()], history(calls("ana", "FF"), calls("eve", "FF")), TODAY, [waiver])
    assert {each.why for each in found.why_not} == {Why.WAIVED}


def test_what_most_of_a_team_fails_goes_to_the_owner() -> None:
    """Ben has too few calls to tell; of the other three two fail."""
    rest = "owner: ruth\nteam_share: %d%%"
    team = [calls("ana", "FF"), calls("ben", "F"), calls("cho", "PPPP"), calls("dan", "FFPP")]
    known = history(*team, calls("eve", "FF"))
    found = propose([policy(rest % 66)], known, TODAY)
    (one,) = found.for_owners
    assert (one.team, one.failing, one.judged) == ("North", ("ana", "dan"), 3)
    assert [each.person for each in found.proposals] == ["eve"]
    assert ("ana", Why.TEAM) in why(found)
    found = propose([policy(rest % 67)], known, TODAY)
    assert found.for_owners == ()
    assert [each.person for each in found.proposals] == ["ana", "dan", "eve"]


def test_people_of_other_teams_and_strangers_are_not_looked_at() -> None:
    found = propose(
        [policy("teams: South")], history(calls("ana", "FF"), calls("zoe", "FF")), TODAY
    )
    assert (found.proposals, found.why_not) == ((), ())


def test_a_trainer_of_no_team_coaches_where_the_team_has_none() -> None:
    (one,) = propose([policy("coach: trainer")], history(calls("eve", "FF")), TODAY).proposals
    assert one.coach == "tia"
    (one,) = propose([policy("coach: supervisor")], history(calls("eve", "FF")), TODAY).proposals
    assert one.coach is None


@given(st.text("PFNU", max_size=12))
def test_whatever_raises_has_that_many_fails_among_its_last_calls(letters: str) -> None:
    found = propose([policy()], history(calls("ana", letters)), TODAY)
    last = [each for each in letters if each in "PF"][-4:]
    assert bool(found.proposals) is (last.count("F") >= 2)
    for each in found.proposals:
        assert each.baseline is not None
        assert (each.baseline.failed, each.baseline.of) == (last.count("F"), len(last))
