"""The lint of scripts: what a line, a way through, or two answers to one objection get wrong.

Of the four demands on a script, colloquial and fool-proof can be told from the text alone; spot-on
and practical need calls. Each module looks at one thing, and what it finds are values.
"""

from collections.abc import Iterator

from coachdesk.core.scripts.lint.actions import crowded_lines
from coachdesk.core.scripts.lint.advertising import absolute_terms
from coachdesk.core.scripts.lint.facts import contradicting_facts
from coachdesk.core.scripts.lint.finding import Finding
from coachdesk.core.scripts.lint.flow import dead_ends, unreached_steps
from coachdesk.core.scripts.lint.length import long_lines, long_sentences
from coachdesk.core.scripts.lint.plain import Frequencies, rare_words
from coachdesk.core.scripts.lint.slots import unfilled_slots
from coachdesk.core.scripts.lint.triggers import same_situation, same_trigger
from coachdesk.core.scripts.values import Script

__all__ = ["Finding", "Frequencies", "findings_of"]


def findings_of(script: Script, frequencies: Frequencies) -> Iterator[Finding]:
    """Everything that the lint finds in one script, by subject."""
    for line in script.spoken():
        yield from long_sentences(line)
        yield from long_lines(line)
        yield from rare_words(line, script.terms, frequencies)
        yield from crowded_lines(line)
        yield from unfilled_slots(line, script.slots)
        yield from absolute_terms(line)
    yield from unreached_steps(script)
    yield from dead_ends(script)
    yield from same_situation(script)
    yield from same_trigger(script)
    yield from contradicting_facts(script)
