"""Mystery visits full of hostile words, in several stages, for the hostile desk."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from coachdesk.core.audits import Step
from coachdesk.desk.audits import (
    appeal,
    assign,
    attach_proof,
    attach_transcript,
    audit_form,
    begin,
    give,
    pick_visit,
    step,
)
from coachdesk.desk.folder import Acting, Desk

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
SHOPPER, AUDITOR, MANAGER = "mia", "ruth", "max"
PEOPLE: list[dict[str, Any]] = [
    {"id": SHOPPER, "name": "Mia [/] 👩‍👧", "role": "shopper"},
    {"id": AUDITOR, "name": "[@click=app.quit]Ruth[/]", "role": "auditor"},
    {"id": MANAGER, "name": "Max \u202e王", "role": "manager"},
]
PLACES: list[dict[str, Any]] = [
    {"id": "quay", "name": "[/] Quay 👩‍👩‍👧 我想确认一下十四天内可以取消吗"},
]
FORM = """\
audit: nasty-visit
version: 1
title: "[/] [@click=app.quit]visit[/] 我想"
language: en
channel: shop
persona: "[/] [b]somebody[/b] 👩‍👩‍👧 我想确认一下，十四天内可以取消吗？"
scenario: "[@click=app.quit]asks[/] and leaves"
duties: ["[/] look at the shelf", "我想"]
scoring: {method: flat, pass_mark: 60}
signals:
  greets: {says: [good morning, hello], by: agent}
sections:
  - id: all
    title: "[/] All 我想确认 [crosstalk]"
    weight: 1
    criteria:
      - id: greets
        ask: "[@click=app.quit]Did[/] somebody greet? [/] 👩‍👩‍👧"
        points: 5
        pass_when: greets
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: well"}
      - id: shelf
        ask: "Was the shelf tidy? 我想确认一下，十四天内可以取消吗？"
        points: 5
        proof: "[/] a photo 我"
        answers: {"[/] yes": 5, "[@click=app.quit]no[/]": 0}
      - id: listens
        ask: "[/] How well did they listen?"
        points: 5
        scale: {low: 1, high: 5}
    facts:
      - {id: story, ask: "[/] What happened?", entry: text}
      - {id: wait, ask: "How long?", entry: number, unit: "[/]", low: 0, high: 90, required: false}
"""


def _being(person: str, minutes: int) -> Acting:
    at = NOW - timedelta(hours=2) + timedelta(minutes=minutes)
    return Acting(actor="ana", clock=lambda: at, named=person)


def hostile_visits(desk: Desk, folder: Path, words: list[str]) -> None:
    """One planned, one at work, one in edit, one appealed against; told in these words."""
    photo = folder / "[shelf] 我.jpg"
    photo.write_bytes(b"x")
    heard = folder / "heard.txt"
    heard.write_text("A: hello [/] 我\nC: [@click=app.quit]no[/]\n", encoding="utf-8")
    plan, form = _being(MANAGER, 0), audit_form(desk, "nasty-visit")
    for reach, agent in enumerate(("person-0", "person-1", "person-2", "person-3")):
        number = pick_visit(
            desk, plan, form, "quay", since=NOW - timedelta(days=1 + 20 * reach),
            until=NOW + timedelta(days=1), agent=agent, shopper=SHOPPER,
        )  # fmt: skip
        if reach:
            _make(desk, number, words, photo, heard)
        if reach > 1:
            step(desk, _being(SHOPPER, 20), number, Step.SUBMIT, words[0])
            step(desk, _being(AUDITOR, 21), number, Step.TAKE)
            give(desk, _being(AUDITOR, 22), number, "listens", "4", words[1])
        if reach > 2:
            step(desk, _being(AUDITOR, 23), number, Step.ACCEPT)
            step(desk, _being(MANAGER, 24), number, Step.RELEASE)
            appeal(desk, _being(agent, 25), number, [("listens", "5", words[2])])


def _make(desk: Desk, number: int, words: list[str], photo: Path, heard: Path) -> None:
    assign(desk, _being(MANAGER, 1), number)
    begin(desk, _being(SHOPPER, 2), number)
    for question, answer, note in (
        ("shelf", "[@click=app.quit]no[/]", words[0]),
        ("listens", "2", words[1]),
        ("story", " ".join(words) * 20, ""),
        ("wait", "4", ""),
        ("ended", "10:04", ""),
    ):
        give(desk, _being(SHOPPER, 5), number, question, answer, note)
    attach_proof(desk, _being(SHOPPER, 6), number, "shelf", photo)
    attach_transcript(desk, _being(SHOPPER, 7), number, str(heard))
