"""A desk in the middle of a week, with evaluations in every stage, all at fixed times.

Ana and 王小明 are of team North under Grace; Bo is of team South. Ruth scores, Rex decides.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.reviews import Step
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.init import init_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.queue import assign, open_queue
from coachdesk.desk.reviews import Opened, dispute, end_clocks, give, step
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
"""A Wednesday."""
CARD = "visit"

PEOPLE = """\
name: Harbour Sales
time_zone: UTC
people:
  - {id: ana, name: Ana Silva, team: North}
  - {id: wang, name: 王小明, team: North}
  - {id: bo, name: Bo Chen, team: South}
  - {id: grace, name: Grace Lind, role: supervisor, team: North}
  - {id: ruth, name: Ruth Adler, role: auditor}
  - {id: rex, name: Rex Moore, role: auditor}
  - {id: sam, name: Sam Ito, role: trainer, team: South}
  - {id: max, name: Max Berg, role: manager}
  - {id: ada, name: Ada Byron, role: admin}
"""

RULES = """\
scorecard: visit
version: 1
title: Visit
language: en
scoring: {method: flat, pass_mark: 60, critical_score: keep}
signals:
  greets: {says: [good morning, hello], by: agent}
  shouts: {says: [shut up], by: agent}
  names: {says: [my name is], by: agent}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - id: greets
        ask: Did the agent greet?
        points: 5
        pass_when: greets
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: well"}
      - id: calm
        ask: Did the agent stay calm?
        points: 5
        critical: call
        fail_when: shouts
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: shut up"}
      - id: names
        ask: Did the agent give a name?
        points: 5
        status: trial
        pass_when: names
        examples:
          - {expect: pass, call: "A: my name is Ana"}
          - {expect: fail, call: "A: hello"}
"""

GOOD, SHOUTING, SHORT = "A: hello\nC: yes", "A: hello\nC: no\nA: shut up please", "A: well\nC: yes"


def being(person: str | None, at: datetime = NOW) -> Acting:
    """Somebody who acts as this person, then."""
    return Acting(actor="root", clock=lambda: at, named=person)


def empty_desk(folder: Path) -> Desk:
    """The same people and rules without calls."""
    made = init_desk(folder, being(None))
    rmtree(made.rules)
    (made.rules / "scorecards").mkdir(parents=True)
    (made.rules / "scorecards" / "visit.yaml").write_text(RULES, encoding="utf-8")
    (folder / "desk.yaml").write_text(PEOPLE, encoding="utf-8")
    return find_desk(folder, folder)


def busy_desk(folder: Path) -> Desk:
    """Eighteen calls of this week, one of them not scored, and eight evaluations by people.

    Of Ana's twelve scored calls nine make 100 points and three, where she shouts, 50.
    """
    desk = empty_desk(folder)
    texts = {f"ana-{n:02}": GOOD if n < 10 else SHOUTING for n in range(1, 13)}
    texts |= {"wang-01": SHORT, "wang-02": SHORT, "wang-03": GOOD, "bo-01": GOOD, "bo-02": SHOUTING}
    _keep(desk, (_call(id, text) for id, text in texts.items()))
    screen(desk, being(None))
    _keep(desk, [_call("ana-13", GOOD)])
    _evaluate(desk)
    number = open_queue(desk, being("max"), "id:ana-10").numbers[0]
    assign(desk, being("max"), [number], "ruth")
    return desk


def _keep(desk: Desk, calls: Iterable[Call]) -> None:
    keep_calls(desk, being(None), [(call, "calls.txt") for call in calls], say=_never)


def _never(problem: object) -> None:
    raise AssertionError(problem)


def _call(id: str, text: str) -> Call:
    person, _, number = id.partition("-")
    name = {"ana": "Ana Silva", "wang": "王小明", "bo": "Bo Chen"}[person]
    start = datetime(2026, 5, 18, 8, 0, tzinfo=UTC) + timedelta(minutes=10 * int(number))
    return msgspec.structs.replace(
        parse_plain(text, call_id=id), agent=name, started_at=start, duration_ms=60_000
    )


def _evaluate(desk: Desk) -> None:
    _answer(desk, "ana-01", "grace", "greets", "pass", at=_may(19))
    _handed_on(desk, "ana-02", [], at=_may(18))
    _handed_on(desk, "ana-03", [Step.PUBLISH], at=_may(15))
    _handed_on(desk, "ana-04", [Step.PUBLISH, Step.ACKNOWLEDGE], at=_may(11))
    _handed_on(desk, "ana-05", [Step.PUBLISH], at=datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
    retracted = _handed_on(desk, "ana-06", [Step.PUBLISH], at=_may(12))
    take(desk, retracted, "ada", Step.RETRACT, at=_may(13), reason="the wrong call")
    for call, day in (("wang-01", 5), ("wang-02", 6)):
        made = _handed_on(desk, call, [Step.PUBLISH], at=_may(day))
        assert made.review is not None
        claim = ("greets", "pass", "I said so")
        made = dispute(
            desk,
            being("wang", _may(day + 3)),
            made.review.number,
            [claim],
            seen=made.review.seen,
        )
        if call == "wang-02":
            take(desk, made, "rex", Step.UPHOLD, at=_may(10), reason="it is not in the call")
    end_clocks(desk, being(None))


def _may(day: int) -> datetime:
    return datetime(2026, 5, day, 12, 0, tzinfo=UTC)


def _answer(
    desk: Desk, call: str, by: str, criterion: str, words: str, *, at: datetime, seen: int = 0
) -> Opened:
    return give(desk, being(by, at), call, CARD, criterion, words, "as heard", seen=seen)


def _handed_on(desk: Desk, call: str, steps: Iterable[Step], *, at: datetime) -> Opened:
    """Scored and submitted by Ruth, who also answers the rule in trial; then these steps."""
    found = _answer(
        desk, call, "ruth", "greets", "fail" if call.startswith("wang") else "pass", at=at
    )
    if call in ("ana-02", "ana-03"):
        assert found.review is not None
        words = "fail" if call == "ana-02" else "pass"
        found = _answer(desk, call, "ruth", "names", words, at=at, seen=found.review.seen)
    found = take(desk, found, "ruth", Step.SUBMIT, at=at)
    for each in steps:
        by = "grace" if each is Step.PUBLISH else "ana"
        found = take(desk, found, by, each, at=at)
    return found


def take(
    desk: Desk, opened: Opened, by: str, wanted: Step, *, at: datetime, reason: str = ""
) -> Opened:
    """One step of an evaluation."""
    assert opened.review is not None
    number, seen = opened.review.number, opened.review.seen
    return step(desk, being(by, at), number, wanted, reason, seen=seen)
