"""A desk for coaching: calls of some days with a greeting or without, and one policy.

Today is 20 May. Ana, Ben and Cho are of team North under Grace, Eve is of South under Hugo.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coachdesk.core.calls import Call
from coachdesk.core.coaching import Method, Practice
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.desk import coaching
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.init import init_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain
from tests.desk.day import NOW, RULES, being

PEOPLE = """\
name: Harbour Sales
time_zone: UTC
people:
  - {id: ana, name: Ana Silva, team: North}
  - {id: ben, name: Ben Okafor, team: North}
  - {id: cho, name: 조민, team: North}
  - {id: eve, name: Eve Stone, team: South}
  - {id: grace, name: Grace Lind, role: supervisor, team: North}
  - {id: hugo, name: Hugo Born, role: supervisor, team: South}
  - {id: ruth, name: Ruth Adler, role: auditor}
  - {id: rex, name: Rex Moore, role: auditor}
  - {id: sam, name: Sam Ito, role: trainer}
  - {id: max, name: Max Berg, role: manager}
  - {id: ada, name: Ada Byron, role: admin}
  - {id: sid, name: Sid Shop, role: shopper}
"""
POLICY = """\
coaching: greet-again
version: 1
title: Greet
owner: ruth
finds:
  failed: {scorecard: visit, criteria: greets, at_least: 2, of_last: 6}
coach: supervisor
due_days: 10
quiet_days: 20
"""
GREETED, NOT_GREETED = "A: hello\nC: yes", "A: well, listen\nC: yes"
MORNING = datetime(2026, 5, 1, 9, tzinfo=UTC)


def coaching_desk(folder: Path, calls: Mapping[str, str], policy: str = POLICY) -> Desk:
    """A desk where everybody named has calls from the first of May on, one a day.

    Args:
        folder: where.
        calls: name to `PF..`: P greets, F does not.
        policy: the text of its one policy.
    """
    from shutil import rmtree

    made = init_desk(folder, being(None))
    rmtree(made.rules)
    for name, text in (("scorecards/visit", RULES), ("coaching/greet-again", policy)):
        path = made.rules / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "desk.yaml").write_text(PEOPLE, encoding="utf-8")
    desk = find_desk(folder, folder)
    add_calls(desk, calls)
    return desk


def add_calls(desk: Desk, calls: Mapping[str, str], since: datetime = MORNING) -> None:
    """Keeps and scores further calls, one a day from that moment on."""
    keep_calls(
        desk, being(None), [(call, "calls.txt") for call in _calls(calls, since)], say=_never
    )
    screen(desk, being(None))


def _calls(calls: Mapping[str, str], since: datetime) -> Iterator[Call]:
    from msgspec.structs import replace

    for name, letters in calls.items():
        for at, letter in enumerate(letters):
            day = since + timedelta(days=at)
            text = GREETED if letter == "P" else NOT_GREETED
            parsed = parse_plain(text, call_id=f"{name}-{day:%m-%d-%H}")
            yield replace(parsed, agent=name, started_at=day, duration_ms=60_000)


def _never(problem: object) -> None:
    raise AssertionError(problem)


def on(person: str | None, day: int, hour: int = 12) -> Acting:
    """Somebody acting on that day of May."""
    return being(person, datetime(2026, 5, day, hour, tzinfo=UTC))


def agreed(desk: Desk, number: int = 1, coach: str = "grace", person: str = "ana") -> ActionLine:
    """Both agree."""
    coaching.agree(desk, being(person), number, coach=coach)
    return coaching.agree(desk, being(coach), number)


def claimed(
    desk: Desk,
    number: int = 1,
    *,
    at: datetime = NOW,
    coach: str = "grace",
    person: str = "ana",
    method: Method = Method.TALK,
) -> ActionLine:
    """Agreed, practised once, and claimed."""
    agreed(desk, number, coach, person)
    coaching.start(desk, being(coach, at), number, method, [Practice.REHEARSE], "three times")
    return coaching.claim(desk, being(person, at), number)


def busy_desk(folder: Path) -> Desk:
    """A1 of Ana is proposed, Ben's A2 claimed, 조민's A3 begun, and Eve declined A4."""
    made = coaching_desk(folder, {"ana": "PFPFPF", "ben": "PPFPPF", "cho": "FFFF", "eve": "FF"})
    coaching.raise_proposals(made, being("ruth"))
    claimed(made, 2, at=on(None, 20, 0).clock(), person="ben")
    agreed(made, 3, person="cho")
    coaching.start(made, on("grace", 20, 1), 3, Method.TALK, [Practice.REHEARSE], "three times")
    coaching.decline(made, being("eve"), 4, "wrong numbers")
    add_calls(made, {"ben": "PPFPPP", "cho": "FPPP"}, since=MORNING + timedelta(days=19))
    return made


COACHED = [f"c{n}" for n in range(12)]
PEERS = [f"p{n}" for n in range(12)]
AFTER = datetime(2026, 5, 12, 9, tzinfo=UTC)


def spread(letters: str, turn: int) -> str:
    """The same letters, of which every second person has one pass more and the others one less."""
    passes = letters.count("P") + (1 if turn % 2 else -1)
    return "P" * passes + "F" * (len(letters) - passes)


def helped_desk(folder: Path) -> Desk:
    """A desk where coaching by Sam brought twelve people 20 points more than twelve peers."""
    made = coaching_desk(folder, {})
    people = "".join(
        f"  - {{id: {each}, name: {each}, team: North}}\n" for each in (*COACHED, *PEERS)
    )
    settings = folder / "desk.yaml"
    settings.write_text(settings.read_text("utf-8") + people, "utf-8")
    made = find_desk(folder, folder)
    add_calls(made, dict.fromkeys((*COACHED, *PEERS), "PPPPFFFFFF"), since=MORNING)
    for number, person in enumerate(COACHED, start=1):
        coaching.raise_one(made, on("ruth", 11, 1), person, "greets", coach="sam")
        for each in (person, "sam"):
            coaching.agree(made, on(each, 11, 2), number)
        coaching.start(made, on("sam", 11, 3), number, Method.TALK, [Practice.MODEL])
        coaching.claim(made, on(person, 11, 20), number)
    after = {each: spread("PPPPPPPPFF", at) for at, each in enumerate(COACHED)}
    after |= {each: spread("PPPPPPFFFF", at) for at, each in enumerate(PEERS)}
    add_calls(made, after, since=AFTER)
    return made
