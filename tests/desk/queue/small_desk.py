"""A desk of sixty calls in two languages under two scorecards, and the same as plain facts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import scored
from coachdesk.core.queue import Status
from coachdesk.core.scorecards import Rulebook
from coachdesk.core.scored import Scored
from coachdesk.core.text import words_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.init import init_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.queue import assign
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain
from coachdesk.files.rulebook import load

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ACTING = Acting(actor="root", clock=lambda: NOON)

GREETING = """\
scorecard: greeting
version: 1
title: Greeting
scoring: {method: flat, pass_mark: 80}
signals:
  greets: {says: [good morning, hello, 您好]}
  waits: {says: [wait for consent, 请稍等]}
  pressure: {says: [only today, 只有今天]}
sections:
  - id: opening
    title: Opening
    weight: 1
    criteria:
      - {id: greets, ask: "Greeted?", points: 5, pass_when: greets}
      - {id: waits, ask: "Waited?", points: 5, pass_when: waits}
      - {id: no-pressure, ask: "No pressure?", points: 5, critical: call, fail_when: pressure}
      - id: daytime
        ask: Was it day?
        points: 5
        pass_when: call.local_time between 08:00 and 21:00
"""
SALE = """\
scorecard: sale
version: 2
title: Sale
scoring: {method: flat, pass_mark: 50}
applies_to: {campaign: [spring]}
signals:
  price: {says: [the price is, 价格是]}
  waits: {says: [wait for consent, 请稍等]}
sections:
  - id: body
    title: Body
    weight: 1
    criteria:
      - {id: price, ask: "Price?", points: 5, pass_when: price}
      - {id: waits, ask: "Waited?", points: 5, critical: section, pass_when: waits}
"""
SETTINGS = """\
name: Small
time_zone: Asia/Shanghai
people:
  - {id: ana.price, name: Ana Price, team: North, aliases: [A. Price]}
  - {id: bo.singh, name: Bo Singh, team: South}
  - {id: wang, name: 王小明, team: South}
  - {id: grace, name: Grace Lindqvist, role: supervisor, team: North}
"""
AGENTS = ("Ana Price", "A. Price", "bo.singh", "王小明", "Zoe Nobody", None)
LINES = (
    "hello",
    "please wait for consent",
    "it is only today",
    "the price is ten, don't you agree",
    "nothing of the kind",
    "您好",
    "请稍等",
    "价格是十元",
    "只有今天",
)


class Judged(msgspec.Struct, frozen=True):
    """One evaluation, as counted from its answers."""

    scorecard: str
    outcome: str
    score: float | None
    critical: int
    failed: frozenset[str]
    unknown: int
    status: Status = Status.NEW


class Fact(msgspec.Struct, frozen=True):
    """One call as this test made it."""

    number: int
    call: Call
    said: tuple[tuple[str, ...], ...]
    """Words of the agent's name and of each turn."""
    assigned: str
    judged: tuple[Judged, ...]


def made(folder: Path) -> tuple[Desk, list[Fact]]:
    """The desk and what its queue must know."""
    desk = init_desk(folder, ACTING, SETTINGS)
    rmtree(desk.rules)
    (desk.rules / "scorecards").mkdir(parents=True)
    (desk.rules / "scorecards" / "greeting.yaml").write_text(GREETING, "utf-8")
    (desk.rules / "scorecards" / "sale.yaml").write_text(SALE, "utf-8")
    calls = [_call(number) for number in range(60)]
    keep_calls(desk, ACTING, [(call, "calls.txt") for call in calls[:54]], say=print)
    screen(desk, ACTING)
    keep_calls(desk, ACTING, [(call, "calls.txt") for call in calls[54:]], say=print)
    owners = {number: ("grace", "root")[number % 2] for number in range(1, 61, 7)}
    for person in ("grace", "root"):
        numbers = [number for number, owner in owners.items() if owner == person]
        assign(desk, ACTING, numbers, "me" if person == "root" else person)
    loaded = load(desk.rules)
    assert not loaded.has_errors, loaded.problems
    rulebook = Rulebook(loaded.forms, desk.settings.assumptions)
    return desk, [
        Fact(
            number=at,
            call=call,
            said=tuple(words_of(text).texts for text in (call.agent or "", *_texts(call))),
            assigned=owners.get(at, ""),
            judged=tuple(map(judged_of, rulebook.screen([call]))) if at <= 54 else (),
        )
        for at, call in enumerate(calls, start=1)
    ]


def judged_of(each: Scored, status: Status = Status.NEW) -> Judged:
    """What the queue should say of a score."""
    counted = [
        (criterion, answer.state)
        for answer, (_, criterion) in zip(
            each.evaluation.answers, each.form.criteria(), strict=True
        )
        if scored(criterion)
    ]
    failed = [criterion for criterion, state in counted if state is State.FAIL]
    return Judged(
        scorecard=each.form.id,
        outcome=each.score.outcome.value.lower().replace("_", "-"),
        score=None if each.score.shown is None else float(each.score.shown),
        critical=sum(criterion.critical is not None for criterion in failed),
        failed=frozenset(criterion.id for criterion in failed),
        unknown=sum(state is State.UNKNOWN for _, state in counted),
        status=status,
    )


def _texts(call: Call) -> list[str]:
    return [turn.text for turn in call.turns]


def _call(number: int) -> Call:
    picked = [LINES[(number * 7 + at * 4) % len(LINES)] for at in range(number % 4)]
    text = "\n".join(f"{'AC'[at % 2]}: {line}" for at, line in enumerate(picked)) or "C: well"
    call = parse_plain(text, call_id=f"{'cC'[number % 2]}-{number:02d}")
    started = NOON - timedelta(hours=7 * number, seconds=number)
    return msgspec.structs.replace(
        call,
        agent=AGENTS[number % len(AGENTS)],
        campaign=("spring", "Autumn sale", None)[number % 3],
        language=("en", "zh", None)[number % 5 % 3],
        started_at=None if number % 11 == 5 else started,
        time_zone="Europe/Paris" if number % 4 else None,
        duration_ms=None if number % 13 == 2 else number * 10_000,
    )
