"""Lines of a script against labels that say which step happened.

STAR's task files hold the sentence of every label: that is the script. A label of a turn was set by
the tool with which the agent picked the sentence, so it is the source's, not ours.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coachdesk.core.adherence import Listener, Use
from coachdesk.core.adherence.judging import judged
from coachdesk.core.assumptions import Assumptions
from coachdesk.core.location import Location
from coachdesk.core.rates import wilson
from coachdesk.core.scripts import Script, Step
from tests.accuracy.sources import CALLS, truth_of

TASKS = ("bank_balance", "bank_fraud_report")
NO_LINES = ("info_missing", "info_missing2", "query", "query_failure", "query_success")
"""Labels of the flow that nobody says."""
SAME = {"bank_bye": "goodbye_1"}
"""A sentence's label in the flow graph, and the label that the turns have."""


class Line(NamedTuple):
    """One line: (label says yes, what became of it) to dialogues."""

    part: str
    cells: Mapping[tuple[bool, Use], int]

    def count(self, label: bool, *uses: Use) -> int:
        """Dialogues where the label says so and this became of the line."""
        return sum(self.cells.get((label, use), 0) for use in uses)


def script(folder: Path) -> Script:
    """The canonical sentences of both bank tasks as one script, a step each."""
    say: dict[str, list[str]] = {}
    for task in TASKS:
        text = (folder / "star" / f"task_{task}.json").read_text(encoding="utf-8")
        for label, sentence in json.loads(text)["replies"].items():
            line = re.sub(r"\{(\w+):?\w*\}", r"{\1}", sentence)
            if label not in NO_LINES and line not in say.setdefault(label, []):
                say[label].append(line)
    where = Location("star")
    return Script(
        id="star",
        version=1,
        title="STAR",
        languages=("en",),
        steps=tuple(
            Step(id=label, say={"en": tuple(lines)}, location=where) for label, lines in say.items()
        ),
    )


@lru_cache(maxsize=4)
def lines(folder: Path, *, complete: bool) -> tuple[Line, ...]:
    """Every line over the dialogues in which anybody speaks.

    Args:
        folder: of the shared data.
        complete: only those in which every turn of the agent has a label; a turn that the agent
            typed freely has none, so elsewhere a missing label proves nothing.
    """
    truth, labels, star = truth_of(folder, "star"), labels_of(folder), script(folder)
    chosen = [
        call
        for call in CALLS["star"](folder)
        if call.turns and not (complete and truth[call.id]["n_wizard_free_text"] != "0")
    ]
    cells: dict[str, Counter[tuple[bool, Use]]] = {step.id: Counter() for step in star.steps}
    for ears in Listener(star, Assumptions()).listen(chosen):
        for found in judged(star, ears, {}):
            said = SAME.get(found.part, found.part) in labels[ears.call.id]
            cells[found.part][said, found.use] += 1
    return tuple(Line(part, counts) for part, counts in cells.items())


def labels_of(folder: Path) -> dict[str, set[str]]:
    """Dialogue to the labels of the sentences that its agent picked."""
    found: dict[str, set[str]] = {}
    with (folder / "star" / "dialogues.jsonl").open(encoding="utf-8") as file:
        for each in map(json.loads, file):
            found[str(each["DialogueID"])] = {
                event["ActionLabel"]
                for event in each["Events"]
                if (event["Agent"], event["Action"]) == ("Wizard", "pick_suggestion")
                and event.get("ActionLabel")
            }
    return found


def table(folder: Path, *, complete: bool) -> Iterator[str]:
    """The lines as a Markdown table, with precision and recall."""
    yield (
        "| line | yes / said | yes / nearly | yes / not | no / said | no / nearly | no / not "
        "| precision | recall |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---|---|"
    every: Counter[tuple[bool, Use]] = Counter()
    found = lines(folder, complete=complete)
    for line in found:
        every.update(line.cells)
        yield _row(line)
    yield _row(Line("**all lines**", every))


def _row(line: Line) -> str:
    uses = (Use.SAID, Use.NEARLY, Use.NOT_SAID)
    cells = [line.count(label, use) for label in (True, False) for use in uses]
    hit = line.count(True, Use.SAID)
    heard = hit + line.count(False, Use.SAID)
    there = line.count(True, *uses)
    figures = " | ".join((*map(str, cells), _share(hit, heard), _share(hit, there)))
    return f"| {line.part} | {figures} |"


def _share(count: int, of: int) -> str:
    if not of:
        return "none"
    low, high = wilson(count, of)
    return f"{count}/{of} = {100 * count / of:.0f} % ({100 * low:.0f}–{100 * high:.0f} %)"
