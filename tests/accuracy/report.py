"""Write `report.md`: `python -m tests.accuracy.report [FOLDER OF THE SHARED DATA]`."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from coachdesk.core.engine.verdicts import State
from tests.accuracy import script_lines
from tests.accuracy.comparisons import (
    COMPARISONS,
    Comparison,
    Outcome,
    compare,
    distinct,
    scored,
)
from tests.accuracy.misses import SAMPLE, Classes, read_misses, to_read
from tests.accuracy.sources import CALLS

REPORT = Path(__file__).parent / "report.md"

_INTRODUCTION = """\
# Rules against labels

Written by `python -m tests.accuracy.report`; a test compares it with what the engine says today.
Every rule stands in `rules/`, every label in the truth files of the shared data. The four cells
are calls: *label / rule*. UNKNOWN and NA are answers of their own and stand in no cell. A blank
label says nothing about its call; what the rule answered there follows in the last column, as
pass / fail / NA / UNKNOWN.

How to read it:

- **source** labels were made by others. **own** counts are regular expressions from the notes
  beside the data: agreement with them shows that rule and expression mean the same words, not
  that either is right.
- The rules were written with this half of the data in view, so these figures say what the
  language can express and how the engine applies it. They do not say how the rules would do on
  calls that nobody looked at; the held-out half can.
- Calls are no independent draws: many recordings are word for word the same. For them the
  distinct texts are counted as well.
- A miss is a call in one of the two cells that disagree. Up to 60 in a cell are all read; of
  more, a seeded sample of 30. They are named by id and class in `misses.yaml`.
"""

_ABOUT: Mapping[str, str] = {
    "robocalls": "Recorded messages, English and Chinese. One speaker, no times. Rules about a "
    "customer, about the first seconds or about talk must stay silent or say UNKNOWN.",
    "star": "Typed bank and other service dialogues; spoken turns only. A turn that the agent "
    "typed freely has no label, so a rule may rightly hear a step that no label shows. The 43 "
    "bank dialogues that are complete and hold no free text are the clean comparison. In 19 "
    "dialogues nobody says a word: every answer is UNKNOWN.",
    "persuasion": "One person asks another for a gift. People labelled sentences of 161 of the "
    "251 dialogues, one label a sentence.",
    "crosswoz": "Chinese, no blanks between words. People checked the dialogue acts.",
    "abcd": "Three chats with log lines of the buttons that the agent pressed. A button is not "
    "speech; the label says only that the step was done.",
}

_SCRIPT_LINES = """\
How well `coachdesk scripts adherence` hears the lines of a script. The sentences of the task files
are the script, a step each; the label of a turn says which sentence its agent picked. *yes / said*:
the label is there and the line counts as said, and so on; *nearly* counts as not said. Precision
and recall are over dialogues, with their 95 % intervals (Wilson). No criterion covers these lines,
so this is the likeness of words alone. The half of the data in view chose one number, the 70 % from
which words nearly are a line.

Of the misses in all dialogues, 27 of 29 are one question asked in other words (25 are told as
nearly said) and 2 a shorter farewell. Of the 23 that no label shows, 14 were typed freely by the
agent, where there is no label, and 9 are the same sentence under the label of another task.
"""

_LESSONS = """\
## What the misses teach

- Where a step has a fixed wording (STAR's clean rows, the courtesies of CrossWOZ, a recorded
  message) phrases reach the labels exactly, order included.
- Where the label is a judgement (`proposition-of-donation`, `donation-information`) phrases hear
  most of it, and about as many sentences that the source files under a neighbouring label.
- Agreement (one word, or an amount alone) is an answer only after the question.
  `customer-agrees` is the widest and the narrowest rule here at once: such a criterion is better
  answered by a person, or kept on trial.
- A phrase knows no end of a sentence. A wide gap joins the end of one sentence to the start of
  the next; gaps up to 6 words were safe here, 12 were not.
- A possessive is a word of its own: `save the children` does not hear "the children's". Write
  both, or end the phrase with `children*`.
"""


def report(folder: Path) -> str:
    """The whole report as Markdown."""
    return "\n".join(_lines(folder))


def _lines(folder: Path) -> Iterator[str]:
    misses = read_misses()
    yield _INTRODUCTION
    for data_set in CALLS:
        mine = [each for each in COMPARISONS if each.data_set == data_set]
        outcomes = {each: compare(folder, each) for each in mine}
        yield f"## {data_set}"
        yield ""
        yield f"{_ABOUT[data_set]} Calls: {len(scored(folder, data_set))}."
        yield ""
        yield from _table(outcomes)
        if data_set == "robocalls":
            yield ""
            yield "The same over distinct texts (the first call of each):"
            yield ""
            yield from _table({each: compare(folder, distinct(each, folder)) for each in mine})
        yield ""
        yield from _misses(outcomes, misses)
    yield from _script_lines(folder)
    yield _LESSONS.rstrip()
    yield ""


def _script_lines(folder: Path) -> Iterator[str]:
    yield "## star, as a script"
    yield ""
    yield _SCRIPT_LINES.rstrip()
    for title, complete in (("Every turn labelled", True), ("All dialogues with words", False)):
        yield ""
        yield f"{title}:"
        yield ""
        yield from script_lines.table(folder, complete=complete)
    yield ""


def _table(outcomes: Mapping[Comparison, Outcome]) -> Iterator[str]:
    yield (
        "| rule | label | calls | n | yes / yes | yes / no | no / yes | no / no "
        "| UNKNOWN | NA | label blank |"
    )
    yield "|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for each, outcome in outcomes.items():
        kind = "source" if each.is_source else "own"
        cells = " | ".join(map(str, _cells(outcome)))
        yield (
            f"| {each.rule} | {each.label.replace('|', ' or ')} ({kind}) | {each.only or 'all'} "
            f"| {sum(outcome.cells.values())} | {cells} |"
        )


def _cells(outcome: Outcome) -> list[int | str]:
    def count(label: bool | None, state: State) -> int:
        return outcome.cells.get((label, state), 0)

    blank = [count(None, state) for state in (State.PASS, State.FAIL, State.NA, State.UNKNOWN)]
    return [
        count(True, State.PASS),
        count(True, State.FAIL),
        count(False, State.PASS),
        count(False, State.FAIL),
        count(True, State.UNKNOWN) + count(False, State.UNKNOWN),
        count(True, State.NA) + count(False, State.NA),
        " / ".join(map(str, blank)) if any(blank) else "",
    ]


def _misses(
    outcomes: Mapping[Comparison, Outcome], misses: Mapping[str, Mapping[str, Classes]]
) -> Iterator[str]:
    found = {each: outcome for each, outcome in outcomes.items() if outcome.missed or outcome.extra}
    if not found:
        yield "No misses."
        yield ""
        return
    yield "Misses, by class:"
    yield ""
    for each, outcome in found.items():
        classes = misses.get(each.key, {})
        for cell, name, ids in (
            ("missed", "yes / no", outcome.missed),
            ("extra", "no / yes", outcome.extra),
        ):
            if ids:
                read = len(to_read(ids))
                how = "all read" if read == len(ids) else f"a seeded sample of {SAMPLE} read"
                where = f", {each.only}" if each.only else ""
                yield (
                    f"- **{each.rule}** and {each.label}{where}: {len(ids)} {name}, {how}. "
                    + "; ".join(_class(*item) for item in classes.get(cell, {}).items())
                )
    yield ""


def _class(name: str, ids: Sequence[str]) -> str:
    short = [each.removesuffix("_live") for each in ids]
    shown = [each if len(each) <= 28 else f"{each[:12]}…" for each in short]
    return f"{name}: {len(ids)} ({', '.join(shown)})"


def main() -> None:
    """Write the report beside this module."""
    default = os.environ.get("COACHDESK_SHARED_DATA")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default or "../shared/data")
    REPORT.write_text(report(folder), encoding="utf-8")


if __name__ == "__main__":
    main()
