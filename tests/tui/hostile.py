"""A desk full of text that would drive a terminal, a markup parser or a table out of shape."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

from coachdesk.core.coaching import Method, Practice
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk import certification as certs
from coachdesk.desk.coaching import agree, claim, decline, raise_one, start
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.init import init_desk
from coachdesk.desk.screen import screen
from tests.tui.hostile_visits import FORM, PEOPLE, PLACES, hostile_visits

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ESC = "\x1b"
NASTY = (
    "[/] and [/bold]",
    "[crosstalk] hello",
    "[@click=app.quit]x[/]",
    "[type=x, v={'a[0]'}] $x \\[b]",
    f"{ESC}[2J{ESC}[H{ESC}]52;c;aGFja2Vk\x07",
    f"{ESC}]0;owned{ESC}\\{ESC}[?1049l{ESC}c",
    "\x9b2J\x9b31m\x9d52;c;aGFja2Vk\x9c",
    "\u202egnp.exe\u202c \u2066left\u2069 \u200eright\u200f",
    "👩‍👩‍👧‍👦 👩🏽‍🚀 🇩🇪🇫🇷 ❤️ 1️⃣",
    "Z" + "\u0351\u0329\u0489" * 40 + " piled",
    "我想确认一下，十四天内可以取消吗？" * 3,
    "\U000e0041\U000e0042tags \ufeff\u2060\u00ad\u061c here",
    "noone\rover\x08\x08\x7fwritten\x00\x07",
    "",
    " ",
)
NAMES = (
    "Ana [/] Price",
    "[@click=app.quit]Bo[/]",
    "王\u200d小\u202e明",
    "👩‍👧 Mo",
    "Z\u0351\u0489\u0329",
)
LONG = "word [/] 长 " * 1000
"""Over 10,000 characters without a line break."""

CARD = """\
scorecard: nasty
version: 1
title: "[/] [@click=app.quit]title[/] 👩‍👩‍👧 我想"
language: en
scoring: {method: flat, pass_mark: 80}
signals:
  greets: {says: [good morning, hello]}
  refuses: {says: [no thanks], by: customer}
  thanks: {says: [thank you]}
sections:
  - id: opening
    title: "[/] Opening 我想确认 [crosstalk]"
    weight: 1
    criteria:
      - id: greets
        ask: "[@click=app.quit]Did[/] the agent greet? [/] 👩‍👩‍👧"
        why: "[/] because [b]it[/b] is so"
        points: 5
        pass_when: greets
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: well"}
      - id: thanks
        ask: "Was a refusal accepted with thanks? 我想确认一下，十四天内可以取消吗？ Z\u0351\u0489"
        points: 5
        critical: call
        applies_when: refuses
        pass_when: thanks after refuses
        examples:
          - {expect: pass, call: "C: no thanks\\nA: thank you"}
          - {expect: fail, call: "C: no thanks\\nA: well"}
          - {expect: na, call: "A: hello"}
      - id: tone
        ask: "[/] How was the tone?"
        points: 5
        scale: {low: 1, high: 5}
"""

PROGRAMME = """\
certification: nasty
version: 1
title: "[/] [@click=app.quit]programme[/] 👩‍👩‍👧 我想"
requirements: [{id: theory, exam: nasty}, {id: play, role_play: nasty-play}]
assessed_by: [supervisor]
"""
EXAM = """\
exam: nasty
version: 1
title: "[/] [b]exam[/b] 我想确认一下"
pass_mark: 60
minutes: 20
pools:
  - id: all
    title: "[@click=app.quit]pool[/] Z\u0351\u0489"
    questions:
      - id: one
        ask: "[/] Which? 我想确认一下，十四天内可以取消吗？ 👩‍👩‍👧"
        choices: {a: "[/] this", b: "[@click=app.quit]that[/]", c: "我想确认一下，十四天内？"}
        key: b
        why: "[/] because"
      - id: two
        ask: "[crosstalk] both?"
        choices: {a: "1\ufe0f\u20e3", b: "b", c: "c"}
        key: [a, b]
"""
PLAY = """\
roleplay: nasty-play
version: 1
title: "[/] [b]play[/b] 我想"
scoring: {method: flat, pass_mark: 50}
sections:
  - id: all
    title: "[/] [@click=app.quit]section[/] 👩‍👩‍👧"
    criteria:
      - {id: one, ask: "[/] [b]Calm?[/b] 我想确认一下，十四天内可以取消吗？ 👩‍👩‍👧", points: 5}
      - {id: tone, ask: "[crosstalk] tone", points: 5, scale: {low: 1, high: 5}, coach: "[/] x"}
"""


SCRIPT = """\
script: nasty
version: 1
title: "[/] [@click=app.quit]script[/] 👩‍👩‍👧 我想"
languages: [en, zh]
steps:
  - id: a
    title: "[@click=app.quit]x[/] 我想确认"
    say:
      en: ["[/] {customer_name} [bold]hello", "[@click=app.quit]{x}[/]", "{company} word [/] 长"]
      zh: ["我想确认一下，{customer_name}可以取消吗？👩‍👩‍👧 Z\u0351\u0489"]
    why: "[/] because [b]it[/b] is so"
    law: ["us.x"]
    if_customer:
      - {when: "[/] says 我想确认一下", say: {en: "[b]no", zh: "不"}, then: b}
  - id: b
    say: {en: "👩‍👩‍👧 [/]", zh: "好"}
objections:
  - id: too-dear
    when: "[@click=app.quit]too dear[/] 太贵了 👩‍👩‍👧"
    hears: ["too dear"]
    say: {en: "[/] yes", zh: "是"}
"""


def acting(named: str | None = None) -> Acting:
    """Ana, who owns the desk, or somebody named, at noon."""
    return Acting(actor="ana", clock=lambda: NOW, named=named)


def calls() -> list[dict[str, object]]:
    """Calls as a file has them: hostile names and words; long, empty, without times."""
    found: list[dict[str, object]] = []
    for number, text in enumerate(NASTY):
        turns: list[dict[str, object]] = [
            {"speaker": "agent", "text": f"hello {text}", "start_ms": 0, "end_ms": 900},
            {"speaker": "customer", "text": f"{text} no thanks {text}", "start_ms": 1000},
            {"speaker": "[/] label", "text": text or "x"},
            {"speaker": "agent", "text": f"{text[:20]} thank you", "start_ms": 36_000_000},
        ]
        found.append(
            {
                "id": f"call-{number} {text}"[:60],
                "agent": NAMES[number % len(NAMES)],
                "customer": text or "c",
                "campaign": text or "spring",
                "disposition": text or "none",
                "language": "en",
                "started_at": f"2026-05-0{1 + number % 4}T10:00:00+00:00",
                "meta": {"note": text or "x"},
                "turns": turns if number % 2 else turns[:2],
            }
        )
    found += [
        {"id": "empty", "turns": []},
        {"id": "no-times", "turns": [{"speaker": "agent", "text": t} for t in NASTY if t]},
        {"id": "long", "agent": NAMES[0], "turns": [
            {"speaker": "agent", "text": f"hello {LONG}"},
            {"speaker": "customer", "text": "我" * 10_000},
            {"speaker": "agent", "text": "x" * 10_000},
            {"speaker": "customer", "text": "\u0301" * 10_000},
        ]},
        {"id": "many", "agent": NAMES[1], "started_at": "2026-05-03T10:00:00+00:00", "turns": [
            {"speaker": "agent" if n % 2 else "customer", "text": f"{n} {NASTY[n % len(NASTY)]}",
             "start_ms": n * 4000} for n in range(300)
        ]},
        {"id": "unscored [/]", "language": "fr", "turns": [{"speaker": "agent", "text": "[/]"}]},
        {"id": "wide", "turns": [{"speaker": "unknown", "text": "我"}, {"text": "，"}]},
    ]  # fmt: skip
    return [{"language": "en", **each} for each in found]


def hostile_desk(folder: Path, *, only_ascii: bool = False) -> Desk:
    """Such a desk, its calls brought in by the command and scored.

    Args:
        folder: where to make it.
        only_ascii: the same with a question mark for every other sign.
    """

    def kept(text: str) -> str:
        return text.encode("ascii", "replace").decode() if only_ascii else text

    made = init_desk(folder, acting())
    rmtree(made.rules)
    (made.rules / "scorecards").mkdir(parents=True)
    (made.rules / "scorecards" / "nasty.yaml").write_text(kept(CARD), encoding="utf-8")
    for kind, text in (("certifications", PROGRAMME), ("exams", EXAM)):
        (made.rules / kind).mkdir()
        (made.rules / kind / "nasty.yaml").write_text(kept(text), encoding="utf-8")
    (made.rules / "exams" / "nasty-play.yaml").write_text(kept(PLAY), encoding="utf-8")
    script = made.root / "scripts_library" / "nasty.yaml"
    rmtree(script.parent)
    script.parent.mkdir()
    script.write_text(kept(SCRIPT), encoding="utf-8")
    (made.rules / "nasty-visit.yaml").write_text(kept(FORM), encoding="utf-8")
    people = [
        {"id": f"person-{n}", "name": name, "team": "[/] North 👩‍👧"}
        for n, name in enumerate(NAMES)
    ]
    people.append({"id": "grace", "name": "Grace [/]", "role": "supervisor", "team": "[/] South"})
    settings = {
        "name": "[@click=app.quit]desk[/] 👩‍👧 我",
        "places": PLACES,
        "people": [*people, *PEOPLE],
    }
    (made.root / "desk.yaml").write_text(
        kept(json.dumps(settings, ensure_ascii=False)), encoding="utf-8"
    )
    file = folder.parent / "hostile.jsonl"
    lines = (json.dumps(each, ensure_ascii=not only_ascii) for each in calls())
    file.write_text(kept("".join(f"{line}\n" for line in lines)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "coachdesk", "import", str(file), "--desk", str(made.root)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert ESC not in done.stdout + done.stderr
    desk = find_desk(made.root, made.root)
    screen(desk, acting())
    for number in range(len(NAMES)):
        certs.enrol(desk, acting(), "nasty", f"person-{number}")
    certs.begin(desk, acting("person-0"), "nasty")
    played = certs.open_role_play(desk, acting(), "nasty", "person-1")
    for note in map(kept, NASTY[:6]):
        played = certs.answer_role_play(desk, acting(), played, "one", "fail", note)
    played = certs.open_role_play(desk, acting(), "nasty", "person-2")
    for question, words in (("one", "pass"), ("tone", "4")):
        played = certs.answer_role_play(desk, acting(), played, question, words)
    certs.hand_in_role_play(desk, acting(), played.number)
    hostile_visits(desk, folder.parent, [kept(text) for text in NASTY if text.strip()])
    coach_somebody(desk)
    return desk


def coach_somebody(desk: Desk) -> None:
    """Actions in several stages, with the worst of words in their notes."""
    number = 0
    for person in (f"person-{n}" for n in range(len(NAMES))):
        for criterion in ("greets", "thanks"):
            try:
                raise_one(desk, acting("ruth"), person, criterion, coach="ruth")
            except CoachdeskError:
                continue  # Nothing of theirs failed it.
            number += 1
            if number % 3 == 0:
                decline(desk, acting(person), number, NASTY[number])
                continue
            agree(desk, acting(person), number)
            agree(desk, acting("ruth"), number)
            start(desk, acting("ruth"), number, Method.TALK, [Practice.MODEL], LONG)
            if number % 2:
                claim(desk, acting(person), number, NASTY[4])
