"""Fool-proof: one action a line, one question at a time."""

import re
from collections.abc import Iterator

from coachdesk.core.scripts.lint.finding import Finding, at_line
from coachdesk.core.scripts.lint.sentences import is_chinese
from coachdesk.core.scripts.values import Line

_QUESTION = re.compile(r"[?？]+")
_ACTION = re.compile(
    r"\b(?:please|(?:could|can|would|will) you(?! (?:like|mind|be))|make sure to|remember to"
    r"|(?:may|shall) i|let me|(?:i'll|i will|we'll|we will)(?! (?:not|never|be)\b))\b",
    re.IGNORECASE,
)
_ACTION_ZH = re.compile(
    r"请(?!问)|麻烦您?(?!了)|劳驾|我(?:这就|马上|现在|先|再)?(?:帮|给|替|把|去|来)"
)
_AND_THEN = re.compile(r"\b(?:and|but)?,? ?(?:then|after that|afterwards)\b", re.IGNORECASE)
_AND_THEN_ZH = re.compile(r"然后|接着|完了再|之后再|(?<!首)再请")


def crowded_lines(line: Line) -> Iterator[Finding]:
    """S211: two questions in one line. S212: two things to do in one line."""
    questions = list(_QUESTION.finditer(line.text))
    if len(questions) > 1:
        message = f"{len(questions)} questions in one line; the last one gets the answer"
        hint = "ask one, wait, and ask the other in its own step"
        yield at_line(line, questions[0].end(), "S211", message, hint)
    chinese = is_chinese(line.at.language)
    text = line.text.replace("’", "'")
    actions = list((_ACTION_ZH if chinese else _ACTION).finditer(text))
    follows = None
    if actions:
        follows = (_AND_THEN_ZH if chinese else _AND_THEN).search(text, actions[0].end())
    second = actions[1] if len(actions) > 1 else follows
    if second is not None:
        message = f"two things to do in one line: '{actions[0][0]}' and '{second[0].strip()}'"
        hint = "one line, one action: make two lines of two steps"
        yield at_line(line, second.start(), "S212", message, hint)
