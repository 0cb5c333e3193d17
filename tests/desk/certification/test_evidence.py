"""Evidence that other rooms keep, and what other rooms make of certificates."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import msgspec
import pytest

from coachdesk.core.audits.visit import Figures, Visit
from coachdesk.core.certification import Step
from coachdesk.core.certification.life import LIFE, Stage
from coachdesk.core.errors import DeskRefused
from coachdesk.core.score import Outcome
from coachdesk.desk import certification as certs
from coachdesk.desk.certification.ends import ends_of
from coachdesk.desk.coaching.proposing import raise_proposals
from coachdesk.desk.folder import Desk
from coachdesk.files.rulebook import load_sources
from coachdesk.store import certification as store
from coachdesk.store import events, forms, records
from coachdesk.store.audits import VISITS
from coachdesk.store.connect import write
from coachdesk.store.hand import Hand
from tests.desk.certification.conftest import NOON, being_at
from tests.desk.certification.test_life import certify, train

SHOP = """\
audit: shop
version: 1
title: Shop
channel: shop
persona: A customer.
scenario: Buys a card.
scoring: {method: flat, pass_mark: 80}
sections:
  - {id: all, title: All, criteria: [{id: calm, ask: Calm?, points: 5}]}
"""
PROGRAMME = """\
certification: shop
version: 1
title: Shop
requirements: [{id: visits, visit: shop, visits: 2, pass_mark: 70}]
"""


def visited(
    desk: Desk, day: int, shown: int, *, stage: str = "released", failed_by: tuple[str, ...] = ()
) -> None:
    """A visit to Ana as the room of visits leaves it: scored, and released or not."""
    loaded = load_sources({"audits/shop.yaml": SHOP})
    form = loaded.details["shop"].form
    at = NOON + timedelta(days=day)
    outcome = Outcome.PASS if shown >= 80 and not failed_by else Outcome.FAIL
    visit = Visit(
        form="shop",
        version=1,
        form_sha256=form.sha256,
        channel="shop",
        place="harbour",
        agent="ana",
        since=at,
        window_from=at,
        window_until=at,
        released_at=at if stage == "released" else None,
        figures=Figures(outcome=outcome, shown=str(shown), failed_by=failed_by),
    )
    with desk.opened(being_at("max", day)) as db, write(db):
        forms.keep(db, form, loaded.texts_of("shop"), at=at, actor="root")
        hand = Hand(at=at, actor="root", by="max")
        records.create(db, VISITS, hand, step="release", stage=stage, content=visit, subject="ana")


def test_released_visits_count_and_others_are_not_told_of(desk: Desk) -> None:
    (desk.rules / "audits").mkdir(exist_ok=True)
    (desk.rules / "audits" / "shop.yaml").write_text(SHOP, "utf-8")
    (desk.rules / "certifications" / "shop.yaml").write_text(PROGRAMME, "utf-8")
    certs.enrol(desk, being_at("sam"), "shop", "ana")
    visited(desk, 1, 75)
    visited(desk, 2, 90, stage="accepted")
    visited(desk, 3, 60)
    (held,) = certs.show(desk, being_at("ana", 4), "ana")
    (need,) = held.needs
    assert (need.met, need.lacks, need.figure) == (False, "1 of 2 shop passed", Fraction(60))
    assert [link.name for link in need.evidence] == ["V1"]
    visited(desk, 5, 100)
    (held,) = certs.show(desk, being_at("ana", 6), "ana")
    assert [link.name for link in held.needs[0].evidence] == ["V1", "V4"]


def test_a_visit_that_failed_critically_counts_whatever_its_points_for_nothing(desk: Desk) -> None:
    (desk.rules / "audits").mkdir(exist_ok=True)
    (desk.rules / "audits" / "shop.yaml").write_text(SHOP, "utf-8")
    (desk.rules / "certifications" / "shop.yaml").write_text(PROGRAMME, "utf-8")
    certs.enrol(desk, being_at("sam"), "shop", "ana")
    # Over the programme's mark of 70, under the form's of 80.
    visited(desk, 1, 75, failed_by=("calm",))
    (held,) = certs.show(desk, being_at("ana", 4), "ana")
    (need,) = held.needs
    assert need.evidence == ()
    assert need.lacks == "0 of 2 shop passed: calm failed, which fails all of it"


def test_other_rooms_learn_when_certificates_end(desk: Desk) -> None:
    certify(desk)
    certs.enrol(desk, being_at("sam"), "sale", "bo")
    with desk.opened(being_at("max", 7)) as db:
        found = list(ends_of(desk, db, ["ana", "bo"], NOON + timedelta(days=7)))
    assert [(each.person, each.programme, str(each.until)) for each in found] == [
        ("ana", "sale", "2027-05-10")
    ]


def test_a_coaching_policy_raises_an_action_before_a_certificate_ends(desk: Desk) -> None:
    certify(desk)
    policy = "coaching: ends\nversion: 1\ntitle: Ends\nfinds: {expiring: {within_days: 30}}\n"
    (desk.rules / "coaching").mkdir(exist_ok=True)
    (desk.rules / "coaching" / "ends.yaml").write_text(policy + "due_days: 21\n", "utf-8")
    early = raise_proposals(desk, being_at("ruth", 330), dry_run=True)
    assert (early.proposed.proposals, early.not_looked) == ((), ())
    late = raise_proposals(desk, being_at("ruth", 345), dry_run=True)
    assert [each.person for each in late.proposed.proposals] == ["ana"]


def at_stage(desk: Desk, wanted: Stage) -> None:
    """Ana's certificate, brought to that stage by the sixth day."""
    train(desk)
    steps: dict[Stage, tuple[tuple[str, Step], ...]] = {
        Stage.TRAINING: (),
        Stage.ASSESSED: (("sam", Step.ASSESS),),
    }
    steps[Stage.GIVEN] = (*steps[Stage.ASSESSED], ("sam", Step.PASS))
    steps[Stage.CHALLENGED] = (*steps[Stage.GIVEN], ("sam", Step.CHALLENGE))
    steps[Stage.REVOKED] = (*steps[Stage.CHALLENGED], ("grace", Step.REVOKE))
    steps[Stage.APPEALED] = (*steps[Stage.REVOKED], ("ana", Step.APPEAL))
    steps[Stage.LOST] = (*steps[Stage.APPEALED], ("ada", Step.DENY))
    for person, step in steps[wanted]:
        certs.step(desk, being_at(person, 6), "sale", "ana", step, "because")


MAY = {
    (Stage.TRAINING, Step.ASSESS): {"sam", "ruth"},
    (Stage.ASSESSED, Step.PASS): {"sam", "ruth"},
    (Stage.ASSESSED, Step.FAIL): {"sam", "ruth"},
    (Stage.GIVEN, Step.CHALLENGE): {"sam", "tina", "grace", "max"},
    (Stage.CHALLENGED, Step.WITHDRAW): {"sam", "tina", "grace", "max"},
    (Stage.CHALLENGED, Step.REVOKE): {"tina", "grace", "max"},
    (Stage.REVOKED, Step.APPEAL): {"ana"},
    (Stage.APPEALED, Step.REINSTATE): {"ada"},
    (Stage.APPEALED, Step.DENY): {"ada"},
}
"""By hand, from docs/certification.md; who is not here writes nothing."""
STAGES = [stage for stage in Stage if stage is not Stage.REASSESSED]


@pytest.mark.parametrize("stage", STAGES)
def test_every_step_by_everybody_in_every_stage(desk: Desk, stage: Stage) -> None:
    at_stage(desk, stage)
    with desk.opened(being_at("max", 7)) as db:
        before = store.enrolment(db, "sale", "ana")
        head = events.head(db)
    assert before is not None
    assert before.stage == stage
    for person in ("ana", "bo", "grace", "tina", "sam", "ruth", "max", "ada"):
        for step in Step:
            if step is Step.ENROL:
                continue
            if person in MAY.get((stage, step), ()):
                assert LIFE.after(stage, step) is not None
                continue
            with pytest.raises(DeskRefused):
                certs.step(desk, being_at(person, 7), "sale", "ana", step, "because")
    with desk.opened(being_at("max", 7)) as db:
        assert events.head(db) == head, "a refusal writes nothing"
        assert store.enrolment(db, "sale", "ana") == before
    for (at, step), people in MAY.items():
        if at is not stage:
            continue
        for person in sorted(people):
            _does(desk, person, step)


def _does(desk: Desk, person: str, step: Step) -> None:
    """The step is taken on a copy of the desk."""
    with TemporaryDirectory() as folder:
        root = copytree(desk.root, f"{folder}/desk")
        copy = msgspec.structs.replace(desk, root=Path(root))
        certs.step(copy, being_at(person, 7), "sale", "ana", step, "because")
