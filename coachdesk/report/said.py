"""An example in words: who said what decided it, or what came closest where nobody said it."""

import re
from collections.abc import Mapping

from coachdesk.core.standing import Example
from coachdesk.core.visible import visible
from coachdesk.report.quotes import missed, quoted, quotes, whence


def proof(example: Example) -> str:
    """Who said what decided it; empty where the fault is silence or a measure."""
    verdict = example.answer.verdict
    for occurrence in verdict.evidence if verdict else ():
        for who, words in quotes(example.call, occurrence):
            return f"{who} {words}"
    return ""


def said(example: Example) -> str:
    """The words that decided it; where the fault is silence, what came closest."""
    verdict, behind = example.answer.verdict, example.explained
    if words := proof(example):
        return words
    if verdict is not None and verdict.reason:
        return visible(verdict.reason)
    if behind is None:
        return "not said"
    # A miss that shares less with the phrase than it lacks explains nothing.
    near = behind.nearest
    if near is not None and near.changes < len(near.text.split()):
        return f"not said; {missed(example.call, near)}"
    unheard = [search.signal for search in behind.searched.signals if not search.found]
    return f"not heard: {', '.join(unheard)}" if unheard else "not said"


def explained(example: Example) -> str:
    """As `said`, for people who never saw a rule: no brackets, no names of signals as written."""
    verdict, behind = example.answer.verdict, example.explained
    silent = verdict is not None and not verdict.reason and not proof(example)
    if not silent or behind is None:
        return said(example)
    near = behind.nearest
    if near is not None and near.changes < len(near.text.split()):
        missing = f", without “{visible(' '.join(near.lacks))}”" if near.lacks else ""
        where = f"{whence(example.call, near.span)} {quoted(example.call, near.span)}"
        return f"not said; closest is {where}{missing}; such as “{spoken(near.phrase)}”"
    unheard = [search.signal for search in behind.searched.signals if not search.found]
    names = ", ".join(visible(each.replace("_", " ").replace("-", " ")) for each in unheard)
    return f"not heard: {names}" if names else "not said"


def spoken(phrase: str) -> str:
    """One way to say a phrase: what may be left out is in it, and of several ways the first.

    The language of phrases: docs/rules.md section 2.
    """
    text, before = phrase, ""
    while text != before:
        before, text = text, _INNERMOST.sub(lambda found: found[2].partition("|")[0], text)
    text = _SLOT.sub(lambda found: _SLOTS.get(found[1], found[1]), _GAP.sub(" … ", text))
    return visible(" ".join(text.replace("*", "…").replace("\\", "").split()))


_INNERMOST = re.compile(r"(?<!\\)([\[(])([^\[\]()]*)[\])]")
_GAP = re.compile(r"\.\.\.\d*")
_SLOT = re.compile(r"\{(\w+)\}")
_SLOTS: Mapping[str, str] = {
    "word": "a word",
    "words": "some words",
    "number": "a number",
    "money": "an amount",
    "date": "a date",
    "time": "a time",
    "phone": "a phone number",
    "name": "a name",
    "agent_name": "the agent's name",
    "customer_name": "the customer's name",
    "company": "the company",
}
