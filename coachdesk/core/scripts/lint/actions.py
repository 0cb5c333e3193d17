"""Fool-proof: one action a line, one question at a time."""

import re
from collections.abc import Iterator

from coachdesk.core.scripts.lint.finding import Finding, at_line
from coachdesk.core.scripts.lint.sentences import is_chinese, sentences
from coachdesk.core.scripts.values import Line

_QUESTION = re.compile(r"[?？]+")
_REQUEST = re.compile(
    r"\b(?:please|(?:could|can|would|will) you(?! (?:like|mind|be))|make sure to|remember to)\b",
    re.IGNORECASE,
)
_REQUEST_ZH = re.compile(r"请(?!问)|麻烦您?(?!了)|劳驾")
_PROMISE = re.compile(
    r"\b(?:(?:may|shall) i|let me|(?:i'll|i will|we'll|we will)(?! (?:not|never|be)\b))\b",
    re.IGNORECASE,
)
_PROMISE_ZH = re.compile(r"我(?:这就|马上|现在|先|再)?(?:帮|给|替|把|去|来)")
_AND_THEN = re.compile(r"\b(?:(?:and|but),? )?(?:then|after that|afterwards)\b", re.IGNORECASE)
_AND_THEN_ZH = re.compile(r"然后|接着|完了再|之后再|(?<=[，,])再(?![见说也不来看])")


def crowded_lines(line: Line) -> Iterator[Finding]:
    """S211: two questions in one line. S212: two things to do in one line."""
    questions = list(_QUESTION.finditer(line.text))
    if len(questions) > 1:
        message = f"{len(questions)} questions in one line; the last one gets the answer"
        hint = "ask one, wait, and ask the other in its own step"
        yield at_line(line, questions[0].end(), "S211", message, hint)
    chinese = is_chinese(line.at.language)
    text = line.text.replace("’", "'")
    actions = _actions(text, chinese=chinese)
    if actions:
        after = (_AND_THEN_ZH if chinese else _AND_THEN).search(text, actions[0][0] + 1)
        follows = [(after.start(), after[0])] if after else []
        for at, word in [*actions[1:], *follows][:1]:
            message = f"two things to do in one line: '{actions[0][1]}' and '{word}'"
            hint = "one line, one action: make two lines of two steps"
            yield at_line(line, at, "S212", message, hint)


def _actions(text: str, *, chinese: bool) -> list[tuple[int, str]]:
    """Where the line asks or promises something, and by which words, in order.

    `Could you ..., please?` asks once: `please` counts only where its sentence asks by no other
    words. Waiting is nothing to do: 您稍等，我去查.
    """
    request, promise = (_REQUEST_ZH, _PROMISE_ZH) if chinese else (_REQUEST, _PROMISE)
    found: list[tuple[int, str]] = []
    for sentence in sentences(text):
        asked = [(m.start(), m[0]) for m in request.finditer(sentence.text)]
        if any(word.lower() != "please" for _, word in asked):
            asked = [(at, word) for at, word in asked if word.lower() != "please"]
        if chinese and "稍等" in sentence.text:
            asked = []
        promised = [(m.start(), m[0]) for m in promise.finditer(sentence.text)]
        found += [(sentence.start + at, word) for at, word in sorted((*asked, *promised))]
    return found
