"""The shared data sets as calls, and what others say about each of them.

One function a data set gives its calls; `truth_of` gives its labels. Nothing is added: no time, no
speaker and no text that the source does not have. What is speech and what is not follows the note
beside each data set.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from coachdesk.core.calls import Call, Speaker, Turn

Row = Mapping[str, str]
"""The labels of one call: column to value as written, empty where the source has none."""


def robocalls(folder: Path) -> Iterator[Call]:
    """Recorded messages: the caller alone speaks, and there are no times."""
    for each in _lines(folder / "robocalls" / "calls.jsonl"):
        yield _call(
            each["id"], "robocalls", [("agent", each["transcript"])], language=each["language"]
        )


_STAR_SPEECH = {
    ("User", "utter"): "customer",
    ("Wizard", "utter"): "agent",
    ("Wizard", "pick_suggestion"): "agent",
}
"""Everything else is typed into a search box, a stage direction or a database."""


def star(folder: Path) -> Iterator[Call]:
    """Typed dialogues, spoken turns only, timed in whole seconds from the first of them."""
    for each in _lines(folder / "star" / "dialogues.jsonl"):
        spoken = [
            (_STAR_SPEECH[event["Agent"], event["Action"]], event["Text"], event["UnixTime"])
            for event in each["Events"]
            if (event["Agent"], event["Action"]) in _STAR_SPEECH
        ]
        turns = tuple(
            Turn(
                index=at,
                speaker=Speaker(speaker),
                text=text,
                start_ms=(seconds - spoken[0][2]) * 1000,
            )
            for at, (speaker, text, seconds) in enumerate(spoken)
        )
        yield Call(id=str(each["DialogueID"]), source_format="star", language="en", turns=turns)


def persuasion(folder: Path) -> Iterator[Call]:
    """Typed dialogues: the persuader is the agent. No times."""
    parts = {"persuader": "agent", "persuadee": "customer"}
    for each in _lines(folder / "persuasion" / "dialogues.jsonl"):
        turns = [(parts[turn["role"]], turn["text"]) for turn in each["turns"]]
        yield _call(each["id"], "persuasion", turns, language="en")


def crosswoz(folder: Path) -> Iterator[Call]:
    """Typed Chinese dialogues: the system is the agent. No times."""
    parts = {"sys": "agent", "usr": "customer"}
    for each in _lines(folder / "crosswoz" / "dialogues.jsonl"):
        turns = [(parts[turn["role"]], turn["text"]) for turn in each["turns"]]
        yield _call(each["id"], "crosswoz", turns, language="zh")


def abcd(folder: Path) -> Iterator[Call]:
    """Chats with log lines of buttons pressed, which nobody says. No times."""
    parts = {"agent": "agent", "customer": "customer", "action": "other"}
    text = (folder / "abcd" / "abcd_sample.json").read_text(encoding="utf-8")
    for each in json.loads(text):
        turns = [(parts[speaker.lower()], said) for speaker, said in each["original"]]
        yield _call(str(each["convo_id"]), "abcd", turns, language="en")


CALLS: Mapping[str, Callable[[Path], Iterator[Call]]] = {
    "robocalls": robocalls,
    "star": star,
    "persuasion": persuasion,
    "crosswoz": crosswoz,
    "abcd": abcd,
}
"""Every data set by the name of its folder."""


def truth_of(folder: Path, data_set: str) -> dict[str, Row]:
    """The labels of a data set by call id."""
    path = folder / data_set / "truth.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    truth = {row["convo_id" if data_set == "abcd" else "id"]: row for row in rows}
    if data_set == "persuasion":
        for call_id, labels in _sentence_labels(folder).items():
            truth[call_id]["labels"] = "|".join(sorted(labels))
    return dict(truth)


def _sentence_labels(folder: Path) -> dict[str, set[str]]:
    """What people called the sentences of each annotated dialogue, such as `persuader:greeting`.

    Its sentences are cut differently from the turns, so only the dialogue is joined.
    """
    found: dict[str, set[str]] = {}
    for each in _lines(folder / "persuasion" / "sentence_labels.jsonl"):
        mine = found.setdefault(each["id"], set())
        mine.update(f"{each['role']}:{label}" for label in each["labels"])
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _call(call_id: str, source: str, spoken: list[tuple[str, str]], *, language: str) -> Call:
    turns = tuple(
        Turn(index=at, speaker=Speaker(speaker), text=text)
        for at, (speaker, text) in enumerate(spoken)
    )
    return Call(id=call_id, source_format=source, language=language, turns=turns)
