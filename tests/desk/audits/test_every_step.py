"""Every step by everybody in every stage: what the field's table allows, and nothing else.

What is refused writes nothing. Then random people on random ways: shopper, editor and whoever
decides are never one person.
"""

import itertools
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from shutil import copyfile, copytree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.core.audits import Stage, Step
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk import audits
from coachdesk.desk.audits import appeal, assign, begin, give, open_visit, step, uphold
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.log import verify_log
from coachdesk.store import events
from tests.desk.audits.walking import Walk, being, make_desk

EDITORS = {"ruth", "rex", None}
SENDERS = {"ruth", "rex", "max", None}
HEADS = {"max", None}
SHOPPER = {"shopper"}
"""Ruth has checked whatever was checked; None is the owner of a desk without accounts."""
ALLOWED: Mapping[str, Mapping[str, Set[str | None]]] = {
    "planned": {"assign": SENDERS, "cancel": SENDERS},
    "assigned": {"assign": SENDERS, "begin": SHOPPER, "cancel": SENDERS},
    "in progress": {"answer": SHOPPER, "submit": SHOPPER},
    "submitted": {"take": EDITORS},
    "in edit": {"edit": EDITORS, "return": EDITORS, "accept": EDITORS, "reject": EDITORS},
    "returned": {"answer": SHOPPER, "submit": SHOPPER},
    "accepted": {"hold": SENDERS, "release": HEADS, "exclude": HEADS},
    "rejected": {"object": SHOPPER},
    "objected": {"reopen": HEADS, "refuse": HEADS},
    "on hold": {"take": EDITORS, "exclude": HEADS},
    "released": {"appeal": {"agent", "supervisor", None}, "exclude": HEADS},
    "appealed": {"uphold": {"rex", None}, "deny": {"rex", None}},
    "final": {"exclude": HEADS},
    "excluded": {},
    "cancelled": {},
}
LEADS = {
    "assign": "assigned",
    "begin": "in progress",
    "submit": "submitted",
    "take": "in edit",
    "edit": "in edit",
    "return": "returned",
    "accept": "accepted",
    "reject": "rejected",
    "object": "objected",
    "reopen": "in edit",
    "refuse": "rejected",
    "hold": "on hold",
    "release": "released",
    "appeal": "appealed",
    "uphold": "final",
    "deny": "final",
    "exclude": "excluded",
    "cancel": "cancelled",
}
"""FIELD 4.3, as a person would read it; to answer leaves a report where it is."""
PEOPLE = (
    "agent",
    "supervisor",
    "shopper",
    "other agent",
    "other supervisor",
    "other shopper",
    "ruth",
    "rex",
    "sam",
    "max",
    "ada",
    None,
)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk with planned visits, to copy."""
    folder = tmp_path_factory.mktemp("stages")
    Walk(make_desk(folder / "desk"), folder).plan()
    return folder / "desk"


class Cast:
    """Who plays which part around one visit."""

    def __init__(self, desk: Desk, number: int) -> None:
        visit = open_visit(desk, being("max"), f"V{number}").visit
        ana = visit.agent == "ana"
        mia = visit.shopper == "mia.vogel"
        self.parts = {
            "agent": "ana" if ana else "bo",
            "supervisor": "grace" if ana else "hong",
            "shopper": visit.shopper,
            "other agent": "bo" if ana else "ana",
            "other supervisor": "hong" if ana else "grace",
            "other shopper": "zhao.min" if mia else "mia.vogel",
        }

    def acting(self, walk: Walk, part: str | None) -> Acting:
        return walk.acting(None if part is None else self.parts.get(part) or part)


def attempt(desk: Desk, acting: Acting, number: int, wanted: str, points: str = "4") -> bool:
    """Whether the step was taken."""
    try:
        if wanted == "assign":
            assign(desk, acting, number)
        elif wanted == "begin":
            begin(desk, acting, number)
        elif wanted in ("answer", "edit"):
            give(desk, acting, number, "listens", points, f"told {points}")
        elif wanted == "appeal":
            appeal(desk, acting, number, [("listens", "5", "no")])
        elif wanted == "uphold":
            uphold(desk, acting, number, [("listens", "5", "so")], "they are right")
        else:
            step(desk, acting, number, Step(wanted), "because")
    except CoachdeskError:
        return False
    return True


def stand(desk: Desk, number: int) -> tuple[str, str]:
    with desk.opened(being("max")) as db:
        head = str(events.head(db))
    return open_visit(desk, being("max"), f"V{number}").stage.value, head


@pytest.mark.parametrize("stage", list(ALLOWED))
def test_only_what_the_table_allows(stages: Path, tmp_path: Path, stage: str) -> None:
    desk = _copied(stages, tmp_path)
    walk, number = Walk(desk, tmp_path), 1
    if stage == "cancelled":
        walk.take("max", number, Step.CANCEL)
    elif stage != "planned":
        walk.to(number, stage)
    cast = Cast(desk, number)
    kept = tmp_path / "kept.db"
    copyfile(desk.database, kept)
    before = stand(desk, number)
    assert before[0] == stage
    wanted_steps = [*LEADS, "answer"]
    assert set(wanted_steps) == {each.value for each in Step} - {"plan", "expire"}
    for wanted, part in itertools.product(wanted_steps, PEOPLE):
        if wanted == "edit" and stage in ("in progress", "returned"):
            continue  # the same door as to answer
        if wanted == "answer" and stage == "in edit":
            continue
        expected = part in ALLOWED[stage].get(wanted, set())
        done = attempt(desk, cast.acting(walk, part), number, wanted)
        assert done is expected, (stage, wanted, part)
        after = stand(desk, number)
        if done:
            assert after[0] == LEADS.get(wanted, stage), (stage, wanted, part)
            assert verify_log(desk, being("ruth")).faults == ()
            _restore(desk, kept)
        else:
            assert after == before, (stage, wanted, part)


def _copied(stages: Path, tmp_path: Path) -> Desk:
    copytree(stages, tmp_path / "desk")
    return find_desk(tmp_path / "desk", tmp_path / "desk")


def _restore(desk: Desk, kept: Path) -> None:
    for each in desk.root.glob("desk.db-*"):
        each.unlink()
    copyfile(kept, desk.database)


_moves = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from([*LEADS, "answer", "edit"]), st.booleans()),
    min_size=8,
    max_size=30,
)
_numbers: Iterator[int] = itertools.count()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=_moves)
def test_shopper_editors_and_decider_are_never_one(
    stages: Path, tmp_path: Path, moves: list[tuple[str | None, str, bool]]
) -> None:
    folder = tmp_path / str(next(_numbers))
    folder.mkdir()
    desk = _copied(stages, folder)
    walk, number = Walk(desk, folder), 1
    cast = Cast(desk, number)
    for part, wanted, likely in moves:
        stage = stand(desk, number)[0]
        if likely:
            # Mostly what leads on; else hardly an example would get far.
            open_steps = [each for each in ALLOWED[stage] if each not in ("cancel", "exclude")]
            if not open_steps:
                break
            wanted = open_steps[len(moves) % len(open_steps)]
            options = sorted(ALLOWED[stage][wanted], key=str)
            part = options[len(wanted) % len(options)]
            if wanted in ("answer", "submit"):
                _filled(desk, walk, cast, number)
        attempt(desk, cast.acting(walk, part), number, wanted)
        _three(desk, number)
    assert verify_log(desk, being("ruth")).faults == ()


def _filled(desk: Desk, walk: Walk, cast: Cast, number: int) -> None:
    shopper = cast.acting(walk, "shopper")
    for question, answer in (("greets", "pass"), ("shelf", "pass"), ("listens", "3"),
                             ("story", "so it was"), ("wait", "1"),
                             ("ended", f"{shopper.clock():%H:%M}")):  # fmt: skip
        give(desk, shopper, number, question, answer, "seen")
    audits.attach_proof(desk, shopper, number, "shelf", walk.photo)


def _three(desk: Desk, number: int) -> None:
    found = open_visit(desk, being("max"), f"V{number}")
    editors = {each.by for each in found.history if each.step in
               (Step.TAKE, Step.RETURN, Step.ACCEPT, Step.REJECT)}  # fmt: skip
    editors |= set(found.visit.editors)
    makers = {each.by for each in found.history if each.step in (Step.BEGIN, Step.SUBMIT)}
    deciders = {each.by for each in found.history if each.step in
                (Step.UPHOLD, Step.DENY, Step.REOPEN, Step.REFUSE)}  # fmt: skip
    assert not makers & editors
    assert not makers & deciders
    assert not editors & deciders
    assert found.stage in Stage
