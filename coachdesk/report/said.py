"""An example in words: who said what decided it, or what came closest where nobody said it."""

from coachdesk.core.standing import Example
from coachdesk.core.visible import visible
from coachdesk.report.quotes import missed, quotes


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
