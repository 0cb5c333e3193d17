"""Calls and rules to measure with, made from the shared data; nothing of it is kept here.

Calls: STAR dialogues (typed, real people) joined until a call is long enough; every 50th
apostrophe is curly. Rules: phrases drawn from the dialogues' own n-grams, a quarter of them common
and the rest rare; just under half get a choice, an optional word, a gap or a slot.
"""

import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.form import Form
from coachdesk.core.text import is_cjk
from coachdesk.files.rulebook import load_sources

ROOT = Path(__file__).parent.parent
TURNS = 64


def shared_data() -> Path:
    """The folder of shared data; ends the run with a clear word where it is absent."""
    folder = Path(os.environ.get("COACHDESK_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        raise SystemExit("the benchmarks need the shared data folder (COACHDESK_SHARED_DATA)")
    return folder


def star_turns() -> list[tuple[Speaker, str]]:
    """Every spoken turn of the STAR sample, in order."""
    found = []
    with (shared_data() / "star" / "dialogues.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            for event in json.loads(line)["Events"]:
                who, what = event["Agent"], event["Action"]
                if who == "User" and what == "utter":
                    found.append((Speaker.CUSTOMER, event["Text"]))
                elif who == "Wizard" and what in ("utter", "pick_suggestion"):
                    found.append((Speaker.AGENT, event["Text"]))
    return found


def english_calls(count: int, length: int = TURNS) -> Iterator[Call]:
    """As many calls of so many turns as wanted, each from a place drawn in the row of turns.

    The sample has 2,340 turns: calls overlap, and a call longer than that goes round.
    """
    turns = star_turns()
    draw = random.Random(1)
    apostrophes = 0
    for number in range(count):
        begin = draw.randrange(len(turns))
        chosen = islice(cycle(turns), begin, begin + length)
        made = []
        clock = 0
        for index, (speaker, text) in enumerate(chosen):
            apostrophes += text.count("'")
            if apostrophes >= 50:
                text, apostrophes = text.replace("'", "’"), 0
            ends = clock + 300 + 60 * len(text)
            made.append(Turn(index=index, speaker=speaker, text=text, start_ms=clock, end_ms=ends))
            clock = ends + 200
        yield Call(
            id=f"call-{number}",
            turns=tuple(made),
            source_format="jsonl",
            duration_ms=clock,
            agent="Ana Price",
            direction="outbound",
        )


def chinese_calls(count: int) -> Iterator[Call]:
    """CrossWOZ dialogues, again and again."""
    parts = {"usr": Speaker.CUSTOMER, "sys": Speaker.AGENT}
    with (shared_data() / "crosswoz" / "dialogues.jsonl").open(encoding="utf-8") as lines:
        dialogues = [json.loads(line)["turns"] for line in lines]
    for number in range(count):
        turns = dialogues[number % len(dialogues)]
        yield Call(
            id=f"zh-{number}",
            turns=tuple(
                Turn(index=n, speaker=parts[t["role"]], text=t["text"]) for n, t in enumerate(turns)
            ),
            language="zh",
        )


def chinese_phrases(count: int) -> list[str]:
    """Literal phrases of three to five characters, drawn from the calls themselves."""
    draw = random.Random(7)
    rows = [turn.text for call in chinese_calls(200) for turn in call.turns if len(turn.text) > 5]
    found: dict[str, None] = {}
    while len(found) < count:
        text = draw.choice(rows)
        at = draw.randrange(len(text) - 5)
        piece = text[at : at + draw.choice((3, 4, 5))]
        if all(is_cjk(sign) for sign in piece):
            found[piece] = None
    return list(found)


def phrases(count: int) -> list[str]:
    """Phrases of the rule language, drawn from the calls' own n-grams."""
    draw = random.Random(7)
    grams: Counter[tuple[str, ...]] = Counter()
    for _, text in star_turns():
        words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
        for size in (2, 3, 4):
            grams.update(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    common = [gram for gram, _ in grams.most_common(6000)[1500:]]
    rare = sorted(gram for gram, seen in grams.items() if seen <= 3)
    found: dict[str, None] = {}
    while len(found) < count:
        gram = list(draw.choice(common if draw.random() < 0.25 else rare))
        kind = draw.random()
        if kind < 0.15:
            gram[0] = f"({gram[0]}|{draw.choice(rare)[0]})"
        elif kind < 0.30:
            gram.insert(1, "[really]")
        elif kind < 0.38 and len(gram) > 2:
            gram.insert(1, "...3")
        elif kind < 0.45:
            gram.append(draw.choice(["{number}", "{name}", "{word}"]))
        found[" ".join(gram)] = None
    return list(found)


def form_text(count: int, criteria: int, drawn: Iterable[str] | None = None) -> str:
    """The file of a scorecard of so many phrases, spread over so many criteria.

    Args:
        count: how many phrases.
        criteria: how many criteria; each has one signal of its own.
        drawn: the phrases; English ones by default.
    """
    drawn = iter(phrases(count) if drawn is None else drawn)
    each = count // criteria
    signals, rules = [], []
    for number in range(criteria):
        says = list(islice(drawn, each if number < criteria - 1 else count))
        by = ("agent", "customer", "anyone")[number % 3]
        signals.append(f"  s{number}: {{says: {json.dumps(says)}, by: {by}}}")
        rules.append(
            f"      - {{id: c{number}, ask: Is it said?, points: 5, pass_when: s{number}}}"
        )
    return "\n".join(
        [
            "scorecard: bench",
            "version: 1",
            "title: Bench",
            "signals:",
            *signals,
            "sections:",
            "  - id: all",
            "    title: All",
            "    weight: 1",
            "    criteria:",
            *rules,
            "",
        ]
    )


def form(count: int, criteria: int, drawn: Iterable[str] | None = None) -> Form:
    """The scorecard of `form_text`, loaded."""
    text = form_text(count, criteria, drawn)
    loaded = load_sources({"scorecards/bench.yaml": text})
    if not loaded.forms:
        raise SystemExit("\n".join(map(str, loaded.problems)))
    return loaded.forms[0]
