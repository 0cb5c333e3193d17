"""What the desk's own calls say against a script: the fourth demand, that it is practical."""

from collections.abc import Iterator

from coachdesk.core.adherence import Adherence, nobody_uses
from coachdesk.core.errors import DeskRefused, Problem, Severity
from coachdesk.core.location import Location
from coachdesk.core.scripts import Script
from coachdesk.core.visible import visible
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.scripts.adherence import adherence
from coachdesk.desk.scripts.library import library
from coachdesk.report.rates import change_words, rate_words

FEWEST_RAISED = 3
"""Calls on which an objection is heard before a script lacks a block for it."""


def practical_findings(desk: Desk, acting: Acting) -> tuple[Problem, ...]:
    """What calls since their publication say against the library's scripts, as warnings.

    Each stands where the library's text has the line, or at the script's first step. There is
    nothing about a script that is not published, that no scorecard in force names, or whose
    figures are not for whoever asks.

    Raises:
        BadInput: the library can't be read.
    """
    shelf = library(desk)
    found: list[Problem] = []
    for id, written in shelf.scripts.items():
        try:
            figures = adherence(desk, acting, id, shelf=shelf)
        except DeskRefused:
            continue
        found += _findings(figures, written.script)
    return tuple(found)


def _findings(figures: Adherence, script: Script) -> Iterator[Problem]:
    places = {part.id: part.location for part in script.parts()}
    top = script.steps[0].location
    for each in figures.unanswered:
        if each.calls >= FEWEST_RAISED:
            calls = ", ".join(example.call for example in each.examples)
            where = f", such as {calls}" if calls else ""
            message = f"'{each.when}' is heard on {each.calls} of {each.of} calls{where}, and"
            yield _warning(
                "D740",
                top,
                f"{message} '{script.id}' has no block for it",
                f"{each.script}/{each.block} has one",
            )
    for line in figures.lines:
        if nobody_uses(line) and line.part in places:
            law = "the law asks for it: coach it" if line.law else "reword it, or take it out"
            message = f"hardly anybody says '{line.part}': {rate_words(line.tally.rate)}"
            yield _warning("D741", places[line.part], message, law)
    for sentence in figures.adopt:
        message = (
            f"“{sentence.text}” is not in the script; calls with it end well more often:"
            f" {change_words(sentence.effect.difference)}"
        )
        calls = ", ".join(example.call for example in sentence.examples)
        yield _warning("D742", top, message, f"listen to {calls}")


def _warning(code: str, place: Location, message: str, hint: str) -> Problem:
    return Problem(
        code=code,
        location=place,
        message=visible(message),
        hint=visible(hint),
        severity=Severity.WARNING,
    )
