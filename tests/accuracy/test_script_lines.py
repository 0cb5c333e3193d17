"""Lines of a script on real dialogues: the labels say which step happened."""

import json
from collections import Counter
from pathlib import Path

from coachdesk.core.adherence import Listener, Use
from coachdesk.core.adherence.judging import judged
from coachdesk.core.assumptions import Assumptions
from coachdesk.core.rates import wilson
from tests.accuracy.script_lines import SAME, labels_of, lines, script
from tests.accuracy.sources import CALLS


def test_lines_are_heard_where_the_labels_say_so_and_hardly_elsewhere(shared_data: Path) -> None:
    found = lines(shared_data, complete=True)
    hit = sum(line.count(True, Use.SAID) for line in found)
    heard = hit + sum(line.count(False, Use.SAID) for line in found)
    there = sum(line.count(True, *Use) for line in found)
    assert wilson(hit, heard)[0] >= 0.95
    assert wilson(hit, there)[0] >= 0.90


def test_every_difference_has_its_reason(shared_data: Path) -> None:
    """Typed freely: no label. The same sentence under another task's label. Other words."""
    star, labels = script(shared_data), labels_of(shared_data)
    picked = _labels_of_texts(shared_data)
    extra, missed = Counter[str](), Counter[Use]()
    calls = [call for call in CALLS["star"](shared_data) if call.turns]
    for ears in Listener(star, Assumptions()).listen(calls):
        for found in judged(star, ears, {}):
            said = SAME.get(found.part, found.part) in labels[ears.call.id]
            if found.use is Use.SAID and not said:
                assert found.quote is not None
                text = ears.call.turns[found.quote.turn].text
                extra[picked[ears.call.id].get(text) or "typed freely"] += 1
            elif said and found.use is not Use.SAID:
                missed[found.use] += 1
    assert missed == {Use.NEARLY: 25, Use.NOT_SAID: 4}
    assert extra == {
        "typed freely": 14,
        "goodbye_2": 7,
        "ride_inform_nothing_found": 1,
        "restaurant_bye": 1,
    }


def _labels_of_texts(folder: Path) -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = {}
    with (folder / "star" / "dialogues.jsonl").open(encoding="utf-8") as file:
        for each in map(json.loads, file):
            found[str(each["DialogueID"])] = {
                event["Text"]: event.get("ActionLabel")
                for event in each["Events"]
                if event["Agent"] == "Wizard" and event["Action"] in ("pick_suggestion", "utter")
            }
    return found
