"""Who acts: what desk.yaml, the account and --as make of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.core.authorize import (
    Action,
    Actor,
    Allow,
    Facts,
    Mode,
    Role,
    Scope,
    Subject,
    authorize,
)
from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput, CoachdeskError, DeskRefused
from coachdesk.core.reviews import Step
from coachdesk.core.score import Outcome
from coachdesk.desk.calls import list_calls, show_call
from coachdesk.desk.export import calls_out
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.identity import actor_of, allowed, facts_of, scope_of, subject_of
from coachdesk.desk.imports import import_files
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.log import verify_log
from coachdesk.desk.rescore import rescore
from coachdesk.desk.reviews import give, step
from coachdesk.desk.screen import screen
from coachdesk.desk.standing import desk_standing
from coachdesk.files.calls.plain import parse_plain

PEOPLE = """
people:
  - {id: ana, name: Ana Price, team: North, aliases: [A. Price]ANA}
  - {id: bo, name: Bo Chen, team: South}
  - {id: grace, name: Grace, team: North, role: supervisor}
  - {id: ruth, name: Ruth, role: auditor}
  - {id: sam, name: Sam, role: trainer}
  - {id: max, name: Max, role: manager}
  - {id: pat, name: Pat, role: admin}
"""
SOLO = "name: Floor\n" + PEOPLE.replace("ANA", "")
GUARDED = "name: Floor\n" + PEOPLE.replace("ANA", ", account: [aprice, ap]")


def by(account: str, named: str | None = None) -> Acting:
    return Acting(actor=account, named=named, clock=lambda: datetime(2026, 5, 4, 12, 0, tzinfo=UTC))


@pytest.fixture
def with_settings(desk: Desk) -> Callable[[str], Desk]:
    """The same desk with another desk.yaml."""

    def written(text: str) -> Desk:
        (desk.root / "desk.yaml").write_text(text, encoding="utf-8")
        return find_desk(desk.root)

    return written


@pytest.fixture
def solo(with_settings: Callable[[str], Desk]) -> Desk:
    """A scored desk with a call of Ana's, one of Bo's, and one of somebody unknown."""
    made = with_settings(SOLO)
    found: list[tuple[Call, str]] = [
        (_call("ana-1", "A. Price"), "x"),
        (_call("bo-1", "bo chen"), "x"),
        (_call("zoe-1", "Zoe"), "x"),
    ]
    keep_calls(made, by("me"), found, say=lambda problem: None)
    screen(made, by("me"))
    return made


def _call(name: str, agent: str) -> Call:
    import msgspec

    call = parse_plain("A: hello\nC: yes\nA: thank you", call_id=name)
    return msgspec.structs.replace(call, agent=agent)


def refusal(job: Callable[[], object]) -> str:
    with pytest.raises(CoachdeskError) as caught:
        job()
    return str(caught.value)


def test_on_a_desk_without_accounts_anybody_is_its_owner_or_whom_they_name(solo: Desk) -> None:
    assert actor_of(solo, by("root")) == Actor(id="root", name="root", role=Role.OWNER)
    grace = Actor(id="grace", name="Grace", role=Role.SUPERVISOR, team="North", mode=Mode.SOLO)
    assert actor_of(solo, by("root", "GRACE ")) == grace


def test_an_unknown_name_is_an_error_that_names_the_nearest(solo: Desk) -> None:
    with pytest.raises(BadInput, match=r"U107 .*'gracie'.*did you mean 'grace'"):
        actor_of(solo, by("root", "gracie"))


def test_on_a_guarded_desk_the_account_decides(with_settings: Callable[[str], Desk]) -> None:
    desk = with_settings(GUARDED)
    ana = Actor(id="ana", name="Ana Price", role=Role.AGENT, team="North", mode=Mode.GUARDED)
    assert actor_of(desk, by("aprice")) == ana
    assert actor_of(desk, by("ap", "A. Price")) == ana
    assert "D402" in refusal(lambda: actor_of(desk, by("aprice", "ruth")))
    assert "D401" in refusal(lambda: actor_of(desk, by("ana")))
    assert "D401" in refusal(lambda: actor_of(desk, by("mallory", "ruth")))


def test_a_strangers_account_gets_nothing_from_any_job(
    solo: Desk, with_settings: Callable[[str], Desk], tmp_path: Path
) -> None:
    desk, mallory = with_settings(GUARDED), by("mallory")
    before = verify_log(solo, by("me")).head

    def take_out() -> None:
        with calls_out(desk, mallory):
            pass

    jobs: list[Callable[[], object]] = [
        lambda: list_calls(desk, mallory),
        lambda: show_call(desk, mallory, "ana-1"),
        lambda: show_call(desk, mallory, "no-such-call"),
        lambda: import_files(desk, mallory, [str(tmp_path)], say=lambda problem: None),
        lambda: screen(desk, mallory),
        lambda: rescore(desk, mallory),
        lambda: verify_log(desk, mallory),
        lambda: desk_standing(desk, mallory),
        take_out,
    ]
    assert all(refusal(job).startswith("D401") for job in jobs)
    assert verify_log(solo, by("me")).head == before


def test_a_list_shows_what_the_person_may_see(solo: Desk) -> None:
    def ids(named: str | None, agent: str = "") -> list[str]:
        where = f'agent:"{agent}"' if agent else ""
        return sorted(item.call for item in list_calls(solo, by("root", named), where))

    assert ids(None) == ids("ruth") == ids("max") == ids("pat") == ["ana-1", "bo-1", "zoe-1"]
    assert ids("grace") == ids("grace", "ana") == ["ana-1"]
    assert ids("ana") == ids("sam") == [], "nothing is published yet"
    assert ids("ruth", "Bo Chen") == ["bo-1"]
    assert "another team" in refusal(lambda: ids("grace", "Bo Chen"))
    assert "somebody else" in refusal(lambda: ids("ana", "bo"))


def test_a_call_that_somebody_may_not_see_is_refused_with_the_reason(solo: Desk) -> None:
    def show(named: str | None, call: str) -> object:
        return show_call(solo, by("root", named), call)

    assert "rule A-team" in refusal(lambda: show("grace", "bo-1"))
    assert "rule A-unknown-person" in refusal(lambda: show("grace", "zoe-1"))
    assert "rule A-unpublished" in refusal(lambda: show("ana", "ana-1"))
    assert "rule A-own" in refusal(lambda: show("bo", "ana-1"))
    told = refusal(lambda: show("pat", "ana-1"))
    assert "not an admin's part; supervisors, auditors and managers do it" in told
    assert show("grace", "ana-1") == show("ruth", "ana-1") == show("max", "ana-1")
    assert "did you mean" in refusal(lambda: show("ruth", "ana-2"))
    hidden = refusal(lambda: show("grace", "ana-2"))
    assert "D303" in hidden
    assert "did you mean" not in hidden, "the hint would name calls that she may not see"


def test_what_is_published_to_an_agent_is_theirs_to_read_and_nobody_elses(solo: Desk) -> None:
    def listed(named: str) -> list[str]:
        return [item.call for item in list_calls(solo, by("root", named))]

    grace = by("root", "grace")
    given = give(solo, grace, "ana-1", "greeting", "greets", "fail", "too late", seen=0)
    assert given.review is not None
    number, seen = given.review.number, given.review.seen
    for wanted in (Step.SUBMIT, Step.PUBLISH):
        assert listed("ana") == []
        done = step(solo, grace, number, wanted, seen=seen)
        assert done.review is not None
        seen = done.review.seen
    (line,) = list_calls(solo, by("root", "ana"))
    assert (line.call, line.outcome) == ("ana-1", Outcome.FAIL), "the rules alone say PASS"
    shown = show_call(solo, by("root", "ana"), "ana-1")
    assert (shown.scores, shown.withheld) == ((), True), "what the rules said is not published"
    assert listed("bo") == []
    assert "rule A-own" in refusal(lambda: show_call(solo, by("root", "bo"), "ana-1"))
    step(solo, by("root", "pat"), number, Step.RETRACT, "by mistake", seen=seen)
    assert listed("ana") == []
    assert "rule A-unpublished" in refusal(lambda: show_call(solo, by("root", "ana"), "ana-1"))


def test_scopes_and_leave_to_read_agree(solo: Desk) -> None:
    people = solo.settings.people
    actors = [actor_of(solo, by("root", person.id)) for person in people]
    for actor in (*actors, actor_of(solo, by("root"))):
        scope = scope_of(actor, solo.settings)
        for person, released in [(each, flag) for each in people for flag in (True, False)]:
            inside = scope.agents is None or person.name in scope.agents
            shown = inside and (released or not scope.released_only)
            subject = Subject(person=person.id, team=person.team)
            answer = authorize(actor, Action.LIST_CALLS, subject, Facts(released=released))
            assert isinstance(answer, Allow) == shown, (actor.id, person.id, released)


def test_a_supervisor_without_a_team_sees_their_own_published_calls(
    with_settings: Callable[[str], Desk],
) -> None:
    desk = with_settings("name: x\npeople: [{id: gil, name: Gil, role: supervisor}]\n")
    actor = actor_of(desk, by("root", "gil"))
    assert scope_of(actor, desk.settings) == Scope(agents=("gil", "Gil"), released_only=True)


def test_the_scorers_team_is_known_from_the_settings(solo: Desk) -> None:
    facts = facts_of(solo.settings, ["grace", "ruth", "gone"])
    assert facts.scorers_lead == {"North"}
    assert subject_of(solo.settings, "A. PRICE") == Subject(person="ana", team="North")
    assert subject_of(solo.settings, "Zoe") == subject_of(solo.settings, None) == Subject()
    with pytest.raises(DeskRefused, match=r"you act as Ruth, auditor") as caught:
        allowed(solo, by("root", "ruth"), Action.AMEND, Subject(person="ana"), facts)
    assert caught.value.problems[0].code == "D403"
