"""A desk with a visit in every stage, and what the place's line must never learn of it."""

import re
from collections.abc import Iterable
from pathlib import Path

from coachdesk.core.audits import RELEASED, Stage, Step
from coachdesk.core.audits.opened import Line
from coachdesk.desk.audits import attach_call, attach_transcript
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.desk.imports import import_files
from coachdesk.desk.screen import screen
from tests.desk.audits.walking import Walk, being, make_desk

CARD = """\
scorecard: greeting
version: 1
title: Greeting
language: en
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - {id: kind, ask: Was the agent kind?, points: 5}
"""
STAGES = [stage.value for stage in Stage]


def staged_desk(folder: Path) -> Desk:
    """One team in as many stores as there are stages."""
    made = make_desk(folder / "desk")
    stores = "".join(f"  - {{id: s{at:02}, name: Store {at:02}x}}\n" for at in range(len(STAGES)))
    people = "".join(
        f"  - {{id: a{at:02}, name: Agent {at:02}y, team: North, place: s{at:02}}}\n"
        for at in range(len(STAGES))
    )
    text = (made.root / "desk.yaml").read_text(encoding="utf-8")
    kept = text.partition("places:")[0] + "places:\n" + stores + "people:\n" + people
    kept += "".join(
        line + "\n" for line in text.splitlines() if "role:" in line and "hong" not in line
    )
    (made.root / "desk.yaml").write_text(kept, encoding="utf-8")
    (made.rules / "greeting.yaml").write_text(CARD, encoding="utf-8")
    found = find_desk(made.root, made.root)
    _calls(found, folder)
    _visits(found, folder)
    return found


def _calls(desk: Desk, folder: Path) -> None:
    file = folder / "calls.jsonl"
    file.write_text(
        "\n".join(
            f'{{"id": "c-{at:02}", "agent": "a{at:02}", "turns": ['
            '{"speaker": "agent", "text": "hello"}, {"speaker": "customer", "text": "a gift"}]}'
            for at in range(len(STAGES))
        ),
        encoding="utf-8",
    )
    import_files(desk, being("ada"), [str(file)], say=lambda problem: None)
    screen(desk, being("ada"))


def _visits(desk: Desk, folder: Path) -> None:
    walk = Walk(desk, folder)
    transcript = folder / "Mimi.txt"
    transcript.write_text("A: hello Mia Vogel\nC: I am 赵敏, or Mimi\n", encoding="utf-8")
    for number, stage in zip(walk.plan(), STAGES, strict=True):
        if stage == Stage.CANCELLED:
            walk.take("max", number, Step.CANCEL)
        elif stage != Stage.PLANNED:
            walk.to(number, stage)
        if stage == Stage.IN_PROGRESS:
            attach_transcript(desk, walk.acting(walk.shopper(number)), number, str(transcript))
        if stage == Stage.IN_EDIT:
            attach_call(desk, walk.acting("ruth"), number, "c-03")


def shoppers_of(desk: Desk) -> re.Pattern[str]:
    """Every shopper by any name."""
    found = [each for each in desk.settings.people if each.role == "shopper"]
    words = {name for each in found for name in (each.id, each.name, *each.aliases)}
    return re.compile("|".join(sorted(words | {"Mia", "Vogel"})))


def secrets_of(desk: Desk, visits: Iterable[Line]) -> re.Pattern[str]:
    """What the line must never read: every shopper, and all that tells of unreleased visits."""
    visits = tuple(visits)
    released = [each for each in visits if each.stage in RELEASED]
    hidden = [each for each in visits if each.stage not in RELEASED]
    words = {shoppers_of(desk).pattern, "spring"}
    words |= {rf"{each.name}(?![0-9])" for each in hidden}
    open_days = {f"{each.visit.window_from:%Y-%m-%d}" for each in released}
    words |= {f"{each.visit.window_from:%Y-%m-%d}" for each in hidden} - open_days
    names = {place.id: place.name for place in desk.settings.places}
    for each in hidden:
        words |= {rf"(?<!\w){each.visit.place}(?!\w)", names[each.visit.place], each.visit.draw}
    return re.compile("|".join(sorted(words)))
