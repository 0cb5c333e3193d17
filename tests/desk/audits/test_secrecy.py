"""What the place's line reads of a report: no shopper, and that it was changed in checking."""

from pathlib import Path

from coachdesk.core.audits import Stage, Step
from coachdesk.desk.audits import give, open_visit, step
from coachdesk.desk.folder import Desk, find_desk
from tests.desk.audits.walking import PEOPLE, Walk, being

SHOPPERS = """\
  - {id: he.chen, name: 何晨, role: shopper, aliases: [He Chen, Leo Ma]}
"""
NOTE = "He said he chen no more. Chen left; 何晨 too, as he.chen, and Leo Ma saw Mr Leo."


def desk_of_he_chen(desk: Desk) -> Desk:
    kept = "".join(f"{line}\n" for line in PEOPLE.splitlines() if "role: shopper" not in line)
    (desk.root / "desk.yaml").write_text(kept + SHOPPERS, encoding="utf-8")
    return find_desk(desk.root, desk.root)


def test_a_name_that_is_a_word_is_hidden_whole_and_the_word_stays(
    desk: Desk, tmp_path: Path
) -> None:
    found = desk_of_he_chen(desk)
    walk = Walk(found, tmp_path)
    number, *_ = walk.plan()
    walk.to(number, "in progress")
    give(found, walk.acting("he.chen"), number, "listens", "2", NOTE)
    step(found, walk.acting("he.chen"), number, Step.SUBMIT)
    for person, wanted in (("ruth", Step.TAKE), ("ruth", Step.ACCEPT), ("max", Step.RELEASE)):
        step(found, walk.acting(person), number, wanted)
    place = open_visit(found, being("max"), f"V{number}").visit.place
    seen = open_visit(found, walk.acting("hong" if place == "xinjie" else "grace"), f"V{number}")
    assert seen.stage is Stage.RELEASED
    (note,) = [
        each.answer.note
        for each in seen.filed.changes
        if each.criterion == "listens" and each.answer
    ]
    assert note == (
        "He said ••••••• no more. •••• left; •• too, as •••••••, and •••••• saw Mr Leo."
    )
